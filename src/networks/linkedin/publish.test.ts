import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, kill, type Member, part, picture } from '../kit/stage.ts'
import { linkedin } from './index.ts'

const fake = linkedinFake()
const { state } = fake
const stage = createStage(linkedin, fake)
const personFake = linkedinFake({ as: 'person' })
const persons = createStage(linkedin, personFake)
beforeAll(async () => {
  await stage.open()
  await persons.open()
})
afterAll(async () => {
  await stage.close()
  await persons.close()
})
beforeEach(() => {
  fake.mode('ok')
  personFake.mode('ok')
  state.tooNewMs = 0
  state.drops = 'no'
  state.worksMs = { images: 0, videos: 30_000, documents: 0, posts: 4000 }
})

let films = 0
/** The head of an MP4 file, which is all that anybody looks at here; in four parts, the last of them shorter. */
const film = (over: Partial<Media> = {}): Media => {
  const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
  const bytes = Buffer.concat([head, Buffer.from(`film ${++films} `.slice(0, 8))])
  const id = `film ${films}`
  const shape = { width: 1280, height: 720, durationMs: 9000 }
  return {
    id,
    digest: id,
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    alt: '',
    ...shape,
    ...inMemory(bytes),
    ...over,
  }
}

async function jpeg(alt: string): Promise<Media> {
  const background = { r: ++films % 256, g: 9, b: 9 }
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const id = `page ${films}`
  const shape = { width: 60, height: 40, durationMs: null }
  return {
    id,
    digest: id,
    kind: 'image',
    mime: 'image/jpeg',
    bytes: bytes.length,
    alt,
    ...shape,
    ...inMemory(bytes),
  }
}

const withMedia = (media: Media[], over: Partial<Content> = {}) =>
  stage.content({ parts: [part('look', { media })], ...over })

async function out(content: Content, member?: Member, on = stage) {
  const to = member ?? (await on.join())
  const end = await on.attempt(on.deliver(to, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  const own = (on === stage ? state : personFake.state).posts.filter(
    ({ author }) => author === to.joined.remoteId,
  )
  return { member: to, parts: end.parts, posts: own, post: own.at(-1) }
}

const uploadsOf = ({ joined }: Member, kind: string) =>
  [...state.uploads.values()].filter((upload) => upload.kind === kind && upload.owner === joined.remoteId)

describe('a post', () => {
  test('is public, may be reposted, and has an address', async () => {
    const { post, parts } = await out(stage.content())
    expect(post).toMatchObject({ visibility: 'PUBLIC', noReshare: false })
    expect(parts[0]?.url).toBe(`https://www.linkedin.com/feed/update/${post?.urn}`)
    expect((await out(stage.content({ options: { noReshare: true } }))).post?.noReshare).toBe(true)
  })

  test('has the card of its link, with the picture that we bring', async () => {
    const linkImage = await picture('the page')
    const link = {
      url: 'https://bakery.example/bread?a=1',
      title: 'Bread',
      description: 'Of rye',
      imageMediaId: linkImage.id,
    }
    const { post, member } = await out(stage.content({ parts: [part('Read it', { link, linkImage })] }))
    const [thumbnail] = uploadsOf(member, 'images')
    expect(post?.article).toEqual({
      source: link.url,
      title: 'Bread',
      description: 'Of rye',
      thumbnail: thumbnail?.urn,
    })
    const bare = { ...link, title: '', description: '', imageMediaId: null }
    expect((await out(stage.content({ parts: [part('Read it', { link: bare })] }))).post?.article).toEqual({
      source: link.url,
      title: 'bakery.example',
    })
  })

  test('with one picture shows it alone, with several all of them in their order', async () => {
    const { post, member } = await out(withMedia([await picture('a'), await picture(''), await picture('c')]))
    expect(post?.files.map(({ id, alt }) => [id, alt])).toEqual(
      uploadsOf(member, 'images').map(({ urn }, n) => [urn, ['a', '', 'c'][n]]),
    )
    expect((await out(withMedia([await picture('a')]))).post?.files).toHaveLength(1)
  })

  test('that was prepared and then killed shows what went up then', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([await picture('a')]))
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(3 * 86_400_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(uploadsOf(member, 'images')).toHaveLength(1)
  })

  test('whose mentions would make it too long has plain words instead', async () => {
    const member = await stage.join()
    const page = state.addPage(state.addPerson(), { name: 'B'.repeat(90), vanity: `long-${++films}` })
    const mentions = [{ text: `@${page.vanity}`, account: `urn:li:organization:${page.id}` }]
    const text = `@${page.vanity} ${'a'.repeat(2950)}`
    const { post } = await out({ ...stage.content({ parts: [part(text)] }), mentions }, member)
    expect(post?.text).toBe(text)
  })

  test.each(['failed', 'gone'] as const)(
    'with pictures that was taken and then %s is told to have been dropped, and no comment is written',
    async (drops) => {
      const member = await stage.join()
      const delivery = stage.deliver(member, withMedia([await picture('a')], { firstReply: 'more' }))
      state.drops = drops
      expect(await stage.attempt(delivery)).toMatchObject({
        state: 'rejected',
        failure: { code: 'post_dropped' },
      })
      expect(state.comments.filter(({ actor }) => actor === member.joined.remoteId)).toEqual([])
    },
  )

  test('of a poll asks with its text, has its own words above, and runs for the next longer of four times', async () => {
    const poll = { options: ['Rye', 'Wheat'], minutes: 2000, multiple: false }
    const { post } = await out(
      stage.content({ parts: [part('Which bread?', { poll })], options: { pollText: 'We *bake* again.' } }),
    )
    expect(post).toMatchObject({
      text: 'We *bake* again.',
      poll: {
        question: 'Which bread?',
        options: [{ text: 'Rye' }, { text: 'Wheat' }],
        settings: { duration: 'THREE_DAYS' },
      },
    })
  })

  test('mentions a page by its whole name, and whom LinkedIn does not know by plain words', async () => {
    const member = await stage.join()
    const bakery = state.addPage(state.addPerson(), { name: 'Bakery (Riga)', vanity: `bakery-${films}` })
    const mentions = [
      { text: `@${bakery.vanity}`, account: `urn:li:organization:${bakery.id}` },
      { text: '@gone-page', account: 'urn:li:organization:1' },
    ]
    const content = {
      ...stage.content({ parts: [part(`With @${bakery.vanity} and @gone-page!`)] }),
      mentions,
    }
    const { post } = await out(content, member)
    expect(post?.little).toBe(
      String.raw`With @[Bakery \(Riga\)](urn:li:organization:${bakery.id}) and \@gone-page\!`.replace(
        '\\!',
        '!',
      ),
    )
    expect(post?.text).toBe('With Bakery (Riga) and @gone-page!')
  })

  test('with a mention is found by the words that it shows', async () => {
    const member = await stage.join()
    const bakery = state.addPage(state.addPerson(), { vanity: `mill-${++films}` })
    const mentions = [{ text: `@${bakery.vanity}`, account: `urn:li:organization:${bakery.id}` }]
    const delivery = stage.deliver(member, {
      ...stage.content({ parts: [part(`Hail @${bakery.vanity}`)] }),
      mentions,
    })
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect((await stage.find(delivery)).found).toBe('yes')
    expect((await stage.find({ ...delivery, prepared: null })).found).toBe('yes')
  })

  test('of a page cannot be for connections alone; one of a person can', async () => {
    const options = { visibility: 'CONNECTIONS' }
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content({ options })))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'visibility_of_persons' } })
    expect((await out(persons.content({ options }), undefined, persons)).post?.visibility).toBe('CONNECTIONS')
  })
})

describe('a document', () => {
  test('is a PDF of its pictures, under its title', async () => {
    const content = withMedia([await jpeg('one'), await jpeg(''), await jpeg('สาม')], {
      title: 'Our bells',
      options: { kind: 'document' },
    })
    const { post, member } = await out(content)
    const [upload] = uploadsOf(member, 'documents')
    expect(post?.files).toEqual([{ id: upload?.urn, alt: '', title: 'Our bells' }])
    const pdf = upload?.bytes.toString('latin1') ?? ''
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(3)
    expect(pdf.match(/\/Alt/g)).toHaveLength(2)
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true)
  })

  test('takes pictures of type JPEG, which Carillon makes of others', async () => {
    const content = withMedia([await picture('a')], { title: 'x', options: { kind: 'document' } })
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'image_type' } })
  })
})

describe('a film', () => {
  /** An attempt waits while LinkedIn works on a film. */
  async function shown(content: Content, member: Member) {
    const delivery = stage.deliver(member, content)
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    stage.pass(31_000)
    return { delivery, end: await stage.attempt(delivery) }
  }

  test('goes up in parts and is shown when LinkedIn has worked it through', async () => {
    const member = await stage.join()
    const media = film()
    const { end } = await shown(withMedia([media]), member)
    expect(end.state).toBe('published')
    const [upload] = uploadsOf(member, 'videos')
    expect(upload?.tags.size).toBe(4)
    expect(upload?.bytes.equals(Buffer.from(await media.read()))).toBe(true)
    expect(state.posts.at(-1)?.files).toMatchObject([{ id: upload?.urn }])
  })

  test('has a cover and what is said in it', async () => {
    const member = await stage.join()
    const cover = Buffer.from('a cover')
    const media = film({
      cover: 'cover',
      poster: { read: async () => cover, address: () => '' },
      captions: [{ language: 'lv', digest: 'words' }],
      spoken: [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nLabdien!' }],
    })
    expect((await shown(withMedia([media]), member)).end.state).toBe('published')
    const [upload] = uploadsOf(member, 'videos')
    expect(upload?.cover?.equals(cover)).toBe(true)
    expect(upload?.captions).toMatchObject({
      metadata: {
        format: 'SRT',
        transcriptType: 'CLOSED_CAPTION',
        locale: { language: 'LV', country: 'LV' },
      },
      text: '1\n00:00:01,000 --> 00:00:02,000\nLabdien!\n',
    })
  })

  test('goes on where it broke off', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([film()]))
    fake.mode('drop', { on: 'upload', skip: 3, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    expect(uploadsOf(member, 'videos')).toHaveLength(1)
    await stage.attempt(delivery)
    stage.pass(31_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(uploadsOf(member, 'videos')).toHaveLength(1)
  })

  test('whose parts were put together, though the answer was lost, is not brought up twice', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([film()]))
    fake.mode('drop', { on: 'upload', skip: 5, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    await stage.attempt(delivery)
    stage.pass(31_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(uploadsOf(member, 'videos')).toHaveLength(1)
  })

  test('whose upload has ended begins anew', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([film()]))
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await stage.attempt(delivery)
    fake.mode('ok')
    stage.pass(31 * 86_400_000)
    await stage.attempt(delivery)
    stage.pass(31_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(uploadsOf(member, 'videos')).toHaveLength(2)
  })

  test('that LinkedIn cannot read is refused in words, and another try brings it up anew', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([film()]))
    await stage.attempt(delivery)
    for (const upload of uploadsOf(member, 'videos')) upload.broken = true
    stage.pass(31_000)
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'rejected',
      failure: { code: 'video_unfit' },
    })
    const again = { ...delivery, prepared: null }
    await stage.attempt(again)
    stage.pass(31_000)
    expect((await stage.attempt(again)).state).toBe('published')
  })

  test('is too short, or beside pictures: said before it goes up', async () => {
    const member = await stage.join()
    const short = await stage.attempt(stage.deliver(member, withMedia([film({ durationMs: 2000 })])))
    expect(short).toMatchObject({ state: 'rejected', failure: { code: 'film_too_short' } })
    const mixed = await stage.attempt(stage.deliver(member, withMedia([film(), await picture('a')])))
    expect(mixed).toMatchObject({ state: 'rejected', failure: { code: 'too_many_media' } })
    expect(uploadsOf(member, 'videos')).toEqual([])
  })

  test('cut off when it is shown, is found by its number, also among others with the same words', async () => {
    const member = await stage.join()
    await shown(withMedia([film()]), member)
    const delivery = stage.deliver(member, withMedia([film()]))
    await stage.attempt(delivery)
    stage.pass(31_000)
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    stage.pass(60_000)
    const found = await stage.find(delivery)
    expect(found.found === 'yes' && found.parts[0]?.remoteId).toBe(state.posts.at(-1)?.urn)
  })

  test('of a person is shown without being asked for, because nobody may', async () => {
    const content = persons.content({ parts: [part('look', { media: [film()] })] })
    expect((await out(content, undefined, persons)).post?.files).toHaveLength(1)
  })
})

describe('the first comment', () => {
  test('waits until the post is there for comments, and is written once', async () => {
    const member = await stage.join()
    state.tooNewMs = 10_000
    const delivery = stage.deliver(member, stage.content({ firstReply: 'and the link' }))
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'post_too_new', alone: true } })
    expect(delivery.done).toHaveLength(1)
    stage.pass(15_000)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('cut off is looked for among the comments', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ firstReply: 'and the link' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('cut off in a look, where a post has files, is not written twice', async () => {
    const member = await stage.join()
    const media = [await picture('a')]
    const delivery = stage.deliver(
      member,
      stage.content({ parts: [part('look', { media })], firstReply: 'and the link' }),
    )
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.published(member)).toHaveLength(2)
    const post = delivery.done[0]?.remoteId ?? ''
    const call = {
      ...delivery,
      tools: stage.tools,
      account: member.view(),
      save: async () => {},
      signal: AbortSignal.timeout(20_000),
    }
    const sent = await linkedin.publish?.look?.(call, { post, since: stage.now().toISOString() })
    expect(sent).toMatchObject({ state: 'published', parts: [{ remoteId: post }, {}] })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('killed before it is written, follows', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ firstReply: 'and the link' }))
    expect((await stage.attempt(delivery, { save: () => kill() })).state).toBe('killed')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('that the app may not write does not cost the account', async () => {
    const member = await persons.join()
    const delivery = persons.deliver(member, persons.content({ firstReply: 'and the link' }))
    expect(await persons.attempt(delivery)).toMatchObject({
      state: 'rejected',
      failure: { code: 'comment_not_allowed' },
    })
    expect(delivery.done).toHaveLength(1)
  })

  test('that is too long is told before the post goes out', async () => {
    const member = await stage.join()
    const end = await stage.attempt(stage.deliver(member, stage.content({ firstReply: 'a'.repeat(1251) })))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'comment_too_long' } })
    expect(await stage.published(member)).toEqual([])
  })
})

describe('although LinkedIn said that it is down', () => {
  test('a comment that is written is not written again', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and the link' }))
    const comments = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/comments')
    expect((await downAfter(stage, comments, () => stage.attempt(delivery))).state).toBe('later')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })

  test('a post that stands there is not made again when LinkedIn would take it', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    const posts = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/rest/posts'
    expect((await downAfter(stage, posts, () => stage.attempt(delivery))).state).toBe('later')
    stage.pass(15 * 60_000)
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })
})

describe('once', () => {
  test('a repeat that LinkedIn refuses, because the first attempt arrived, is that post', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    stage.pass(30_000)
    const end = await stage.attempt(delivery)
    const [seen] = await stage.published(member)
    expect(end).toMatchObject({ state: 'published', parts: [{ remoteId: seen?.remoteId }] })
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('the same words of another delivery are refused, not taken for this one', async () => {
    const member = await stage.join()
    const content = stage.content()
    await out(content, member)
    stage.pass(120_000)
    const second = stage.deliver(member, content)
    expect(await stage.attempt(second)).toMatchObject({
      state: 'rejected',
      failure: { code: 'duplicate_post' },
    })
    stage.pass(30_000)
    expect(await stage.attempt(second)).toMatchObject({ state: 'rejected' })
  })

  test('two posts that say the same leave it in doubt', async () => {
    const member = await stage.join()
    const content = stage.content()
    const delivery = stage.deliver(member, content)
    const text = content.parts[0]?.text ?? ''
    await fake.native(member.joined.remoteId, text)
    await fake.native(member.joined.remoteId, text)
    expect((await stage.find(delivery)).found).toBe('unsure')
  })

  test('more posts since than can be looked through leave it in doubt', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    for (let n = 0; n < 1001; n++) await fake.native(member.joined.remoteId, `number ${n}`)
    expect((await stage.find(delivery)).found).toBe('unsure')
  })

  test('what LinkedIn still works on is no answer yet', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([await picture('a')]))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    const end = await stage.find(delivery).catch(stage.endOf)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing' } })
    stage.pass(10_000)
    expect((await stage.find(delivery)).found).toBe('yes')
  })

  test('of a person nobody can tell, and nothing is asked or sent', async () => {
    const member = await persons.join()
    const delivery = persons.deliver(member, persons.content())
    personFake.mode('drop', { times: 1 })
    expect((await persons.attempt(delivery)).state).toBe('unknown')
    const found = await persons.find(delivery)
    expect(found).toMatchObject({ found: 'unsure', words: expect.stringMatching(/persons/) })
    expect(await persons.published(member)).toHaveLength(1)
  })
})

testDescription('LinkedIn', [fake, personFake])
