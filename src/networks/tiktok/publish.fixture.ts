import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { TiktokUser } from '../../../test/networks/tiktok/state.ts'
import { film, tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Json } from '../kit/content.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, type Delivery, part } from '../kit/stage.ts'
import { tiktok } from './index.ts'
import { manifest } from './manifest.ts'

/** Each file of tests has a TikTok of its own, and holds it to the description itself. */
export const fake = tiktokFake()
export const stage = createStage(tiktok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

beforeEach(() => {
  fake.mode('ok')
  Object.assign(fake.state, { audited: true, processingMs: 0, moderationMs: 0 })
  Object.assign(fake.appValues, { audited: 'yes' })
  fake.asked.length = 0
})

export const hour = 3_600_000
export type Options = Record<string, Json>

export const filmed = (options: Options = {}, over: Partial<Content> = {}) =>
  stage.content({ parts: [part('The bells', { media: [film()] })], options, ...over })

export const pictured = (count: number, options: Options = {}, over: Partial<Content> = {}) =>
  stage.content({
    parts: [part('Look', { media: Array.from({ length: count }, () => fake.photo()) })],
    options,
    ...over,
  })

export const deliver = async (content: Content): Promise<Delivery> =>
  stage.deliver(await stage.join(), content)
export const userOf = ({ member }: Delivery): TiktokUser | undefined =>
  fake.state.users.get(member.joined.remoteId)
export const postsOf = ({ member }: Delivery) => fake.state.ofUser(member.joined.remoteId)
export const asks = (path: string) => fake.asked.filter((one) => one.path === path)

/** One step of a delivery, without waiting for what comes of it. */
export async function sendOnly(one: Delivery) {
  const call = {
    tools: stage.tools,
    account: one.member.view(),
    content: one.content,
    key: one.key,
    prepared: one.prepared,
    done: [],
    save: async () => undefined,
    firstAttemptAt: one.firstAttemptAt,
    signal: AbortSignal.timeout(20_000),
  }
  one.prepared = (await tiktok.publish?.prepare?.(call)) ?? null
  const sent = await tiktok.publish?.send({ ...call, prepared: one.prepared })
  if (sent?.state !== 'pending') throw new Error('It was published at once')
  const look = () => tiktok.publish?.look?.(call, sent.handle)
  return { sent, look }
}

const rules = (options: Options, limits = {}) => ({ ...manifest, ...limitsOf(manifest, limits, options) })

export const problems = (content: Content, limits = {}) =>
  checkDraft(content, rules(content.options, limits)).map(({ code }) => code)
