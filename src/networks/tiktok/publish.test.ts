import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import type { TiktokUser } from '../../../test/networks/tiktok/state.ts'
import { film, tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Json, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf, marksMachine, marksPartner } from '../kit/limits.ts'
import { createStage, type Delivery, part } from '../kit/stage.ts'
import { tiktok } from './index.ts'
import { manifest } from './manifest.ts'

const fake = tiktokFake()
const stage = createStage(tiktok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  Object.assign(fake.state, { audited: true, processingMs: 0, moderationMs: 0 })
  Object.assign(fake.appValues, { audited: 'yes' })
  fake.asked.length = 0
})

const hour = 3_600_000
type Options = Record<string, Json>

const filmed = (options: Options = {}, over: Partial<Content> = {}) =>
  stage.content({ parts: [part('The bells', { media: [film()] })], options, ...over })
const pictured = (count: number, options: Options = {}, over: Partial<Content> = {}) =>
  stage.content({
    parts: [part('Look', { media: Array.from({ length: count }, () => fake.photo()) })],
    options,
    ...over,
  })

const deliver = async (content: Content): Promise<Delivery> => stage.deliver(await stage.join(), content)
const userOf = ({ member }: Delivery): TiktokUser | undefined => fake.state.users.get(member.joined.remoteId)
const postsOf = ({ member }: Delivery) => fake.state.ofUser(member.joined.remoteId)
const asks = (path: string) => fake.asked.filter((one) => one.path === path)
const infoOf = (path = '/v2/post/publish/video/init/') => Object(asks(path)[0]?.fields.post_info)

/** One step of a delivery, without waiting for what comes of it. */
async function sendOnly(one: Delivery) {
  const call = {
    tools: stage.tools,
    account: one.member.view(),
    content: one.content,
    key: one.key,
    prepared: one.prepared,
    done: [],
    save: async () => undefined,
    firstAttemptAt: one.firstAttemptAt,
    signal: AbortSignal.timeout(20_000),
  }
  one.prepared = (await tiktok.publish?.prepare?.(call)) ?? null
  const sent = await tiktok.publish?.send({ ...call, prepared: one.prepared })
  if (sent?.state !== 'pending') throw new Error('It was published at once')
  const look = () => tiktok.publish?.look?.(call, sent.handle)
  return { sent, look }
}

const rules = (options: Options, limits = {}) => ({ ...manifest, ...limitsOf(manifest, limits, options) })
const problems = (content: Content, limits = {}) =>
  checkDraft(content, rules(content.options, limits)).map(({ code }) => code)

describe('what a person says of a post', () => {
  test('nothing is allowed and nothing is chosen unless they do', async () => {
    const one = await deliver(filmed())
    expect((await stage.attempt(one)).state).toBe('published')
    expect(infoOf()).toEqual({
      title: 'The bells',
      privacy_level: 'PUBLIC_TO_EVERYONE',
      disable_comment: true,
      disable_duet: true,
      disable_stitch: true,
      brand_content_toggle: false,
      brand_organic_toggle: false,
    })
    const choice = manifest.options.find(({ name }) => name === 'privacy')
    expect(choice).toMatchObject({ required: true })
    expect(choice).not.toHaveProperty('default')
    expect(problems(filmed({ privacy: '' }))).toEqual(['option_missing'])
  })

  test('what they allow, and what readers must know, is said', async () => {
    const options = {
      allowComments: true,
      allowDuet: true,
      allowStitch: true,
      ownBrand: true,
      coverAt: '2,5',
    }
    const marks = { paidPartnership: { sponsor: 'Mill' }, machineMade: true } as const
    await stage.attempt(await deliver(filmed(options, marks)))
    expect(infoOf()).toMatchObject({
      disable_comment: false,
      disable_duet: false,
      disable_stitch: false,
      brand_content_toggle: true,
      brand_organic_toggle: true,
      is_aigc: true,
      video_cover_timestamp_ms: 2500,
    })
  })

  test('a post without a choice of who sees it goes nowhere', async () => {
    const one = await deliver(filmed({ privacy: '' }))
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'privacy_missing' },
    })
    expect(fake.asked).toEqual([])
  })

  test('a choice that the account does not offer is refused in the composer, and before it is begun', async () => {
    const limits = { choices: { privacy: [{ value: 'SELF_ONLY', label: '' }] } }
    expect(problems(filmed(), limits)).toEqual(['option_missing'])
    const one = await deliver(filmed())
    const user = userOf(one)
    if (user) user.isPrivate = true
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'privacy_refused' },
    })
    expect(asks('/v2/post/publish/video/init/')).toEqual([])
  })

  test('what the account has switched off is not offered', () => {
    const { options } = limitsOf(manifest, { without: ['allowDuet'] })
    expect(options.map(({ name }) => name)).not.toContain('allowDuet')
  })

  test('a paid partnership may not be hidden', async () => {
    const hidden = filmed({ privacy: 'SELF_ONLY' }, { paidPartnership: { sponsor: 'Mill' } })
    expect(problems(hidden)).toEqual(['option_hides_partner'])
    expect(await stage.attempt(await deliver(hidden))).toMatchObject({
      state: 'rejected',
      failure: { code: 'partner_hidden' },
    })
  })

  test('an app that is not audited publishes for its own account alone', async () => {
    Object.assign(fake.appValues, { audited: 'no' })
    fake.state.audited = false
    expect(await stage.attempt(await deliver(filmed()))).toMatchObject({
      state: 'rejected',
      failure: { code: 'unaudited' },
    })
    const open = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    expect(await stage.attempt(open)).toMatchObject({ state: 'rejected', failure: { code: 'unaudited' } })
    const one = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    const user = userOf(one)
    if (user) user.isPrivate = true
    expect((await stage.attempt(one)).state).toBe('published')
  })

  test('a caption beside a film is shorter than beside photos', async () => {
    const long = (media: Media[]) => stage.content({ parts: [part('a'.repeat(2201), { media })] })
    expect(problems(long([film()]))).toEqual(['text_too_long'])
    expect(problems(long([fake.photo()]))).toEqual([])
    expect((await stage.attempt(await deliver(long([film()])))).state).toBe('rejected')
    expect((await stage.attempt(await deliver(long([fake.photo()])))).state).toBe('published')
  })

  test('a title of photos is counted as TikTok counts', async () => {
    const titled = (title: string) => pictured(1, {}, { title })
    expect(problems(titled('🔔'.repeat(46)))).toEqual(['title_too_long'])
    expect(problems(titled('🔔'.repeat(45)))).toEqual([])
    expect((await stage.attempt(await deliver(titled('🔔'.repeat(46))))).state).toBe('rejected')
    expect((await stage.attempt(await deliver(titled('🔔'.repeat(45))))).state).toBe('published')
  })
})

describe('a film', () => {
  test.each([
    [{ width: 300 }, 'picture_size'],
    [{ durationMs: 2900 }, 'film_length'],
    [{ durationMs: 200_000 }, 'film_length'],
    [{ film: { frameRate: 15 } as Media['film'] }, 'frame_rate'],
    [{ ...inMemory(Buffer.from('this is no film')) }, 'media_not_honest'],
  ])('that TikTok would refuse late is refused early: %j', async (over, code) => {
    const one = await deliver(stage.content({ parts: [part('x', { media: [film(over)] })] }))
    const user = userOf(one)
    if (user) user.longest = 180
    expect(await stage.attempt(one)).toMatchObject({ state: 'rejected', failure: { code } })
    expect(asks('/v2/post/publish/video/init/')).toEqual([])
  })

  test('with photos beside it is refused', async () => {
    const mixed = stage.content({ parts: [part('x', { media: [film(), fake.photo()] })] })
    expect(problems(mixed)).toContain('media_mixed')
    expect(await stage.attempt(await deliver(mixed))).toMatchObject({ failure: { code: 'media_mixed' } })
  })

  test('that TikTok gives up is not out, and the reason is told', async () => {
    for (const [reason, code] of [
      ['frame_rate_check_failed', 'frame_rate'],
      ['spam_risk', 'spam_risk'],
      ['never_heard_of', 'failed_there'],
    ] as const) {
      fake.state.failNext = [reason]
      const one = await deliver(filmed())
      expect(await stage.attempt(one)).toMatchObject({ state: 'rejected', failure: { code } })
      expect(postsOf(one)).toEqual([])
      // Once it is mended, somebody sends it again.
      expect((await stage.attempt(one)).state).toBe('published')
      expect(postsOf(one)).toHaveLength(1)
    }
  })

  test('that is short or small, or whose cover is no second, is told in the composer', async () => {
    const one = await deliver(filmed())
    const problems = (content: Content) =>
      checkDraft(content, {
        ...tiktok.manifest,
        ...limitsOf(tiktok.manifest, one.member.joined.limits, content.options),
      })
        .filter(({ level }) => level === 'error')
        .map(({ code }) => code)
    const shown = (over: Partial<Media>) => {
      const content = filmed()
      const parts = content.parts.map((each) => ({
        ...each,
        media: each.media.map((file) => ({ ...file, ...over })),
      }))
      return { ...content, parts }
    }
    for (const coverAt of ['', '2', '2,5', '.5']) expect(problems(filmed({ coverAt }))).toEqual([])
    expect(problems(filmed({ coverAt: 'first' }))).toEqual(['option_odd'])
    expect(problems(filmed({ coverPhoto: '0' }))).toEqual(['option_odd'])
    expect(problems(shown({ durationMs: 2000 }))).toEqual(['video_too_short'])
    expect(problems(shown({ width: 320 }))).toEqual(['video_too_small'])
  })

  test('a cover behind its end is told', async () => {
    for (const coverAt of ['12', 'first'])
      expect(await stage.attempt(await deliver(filmed({ coverAt })))).toMatchObject({
        failure: { code: 'cover_at' },
      })
  })
})

describe('what becomes of a post', () => {
  test('its id is waited for while TikTok works on it and looks through it', async () => {
    Object.assign(fake.state, { processingMs: 60_000, moderationMs: 30 * 60_000 })
    const one = await deliver(filmed())
    const { sent, look } = await sendOnly(one)
    expect(sent.lookAt.getTime()).toBeLessThanOrEqual(stage.now().getTime() + 10_000)
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(2 * 60_000)
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(hour)
    const [post] = postsOf(one)
    const { username } = userOf(one) ?? {}
    expect(await look()).toMatchObject({
      state: 'published',
      parts: [{ remoteId: post?.id, url: `https://www.tiktok.com/@${username}/video/${post?.id}` }],
    })
  })

  test('its id has nineteen digits, and none is lost', async () => {
    const one = await deliver(filmed())
    const end = await stage.attempt(one)
    const [post] = postsOf(one)
    expect(post?.id).toMatch(/^\d{19}$/)
    expect(end).toMatchObject({ parts: [{ remoteId: post?.id }] })
  })

  test('after some hours without an id it goes by the number of its publishing', async () => {
    fake.state.moderationMs = 30 * hour
    const one = await deliver(filmed())
    const { look } = await sendOnly(one)
    stage.pass(4 * hour)
    const [publish] = [...fake.state.publishes.values()].filter(
      ({ userId }) => userId === one.member.joined.remoteId,
    )
    expect(await look()).toMatchObject({
      state: 'published',
      parts: [{ remoteId: publish?.id, url: null }],
    })
  })

  test('a hidden one has no id and no address', async () => {
    const end = await stage.attempt(await deliver(filmed({ privacy: 'SELF_ONLY' })))
    expect(end).toMatchObject({ state: 'published', parts: [{ url: null }] })
    expect(end.state === 'published' && end.parts[0]?.remoteId).toMatch(/^v_pub_file~/)
  })

  test('a look never makes anything anew', async () => {
    const one = await deliver(filmed())
    const { look } = await sendOnly(one)
    fake.state.publishes.clear()
    fake.asked.length = 0
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(2 * hour)
    await expect(look()).rejects.toMatchObject({ kind: 'later', code: 'publish_unknown' })
    expect(new Set(fake.asked.map(({ path }) => path))).toEqual(new Set(['/v2/post/publish/status/fetch/']))
  })
})

describe('photos', () => {
  test('are fetched by TikTok in their order, with title, words and cover', async () => {
    const content = pictured(3, { coverPhoto: '2', addMusic: true, allowComments: true }, { title: 'Bells' })
    const one = await deliver(content)
    expect((await stage.attempt(one)).state).toBe('published')
    expect(asks('/v2/post/publish/content/init/')[0]?.fields).toEqual({
      media_type: 'PHOTO',
      post_mode: 'DIRECT_POST',
      post_info: {
        title: 'Bells',
        description: 'Look',
        privacy_level: 'PUBLIC_TO_EVERYONE',
        disable_comment: false,
        brand_content_toggle: false,
        brand_organic_toggle: false,
        auto_add_music: true,
      },
      source_info: {
        source: 'PULL_FROM_URL',
        photo_images: content.parts[0]?.media.map((one) => one.address()),
        photo_cover_index: 1,
      },
    })
    expect(postsOf(one)[0]?.media).toHaveLength(3)
    expect(await stage.attempt(await deliver(pictured(2, { coverPhoto: '3' })))).toMatchObject({
      failure: { code: 'cover_photo' },
    })
  })

  test('a domain that is not verified, or cannot be reached, is told', async () => {
    const elsewhere = { ...fake.photo(), address: () => 'https://elsewhere.example/fetched/1' }
    const unverified = stage.content({ parts: [part('x', { media: [elsewhere] })] })
    unverified.parts[0]?.media.splice(0, 1, elsewhere)
    expect(await stage.attempt(await deliver(unverified))).toMatchObject({
      failure: { code: 'domain_unverified' },
    })
    const long = `https://carillon.example/fetched/${'p'.repeat(900)}.${'m'.repeat(43)}/file.jpg`
    const away = { ...fake.photo(), address: () => long }
    const unreachable = pictured(1)
    unreachable.parts[0]?.media.splice(0, 1, away)
    expect(await stage.attempt(await deliver(unreachable))).toMatchObject({
      failure: { code: 'media_unreachable' },
    })
  })

  test('are found by their words when the answer is lost, and one that says the same was there before is not taken', async () => {
    const member = await stage.join()
    const words = `The bells ring ${'🔔'.repeat(200)} and end`
    const content = () => stage.content({ parts: [part(words, { media: [fake.photo()] })] })
    await stage.attempt(stage.deliver(member, content()))
    stage.pass(hour)
    const one = stage.deliver(member, content())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('unknown')
    const found = await stage.find(one)
    expect(found.found === 'yes' && found.parts[0]?.remoteId).toBe(`photo/${postsOf(one)[1]?.id}`)
  })

  test('whose lost answer nothing tells of are left to a person', async () => {
    const two = async (options: Options, text: string) => {
      const one = await deliver(stage.content({ parts: [part(text, { media: [fake.photo()] })], options }))
      fake.mode('drop', { times: 1 })
      expect((await stage.attempt(one)).state).toBe('unknown')
      return stage.find(one)
    }
    expect(await two({ privacy: 'SELF_ONLY' }, 'Hidden')).toMatchObject({ found: 'unsure' })
    expect(await two({}, '')).toMatchObject({ found: 'unsure' })
    fake.state.moderationMs = hour
    expect(await two({}, 'Not listed yet')).toMatchObject({ found: 'unsure' })
  })

  test('that were refused, or never left, are known not to be out', async () => {
    const one = await deliver(pictured(1))
    expect(await stage.find(one)).toEqual({ found: 'no' })
    fake.mode('refuse', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('rejected')
    expect(await stage.find(one)).toEqual({ found: 'no' })
  })

  test('whose number is known are asked after by it, and not asked for twice', async () => {
    fake.state.processingMs = hour
    const one = await deliver(pictured(1))
    await sendOnly(one)
    await expect(stage.find(one)).rejects.toMatchObject({ kind: 'later', code: 'media_processing' })
    fake.state.processingMs = 0
    expect(await stage.find(one)).toMatchObject({ found: 'yes' })
    expect((await stage.attempt(one)).state).toBe('published')
    expect(postsOf(one)).toHaveLength(1)
  })
})

test('photos that TikTok took although it said that it is down are not asked for again', async () => {
  const one = await deliver(pictured(1))
  const asks = ({ path }: { path: string }) => path === '/v2/post/publish/content/init/'
  expect((await downAfter(stage, asks, () => stage.attempt(one))).state).toBe('later')
  stage.pass(20_000)
  expect((await stage.attempt(one)).state).toBe('unknown')
  expect(await stage.again(one)).toMatchObject({
    state: 'published',
    parts: [{ remoteId: `photo/${postsOf(one)[0]?.id}` }],
  })
  expect(postsOf(one)).toHaveLength(1)
})

describe('what TikTok has forgotten', () => {
  test('is looked for by its words, and otherwise left to a person', async () => {
    const photos = await deliver(pictured(1))
    await sendOnly(photos)
    const film = await deliver(filmed())
    await sendOnly(film)
    const hidden = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    await sendOnly(hidden)
    stage.pass(30 * hour)
    fake.state.publishes.clear()
    for (const [one, kind] of [
      [photos, 'photo/'],
      [film, ''],
    ] as const)
      expect(await stage.find(one)).toMatchObject({
        found: 'yes',
        parts: [{ remoteId: `${kind}${postsOf(one)[0]?.id}` }],
      })
    expect(await stage.find(hidden)).toMatchObject({ found: 'unsure' })
    expect((await stage.attempt(photos)).state).toBe('unknown')
    expect(postsOf(photos)).toHaveLength(1)
  })

  test('a film that was never complete is known not to be out, as long as its upload would be known', async () => {
    const one = await deliver(filmed())
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('later')
    fake.state.publishes.clear()
    expect(await stage.find(one)).toEqual({ found: 'no' })
  })
})

describe('a draft', () => {
  test('of a film carries no words, so none are taken', () => {
    expect(problems(filmed({ kind: 'draft' }))).toContain('text_too_long')
    const silent = stage.content({ parts: [part('', { media: [film()] })], options: { kind: 'draft' } })
    expect(problems(silent).filter((code) => code !== 'option_unknown')).toEqual([])
    expect(limitsOf(manifest, {}, { kind: 'draft' }).options.map(({ name }) => name)).toEqual([
      'kind',
      'coverPhoto',
    ])
  })

  test('can be marked by nobody but the person who finishes it', () => {
    const draft = { kind: 'draft' }
    const parts = [{ media: [{ kind: 'video' as const }] }]
    expect([marksPartner(manifest, {}), marksPartner(manifest, draft)]).toEqual([true, false])
    expect(marksMachine(manifest, { parts, options: {} })).toBe(true)
    expect(marksMachine(manifest, { parts, options: draft })).toBe(false)
    expect(marksMachine(manifest, { parts: [{ media: [{ kind: 'image' }] }], options: {} })).toBe(false)
  })

  test('waits in the inbox until somebody posts it there', async () => {
    const silent = stage.content({ parts: [part('', { media: [film()] })], options: { kind: 'draft' } })
    const one = await deliver(silent)
    const { look } = await sendOnly(one)
    expect(await look()).toMatchObject({ state: 'pending' })
    expect(postsOf(one)).toEqual([])
    expect(asks('/v2/post/publish/inbox/video/init/')[0]?.fields).not.toHaveProperty('post_info')
    stage.pass(2 * hour)
    const [publish] = [...fake.state.publishes.values()].filter(
      ({ userId }) => userId === one.member.joined.remoteId,
    )
    if (publish) fake.state.makePost(publish, { title: 'By hand', privacy_level: 'PUBLIC_TO_EVERYONE' })
    expect(await look()).toMatchObject({ state: 'published', parts: [{ remoteId: postsOf(one)[0]?.id }] })
  })

  test('that nobody posts is told after a day, and is never sent twice meanwhile', async () => {
    const one = await deliver(pictured(2, { kind: 'draft' }))
    const { look } = await sendOnly(one)
    expect(asks('/v2/post/publish/content/init/')[0]?.fields).toMatchObject({
      post_mode: 'MEDIA_UPLOAD',
      post_info: { description: 'Look' },
    })
    await expect(stage.find(one)).rejects.toMatchObject({ kind: 'later', alone: true })
    stage.pass(23.5 * hour)
    await expect(look()).rejects.toMatchObject({ kind: 'rejected', code: 'draft_left' })
    await expect(stage.find(one)).rejects.toMatchObject({ code: 'draft_left' })
  })

  test('the sixth waits until there is room in the inbox', async () => {
    const member = await stage.join()
    for (let n = 0; n < 5; n++) await sendOnly(stage.deliver(member, pictured(1, { kind: 'draft' })))
    const sixth = stage.deliver(member, pictured(1, { kind: 'draft' }))
    expect(await stage.attempt(sixth)).toMatchObject({
      state: 'later',
      failure: { code: 'drafts_waiting', alone: true, retryAt: new Date(stage.now().getTime() + hour) },
    })
  })

  test('needs a right of its own', async () => {
    const user = fake.state.addUser()
    const joined = fake.joined(user, ['user.info.basic', 'video.publish', 'video.list'])
    const account = { ...(await stage.join()).view(), ...joined, reload: async () => joined.credential }
    const one = await deliver(pictured(1, { kind: 'draft' }))
    const member = { ...one.member, view: () => ({ ...account, settings: {} }) }
    expect(await stage.attempt({ ...one, member })).toMatchObject({
      state: 'rejected',
      failure: { code: 'scope_not_granted' },
    })
  })
})

describe('limits', () => {
  test('the seventh within a minute waits a minute', async () => {
    const member = await stage.join()
    for (let n = 0; n < 6; n++)
      expect((await stage.attempt(stage.deliver(member, pictured(1)))).state).toBe('published')
    const { access } = Object(member.credential())
    fake.state.asked.set(
      `init ${access}`,
      Array.from({ length: 6 }, () => stage.now().getTime()),
    )
    const seventh = stage.deliver(member, pictured(1))
    const end = await stage.attempt(seventh)
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'limited', retryAt: new Date(stage.now().getTime() + 60_000) },
    })
    stage.pass(60_001)
    expect((await stage.attempt(seventh)).state).toBe('published')
  })

  test('the sixteenth of a day waits, and what is up already is finished', async () => {
    const member = await stage.join()
    const ready = stage.deliver(member, filmed())
    const waiting = stage.deliver(member, filmed())
    const call = (one: Delivery) => ({
      tools: stage.tools,
      account: member.view(),
      content: one.content,
      key: one.key,
      firstAttemptAt: one.firstAttemptAt,
      signal: AbortSignal.timeout(20_000),
    })
    ready.prepared = (await tiktok.publish?.prepare?.(call(ready))) ?? null
    for (let n = 0; n < 15; n++) {
      expect((await stage.attempt(stage.deliver(member, pictured(1)))).state).toBe('published')
      stage.pass(61_000)
    }
    expect(await stage.attempt(waiting)).toMatchObject({
      state: 'later',
      failure: { code: 'daily_posts', alone: true },
    })
    expect((await stage.attempt(ready)).state).toBe('published')
  })

  test('an account that is barred keeps its sign-in', async () => {
    const one = await deliver(filmed())
    const user = userOf(one)
    if (user) user.barred = true
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'posting_barred' },
    })
  })
})

testDescription('TikTok', [fake])
