import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film, tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import { createStage, type Delivery, kill, part } from '../kit/stage.ts'
import { tiktok } from './index.ts'
import { lastFrom, pieceBytes, planOf } from './upload.ts'

const fake = tiktokFake()
const stage = createStage(tiktok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.asked.length = 0
})

const large = pieceBytes * 3 + 1000
const hour = 3_600_000

async function delivery(over: Parameters<typeof film>[0] = {}): Promise<Delivery> {
  const content = stage.content({ parts: [part('The bells', { media: [film(over)] })] })
  return stage.deliver(await stage.join(), content)
}

const publishesOf = ({ member }: Delivery) =>
  [...fake.state.publishes.values()].filter(({ userId }) => userId === member.joined.remoteId)
const ranges = () => fake.asked.flatMap(({ range }) => range ?? [])

const prepare = (one: Delivery, over: { signal?: AbortSignal; fetch?: typeof fetch } = {}) =>
  tiktok.publish?.prepare?.({
    tools: { ...stage.tools, ...(over.fetch && { fetch: over.fetch }) },
    account: one.member.view(),
    content: one.content,
    key: one.key,
    firstAttemptAt: one.firstAttemptAt,
    signal: over.signal ?? AbortSignal.timeout(20_000),
  })

/** Ends the worker before its nth piece. */
const dyingAt =
  (nth: number): typeof fetch =>
  (input, init) => {
    if (init?.method === 'PUT' && ranges().length + 1 >= nth) kill()
    return stage.tools.fetch(input, init)
  }

describe('a film is cut as TikTok asks', () => {
  test.each([
    [1, 1, 1],
    [4_194_304, 4_194_304, 1],
    [2 * pieceBytes - 1, 2 * pieceBytes - 1, 1],
    [2 * pieceBytes, pieceBytes, 2],
    [50_000_123, pieceBytes, 5],
    [4_000_000_000, pieceBytes, 476],
  ])('of %i bytes, in pieces of %i, %i of them', (bytes, chunk_size, total_chunk_count) => {
    expect(planOf(bytes)).toEqual({ chunk_size, total_chunk_count })
    const last = bytes - lastFrom(bytes)
    expect(last).toBeLessThan(Math.max(2 * pieceBytes, bytes === last ? 64_000_000 : 0))
  })
})

describe('a film that goes up', () => {
  test('stops before its last piece, so that nobody sees it ahead of its time', async () => {
    const one = await delivery({ size: large })
    await prepare(one)
    expect(ranges()).toEqual([
      `bytes 0-${pieceBytes - 1}/${large}`,
      `bytes ${pieceBytes}-${2 * pieceBytes - 1}/${large}`,
    ])
    stage.pass(30 * 60_000)
    expect(await stage.published(one.member)).toEqual([])
    expect((await stage.attempt(one)).state).toBe('published')
    expect(ranges().slice(2)).toEqual([`bytes ${2 * pieceBytes}-${large - 1}/${large}`])
    const [only, ...more] = publishesOf(one)
    const bytes = await one.content.parts[0]?.media[0]?.read()
    expect(only?.bytes.equals(Buffer.from(bytes ?? []))).toBe(true)
    expect(more).toEqual([])
  })

  test('goes on where it was when its worker is killed', async () => {
    const one = await delivery({ size: large })
    await expect(prepare(one, { fetch: dyingAt(2) })).rejects.toThrow()
    await prepare(one)
    expect(ranges()).toEqual([
      `bytes 0-${pieceBytes - 1}/${large}`,
      `bytes ${pieceBytes}-${2 * pieceBytes - 1}/${large}`,
    ])
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('whose piece is cut off goes on by itself', async () => {
    const one = await delivery({ size: large })
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    expect((await stage.attempt(one)).state).toBe('later')
    expect((await stage.attempt(one)).state).toBe('published')
    expect(publishesOf(one)).toHaveLength(1)
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
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('begins anew when its hour is over, while it was prepared and at its time', async () => {
    const one = await delivery({ size: large })
    await prepare(one)
    stage.pass(hour + 60_000)
    await prepare(one)
    expect(publishesOf(one)).toHaveLength(2)
    const other = await delivery({ size: large })
    other.prepared = (await prepare(other)) ?? null
    stage.pass(hour + 60_000)
    expect((await stage.attempt(other)).state).toBe('published')
    expect(publishesOf(other)).toHaveLength(2)
    expect(await stage.published(other.member)).toHaveLength(1)
  })

  test('begins anew when TikTok knows it no more', async () => {
    const one = await delivery({ size: large })
    one.prepared = (await prepare(one)) ?? null
    fake.state.publishes.clear()
    expect((await stage.attempt(one)).state).toBe('published')
    expect(await stage.published(one.member)).toHaveLength(1)
  })

  test('goes up anew when another takes its place, or other words', async () => {
    const one = await delivery({ size: large })
    await prepare(one)
    one.content.parts[0]?.media.splice(0, 1, film({ digest: 'another', size: large }))
    await prepare(one)
    const [first] = one.content.parts
    if (first) first.text = 'Other bells'
    expect((await stage.attempt(one)).state).toBe('published')
    expect(publishesOf(one)).toHaveLength(3)
    expect((await stage.published(one.member)).map(({ text }) => text)).toEqual(['Other bells'])
  })

  test('is never sent twice, however often it is prepared or sent', async () => {
    const one = await delivery({ size: large })
    await prepare(one)
    expect((await stage.attempt(one)).state).toBe('published')
    one.prepared = null
    await prepare(one)
    expect((await stage.attempt(one)).state).toBe('published')
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('is not sent twice when what was kept of it is lost', async () => {
    const one = await delivery({ size: large })
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('unknown')
    for (const { key } of await stage.tools.shelf(one.member.view()).newest(10))
      await stage.tools.shelf(one.member.view()).remove(key)
    expect((await stage.attempt(one)).state).toBe('published')
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('of two workers at once becomes one', async () => {
    const one = await delivery()
    const [a, b] = await Promise.all([prepare(one), prepare(one)])
    expect(a).toEqual(b)
    expect((await stage.attempt(one)).state).toBe('published')
    expect(await stage.published(one.member)).toHaveLength(1)
  })

  test('is found when the answer to its last piece is lost', async () => {
    const one = await delivery({ size: large })
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('unknown')
    expect(await stage.again(one)).toMatchObject({ state: 'published' })
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('is looked for later while TikTok works on it, and not sent again', async () => {
    const one = await delivery()
    fake.state.processingMs = 10 * 60_000
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('unknown')
    await expect(stage.find(one)).rejects.toMatchObject({
      kind: 'later',
      code: 'media_processing',
      alone: true,
    })
    // A worker that sends it again all the same only waits with it.
    const end = stage.attempt(one)
    fake.state.processingMs = 0
    expect((await end).state).toBe('published')
    expect(publishesOf(one)).toHaveLength(1)
  })

  test('goes nowhere but to TikTok', async () => {
    const one = await delivery()
    fake.say(
      {
        status: 200,
        body: {
          data: { privacy_level_options: ['PUBLIC_TO_EVERYONE'], max_video_post_duration_sec: 600 },
          error: { code: 'ok', message: '', log_id: '1' },
        },
      },
      {
        status: 200,
        body: {
          data: { publish_id: 'v_pub_file~v2-1.1', upload_url: 'https://tiktokapis.com.example/video/' },
          error: { code: 'ok', message: '', log_id: '1' },
        },
      },
    )
    expect(await stage.attempt(one)).toMatchObject({ state: 'rejected', failure: { code: 'odd_answer' } })
  })
})

testDescription('TikTok', [fake])
