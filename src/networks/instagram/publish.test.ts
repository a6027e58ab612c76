import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/instagram/errors.ts'
import { day } from '../../../test/networks/instagram/state.ts'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, type Delivery, type Member, part, picture } from '../kit/stage.ts'
import { instagram } from './index.ts'
import { manifest } from './manifest.ts'

const fake = instagramFake()
const stage = createStage(instagram, fake)
const { state } = fake
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.looks = 0
})

/** The head of an MP4 file, which is all that anybody looks at here. */
const film = (over: Partial<Media> = {}, head = '0000002066747970'): Media => {
  const bytes = Buffer.from(`${head}69736f6d0000020069736f6d69736f32617663316d703431`, 'hex')
  const facts = { kind: 'video', mime: 'video/mp4', bytes: 32, alt: '', width: 1080, height: 1920 } as const
  return { id: 'f', digest: 'f', durationMs: 9000, ...facts, ...inMemory(bytes), ...over }
}
const poster = () => inMemory(Buffer.from('ffd8', 'hex'))

const withMedia = (media: Media[], over: Partial<Content> = {}, text = 'look') =>
  stage.content({ parts: [part(text, { media })], ...over })

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published')
    throw new Error(`It was ${end.state}: ${'failure' in end ? end.failure.message : ''}`)
  const own = state.media.filter(({ userId }) => userId === to.joined.remoteId)
  return { member: to, parts: end.parts, media: own }
}

const ends = (content: Content) =>
  stage.join().then((member) => stage.attempt(stage.deliver(member, content)))

describe('what goes out', () => {
  test('has an address where readers open it', async () => {
    const { parts } = await out(stage.content())
    expect(parts[0]?.url).toBe(`https://www.instagram.com/p/B${parts[0]?.remoteId}/`)
  })

  test('is out although asking for its address fails', async () => {
    fake.mode('down', { on: 'read', skip: 4 })
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content()))
    expect(end).toMatchObject({ state: 'published', parts: [{ url: null }] })
  })

  test('is a carousel of pictures and films in their order, with descriptions of pictures alone', async () => {
    const media = [await picture('first'), film({ alt: 'unused' }), await picture('third')]
    const { media: seen } = await out(withMedia(media, { options: { userTags: '@ann' } }))
    expect(seen).toMatchObject([
      {
        type: 'CAROUSEL_ALBUM',
        caption: 'look',
        files: [
          { kind: 'image', alt: 'first' },
          { kind: 'video', alt: '' },
          { kind: 'image', alt: 'third' },
        ],
      },
    ])
    const children = [...state.containers.values()].filter(({ item }) => item).slice(-3)
    expect(children.map(({ asked }) => asked.user_tags !== undefined)).toEqual([true, false, false])
  })

  test('is a reel when it is a single film, with its cover, and in the feed unless told otherwise', async () => {
    const plain = await out(withMedia([film()]))
    expect(plain.media).toMatchObject([
      { type: 'VIDEO', product: 'REELS', asked: { media_type: 'REELS', share_to_feed: true } },
    ])
    const cover = poster()
    const options = { kind: 'reel', shareToFeed: false, coverAt: '2,5' }
    const own = await out(withMedia([film({ poster: cover })], { options }))
    expect(own.media[0]?.asked).toMatchObject({ share_to_feed: false, cover_url: cover.address() })
    expect(own.media[0]?.asked).not.toHaveProperty('thumb_offset')
    const at = await out(withMedia([film()], { options }))
    expect(at.media[0]?.asked).toMatchObject({ thumb_offset: '2500' })
  })

  test.each(['soon', '-1', '9'])(
    'a cover at %s of a film of nine seconds is refused in words',
    async (coverAt) => {
      const end = await ends(withMedia([film()], { options: { coverAt } }))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'cover_at' } })
    },
  )

  test('asks collaborators, tags accounts and names a place', async () => {
    const options = { collaborators: '@bakery, mill.co', userTags: 'ann @ben', locationId: ' 12345 ' }
    const { media } = await out(withMedia([await picture('a')], { options }))
    expect(media[0]?.asked).toMatchObject({
      collaborators: ['bakery', 'mill.co'],
      location_id: '12345',
      user_tags: [
        { username: 'ann', x: 0.333, y: 0.85 },
        { username: 'ben', x: 0.667, y: 0.85 },
      ],
    })
  })

  test('is a story without words, place and first comment', async () => {
    const options = { kind: 'story', collaborators: 'bakery', userTags: 'ann', locationId: '1' }
    const { member, media, parts } = await out(withMedia([await picture('a bell')], { options }, ''))
    expect(media).toMatchObject([{ product: 'STORY', caption: '', files: [{ alt: '' }] }])
    expect(Object.keys(media[0]?.asked ?? {})).toEqual(['media_type', 'image_url', 'user_tags'])
    expect(parts[0]?.url).toContain('instagram.com')
    expect(await stage.published(member)).toHaveLength(1)
  })
})

describe('beside its words', () => {
  test('a post says that a machine made it, a carousel as a whole and a story too', async () => {
    const labels = async (media: Media[], options = {}) =>
      (await out(withMedia(media, { machineMade: true, options }))).media.map(
        ({ asked }) => asked.is_ai_generated,
      )
    expect(await labels([fake.picture()])).toEqual([true])
    expect(await labels([fake.picture(), fake.picture()])).toEqual([true])
    expect(await labels([fake.picture()], { kind: 'story' })).toEqual([true])
    expect((await out(withMedia([fake.picture()]))).media[0]?.asked).not.toHaveProperty('is_ai_generated')
  })

  test('a reel has a name for its sound, and may be a trial', async () => {
    const options = { kind: 'reel', audioName: ' Bells at six ', trial: 'SS_PERFORMANCE' }
    const { media } = await out(withMedia([film()], { options }))
    expect(media[0]?.asked).toMatchObject({
      audio_name: 'Bells at six',
      trial_params: { graduation_strategy: 'SS_PERFORMANCE' },
    })
    expect(media[0]?.asked).not.toHaveProperty('share_to_feed')
  })

  test('comments are closed once it is out, behind our own, and never keep it back', async () => {
    const closed = { options: { comments: false }, firstReply: 'ours' }
    const { member, parts } = await out(withMedia([fake.picture()], closed))
    expect(parts).toHaveLength(2)
    expect(state.media.find(({ userId }) => userId === member.joined.remoteId)?.closed).toBe(true)
    expect((await out(withMedia([fake.picture()]))).media[0]?.closed).toBe(false)
  })

  test('that Instagram does not let them be closed ends no sign-in and fails no post', async () => {
    const member = await stage.join()
    const [token] = state.users.get(member.joined.remoteId)?.tokens ?? []
    if (token) token.permissions = token.permissions.filter((one) => !one.endsWith('manage_comments'))
    const { media } = await out(withMedia([fake.picture()], { options: { comments: false } }), member)
    expect(media.map(({ closed }) => closed)).toEqual([false])
  })

  test('trouble in closing them sends nothing again, holds nothing back, and is told', async () => {
    const plain = stage.tools.fetch
    let asked = 0
    stage.tools.fetch = async (input, init) => {
      if (!String(init?.body ?? '').includes('comment_enabled')) return plain(input, init)
      asked++
      const error = { code: 613, message: 'Calls to this api have exceeded the rate limit.' }
      return Response.json({ error }, { status: 400 })
    }
    const member = await stage.join()
    for (const firstReply of [null, 'ours']) {
      const content = withMedia([fake.picture()], { options: { comments: false }, firstReply })
      expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({
        state: 'published',
        lacks: { code: 'comments_open' },
      })
    }
    stage.tools.fetch = plain
    expect(state.media.filter(({ userId }) => userId === member.joined.remoteId)).toHaveLength(2)
    expect(asked).toBe(4)
  })

  test('comments are closed by whoever finds the first comment, before the post counts as whole', async () => {
    const member = await stage.join()
    const closed = { options: { comments: false }, firstReply: 'ours' }
    const delivery = stage.deliver(member, withMedia([fake.picture()], closed))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes', parts: [{}, {}] })
    expect(state.media.find(({ userId }) => userId === member.joined.remoteId)?.closed).toBe(true)
  })

  test('comments are closed after a lost answer, too, and the post is out once', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([fake.picture()], { options: { comments: false } }))
    fake.mode('drop')
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    const own = state.media.filter(({ userId }) => userId === member.joined.remoteId)
    expect(own.map((one) => one.closed)).toEqual([true])
  })
})

describe('what the composer says beforehand', () => {
  test('of collaborators, tags, a place and the second of the cover, what Instagram would not take', () => {
    const of = (options: Content['options'], media: Media[] = [film()]) =>
      codes(withMedia(media, { options: { kind: 'post', ...options } }))
    expect(of({ collaborators: '@a b, c', userTags: 'a.b', locationId: '12345', coverAt: '2,5' })).toEqual([])
    expect(of({ collaborators: 'a b c d' })).toEqual(['option_odd'])
    expect(of({ userTags: 'an?' })).toEqual(['option_odd'])
    expect(of({ locationId: 'Riga' })).toEqual(['option_odd'])
    expect(of({ coverAt: 'two' })).toEqual(['option_odd'])
    expect(of({ coverAt: '9.5' })).toEqual(['option_behind_film'])
    expect(of({ coverAt: '2' }, [fake.picture()])).toContain('option_idle')
    expect(of({}, [film({ durationMs: 2000 })])).toEqual(['video_too_short'])
  })

  const codes = (content: Content) =>
    checkDraft(content, { ...manifest, ...limitsOf(manifest, {}, content.options) }).map(({ code }) => code)

  test('a post needs a picture, a reel a film, and a story neither words nor a comment', async () => {
    const bare = { ...stage.content(), parts: [part('words')] }
    expect(codes(bare)).toContain('media_missing')
    expect(codes(withMedia([await picture('a')], { options: { kind: 'reel' } }))).toContain('media_not_taken')
    const story = withMedia([await picture('a')], { options: { kind: 'story' }, firstReply: 'x' })
    expect(codes(story)).toEqual(expect.arrayContaining(['text_too_long', 'reply_not_taken']))
    expect(codes(withMedia([await picture('a')], { options: { kind: 'story' } }, ''))).toEqual([])
  })

  test('five hashtags are taken and six are not; many mentions are only doubted', async () => {
    const tags = (n: number) => Array.from({ length: n }, (_, at) => `#tag${at}`).join(' ')
    const media = [await picture('a')]
    expect(codes(withMedia(media, {}, tags(5)))).toEqual([])
    expect(codes(withMedia(media, {}, tags(6)))).toEqual(['hashtags_too_many'])
    expect(await ends(withMedia(media, {}, tags(6)))).toMatchObject({ state: 'rejected' })
    const names = Array.from({ length: 21 }, (_, at) => `@name${at}`).join(' ')
    expect(codes(withMedia(media, {}, names))).toEqual(['mentions_too_many'])
  })

  test('a picture of a shape that Instagram refuses in a post may be a story', async () => {
    const tall = { ...(await picture('a')), width: 1080, height: 1920 }
    expect(codes(withMedia([tall]))).toContain('image_shape')
    expect(codes(withMedia([tall], { options: { kind: 'story' } }, ''))).toEqual([])
  })
})

describe('containers', () => {
  const prepareFor = async (delivery: Delivery, ms: number) => {
    delivery.prepared = (await instagram.publish?.prepare?.({
      tools: stage.tools,
      account: delivery.member.view(),
      content: delivery.content,
      key: delivery.key,
      firstAttemptAt: delivery.firstAttemptAt,
      signal: AbortSignal.timeout(ms),
    })) as Delivery['prepared']
  }

  test('are waited for while Instagram works on them', async () => {
    state.looks = 2
    const { media } = await out(withMedia([film()]))
    expect(media).toHaveLength(1)
  })

  test('that are not ready at the instant hold up this post alone, and it goes out when they are', async () => {
    state.looks = 1000
    const delivery = stage.deliver(await stage.join(), withMedia([film()]))
    await prepareFor(delivery, 300)
    const end = await stage.attempt(delivery, { signal: AbortSignal.timeout(300) })
    const retryAt = new Date(stage.now().getTime() + 30_000)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true, retryAt } })
    const made = state.containers.size
    for (const container of state.containers.values()) container.looks = 0
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(state.containers.size).toBe(made)
  })

  test('of a carousel that were not ready beforehand are bound together at the instant', async () => {
    state.looks = 1000
    const delivery = stage.deliver(await stage.join(), withMedia([film(), await picture('a')]))
    await prepareFor(delivery, 300)
    expect(delivery.prepared).toMatchObject({
      container: null,
      children: [expect.any(String), expect.any(String)],
    })
    state.looks = 0
    for (const container of state.containers.values()) container.looks = 0
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    // Not listed yet: its container, which no `prepare` has left, says that it is out.
    const listed = state.media.splice(0)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    state.media.push(...listed)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('published too early are this post’s matter alone', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    fake.say(
      { status: 200, body: { id: '1', status_code: 'FINISHED' } },
      { status: 200, body: { id: '1', status_code: 'FINISHED' } },
      wrong(9007, 2_207_027, 'Media ID is not available'),
    )
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test.each([
    ['a day old', day + 60_000],
    ['forgotten', 3 * day],
  ])('%s are laid down anew', async (_, age) => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    stage.pass(age)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('of a film that is none are refused when it is looked into', async () => {
    const end = await ends(withMedia([film({}, '0000002000000000')]))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'video_unfit' } })
  })

  test('that could not be fetched say that this Carillon must be reachable', async () => {
    const lost = film({ address: () => 'https://carillon.example/fetched/nothing' })
    const end = await ends(withMedia([lost]))
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_unreachable', alone: true } })
  })

  test('that broke at Instagram are laid down anew at the instant', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    const [container] = [...state.containers.values()].slice(-1)
    if (container) container.error = 'Error: 2207053'
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })
})

describe('once', () => {
  test('killed between container and publish, it is published from the same container', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const made = state.containers.size
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(state.containers.size).toBe(made)
  })

  test('sent again although it is out, it is found by its container and not published twice', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('two posts of the same words are told apart by their containers', async () => {
    const member = await stage.join()
    const text = 'The very same words'
    await out(withMedia([await picture('a')], {}, text), member)
    const second = stage.deliver(member, withMedia([await picture('b')], {}, text))
    fake.mode('down', { times: 1 })
    await stage.attempt(second)
    expect(await stage.find(second)).toEqual({ found: 'no' })
  })

  test('a story that was cut off is found among the stories, unless there are several', async () => {
    const member = await stage.join()
    const story = async () => withMedia([await picture('a')], { options: { kind: 'story' } }, '')
    const first = stage.deliver(member, await story())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(first)).state).toBe('unknown')
    expect(await stage.again(first)).toMatchObject({ state: 'published' })
    const second = stage.deliver(member, await story())
    fake.mode('drop', { times: 1 })
    await stage.attempt(second)
    expect(await stage.find(second)).toMatchObject({ found: 'unsure' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('still at work after it was cut off, it is looked at again', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await stage.attempt(delivery)
    delivery.done = []
    fake.say({ status: 200, body: { id: '1', status_code: 'IN_PROGRESS' } })
    expect(await stage.find(delivery).catch(stage.endOf)).toMatchObject({ state: 'later' })
  })

  test.each(['before', 'after'])(
    'a first comment that is cut off, killed %s the post was kept, is out once',
    async (when) => {
      const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and the link' }))
      fake.mode('drop', { skip: 1, times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      if (when === 'before') delivery.done = []
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      const seen = await stage.published(delivery.member)
      expect(seen.map(({ text }) => text)).toEqual([delivery.content.parts[0]?.text, 'and the link'])
    },
  )

  test('a first comment that never arrived is written once the post is known', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and the link' }))
    fake.mode('down', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'some' })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })
})

test('without the right to comment nothing goes out that has a first comment', async () => {
  const member = await stage.join()
  const credential = { ...(member.credential() as object), allowed: ['instagram_business_basic'] }
  const view = () => ({ ...member.view(), credential })
  const end = await stage.attempt(stage.deliver({ ...member, view }, stage.content({ firstReply: 'x' })))
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'comments_not_allowed' } })
  expect(await stage.attempt(stage.deliver({ ...member, view }, stage.content()))).toMatchObject({
    state: 'published',
  })
})

test('how many posts are left today is told to all workers, and a used up day waits', async () => {
  const { member } = await out(stage.content())
  expect(stage.reports.at(-1)).toEqual({
    scope: 'account',
    remaining: 100,
    resetsAt: new Date(stage.now().getTime() + 3_600_000),
  })
  const user = state.users.get(member.joined.remoteId)
  if (user) user.quota = 1
  const delivery = stage.deliver(member, stage.content())
  const end = await stage.attempt(delivery)
  expect(stage.reports.at(-1)).toMatchObject({ remaining: 0 })
  expect(end).toMatchObject({ state: 'later', failure: { code: 'quota_used', alone: false } })
  stage.pass(day)
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
})

test('on the product’s own way out, what breaks or is given up is unknown, and no secret is in a word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const door = fake.doors()['https://graph.instagram.com'] ?? ''
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://graph.instagram.com', door), init)
  const member = await stage.join()
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  fake.mode('hang', { times: 1 })
  const givenUp = await stage.attempt(stage.deliver(member, stage.content()), {
    signal: AbortSignal.timeout(600),
  })
  expect([cut.state, givenUp.state]).toEqual(['unknown', 'unknown'])
  for (const end of [cut, givenUp])
    for (const secret of fake.secrets(member.joined.remoteId))
      expect('failure' in end ? `${end.failure.message} ${end.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('Instagram', [fake])
