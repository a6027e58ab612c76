import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Community } from '../../../test/networks/reddit/state.ts'
import { redditFake } from '../../../test/networks/reddit-fake.ts'
import type { Content, Part } from '../kit/content.ts'
import { createStage, type Member, part } from '../kit/stage.ts'
import { reddit } from './index.ts'

/** Each file of tests has a Reddit of its own, and holds it to the description itself. */
export const fake = redditFake()
export const { state } = fake
export const stage = createStage(reddit, fake)
const usual = { ...state.worksMs }
beforeAll(() => stage.open())
afterAll(() => stage.close())

beforeEach(() => {
  fake.mode('ok')
  fake.skew(0)
  Object.assign(state, {
    worksMs: { ...usual },
    losesFiles: false,
    pauseSeconds: 0,
    tellsSeconds: false,
  })
})

let named = 0

/** A community that an account has joined. */
export function joined(member: Member, over: Parameters<typeof state.addCommunity>[1] = {}): Community {
  return state.addCommunity(`town${++named}`, { members: new Set([idOf(member)]), ...over })
}

export const idOf = ({ joined: { remoteId } }: Member): string => remoteId.slice(3)
export const own = (member: Member) =>
  state.posts.filter(({ owner, deleted }) => owner === idOf(member) && !deleted)

export const post = (
  over: Partial<Part>,
  options: Content['options'] = {},
  more: Partial<Content> = {},
): Content => stage.content({ parts: [part(over.text ?? '', over)], options, ...more })

export async function sent(member: Member, content: Content) {
  const delivery = stage.deliver(member, content)
  return { delivery, end: await stage.attempt(delivery) }
}
