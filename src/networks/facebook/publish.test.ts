import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf, marksPartner } from '../kit/limits.ts'
import { createStage, kill, type Member, part, picture } from '../kit/stage.ts'
import { facebook } from './index.ts'

const fake = facebookFake()
const { state } = fake
const stage = createStage(facebook, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.usage = {}
  state.namesPosts = true
})

const hour = 3_600_000

/** The head of an MP4 file, which is all that anybody looks at here. */
let films = 0
const film = (over: Partial<Media> = {}): Media => {
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

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member: to, parts: end.parts, lacks: end.lacks, posts: postsOf(to) }
}
const postsOf = ({ joined }: Member) => state.posts.filter(({ pageId }) => pageId === joined.remoteId)
const filmsOf = ({ joined }: Member) =>
  [...state.films.values()].filter(({ pageId }) => pageId === joined.remoteId)
const filmed = (kind: string, over: Partial<Content> = {}, media = film()) =>
  stage.content({ parts: [part('look', { media: [media] })], options: { kind }, ...over })

/** The first list that is read shows nothing yet. */
async function shownLate<T>(work: () => Promise<T>): Promise<T> {
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

describe('a post', () => {
  test('has the card of its first link, unless there are pictures or somebody will not have it', async () => {
    const text = 'Read (https://bakery.example/bread?a=1), all of it.'
    expect((await out(stage.content({ parts: [part(text)] }))).posts).toMatchObject([
      { link: 'https://bakery.example/bread?a=1' },
    ])
    const options = { linkPreview: false }
    expect((await out(stage.content({ parts: [part(text)], options }))).posts).toMatchObject([{ link: null }])
    const media = [await picture('a bell')]
    expect((await out(stage.content({ parts: [part(text, { media })] }))).posts).toMatchObject([
      { link: null },
    ])
  })

  test('names its place, as a reel does', async () => {
    const options = { place: ' 110774245616525 ' }
    expect((await out(stage.content({ options }))).posts).toMatchObject([{ place: '110774245616525' }])
    const reel = filmed('reel', { options: { kind: 'reel', ...options } })
    expect((await out(reel)).posts).toMatchObject([{ kind: 'reel', place: '110774245616525' }])
  })

  test('may be pictures without words', async () => {
    const content = stage.content({ parts: [part('', { media: [await picture('a'), await picture('b')] })] })
    expect((await out(content)).posts).toMatchObject([
      { message: '', photos: [expect.any(String), expect.any(String)] },
    ])
  })

  test('has pictures or one film', async () => {
    const member = await stage.join()
    for (const media of [
      [film(), await picture('a')],
      [film(), film()],
    ]) {
      const end = await stage.attempt(stage.deliver(member, stage.content({ parts: [part('x', { media })] })))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'too_many_media' } })
    }
    expect(filmsOf(member)).toEqual([])
  })

  test('whose pictures Facebook has thrown away gets them anew', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('late', { media: [await picture('a bell')] })] })
    const delivery = stage.deliver(member, content)
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(30 * hour)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(postsOf(member)).toHaveLength(1)
  })

  test('that the feed shows late is not taken for refused when Facebook says that it stands there', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(20_000)
    // The look-up came too early and found nothing: it is sent again.
    expect(await shownLate(() => stage.attempt(delivery))).toMatchObject({
      state: 'published',
      parts: [{ remoteId: postsOf(delivery.member)[0]?.id }],
    })
    expect(postsOf(delivery.member)).toHaveLength(1)
  })

  test('of another delivery, with the same words, is not taken for ours when that is refused', async () => {
    const member = await stage.join()
    await out(stage.content({ parts: [part('the same')] }), member)
    stage.pass(2 * 60_000)
    const delivery = stage.deliver(member, stage.content({ parts: [part('the same')] }))
    fake.mode('limit', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(60_000)
    expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'duplicate_post' } })
  })

  test('that stands there although Facebook said that it is down is not posted again beneath another', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    const posts = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/feed')
    expect((await downAfter(stage, posts, () => stage.attempt(delivery))).state).toBe('later')
    stage.pass(20_000)
    await out(stage.content(), member)
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(postsOf(member)).toHaveLength(2)
  })

  test('with the words of the one before is refused, in words', async () => {
    const { member } = await out(stage.content({ parts: [part('again')] }))
    const end = await stage.attempt(stage.deliver(member, stage.content({ parts: [part('again')] })))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'duplicate_post' } })
  })

  test('is in doubt when the page says the same twice at that time', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('twice')] }))
    await fake.native(member.joined.remoteId, 'twice')
    await fake.native(member.joined.remoteId, 'twice')
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

describe('a paid partnership', () => {
  const paid = { paidPartnership: { sponsor: 'Mill' }, options: { sponsor: '424242' } }

  test('is marked with the page of the partner, on words and on films', async () => {
    const { posts } = await out(stage.content(paid))
    expect(posts).toMatchObject([{ sponsor: '424242' }])
    const filmed = await out(stage.content({ ...paid, parts: [part('look', { media: [film()] })] }))
    expect(filmed.posts).toMatchObject([{ sponsor: '424242' }])
  })

  test('can be marked only where that page is known, and the number alone marks nothing', async () => {
    const marks = (options: Content['options']) => marksPartner(facebook.manifest, options)
    expect([marks({}), marks({ sponsor: ' ' }), marks({ sponsor: '424242' })]).toEqual([false, false, true])
    expect(marks({ sponsor: '424242', kind: 'reel' })).toBe(false)
    expect((await out(stage.content({ options: paid.options }))).posts).toMatchObject([{ sponsor: null }])
  })
})

describe('beside a film', () => {
  const spoken = [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nZvani\n' }]
  const title = { filmTitle: ' Bells ' }

  test.each(['post', 'reel'])(
    'a %s has its title, what is said in it, and the picture that stands for it',
    async (kind) => {
      const media = film({ spoken, poster: inMemory(Buffer.from('a cover')) })
      const { member } = await out(filmed(kind, { options: { kind, ...title } }, media))
      expect(filmsOf(member)).toMatchObject([
        { title: 'Bells', cover: true, captions: { lv_LV: '1\n00:00:01,000 --> 00:00:02,000\nZvani\n' } },
      ])
    },
  )

  test('a post of a film has its place once it is out', async () => {
    const { posts } = await out(filmed('post', { options: { place: '10004' } }))
    expect(posts).toMatchObject([{ place: '10004', message: 'look' }])
  })

  test('what Facebook does not take of it keeps no film back and is told, and a story has none of it', async () => {
    state.takesBeside = false
    const { lacks } = await out(filmed('post', {}, film({ spoken })))
    expect(lacks).toMatchObject({ code: 'beside_left', words: expect.stringContaining('captions (lv)') })
    state.takesBeside = true
    expect((await out(filmed('post', {}, film({ spoken })))).lacks).toBeUndefined()
    const { member } = await out(
      filmed('story', {}, film({ spoken, poster: inMemory(Buffer.from('a cover')) })),
    )
    expect(filmsOf(member)).toMatchObject([{ cover: false, captions: {} }])
  })
})

test('what belongs to a film is put there by whoever finds it after an answer that was lost', async () => {
  const spoken = [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nZvani\n' }]
  const delivery = stage.deliver(await stage.join(), filmed('post', {}, film({ spoken })))
  fake.mode('drop', { times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  fake.mode('ok')
  stage.pass(60_000)
  expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
  expect(filmsOf(delivery.member)[0]?.captions.lv_LV).toContain('Zvani')
})

test('a cover that cannot be read any more keeps no reel back, and is told', async () => {
  const poster = { ...inMemory(Buffer.from('')), read: () => Promise.reject(new Error('gone')) }
  const { lacks } = await out(filmed('reel', {}, film({ poster })))
  expect(lacks).toMatchObject({ code: 'beside_left', words: expect.stringContaining('the cover') })
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

describe('a first comment', () => {
  test('that was killed before or after it was kept is written once', async () => {
    for (const at of [0, 1]) {
      const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'the link' }))
      let saved = 0
      await stage.attempt(delivery, { save: () => (saved++ === at ? kill() : undefined) })
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      const seen = await stage.published(delivery.member)
      expect(seen.map(({ text }) => text)).toEqual([delivery.content.parts[0]?.text, 'the link'])
    }
  })

  test('whose answer is lost is found', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'the link' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })
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

  test('of a post goes up in the pieces that Facebook names, and a lost piece is sent again', async () => {
    const member = await stage.join()
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await out(filmed('post'), member)
    expect(filmsOf(member).map(({ bytes }) => bytes.length)).toEqual([32])
  })

  test('of which Facebook takes no more is left for later', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const answer = await plain(input, init)
      for (const one of filmsOf(delivery.member)) one.bytes = Buffer.alloc(0)
      const said = (await answer.clone().json()) as Record<string, unknown>
      return said.start_offset === undefined ? answer : Response.json({ ...said, start_offset: '0' })
    }
    const end = await stage.attempt(delivery)
    stage.tools.fetch = plain
    expect(end).toMatchObject({ state: 'later', failure: { code: 'upload_stuck' } })
  })

  test('whose bringer is killed goes on where it had come to', async () => {
    const whole = film()
    const asked: number[] = []
    const piece: Media['piece'] = (from, to) => {
      asked.push(from)
      return asked.length === 4 ? kill() : whole.piece(from, to)
    }
    const delivery = stage.deliver(await stage.join(), filmed('post', {}, { ...whole, piece }))
    expect((await stage.attempt(delivery)).state).toBe('killed')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    // The first look at each beginning is at what the file is.
    expect(asked).toEqual([0, 0, 10, 20, 0, 20, 30])
    expect(filmsOf(delivery.member).map(({ bytes }) => bytes.length)).toEqual([32])
  })

  test('whose upload Facebook knows no more is brought up anew', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    fake.mode('down', { on: 'upload', skip: 2 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    state.sessions.clear()
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'later',
      failure: { code: 'upload_begun_anew' },
    })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test('whose session has ended is brought up anew, though Facebook calls it a piece that was lost', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    fake.mode('down', { on: 'upload', skip: 2 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const transfers = init?.body instanceof FormData && init.body.get('upload_phase') === 'transfer'
      const error = { message: 'Invalid session', code: 6000, error_subcode: 1363041 }
      return transfers ? Response.json({ error }, { status: 400 }) : plain(input, init)
    }
    expect(await stage.attempt(delivery)).toMatchObject({
      ...{ state: 'later', failure: { code: 'upload_interrupted' } },
    })
    stage.tools.fetch = plain
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(filmsOf(delivery.member)).toHaveLength(2)
  })

  test.each([
    { arrived: [8, 8, 8, 8, 8, 8, 8, 8], films: 2 },
    { arrived: [8, 8, 8, 8, 8, 8, 16, 16], films: 1 },
  ])('as a reel is begun anew only where it gets no further: $arrived', async ({ arrived, films }) => {
    const delivery = stage.deliver(await stage.join(), filmed('reel'))
    const plain = stage.tools.fetch
    let bytes = 0
    stage.tools.fetch = async (input, init) => {
      const { pathname } = new URL(String(input))
      if (pathname.includes('/video-upload/')) {
        bytes = arrived.shift() ?? bytes
        return Response.json(
          { error: { message: 'No', code: 6000, error_subcode: 1363041 } },
          { status: 400 },
        )
      }
      const answer = await plain(input, init)
      if (init?.method === 'POST' || !/\/\d+$/.test(pathname)) return answer
      const film = (await answer.json()) as { status?: object }
      const phase = { status: 'in_progress', bytes_transfered: bytes }
      return Response.json({ ...film, status: { ...film.status, uploading_phase: phase } })
    }
    for (let n = 0; n < 2; n++)
      expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'upload_interrupted' } })
    stage.tools.fetch = plain
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(filmsOf(delivery.member)).toHaveLength(films)
  })

  test.each(['reel', 'story'])('as a %s that is all there is not sent once more', async (kind) => {
    const delivery = stage.deliver(await stage.join(), filmed(kind))
    const plain = stage.tools.fetch
    let sent = 0
    stage.tools.fetch = async (input, init) => {
      if (!new URL(String(input)).pathname.includes('/video-upload/')) return plain(input, init)
      const answer = await plain(input, init)
      if (++sent === 1) throw new Error('The connection broke')
      return answer
    }
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    stage.tools.fetch = plain
    expect(sent).toBe(1)
  })

  test('has a first comment when it is out, and the cover that somebody chose', async () => {
    const poster = inMemory(Buffer.from('a cover'))
    const media = film({ poster })
    const { member } = await out(filmed('post', { firstReply: 'and here' }, media))
    expect((await stage.published(member)).map(({ text }) => text)).toEqual(['look', 'and here'])
    expect(filmsOf(member)).toMatchObject([{ cover: true }])
  })

  test.each(['reel', 'story'])('as a %s is never held whole', async (kind) => {
    const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
    const bytes = Buffer.concat([head, Buffer.alloc(9_000_000)])
    const whole = film({ bytes: bytes.length, ...inMemory(bytes) })
    let most = 0
    const piece: Media['piece'] = (from, to) => {
      most = Math.max(most, to - from)
      return whole.piece(from, to)
    }
    const { member } = await out(filmed(kind, {}, { ...whole, piece }))
    expect(filmsOf(member).map((one) => one.bytes.equals(bytes))).toEqual([true])
    expect(most).toBeLessThanOrEqual(4_000_000)
  })

  test.each(['reel', 'story'])('as a %s goes on where its way up broke off', async (kind) => {
    const member = await stage.join()
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    await out(filmed(kind), member)
    expect(filmsOf(member).map(({ bytes }) => bytes.length)).toEqual([32])
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

  test('that is none is not sent', async () => {
    const bytes = Buffer.from('these bytes are no film at all')
    const content = filmed('post', {}, film({ bytes: bytes.length, ...inMemory(bytes) }))
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_honest' } })
  })
})

describe('a story of a picture', () => {
  const pictured = async () =>
    stage.content({ parts: [part('', { media: [await picture('a bell')] })], options: { kind: 'story' } })

  test('is out, once, however its answer is lost', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(postsOf(delivery.member)).toMatchObject([{ kind: 'story' }])
  })

  test('that is shown late is not taken for refused when its picture is used already', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(20_000)
    expect(await shownLate(() => stage.attempt(delivery))).toMatchObject({ state: 'published' })
    expect(postsOf(delivery.member)).toHaveLength(1)
  })

  test('is in doubt when its picture was brought up anew and a story has come out since', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('down', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(30 * hour)
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect((await stage.again(delivery)).state).toBe('doubt')
  })

  test('is one picture', async () => {
    const media = [await picture('a'), await picture('b')]
    const content = stage.content({ parts: [part('', { media })], options: { kind: 'story' } })
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'too_many_media' } })
  })
})

test('a first comment that Facebook wrote and then called itself down is written once', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and here' }))
  const plain = stage.tools.fetch
  stage.tools.fetch = async (input, init) => {
    const answer = await plain(input, init)
    if (!String(input).endsWith('/comments') || init?.method !== 'POST') return answer
    return Response.json({ error: { message: 'down', code: 2 } }, { status: 503 })
  }
  expect((await stage.attempt(delivery)).state).toBe('later')
  stage.tools.fetch = plain
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  expect((await stage.published(delivery.member)).map(({ text }) => text)).toHaveLength(2)
})

test('a right that was taken back is named, and how much is used is told', async () => {
  const member = await stage.join()
  for (const [, token] of state.tokensOf(member.joined.remoteId)) token.scopes = ['pages_read_engagement']
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
    state: 'reconnect',
    failure: { code: 'forbidden', message: expect.stringContaining('pages_manage_posts') },
  })
  state.usage = { 'x-app-usage': '{"call_count":95,"total_time":1,"total_cputime":1}' }
  stage.reports.length = 0
  await out(stage.content())
  expect(stage.reports[0]).toMatchObject({ scope: 'app', remaining: 5 })
})

test('on the product’s own way out, what breaks is unknown, and no secret is in any word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const doors = fake.doors()
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => {
    const url = new URL(String(input))
    return open(`${doors[url.origin]}${url.pathname}${url.search}`, init)
  }
  const member = await stage.join()
  const media = [await picture('a bell')]
  expect(
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('x', { media })] }))),
  ).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  stage.tools.fetch = plain
  expect(cut.state).toBe('unknown')
  for (const secret of fake.secrets(member.joined.remoteId))
    expect('failure' in cut ? `${cut.failure.message} ${cut.failure.stack}` : '').not.toContain(secret)
  await open.close()
})

testDescription('Facebook', [fake])
