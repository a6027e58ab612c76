import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { checkDraft } from '../kit/check.ts'
import type { Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf } from '../kit/limits.ts'
import { part } from '../kit/stage.ts'
import { stageOf } from './film.ts'
import { facebook } from './index.ts'
import { fake, film, filmed, filmsOf, hour, out, postsOf, stage, state } from './publish.fixture.ts'

const phases = (whole: string, made?: string, out?: string) => ({
  video_status: whole,
  ...(made && { processing_phase: { status: made } }),
  ...(out && { publishing_phase: { status: out } }),
})

test.each([
  ['brought up', phases('upload_complete', 'not_started', 'not_started'), false, 'waiting'],
  ['on its way up', phases('uploading'), false, 'waiting'],
  [
    'called processing before anything began',
    phases('processing', 'not_started', 'not_started'),
    false,
    'waiting',
  ],
  ['worked on', phases('processing', 'in_progress', 'not_started'), false, 'working'],
  ['ready and not shown', phases('ready', 'complete', 'not_started'), true, 'working'],
  ['ready, by its own word unpublished', phases('ready'), false, 'working'],
  ['ready and published', phases('ready'), true, 'out'],
  ['ready and shown', phases('ready', 'complete', 'complete'), false, 'out'],
  ['shown before it is ready', phases('processing', 'in_progress', 'complete'), true, 'working'],
  ['failed while it was worked on', phases('processing', 'error'), false, 'failed'],
  ['failed while it was to be shown', phases('ready', 'complete', 'error'), false, 'failed'],
  ['expired', phases('expired'), false, 'failed'],
] as const)('a film that is %s', (_, status, published, stage) => {
  expect(stageOf({ id: '1', published, status })).toBe(stage)
})

test('the composer says that a reel is too short, too small or no upright film', () => {
  const of = (over: Partial<Media>) =>
    checkDraft(filmed('reel', {}, film(over)), {
      ...facebook.manifest,
      ...limitsOf(facebook.manifest, {}, { kind: 'reel' }),
    }).map(({ code, level }) => `${code} ${level}`)
  expect(of({})).toEqual([])
  expect(of({ durationMs: 2000 })).toEqual(['video_too_short error'])
  expect(of({ width: 1080, height: 1080 })).toEqual(['video_shape hint'])
  expect(of({ width: 360, height: 640 })).toEqual(['video_too_small error'])
})

describe('a film', () => {
  test.each(['post', 'reel', 'story'])(
    'as a %s is worked on, and then out with its address',
    async (kind) => {
      const { posts, parts } = await out(filmed(kind))
      expect(posts).toMatchObject([{ kind, message: kind === 'story' ? '' : 'look' }])
      expect(parts).toMatchObject([{ remoteId: posts[0]?.id, extra: { kind, video: posts[0]?.film } }])
      expect(parts[0]?.url).toMatch(/^https:\/\/www\.facebook\.com\/(reel|watch)\/\d+\/$/)
    },
  )

  test.each(['post', 'reel', 'story'])(
    'as a %s that does not say which post it became is looked for, and its post found',
    async (kind) => {
      state.namesPosts = false
      const { posts, parts } = await out(filmed(kind))
      expect(parts).toMatchObject([{ remoteId: posts[0]?.id }])
    },
  )

  test('has a first comment when it is out, and the cover that somebody chose', async () => {
    const poster = inMemory(Buffer.from('a cover'))
    const media = film({ poster })
    const { member } = await out(filmed('post', { firstReply: 'and here' }, media))
    expect((await stage.published(member)).map(({ text }) => text)).toEqual(['look', 'and here'])
    expect(filmsOf(member)).toMatchObject([{ cover: true }])
  })

  test.each(
    ['post', 'reel', 'story'].flatMap((kind) =>
      (['drop', 'error'] as const).flatMap((mode) =>
        [0, 3 * hour].map((later) => [kind, mode, later] as const),
      ),
    ),
  )('as a %s, finished and then %s, is out once (%i ms later)', async (kind, mode, later) => {
    const delivery = stage.deliver(await stage.join(), filmed(kind))
    fake.mode(mode, { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    stage.pass(later)
    const end = await stage.again(delivery)
    expect(end).toMatchObject({ state: 'published', parts: [{ remoteId: postsOf(delivery.member)[0]?.id }] })
    expect(postsOf(delivery.member)).toHaveLength(1)
  })

  test.each(['post', 'reel'])(
    'as a %s of whose number nothing is left is found by its words',
    async (kind) => {
      const member = await stage.join()
      const delivery = stage.deliver(member, filmed(kind))
      const end = await stage.attempt(delivery)
      if (end.state !== 'published') throw new Error(`It was ${end.state}`)
      const found = await stage.find({ ...delivery, done: [], prepared: null })
      expect(found).toMatchObject({ found: 'yes', parts: [{ remoteId: end.parts[0]?.remoteId }] })
      expect(
        await stage.find({ ...stage.deliver(member, stage.content({ parts: [part('look')] })) }),
      ).toEqual({
        found: 'no',
      })
    },
  )

  test('that was killed between its way up and its end is out once', async () => {
    for (const kind of ['post', 'reel', 'story']) {
      const delivery = stage.deliver(await stage.join(), filmed(kind))
      fake.mode('down', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('later')
      fake.mode('ok')
      stage.pass(40 * hour)
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      expect(filmsOf(delivery.member)).toHaveLength(1)
    }
  })

  test('of which Facebook can make nothing is rejected', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed('reel'))
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const answer = await plain(input, init)
      for (const one of filmsOf(member)) one.failed = one.finishedAt !== null
      return answer
    }
    const end = await stage.attempt(delivery)
    stage.tools.fetch = plain
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'video_unfit' } })
  })
})

testDescription('Facebook', [fake])
