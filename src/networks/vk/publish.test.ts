import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/vk/methods.ts'
import type { Post } from '../../../test/networks/vk/state.ts'
import { vkFake } from '../../../test/networks/vk-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'

const fake = vkFake()
const stage = createStage(vk, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.asked.length = 0
})

/** The head of an MP4 file, which is all that anybody looks at here. */
const film = (): Media => ({
  id: 'f',
  digest: 'f',
  kind: 'video',
  mime: 'video/mp4',
  bytes: 32,
  alt: 'The oven\nat night',
  ...{ width: 640, height: 360, durationMs: 2400 },
  ...inMemory(Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')),
})

const postsOf = (member: Member): Post[] => fake.state.postsOf(Number(member.joined.remoteId))

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const delivery = stage.deliver(to, content)
  const end = await stage.attempt(delivery)
  if (end.state !== 'published') throw new Error(`It was ${end.state}: ${'failure' in end && end.failure}`)
  return { member: to, parts: end.parts, delivery, post: postsOf(to).at(-1) }
}

const photosIn = (options: Content['options']) => async () => {
  const media = [await picture('a'), await picture('b')]
  return out(stage.content({ parts: [part('two', { media })], options }))
}

describe('a story', () => {
  const story = (media: Media, options = {}) =>
    stage.content({ parts: [part('', { media: [media] })], options: { kind: 'story', ...options } })
  const storiesOf = (member: Member) =>
    fake.state.stories.filter(({ owner }) => owner === Number(member.joined.remoteId))

  test('of a picture or a film is told, with its link, and taken back', async () => {
    const link = 'https://vk.com/market-1'
    const { member, parts } = await out(story(await picture('a'), { storyLink: link }))
    const [told] = storiesOf(member)
    expect(told).toMatchObject({ type: 'photo', link })
    expect(parts).toMatchObject([
      {
        remoteId: `story${member.joined.remoteId}_${told?.id}`,
        url: `https://vk.com/story${member.joined.remoteId}_${told?.id}`,
      },
    ])
    expect(postsOf(member)).toEqual([])
    await out(story(film()), member)
    expect(storiesOf(member).map(({ type }) => type)).toEqual(['photo', 'video'])
    await vk.remove?.(stage.tools, member.view(), parts)
    await vk.remove?.(stage.tools, member.view(), parts)
    expect(storiesOf(member).map(({ gone }) => gone)).toEqual([true, false])
  })

  test('goes up ahead of its time and is seen by nobody before', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, story(await picture('a')))
    const { done: _, ...call } = { ...delivery, tools: stage.tools, account: member.view() }
    const signal = AbortSignal.timeout(10_000)
    const prepared = (await vk.publish?.prepare?.({ ...call, signal })) ?? null
    expect(storiesOf(member)).toEqual([])
    const uploads = () => fake.asked.filter(({ method }) => method === 'stories.getPhotoUploadServer').length
    expect((await stage.attempt({ ...delivery, prepared })).state).toBe('published')
    expect(uploads()).toBe(1)
    stage.pass(2 * 3_600_000)
    await stage.attempt({ ...delivery, prepared, done: [] })
    expect(uploads()).toBe(2)
  })

  test('whose answer was lost is looked for: where one may be it, a person looks; where none is, it is told', async () => {
    const member = await stage.join()
    const lost = stage.deliver(member, story(await picture('a')))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(lost)).state).toBe('unknown')
    expect(await stage.find(lost)).toMatchObject({ found: 'unsure' })
    const other = stage.deliver(member, story(film()))
    expect(await stage.find(other)).toEqual({ found: 'no' })
    expect((await stage.again(other)).state).toBe('published')
  })

  test('of a community that may tell none is refused, and ends no sign-in', async () => {
    const member = await stage.join()
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    if (group) group.stories = false
    const end = await stage.attempt(stage.deliver(member, story(await picture('a'))))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'no_stories' } })
  })

  test('cannot be changed, and that is said', async () => {
    const content = story(await picture('a'))
    const { member, parts } = await out(content)
    const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
    const signal = AbortSignal.timeout(10_000)
    const end = await vk
      .edit?.({ ...call, content, parts, firstAttemptAt: stage.now(), signal })
      .catch(stage.endOf)
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'story_stands' } })
  })

  test('has its numbers while it runs, and a dash afterwards', async () => {
    const { member, parts } = await out(story(await picture('a')))
    const [told] = storiesOf(member)
    if (told) told.numbers = { views: 40, reposts: 2 }
    const id = parts[0]?.remoteId ?? ''
    const numbers = () => vk.insights?.posts(stage.tools, member.view(), [id])
    const views = { metric: 'views', value: 40 }
    expect(await numbers()).toEqual(new Map([[id, [views, { metric: 'reposts', value: 2 }]]]))
    if (told) told.gone = true
    expect(await numbers()).toEqual(new Map([[id, []]]))
  })
})

describe('what goes out', () => {
  test('has its place and its layout where somebody chose them', async () => {
    const placed = await out(stage.content({ options: { place: '56.95, 24.1' } }))
    expect(placed.post).toMatchObject({ place: '56.95 24.1', layout: '' })
    expect((await photosIn({ layout: 'carousel' })()).post).toMatchObject({ layout: 'carousel', place: '' })
    expect((await photosIn({ layout: 'own' })()).post?.layout).toBe('')
    const end = await stage.attempt(
      stage.deliver(await stage.join(), stage.content({ options: { place: '95, 24' } })),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'place_odd' } })
  })

  test('is pinned when it is told so, after its first comment', async () => {
    const { member, post } = await out(stage.content({ firstReply: 'Here', options: { pin: true } }))
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    expect(group?.fixedPost).toBe(post?.id)
  })

  test('is taken down from the top when that is changed', async () => {
    const { member, parts, post } = await out(stage.content({ options: { pin: true } }))
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    expect(group?.fixedPost).toBe(post?.id)
    const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
    const signal = AbortSignal.timeout(10_000)
    const asked = { ...call, content: stage.content(), parts, firstAttemptAt: stage.now(), signal }
    expect(JSON.stringify(await vk.edit?.(asked))).not.toContain('pinned')
    expect(group?.fixedPost).toBe(0)
  })

  test('that cannot be pinned is out once, and is pinned when it is tried again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ options: { pin: true } }))
    await stage.attempt(delivery, {
      save: () => fake.say(wrong(15, 'Access denied')),
    })
    expect(delivery.done).toHaveLength(1)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(postsOf(member)).toHaveLength(1)
    expect(fake.state.groups.get(-Number(member.joined.remoteId))?.fixedPost).toBe(postsOf(member)[0]?.id)
  })

  test('is the community’s, with an address where readers open it', async () => {
    const { member, parts, post } = await out(stage.content())
    expect(post).toMatchObject({ from: Number(member.joined.remoteId), signer: null, ads: false })
    expect(parts[0]?.url).toBe(`https://vk.com/wall${member.joined.remoteId}_${post?.id}`)
  })

  test('is signed, marked, quiet, closed and with its source when it is told so', async () => {
    const options = { signed: true, ads: true, quiet: true, closeComments: true, source: 'https://a.example' }
    const { post } = await out(stage.content({ options }))
    expect(post).toMatchObject({
      signer: expect.any(Number),
      ads: true,
      muted: true,
      commentsClosed: true,
      source: 'https://a.example',
    })
    const sponsored = await out(stage.content({ paidPartnership: { sponsor: 'Mill' } }))
    expect(sponsored.post?.ads).toBe(true)
  })

  test('may be pictures and a film together, in their order; each file goes up once', async () => {
    const [a, b] = [await picture('a'), await picture('b')]
    const { post } = await out(stage.content({ parts: [part('three', { media: [a, film(), b] })] }))
    expect(post?.attachments).toMatchObject([
      { type: 'photo', caption: 'a' },
      { type: 'video', title: 'The oven' },
      { type: 'photo', caption: 'b' },
    ])
    const count = (name: string) => fake.asked.filter(({ method }) => method === name).length
    expect([count('photos.getWallUploadServer'), count('photos.saveWallPhoto'), count('video.save')]).toEqual(
      [1, 2, 1],
    )
  })

  test('shows a link with its title and picture; a comma in the address cuts nothing off', async () => {
    const linkImage = { ...(await picture('the page')), width: 600, height: 400 }
    const link = {
      url: 'https://a.example/x,y',
      title: 'A page',
      description: '',
      imageMediaId: linkImage.id,
    }
    const { post } = await out(stage.content({ parts: [part('look', { link, linkImage })] }))
    expect(post?.attachments).toMatchObject([
      {
        type: 'link',
        url: 'https://a.example/x%2Cy',
        title: 'A page',
        photo: expect.stringMatching(/^photo/),
      },
    ])
  })

  test('asks in a poll by its own question, or by how the words end', async () => {
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const ends = await out(stage.content({ parts: [part('We bake.\nWhich one?', { poll })] }))
    expect(ends.post?.attachments).toMatchObject([{ type: 'poll', question: 'Which one?', anonymous: false }])
    const options = { pollQuestion: 'Rye or wheat?', anonymous: true }
    const own = await out(stage.content({ options, parts: [part('We bake.', { poll })] }))
    expect(own.post?.attachments).toMatchObject([{ question: 'Rye or wheat?', anonymous: true }])
  })

  test('gets a first comment before the comments are closed', async () => {
    const content = stage.content({ firstReply: 'the link', options: { closeComments: true } })
    const { member, post } = await out(content)
    expect(post?.commentsClosed).toBe(true)
    expect((await stage.published(member)).map(({ text }) => text)).toEqual([post?.text, 'the link'])
  })

  test('means the community that was chosen, whatever becomes of its short name', async () => {
    const content = stage.content({
      parts: [part('With @mill today')],
      mentions: [{ text: '@mill', account: 'club5' }],
    })
    const { post, delivery } = await out(content)
    expect(post?.text).toBe('With [club5|@mill] today')
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'yes' })
  })
})

describe('once', () => {
  test('a comment that was cut off is found, and the post is not sent again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ firstReply: 'the link' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('a pinned post and others do not hide the one that is looked for, and of two alike nobody guesses', async () => {
    const { member, delivery, post } = await out(stage.content())
    const owner = Number(member.joined.remoteId)
    const group = fake.state.groups.get(-owner)
    const old = fake.state.addPost(owner, 'pinned', { at: new Date(stage.now().getTime() - 9e8) })
    if (group) group.fixedPost = old.id
    for (let n = 0; n < 120; n++) fake.state.addPost(owner, `other ${n}`)
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({
      found: 'yes',
      parts: [{ remoteId: `${owner}_${post?.id}` }],
    })
    fake.state.addPost(owner, post?.text ?? '')
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'unsure' })
  })

  test('too many requests in a second are asked again by itself', async () => {
    const member = await stage.join()
    fake.say(wrong(6, 'Too many requests per second'), wrong(6, 'Too many requests per second'))
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('what went up stays good for a while, and goes up anew after that', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    const delivery = stage.deliver(member, content)
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(13 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.asked.filter(({ method }) => method === 'photos.saveWallPhoto')).toHaveLength(2)
  })
})

describe('VK’s own limits', () => {
  test('the 51st post of a day waits, and the sixth advertisement stops no other post', async () => {
    const member = await stage.join()
    const owner = Number(member.joined.remoteId)
    for (let n = 0; n < 5; n++) fake.state.addPost(owner, `ad ${n}`, { ads: true })
    const ad = stage.deliver(member, stage.content({ options: { ads: true } }))
    expect(await stage.attempt(ad)).toMatchObject({
      state: 'later',
      failure: { code: 'ads_limit', alone: true },
    })
    await out(stage.content(), member)
    for (let n = 0; n < 44; n++) fake.state.addPost(owner, `post ${n}`)
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
      state: 'later',
      failure: { code: 'day_full' },
    })
    stage.pass(24 * 3_600_000)
    await out(stage.content(), member)
  })

  test('with the key of a community, words go out, files are refused in words, and what is unclear is for a person', async () => {
    const { group } = fake.state.addGroup()
    const token = fake.state.addKey(group, { by: 'community', group, rights: ['wall'] })
    const [joined] = (await vk.connect.form?.(stage.tools, 'community', { token })) ?? []
    if (!joined) throw new Error('It was not joined')
    const member: Member = { ...(await stage.join()), joined }
    const account = { ...member.view(), remoteId: joined.remoteId, credential: joined.credential }
    member.view = () => account
    const linkImage = { ...(await picture('the page')), width: 600, height: 400 }
    const link = { url: 'https://a.example', title: 'A page', description: '', imageMediaId: linkImage.id }
    const worded = part('look there', { link, linkImage })
    const { parts } = await out(stage.content({ firstReply: 'and more', parts: [worded] }), member)
    expect(parts).toHaveLength(2)
    const shown = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    expect(await stage.attempt(stage.deliver(member, shown))).toMatchObject({
      state: 'rejected',
      failure: { code: 'needs_person' },
    })
    expect(await stage.find(stage.deliver(member, stage.content()))).toMatchObject({ found: 'unsure' })
    expect(await vk.insights?.posts(stage.tools, account, ['-1_2'])).toEqual(new Map([['-1_2', []]]))
    expect(await vk.insights?.account(stage.tools, account)).toEqual([{ metric: 'followers', value: 3 }])
  })
})

describe('of a post that is out', () => {
  const edit = ({ member, parts }: Awaited<ReturnType<typeof out>>, content: Content) =>
    vk
      .edit?.({
        tools: stage.tools,
        account: member.view(),
        content,
        key: 'k',
        prepared: null,
        firstAttemptAt: stage.now(),
        parts,
        signal: AbortSignal.timeout(10_000),
      })
      .catch(stage.endOf)

  test('words, pictures and the first comment are changed; what stays does not go up again', async () => {
    const [a, b] = [await picture('a'), await picture('b')]
    const options = { closeComments: true }
    const before = stage.content({ firstReply: 'one', options, parts: [part('before', { media: [a] })] })
    const sent = await out(before)
    fake.asked.length = 0
    const after = stage.content({ firstReply: 'two', options, parts: [part('after', { media: [b, a] })] })
    expect(await edit(sent, after)).toMatchObject([
      { extra: { files: [{ digest: a.digest }, { digest: b.digest }] } },
      {},
    ])
    expect(fake.asked.filter(({ method }) => method === 'photos.saveWallPhoto')).toHaveLength(1)
    const [post, comment] = await stage.published(sent.member)
    expect([post?.text, post?.media.map(({ alt }) => alt), comment?.text]).toEqual([
      'after',
      ['b', 'a'],
      'two',
    ])
    expect(postsOf(sent.member)[0]?.commentsClosed).toBe(true)
  })

  test('the poll stands, and that is said; a post that is gone is said to be closed', async () => {
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const asked = await out(stage.content({ parts: [part('Which?', { poll })] }))
    await edit(asked, stage.content({ parts: [part('Which one?', { poll })] }))
    expect((await stage.published(asked.member))[0]).toMatchObject({
      text: 'Which one?',
      poll: { options: ['a', 'b'] },
    })
    const other = { ...poll, options: ['a', 'c'] }
    expect(await edit(asked, stage.content({ parts: [part('Which?', { poll: other })] }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    const gone = await out(stage.content())
    if (gone.post) fake.state.removePost(gone.post)
    expect(await edit(gone, stage.content())).toMatchObject({
      state: 'rejected',
      failure: { code: 'message_closed' },
    })
  })

  test('a look-up knows enough of it to change it', async () => {
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const media = [await picture('a'), film()]
    const content = stage.content({ parts: [part('Which?', { poll, media })] })
    const sent = await out(content)
    const found = await stage.find({ ...sent.delivery, done: [] })
    expect(found.found === 'yes' && found.parts).toEqual(sent.parts)
  })

  test('all of it is taken away, the comment too', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'more' }))
    await vk.remove?.(stage.tools, member.view(), parts)
    await vk.remove?.(stage.tools, member.view(), parts)
    expect(await stage.published(member)).toEqual([])
  })
})

test('a post that is gone or shut to comments ends no sign-in', async () => {
  const denied = wrong(15, 'Access denied: post was not found')
  const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'one' }))
  fake.mode('error', { skip: 1, times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  fake.mode('ok')
  const refused = { state: 'rejected', failure: { code: 'comments_closed' } }
  fake.say(denied)
  expect(await stage.find(delivery).catch(stage.endOf)).toMatchObject(refused)
  fake.say(denied)
  expect(await stage.attempt(delivery)).toMatchObject(refused)
  const closing = await out(stage.content({ firstReply: 'one', options: { closeComments: true } }))
  fake.say(denied)
  expect(await stage.attempt(closing.delivery)).toMatchObject({
    state: 'rejected',
    failure: { code: 'comments_open' },
  })
})

test('a film, which everybody sees as soon as it is up, does not go up ahead; pictures do', async () => {
  const member = await stage.join()
  const ahead = async (media: Media[]) =>
    vk.publish?.prepare?.({
      ...{ tools: stage.tools, account: member.view(), key: 'k', firstAttemptAt: stage.now() },
      content: stage.content({ parts: [part('look', { media })] }),
      signal: AbortSignal.timeout(10_000),
      ahead: true,
    })
  expect(await ahead([await picture('a')])).toMatchObject({
    files: [{ name: expect.stringMatching(/^photo/) }],
  })
  fake.asked.length = 0
  expect(await ahead([film()])).toBeNull()
  expect(fake.asked).toEqual([])
})

test('a film goes up piece by piece, and is never held as a whole', async () => {
  const large = { ...film(), read: () => Promise.reject(new Error('It is larger than memory')) }
  const { post } = await out(stage.content({ parts: [part('look', { media: [large] })] }))
  expect(post?.attachments).toMatchObject([{ type: 'video', title: 'The oven' }])
  const strange = { ...film(), mime: 'video/quicktime' }
  const delivery = stage.deliver(
    await stage.join(),
    stage.content({ parts: [part('look', { media: [strange] })] }),
  )
  expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'media_not_honest' } })
})

test('on the product’s own way out, what breaks is unknown, and the key is in no word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const [door = ''] = Object.values(fake.doors())
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://api.vk.com', door), init)
  const member = await stage.join()
  const media = [await picture('a')]
  expect(
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('a', { media })] }))),
  ).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  expect(cut.state).toBe('unknown')
  for (const secret of fake.secrets(member.joined.remoteId))
    expect('failure' in cut ? `${cut.failure.message} ${cut.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('VK', [fake])
