import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film, youtubeFake } from '../../../test/networks/youtube-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { createStage, type Delivery, kill, part } from '../kit/stage.ts'
import { youtube } from './index.ts'
import { pieceBytes } from './upload.ts'

const fake = youtubeFake()
const stage = createStage(youtube, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const large = pieceBytes * 2 + 1000

async function delivery(over: Parameters<typeof film>[0] = {}): Promise<Delivery> {
  const content = stage.content({ parts: [part('The bells', { media: [film(over)] })] })
  return stage.deliver(await stage.join(), content)
}

const videosOf = ({ member }: Delivery) =>
  [...fake.state.videos.values()].filter(({ channelId }) => channelId === member.joined.remoteId)
const sessionsOf = ({ member }: Delivery) =>
  [...fake.state.sessions.values()].filter(({ channelId }) => channelId === member.joined.remoteId)

const prepare = (one: Delivery, over: { signal?: AbortSignal; fetch?: typeof fetch } = {}) =>
  youtube.publish?.prepare?.({
    tools: { ...stage.tools, ...(over.fetch && { fetch: over.fetch }) },
    account: one.member.view(),
    content: one.content,
    key: one.key,
    firstAttemptAt: one.firstAttemptAt,
    signal: over.signal ?? AbortSignal.timeout(20_000),
  })

describe('a film that goes up', () => {
  test('travels in pieces and arrives as it is, and nobody sees it', async () => {
    const one = await delivery({ size: large })
    await prepare(one)
    const [video] = videosOf(one)
    expect(video?.bytes.equals(Buffer.from((await one.content.parts[0]?.media[0]?.read()) ?? []))).toBe(true)
    expect(video?.status.privacyStatus).toBe('private')
    expect(await stage.published(one.member)).toEqual([])
  })

  test('goes on where it was when its worker is killed', async () => {
    const one = await delivery({ size: large })
    let pieces = 0
    const dying: typeof fetch = (input, init) => {
      if (new Headers(init?.headers).get('content-range')?.startsWith('bytes ') && init?.body && ++pieces > 1)
        kill()
      return stage.tools.fetch(input, init)
    }
    await expect(prepare(one, { fetch: dying })).rejects.toThrow()
    expect(sessionsOf(one).map(({ bytes }) => bytes.length)).toEqual([pieceBytes])
    const sent: string[] = []
    await prepare(one, {
      fetch: (input, init) => {
        sent.push(new Headers(init?.headers).get('content-range') ?? '')
        return stage.tools.fetch(input, init)
      },
    })
    expect(sessionsOf(one)).toHaveLength(1)
    expect(sent.filter(Boolean)).toEqual([
      `bytes */${large}`,
      `bytes ${pieceBytes}-${2 * pieceBytes - 1}/${large}`,
      `bytes ${2 * pieceBytes}-${large - 1}/${large}`,
    ])
    expect(videosOf(one)).toHaveLength(1)
  })

  test('that takes longer than an attempt got on, and goes on by itself', async () => {
    const one = await delivery({ size: large })
    const stop = new AbortController()
    const slow: typeof fetch = (input, init) => {
      if (new Headers(init?.headers).get('content-range')?.startsWith(`bytes ${pieceBytes}-`)) stop.abort()
      return stage.tools.fetch(input, init)
    }
    const end = await prepare(one, { fetch: slow, signal: stop.signal })?.catch(stage.endOf)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_uploading', alone: true } })
    await prepare(one)
    expect(sessionsOf(one)).toHaveLength(1)
    expect(videosOf(one)).toHaveLength(1)
  })

  test('is there once when the answer to its last piece is lost', async () => {
    const one = await delivery()
    // Its beginning, a question how far it is, and then the piece.
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    expect((await stage.attempt(one)).state).toBe('later')
    expect((await stage.attempt(one)).state).toBe('published')
    expect(videosOf(one)).toHaveLength(1)
    expect(await stage.published(one.member)).toHaveLength(1)
  })

  test('begins anew when YouTube knows its upload no more', async () => {
    const one = await delivery({ size: large })
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await prepare(one)?.catch(stage.endOf)
    fake.state.sessions.clear()
    await prepare(one)
    expect(videosOf(one)).toHaveLength(1)
  })

  test('goes up once, however often it is prepared, also when it is out already', async () => {
    const one = await delivery()
    await prepare(one)
    await prepare(one)
    expect((await stage.attempt(one)).state).toBe('published')
    one.prepared = null
    expect(await stage.find(one)).toMatchObject({ found: 'yes' })
    expect((await stage.attempt(one)).state).toBe('published')
    expect(videosOf(one)).toHaveLength(1)
    expect(sessionsOf(one)).toHaveLength(1)
  })

  test('goes up anew when another takes its place', async () => {
    const one = await delivery()
    await prepare(one)
    one.content.parts[0]?.media.splice(0, 1, film({ digest: 'another' }))
    expect((await stage.attempt(one)).state).toBe('published')
    expect(videosOf(one)).toHaveLength(2)
    expect(await stage.published(one.member)).toHaveLength(1)
  })

  test('of two workers at once becomes one film', async () => {
    const one = await delivery({ size: large })
    await Promise.all([prepare(one), prepare(one)])
    expect(videosOf(one)).toHaveLength(1)
  })

  test('is sent nowhere but to Google', async () => {
    const one = await delivery()
    const elsewhere: typeof fetch = async (input, init) => {
      const answer = await stage.tools.fetch(input, init)
      if (init?.method !== 'POST' || !String(input).includes('/upload/')) return answer
      return new Response('', { headers: { location: 'https://googleapis.com.example/upload' } })
    }
    const end = await prepare(one, { fetch: elsewhere })?.catch(stage.endOf)
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'odd_answer' } })
  })
})

test('on the product’s own way out a film arrives in pieces, and no secret is in any word', async () => {
  const out = createOutbound({ allowedHosts: fake.hosts() })
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => {
    const url = new URL(String(input))
    return out(`${fake.doors()[url.origin]}${url.pathname}${url.search}`, init)
  }
  const one = await delivery({ size: large })
  expect(await stage.attempt(one)).toMatchObject({ state: 'published' })
  expect(videosOf(one).map(({ bytes }) => bytes.length)).toEqual([large])
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt({ ...(await delivery()), member: one.member })
  fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
  const broken = await stage.attempt({ ...(await delivery()), member: one.member })
  expect([cut.state, broken.state]).toEqual(['unknown', 'later'])
  for (const end of [cut, broken])
    for (const secret of fake.secrets(one.member.joined.remoteId))
      expect('failure' in end ? `${end.failure.message} ${end.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await out.close()
})

testDescription('YouTube', [fake])
