import { createDecipheriv, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { film, snapchatFake } from '../../../test/networks/snapchat-fake.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media } from '../kit/content.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { snapchat } from './index.ts'
import { measuredIn } from './insights.ts'
import { partsOf } from './upload.ts'

const fake = snapchatFake()
const stage = createStage(snapchat, fake)
const { manifest } = snapchat
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  Object.assign(fake.state, { works: 0, slow: 0, tellsWords: true, listed: true })
})

const content = (kind: string, text: string, media: Media[], options: Content['options'] = {}): Content =>
  stage.content({ parts: [part(text, { media })], options: { kind, ...options } })
const problems = (draft: Content) =>
  checkDraft(draft, { ...manifest, ...limitsOf(manifest, {}, draft.options) })
    .filter(({ level }) => level === 'error')
    .map(({ code }) => code)

async function publish(draft: Content) {
  const member = await stage.join()
  const end = await stage.attempt(stage.deliver(member, draft))
  return { member, end, snaps: fake.state.snaps.filter(({ profile }) => profile === member.joined.remoteId) }
}

describe('each kind goes out as what it is', () => {
  test('a Spotlight with description, language and place', async () => {
    const draft = content('spotlight', 'The bells #ring', [film()], { locale: 'th_TH', onProfile: false })
    const { end, snaps } = await publish(draft)
    expect(end.state).toBe('published')
    expect(snaps).toMatchObject([
      { kind: 'spotlight', text: 'The bells #ring', locale: 'th_TH', onProfile: false },
    ])
  })

  test('a saved story with its title', async () => {
    const { snaps } = await publish(content('saved', 'The bells', [await picture('')]))
    expect(snaps).toMatchObject([{ kind: 'saved_story', text: 'The bells', mime: 'image/png' }])
  })

  test('a story, whose name Snapchat does not tell and which is looked for', async () => {
    const { end, snaps } = await publish(content('story', '', [film()]))
    expect(end.state === 'published' && end.parts[0]?.remoteId).toBe(`story:${snaps[0]?.id}`)
  })

  test('a story is not taken for one that left in the same minute and is listed before it', async () => {
    const member = await stage.join()
    const story = content('story', '', [film()])
    const first = await stage.attempt(stage.deliver(member, story))
    fake.state.slow = 30_000
    const second = await stage.attempt(stage.deliver(member, story))
    fake.state.slow = 0
    const ids = [first, second].flatMap((end) => (end.state === 'published' ? end.parts : []))
    expect(new Set(ids.map(({ remoteId }) => remoteId)).size).toBe(2)
    expect(ids[1]?.remoteId).not.toMatch(/media-/)
  })

  test('a story that is never listed is out all the same, without a name, and without numbers', async () => {
    fake.state.slow = 3_600_000
    const { member, end } = await publish(content('story', '', [film()]))
    const id = (end.state === 'published' && end.parts[0]?.remoteId) || ''
    expect(id).toMatch(/^story:media-/)
    expect(await snapchat.insights?.posts(stage.tools, member.view(), [id])).toEqual(new Map([[id, []]]))
  })
})

describe('what Snapchat does not take is told in the composer, and before anything is uploaded', () => {
  test.each([
    ['a Spotlight of a picture', 'spotlight', '', 'picture', 'media_not_taken', 'film_wanted'],
    ['a story with words', 'story', 'words', 'film', 'text_too_long', 'text_too_long'],
    ['a long title', 'saved', 'x'.repeat(46), 'film', 'text_too_long', 'text_too_long'],
    ['no title', 'saved', '  ', 'film', 'text_missing', 'title_missing'],
    ['a short film', 'spotlight', '', 'short', 'video_too_short', 'film_length'],
    ['a long film', 'spotlight', '', 'long', 'video_too_long', 'film_length'],
  ])('%s', async (_what, kind, text, shown, problem, code) => {
    const lengths: Record<string, number> = { film: 12_000, short: 4000, long: 61_000 }
    const media = shown === 'picture' ? await picture('') : film({ durationMs: lengths[shown] ?? null })
    const draft = content(kind, text, [media])
    expect(problems(draft)).toContain(problem)
    const before = fake.state.containers.size
    expect((await publish(draft)).end).toMatchObject({ state: 'rejected', failure: { code } })
    expect(fake.state.containers.size).toBe(before)
  })

  test.each([
    [{ locale: 'english' }, {}, 'option_odd', 'bad_locale'],
    [{}, { width: 320, height: 480 }, 'video_too_small', 'film_small'],
  ])('%j %j: %s', async (options, shape, problem, code) => {
    const draft = content('spotlight', '', [film(shape)], options)
    expect(problems(draft)).toContain(problem)
    const { end } = await publish(draft)
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
  })
})

/** The storage has no piece of nothing. */
function readFrom(bytes: Buffer, from: number, to: number): Buffer {
  if (from >= to) throw new RangeError('There is nothing between these')
  return bytes.subarray(from, to)
}

describe('the upload', () => {
  test('is locked so that nothing but a piece is held, and opens whole', async () => {
    for (const size of [1, 15, 16, 31, 32, 33, 100, 4096]) {
      const plain = randomBytes(size)
      const [key, iv] = [randomBytes(32), randomBytes(16)]
      const locked: Uint8Array[] = []
      const media = { bytes: size, piece: async (from: number, to: number) => readFrom(plain, from, to) }
      for (const one of partsOf(media, { key, iv }, 32)) {
        const half = Math.min(16, one.bytes)
        const pieces = [
          await one.piece(0, half),
          ...(half < one.bytes ? [await one.piece(half, one.bytes)] : []),
        ]
        expect(Buffer.concat(pieces)).toHaveLength(one.bytes)
        locked.push(...pieces)
      }
      const cipher = createDecipheriv('aes-256-cbc', key, iv)
      expect(Buffer.concat([cipher.update(Buffer.concat(locked)), cipher.final()])).toEqual(plain)
    }
  })

  test('of a large film goes in parts', async () => {
    const { end } = await publish(content('spotlight', 'long', [film({ size: 70 * 1024 * 1024 })]))
    expect(end.state).toBe('published')
    const container = [...fake.state.containers.values()].at(-1)
    expect([container?.parts.size, container?.file?.length]).toEqual([3, 70 * 1024 * 1024])
  })

  test('that breaks off begins anew, and one from two days ago, too', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    delivery.prepared = {
      mediaId: 'of-old',
      at: new Date(stage.now().getTime() - 48 * 3_600_000).toISOString(),
    }
    expect((await stage.attempt(delivery)).state).toBe('published')
    const other = stage.deliver(member, stage.content())
    other.prepared = { mediaId: 'unknown', at: stage.now().toISOString() }
    expect((await stage.attempt(other)).state).toBe('published')
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('that Snapchat still works on makes this post alone wait', async () => {
    fake.state.works = 1
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    const retryAt = new Date(stage.now().getTime() + 15_000)
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'later',
      failure: { code: 'media_processing', alone: true, retryAt },
    })
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.containers.size).toBeGreaterThan(0)
    expect(await stage.published(member)).toHaveLength(1)
  })
})

test.each([
  ['spotlight', 'The bells', 'later', 'published'],
  ['story', '', 'unknown', 'doubt'],
])(
  'a %s that stands there although Snapchat said that it is down is not posted again',
  async (kind, text, first, last) => {
    const delivery = stage.deliver(await stage.join(), content(kind, text, [film()]))
    const posts = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && /\/(spotlights|stories)$/.test(path)
    expect((await downAfter(stage, posts, () => stage.attempt(delivery))).state).toBe(first)
    stage.pass(20_000)
    if (first === 'later') expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect((await stage.again(delivery)).state).toBe(last)
    expect(await stage.published(delivery.member)).toHaveLength(1)
  },
)

test.each([
  ['spotlight', 'The bells', 'published'],
  ['saved', 'The bells', 'published'],
  ['story', '', 'doubt'],
])('a %s whose answer is lost and that is listed late is out once', async (kind, text, last) => {
  const delivery = stage.deliver(await stage.join(), content(kind, text, [film()]))
  fake.state.slow = 90_000
  fake.mode('drop', { times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  expect((await stage.again(delivery)).state).toBe(last)
  expect(await stage.published(delivery.member)).toHaveLength(1)
})

describe('the look-up', () => {
  test('asks a person where a story has appeared, and says no where none has', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, content('story', '', [film()]))
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })

  test('asks a person where the list does not tell words, or two say the same', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    await fake.native(member.joined.remoteId, delivery.content.parts[0]?.text ?? '')
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    await fake.native(member.joined.remoteId, delivery.content.parts[0]?.text ?? '')
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    fake.state.tellsWords = false
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

test('an app that is not on Snap’s list is told so, and costs no sign-in', async () => {
  const member = await stage.join()
  fake.state.listed = false
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
    state: 'rejected',
    failure: { code: 'not_permitted' },
  })
})

test.each(['spotlight', 'saved', 'story'])(
  'the numbers of a %s are asked for in its own list',
  async (kind) => {
    const { member, end, snaps } = await publish(content(kind, kind === 'saved' ? 'The bells' : '', [film()]))
    const [snap] = snaps
    if (snap) snap.counts = { views: 40, reach: 30, saves: 1 }
    const id = (end.state === 'published' && end.parts[0]?.remoteId) || ''
    const told = await snapchat.insights?.posts(stage.tools, member.view(), [id, `${id}-gone`])
    expect([...(told ?? [])]).toEqual([
      [
        id,
        [
          { metric: 'views', value: 40 },
          { metric: 'reach', value: 30 },
          { metric: 'saves', value: 1 },
        ],
      ],
    ])
  },
)

test('numbers are read whichever way they stand, each once', () => {
  const one = {
    assets: [
      {
        timeseries: [
          {
            stats: [
              { metric: 'VIEWS', value: 40 },
              { metric: 'SHARES', value: '2' },
            ],
          },
        ],
      },
    ],
  }
  expect(measuredIn(one)).toEqual([
    { metric: 'views', value: 40 },
    { metric: 'reposts', value: 2 },
  ])
  expect(
    measuredIn({ stats: { STORY_VIEWS: 5, VIEWS: 7, STORY_VIEWERS: 4, AVERAGE_VIEWS_TIME: 9 } }),
  ).toEqual([
    { metric: 'views', value: 7 },
    { metric: 'reach', value: 4 },
  ])
  expect(measuredIn(null)).toEqual([])
})

testDescription('Snapchat', [fake])
