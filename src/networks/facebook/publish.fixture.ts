import { afterAll, beforeAll, beforeEach } from 'vitest'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part } from '../kit/stage.ts'
import { facebook } from './index.ts'

/** Each file of tests has a Facebook of its own, and holds it to the description itself. */
export const fake = facebookFake()
export const { state } = fake
export const stage = createStage(facebook, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

beforeEach(() => {
  fake.mode('ok')
  state.usage = {}
  state.namesPosts = true
})

export const hour = 3_600_000

let films = 0

/** The head of an MP4 file, which is all that anybody looks at here. */
export const film = (over: Partial<Media> = {}): Media => {
  const bytes = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
  const id = `film ${++films}`
  const shape = { width: 720, height: 1280, durationMs: 9000 }
  return {
    id,
    digest: id,
    kind: 'video',
    mime: 'video/mp4',
    bytes: 32,
    alt: '',
    ...shape,
    ...inMemory(bytes),
    ...over,
  }
}

export async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member: to, parts: end.parts, lacks: end.lacks, posts: postsOf(to) }
}

export const postsOf = ({ joined }: Member) => state.posts.filter(({ pageId }) => pageId === joined.remoteId)

export const filmsOf = ({ joined }: Member) =>
  [...state.films.values()].filter(({ pageId }) => pageId === joined.remoteId)

export const filmed = (kind: string, over: Partial<Content> = {}, media = film()) =>
  stage.content({ parts: [part('look', { media: [media] })], options: { kind }, ...over })

/** The first list that is read shows nothing yet. */
export async function shownLate<T>(work: () => Promise<T>): Promise<T> {
  const plain = stage.tools.fetch
  let lists = 0
  stage.tools.fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    const isList = (init?.method ?? 'GET') === 'GET' && /\/(published_posts|stories)$/.test(pathname)
    return isList && ++lists === 1 ? Response.json({ data: [] }) : plain(input, init)
  }
  return work().finally(() => {
    stage.tools.fetch = plain
  })
}
