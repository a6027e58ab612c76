import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Post } from '../../../test/networks/vk/state.ts'
import { vkFake } from '../../../test/networks/vk-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { vk } from './index.ts'

/** Each file of tests has a VK of its own, and holds it to the description itself. */
export const fake = vkFake()
export const stage = createStage(vk, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

beforeEach(() => {
  fake.mode('ok')
  fake.asked.length = 0
})

/** The head of an MP4 file, which is all that anybody looks at here. */
export const film = (): Media => ({
  id: 'f',
  digest: 'f',
  kind: 'video',
  mime: 'video/mp4',
  bytes: 32,
  alt: 'The oven\nat night',
  ...{ width: 640, height: 360, durationMs: 2400 },
  ...inMemory(Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')),
})

export const postsOf = (member: Member): Post[] => fake.state.postsOf(Number(member.joined.remoteId))

export async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const delivery = stage.deliver(to, content)
  const end = await stage.attempt(delivery)
  if (end.state !== 'published') throw new Error(`It was ${end.state}: ${'failure' in end && end.failure}`)
  return { member: to, parts: end.parts, delivery, post: postsOf(to).at(-1) }
}
