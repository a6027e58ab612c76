import { afterAll, beforeAll, beforeEach } from 'vitest'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part } from '../kit/stage.ts'
import { instagram } from './index.ts'

/** Each file of tests has a Instagram of its own, and holds it to the description itself. */
export const fake = instagramFake()
export const stage = createStage(instagram, fake)
export const { state } = fake
beforeAll(() => stage.open())
afterAll(() => stage.close())

beforeEach(() => {
  fake.mode('ok')
  state.looks = 0
})

/** The head of an MP4 file, which is all that anybody looks at here. */
export const film = (over: Partial<Media> = {}, head = '0000002066747970'): Media => {
  const bytes = Buffer.from(`${head}69736f6d0000020069736f6d69736f32617663316d703431`, 'hex')
  const facts = { kind: 'video', mime: 'video/mp4', bytes: 32, alt: '', width: 1080, height: 1920 } as const
  return { id: 'f', digest: 'f', durationMs: 9000, ...facts, ...inMemory(bytes), ...over }
}

export const withMedia = (media: Media[], over: Partial<Content> = {}, text = 'look') =>
  stage.content({ parts: [part(text, { media })], ...over })

export async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published')
    throw new Error(`It was ${end.state}: ${'failure' in end ? end.failure.message : ''}`)
  const own = state.media.filter(({ userId }) => userId === to.joined.remoteId)
  return { member: to, parts: end.parts, media: own }
}

export const ends = (content: Content) =>
  stage.join().then((member) => stage.attempt(stage.deliver(member, content)))
