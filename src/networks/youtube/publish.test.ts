import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film, youtubeFake } from '../../../test/networks/youtube-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { createStage, type Delivery, type Member, part } from '../kit/stage.ts'
import { youtube } from './index.ts'

const fake = youtubeFake()
const stage = createStage(youtube, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.audited = true
  fake.state.processingMs = 0
  fake.state.quotaLeft = Number.POSITIVE_INFINITY
})

const withFilm = (over: Parameters<typeof film>[0] = {}, content: Partial<Content> = {}): Content =>
  stage.content({ ...content, parts: [part('The bells ring', { media: [film(over)] })] })

async function out(content: Content, member?: Member) {
  const delivery = stage.deliver(member ?? (await stage.join()), content)
  const end = await stage.attempt(delivery)
  const videos = [...fake.state.videos.values()].filter(
    ({ channelId }) => channelId === delivery.member.joined.remoteId,
  )
  return { delivery, end, video: videos.at(-1), videos }
}

const code = (end: Awaited<ReturnType<typeof stage.attempt>>) =>
  'failure' in end ? [end.state, end.failure.code] : [end.state]

describe('what goes out', () => {
  test('says of the film what was chosen', async () => {
    const { video, end } = await out(
      stage.content({
        title: 'Bells of Riga',
        languages: ['lv'],
        options: {
          privacy: 'unlisted',
          category: '10',
          license: 'creativeCommon',
          madeForKids: 'yes',
          tags: 'bells, old town, #bells, bells',
          notify: false,
        },
        paidPartnership: { sponsor: 'A foundry' },
        machineMade: true,
      }),
    )
    expect(code(end)).toEqual(['published'])
    expect(video).toMatchObject({
      snippet: {
        title: 'Bells of Riga',
        categoryId: '10',
        tags: ['bells', 'old town'],
        defaultLanguage: 'lv',
      },
      status: {
        privacyStatus: 'unlisted',
        license: 'creativeCommon',
        selfDeclaredMadeForKids: true,
        containsSyntheticMedia: true,
      },
      paid: true,
      notified: false,
    })
  })

  test('is plain where nothing was chosen', async () => {
    const { video } = await out(stage.content())
    expect(video).toMatchObject({
      snippet: { categoryId: '22', tags: [] },
      status: { privacyStatus: 'public', license: 'youtube', containsSyntheticMedia: false },
      paid: false,
      notified: true,
    })
  })

  test('has the address of what it is', async () => {
    const long = await out(stage.content())
    expect(long.end).toMatchObject({ parts: [{ url: `https://www.youtube.com/watch?v=${long.video?.id}` }] })
    const short = await out(withFilm({ width: 1080, height: 1920 }, { options: { kind: 'short' } }))
    expect(short.end).toMatchObject({ parts: [{ url: `https://www.youtube.com/shorts/${short.video?.id}` }] })
  })

  test('may be for its owner alone', async () => {
    const { end, delivery, video } = await out(stage.content({ options: { privacy: 'private' } }))
    expect(code(end)).toEqual(['published'])
    expect(video?.status.privacyStatus).toBe('private')
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
  })

  test('keeps what somebody chose in YouTube Studio meanwhile', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.state.processingMs = 60_000
    expect(code(await stage.attempt(delivery))).toEqual(['later', 'media_processing'])
    const [video] = [...fake.state.videos.values()].slice(-1)
    if (video) video.status.embeddable = false
    fake.state.processingMs = 0
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
    expect(video?.status).toMatchObject({
      embeddable: false,
      publicStatsViewable: true,
      privacyStatus: 'public',
    })
  })
})

describe('what stands beside the film', () => {
  const poster = { read: async () => new Uint8Array([1, 2, 3]), address: () => 'https://carillon.example/p' }
  const captions: Partial<Media> = {
    spoken: [
      { language: 'lv', vtt: 'WEBVTT\n\nzvani' },
      { language: 'en', vtt: 'WEBVTT\n\nbells' },
    ],
    captions: [
      { language: 'lv', digest: 'a' },
      { language: 'en', digest: 'b' },
    ],
  }

  test('is its cover, its captions and its playlist, each once', async () => {
    const member = await stage.join()
    fake.state.playlists.set('PLbells', { channelId: member.joined.remoteId, videos: [] })
    const playlist = 'https://www.youtube.com/playlist?list=PLbells'
    const content = withFilm({ poster, cover: 'c', ...captions }, { options: { playlist } })
    const { delivery, video } = await out(content, member)
    delivery.prepared = null
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
    expect(video?.cover).toEqual(Buffer.from([1, 2, 3]))
    expect(video?.captions.map(({ language, words }) => [language, words])).toEqual([
      ['lv', 'WEBVTT\n\nzvani'],
      ['en', 'WEBVTT\n\nbells'],
    ])
    expect(fake.state.playlists.get('PLbells')?.videos.map((one) => one.video)).toEqual([video?.id])
  })

  test('is brought once although the answer was lost', async () => {
    const member = await stage.join()
    fake.state.playlists.set('PLlost', { channelId: member.joined.remoteId, videos: [] })
    const content = withFilm(captions, { options: { playlist: 'PLlost' } })
    const delivery = stage.deliver(member, content)
    // The film takes three requests; captions two each, of which the last answer of the first is lost.
    fake.mode('drop', { on: 'upload', skip: 4, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('drop', { on: 'read', skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    expect((await stage.attempt(delivery)).state).toBe('published')
    const [video] = [...fake.state.videos.values()].slice(-1)
    expect(video?.captions.map(({ language }) => language)).toEqual(['lv', 'en'])
    expect(fake.state.playlists.get('PLlost')?.videos).toHaveLength(1)
  })

  test('is changed with what is wished, and what is wished no more goes', async () => {
    const member = await stage.join()
    for (const name of ['PLa', 'PLb'])
      fake.state.playlists.set(name, { channelId: member.joined.remoteId, videos: [] })
    const delivery = stage.deliver(member, withFilm(captions, { options: { playlist: 'PLa' } }))
    fake.state.processingMs = 60_000
    await stage.attempt(delivery)
    const changed = {
      spoken: [{ language: 'lv', vtt: 'WEBVTT\n\nlabots' }],
      captions: [{ language: 'lv', digest: 'z' }],
    }
    delivery.content = withFilm(changed, { options: { playlist: 'PLb' } })
    delivery.prepared = null
    fake.state.processingMs = 0
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
    const [video] = [...fake.state.videos.values()].slice(-1)
    expect(video?.captions.map(({ language, words }) => [language, words])).toEqual([
      ['lv', 'WEBVTT\n\nlabots'],
    ])
    const inside = (name: string) => fake.state.playlists.get(name)?.videos.map((one) => one.video)
    expect([inside('PLa'), inside('PLb')]).toEqual([[], [video?.id]])
  })

  test('is told when YouTube does not take it', async () => {
    const member = await stage.join()
    const channel = fake.state.channels.get(member.joined.remoteId)
    if (channel) channel.phoneProven = false
    expect(code((await out(withFilm({ poster, cover: 'c' }), member)).end)).toEqual([
      'rejected',
      'cover_refused',
    ])
    const large = { ...poster, read: async () => new Uint8Array(2_097_153) }
    expect(code((await out(withFilm({ poster: large }))).end)).toEqual(['rejected', 'cover_refused'])
    for (const playlist of ['PLnobody', 'https://www.youtube.com/watch?v=a', 'no list'])
      expect(code((await out(withFilm({}, { options: { playlist } }))).end)).toEqual([
        'rejected',
        'playlist_refused',
      ])
    expect(await stage.published(member)).toEqual([])
  })
})

describe('before anything goes up it is said', () => {
  const options = { kind: 'short' }
  test.each<[string, Content | (() => Content), string]>([
    ['that a Short is vertical', () => withFilm({}, { options }), 'short_wide'],
    [
      'that a Short lasts three minutes',
      () => withFilm({ width: 9, height: 16, durationMs: 181_000 }, { options }),
      'short_too_long',
    ],
    [
      'that a film is missing',
      () => stage.content({ parts: [part('x', { media: [film({ kind: 'image' })] })] }),
      'film_missing',
    ],
    ['whether it is made for kids', () => stage.content({ options: { madeForKids: '' } }), 'kids_unsaid'],
    [
      'that tags are too many',
      () => stage.content({ options: { tags: Array.from({ length: 90 }, (_, n) => `a ${n}`).join() } }),
      'tags_refused',
    ],
    [
      'that a comment is too long',
      () => stage.content({ firstReply: 'x'.repeat(10_001) }),
      'comment_too_long',
    ],
    [
      'that there are no comments for kids',
      () => stage.content({ firstReply: 'x', options: { madeForKids: 'yes' } }),
      'comments_off',
    ],
    [
      'that there are no comments in private',
      () => stage.content({ firstReply: 'x', options: { privacy: 'private' } }),
      'comments_off',
    ],
  ])('%s', async (_, content, expected) => {
    const { end, videos } = await out(typeof content === 'function' ? content() : content)
    expect(code(end)).toEqual(['rejected', expected])
    expect(videos).toEqual([])
  })
})

describe('at its time', () => {
  test('it waits, alone, while YouTube is still working on the film', async () => {
    fake.state.processingMs = 90_000
    const { end, delivery } = await out(stage.content())
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    expect('failure' in end && end.failure.retryAt).toEqual(new Date(stage.now().getTime() + 60_000))
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    stage.pass(100_000)
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
  })

  test('a film that YouTube keeps private is no published film', async () => {
    fake.state.audited = false
    const { end, delivery } = await out(stage.content())
    expect(code(end)).toEqual(['rejected', 'made_private'])
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    // The locked one stays so: after the audit it goes up anew.
    fake.state.audited = true
    const locked = delivery.prepared
    delivery.prepared = null
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
    expect(delivery.prepared).not.toEqual(locked)
  })

  test.each([
    ['failed', 'codec', /cannot read/],
    ['rejected', 'copyright', /belongs to others/],
    ['rejected', 'duplicate', /there already/],
  ] as const)(
    'a film that was %s (%s) is told, and goes up anew the next time',
    async (uploadStatus, reason, words) => {
      fake.state.processingMs = 60_000
      const { delivery, video } = await out(stage.content())
      if (video) video.verdict = { uploadStatus, reason }
      const end = await stage.attempt(delivery)
      expect(code(end)).toEqual(['rejected', 'film_refused'])
      expect('failure' in end && end.failure.message).toMatch(words)
      fake.state.processingMs = 0
      delivery.prepared = null
      expect(code(await stage.attempt(delivery))).toEqual(['published'])
    },
  )

  test('a film that somebody deleted before is told, and goes up anew the next time', async () => {
    fake.state.processingMs = 60_000
    const { delivery, video } = await out(stage.content())
    fake.state.videos.delete(video?.id ?? '')
    expect(code(await stage.attempt(delivery))).toEqual(['rejected', 'film_deleted'])
    delivery.prepared = null
    fake.state.processingMs = 0
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
  })
})

describe('the first comment', () => {
  test('that was lost is looked for and written once', async () => {
    for (const mode of ['drop', 'error', 'down'] as const) {
      const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'Read more here' }))
      fake.mode(mode, { skip: 1, times: 1 })
      expect((await stage.attempt(delivery)).state).toBe(mode === 'down' ? 'later' : 'unknown')
      expect(code(await stage.again(delivery))).toEqual(['published'])
      expect((await stage.published(delivery.member)).map(({ text }) => text)).toEqual([
        delivery.content.parts[0]?.text,
        'Read more here',
      ])
    }
  })

  test('that stands although YouTube said that it is down is not written again', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'Read it here' }))
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const answer = await plain(input, init)
      const writes = init?.method === 'POST' && String(input).includes('/commentThreads')
      return writes ? new Response('down', { status: 503 }) : answer
    }
    const end = await stage.attempt(delivery)
    stage.tools.fetch = plain
    expect(end.state).toBe('later')
    expect(code(await stage.attempt(delivery))).toEqual(['published'])
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })

  test('is not taken for that of another', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'First' }))
    const stranger = await stage.join()
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    const [film_] = await stage.published(delivery.member)
    fake.state.comments.push({
      id: 'strange',
      videoId: film_?.remoteId ?? '',
      channelId: stranger.joined.remoteId,
      text: 'First',
      at: stage.now(),
    })
    expect(await stage.find(delivery)).toMatchObject({
      found: 'some',
      parts: [{ remoteId: film_?.remoteId }],
    })
  })
})

describe('of a film that is out', () => {
  const edit = (delivery: Delivery, content: Content, parts = delivery.done) =>
    youtube.edit?.({
      tools: stage.tools,
      account: delivery.member.view(),
      content,
      key: delivery.key,
      prepared: null,
      parts,
      firstAttemptAt: delivery.firstAttemptAt,
      signal: AbortSignal.timeout(10_000),
    })

  test('title, tags and comment are changed, and what is not ours stays', async () => {
    const { delivery, video } = await out(stage.content({ firstReply: 'one' }))
    if (video) video.snippet.defaultAudioLanguage = 'lv'
    const content = stage.content({ title: 'New', firstReply: 'two', options: { tags: 'x' } })
    expect(await edit(delivery, content)).toEqual(delivery.done)
    expect(video?.snippet).toMatchObject({ title: 'New', tags: ['x'], defaultAudioLanguage: 'lv' })
    expect((await stage.published(delivery.member))[1]?.text).toBe('two')
    await youtube.remove?.(stage.tools, delivery.member.view(), delivery.done)
    expect(await stage.published(delivery.member)).toEqual([])
  })

  test.each([true, false])(
    'cover, captions and playlist are changed (what lay there is known: %s)',
    async (known) => {
      const member = await stage.join()
      for (const name of ['PLold', 'PLnew'])
        fake.state.playlists.set(name, { channelId: member.joined.remoteId, videos: [] })
      const beside = (cover: string, words: string): Partial<Media> => ({
        cover,
        poster: {
          read: async () => new Uint8Array([cover.length]),
          address: () => 'https://carillon.example/p',
        },
        spoken: [{ language: 'lv', vtt: words }],
        captions: [{ language: 'lv', digest: words }],
      })
      const { delivery, video } = await out(
        withFilm(beside('a', 'WEBVTT\n\nzvani'), { options: { list: 'PLold' } }),
        member,
      )
      if (!known) await fake.shelf(member.view()).remove(`upload ${delivery.key}`)
      const changed = withFilm(beside('other', 'WEBVTT\n\nlabots'), { options: { list: 'PLnew' } })
      await edit(delivery, changed)
      await edit(delivery, changed)
      expect(video?.cover).toEqual(Buffer.from([5]))
      expect(video?.captions.map(({ words }) => words)).toEqual(['WEBVTT\n\nlabots'])
      const inside = (name: string) => fake.state.playlists.get(name)?.videos.length
      // Of a playlist that nobody remembers, the film is left in.
      expect([inside('PLold'), inside('PLnew')]).toEqual([known ? 0 : 1, 1])
    },
  )

  test('other words make nothing public that was hidden at YouTube since', async () => {
    const { delivery, video } = await out(stage.content())
    for (const privacyStatus of ['private', 'unlisted']) {
      if (video) video.status.privacyStatus = privacyStatus
      await edit(delivery, stage.content({ title: `Now ${privacyStatus}` }))
      expect(video).toMatchObject({ snippet: { title: `Now ${privacyStatus}` }, status: { privacyStatus } })
    }
  })

  test('the film stands, and what is gone is told', async () => {
    const { delivery, video } = await out(stage.content())
    const other = await edit(delivery, withFilm({ digest: 'another' }))?.catch(stage.endOf)
    expect(other).toMatchObject({ state: 'rejected', failure: { code: 'only_words' } })
    const strange = await edit(delivery, stage.content(), [{ remoteId: 'x', url: null }])?.catch(stage.endOf)
    expect(strange).toMatchObject({ failure: { code: 'cannot_edit' } })
    fake.state.videos.delete(video?.id ?? '')
    const gone = await edit(delivery, stage.content())?.catch(stage.endOf)
    expect(gone).toMatchObject({ failure: { code: 'message_gone' } })
  })
})

testDescription('YouTube', [fake])
