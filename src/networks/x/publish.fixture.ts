import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { xFake } from '../../../test/networks/x-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { x } from './index.ts'
import { pieceBytes } from './upload.ts'

export const fake = xFake()
export const stage = createStage(x, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.filmChecks = 1
  fake.state.checkAfterSecs = 0
  fake.state.takesCovers = true
  fake.state.listsCommunities = true
})

const media = (bytes: Buffer, over: Partial<Media>): Media => {
  const id = randomBytes(6).toString('hex')
  return {
    id,
    digest: id,
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 640,
    height: 360,
    durationMs: 2400,
    alt: '',
    ...inMemory(bytes),
    ...over,
  }
}
export const film = (over: Partial<Media> = {}, size = pieceBytes + 5) => media(randomBytes(size), over)
export const gif = (): Media =>
  media(Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'), {
    kind: 'image',
    mime: 'image/gif',
    alt: 'a dot',
    durationMs: null,
  })

export async function out(content: Content, to?: Member) {
  const member = to ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(member, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}: ${JSON.stringify(end)}`)
  return { member, parts: end.parts, lacks: end.lacks, posts: fake.state.of(member.joined.remoteId) }
}
