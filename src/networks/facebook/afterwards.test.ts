import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { facebook } from './index.ts'

const fake = facebookFake()
const { state } = fake
const stage = createStage(facebook, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const film = (): Media => {
  const bytes = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
  const shape = { width: 720, height: 1280, durationMs: 9000 }
  return {
    id: 'f',
    digest: 'f',
    kind: 'video',
    mime: 'video/mp4',
    bytes: 32,
    alt: '',
    ...shape,
    ...inMemory(bytes),
  }
}

async function out(content: Content) {
  const member = await stage.join()
  const end = await stage.attempt(stage.deliver(member, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member, parts: end.parts }
}
type Out = Awaited<ReturnType<typeof out>>

function edit({ member, parts }: Out, content: Content) {
  const signal = AbortSignal.timeout(10_000)
  const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null, signal }
  return facebook.edit?.({ ...call, firstAttemptAt: stage.now(), content, parts }).catch(stage.endOf)
}

describe('of a post that is out', () => {
  test('the words of pictures, of films and of the first comment are changed', async () => {
    const media = [await picture('a bell')]
    for (const [kind, shown] of [
      ['post', media],
      ['post', [film()]],
      ['reel', [film()]],
    ] as const) {
      const said = (text: string, firstReply: string) =>
        stage.content({ parts: [part(text, { media: [...shown] })], options: { kind }, firstReply })
      const sent = await out(said('before', 'first'))
      expect(await edit(sent, said('after', 'second'))).toEqual(sent.parts)
      expect((await stage.published(sent.member)).map(({ text }) => text)).toEqual(['after', 'second'])
    }
  })

  test('pictures and the link stand, a first comment stays what it is, and a story cannot be changed', async () => {
    const media = [await picture('a')]
    const sent = await out(stage.content({ parts: [part('look', { media })] }))
    const other = stage.content({ parts: [part('look', { media: [await picture('b')] })] })
    expect(await edit(sent, other)).toMatchObject({ failure: { code: 'only_words' } })
    const linked = await out(stage.content({ parts: [part('see https://a.example/')] }))
    expect(await edit(linked, stage.content({ parts: [part('see https://b.example/')] }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    const more = stage.content({ parts: [part('look', { media })], firstReply: 'more' })
    expect(await edit(sent, more)).toMatchObject({ failure: { code: 'thread_length' } })
    const story = stage.content({ parts: [part('', { media })], options: { kind: 'story' } })
    expect(await edit(await out(story), story)).toMatchObject({ failure: { code: 'story_stands' } })
  })

  test('one that somebody deleted there is said to be gone, and has nobody who reacted', async () => {
    const sent = await out(stage.content())
    const id = sent.parts[0]?.remoteId ?? ''
    state.remove(id)
    expect(await edit(sent, stage.content())).toMatchObject({ failure: { code: 'message_gone' } })
    const account = sent.member.view()
    expect(await facebook.reactions?.(stage.tools, account, id, 'like', null)).toEqual({
      reactions: [],
      cursor: null,
      partial: false,
    })
  })

  test.each(['post', 'reel', 'story'])(
    'a film as a %s goes away with its post, and is gone again',
    async (kind) => {
      const content = stage.content({ parts: [part('look', { media: [film()] })], options: { kind } })
      const { member, parts } = await out(content)
      for (let n = 0; n < 2; n++) await facebook.remove?.(stage.tools, member.view(), parts)
      expect(await stage.published(member)).toEqual([])
    },
  )

  test('the first comment goes with it', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'more' }))
    await facebook.remove?.(stage.tools, member.view(), parts)
    expect(await stage.published(member)).toEqual([])
  })
})

describe('what is read back', () => {
  test('tells the counts that everybody sees when Meta takes a name away', async () => {
    const { member, parts } = await out(stage.content())
    const [id = ''] = parts.map(({ remoteId }) => remoteId)
    fake.count(id, { likes: 2, reposts: 3, views: 10 })
    fake.mode('refuse', { on: 'read', times: 1 })
    const told = await facebook.insights?.posts(stage.tools, member.view(), [id])
    expect(told?.get(id)).toEqual([
      { metric: 'likes', value: 2 },
      { metric: 'replies', value: 0 },
      { metric: 'reposts', value: 3 },
    ])
  })

  test('goes without a right that may be left out, and the sign-in does not end for it', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'ours' }))
    const [id = ''] = parts.map(({ remoteId }) => remoteId)
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) =>
      init?.method === 'GET' && /insights|comments\?/.test(String(input))
        ? Response.json({ error: { code: 10, message: '(#10) This needs a permission.' } }, { status: 403 })
        : plain(input, init)
    try {
      const told = await facebook.insights?.posts(stage.tools, member.view(), [id])
      expect(told?.get(id)).toContainEqual({ metric: 'likes', value: 0 })
      await expect(
        facebook.reactions?.(stage.tools, member.view(), id, 'comment', null),
      ).rejects.toMatchObject({ kind: 'rejected', code: 'forbidden' })
      const delivery = stage.deliver(member, stage.content({ firstReply: 'ours' }))
      const first = parts.slice(0, 1)
      expect(await stage.find({ ...delivery, done: first })).toMatchObject({ found: 'unsure' })
    } finally {
      stage.tools.fetch = plain
    }
  })

  test('has reels among the posts, and no stories', async () => {
    const { member, parts } = await out(
      stage.content({ parts: [part('look', { media: [film()] })], options: { kind: 'reel' } }),
    )
    const page = await facebook.history?.(stage.tools, member.view(), null)
    expect(page?.posts).toMatchObject([{ remoteId: parts[0]?.remoteId, text: 'look', kind: 'post' }])
  })

  test('says who reacted and who commented, page by page, and never ourselves', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'ours' }))
    const id = parts[0]?.remoteId ?? ''
    const post = state.posts.find((one) => one.id === id)
    for (let n = 0; n < 130; n++) post?.reactions.push({ id: `p${n}`, name: `Person ${n}` })
    state.comment(id, { id: 'p1', name: 'Person 1' }, 'How nice')
    state.comment(id, null, 'Nobody may see who I am')
    const account = member.view()
    const first = await facebook.reactions?.(stage.tools, account, id, 'like', null)
    const second = await facebook.reactions?.(stage.tools, account, id, 'like', first?.cursor ?? null)
    expect([first?.reactions.length, second?.reactions.length, second?.cursor]).toEqual([100, 30, null])
    const comments = await facebook.reactions?.(stage.tools, account, id, 'comment', null)
    expect(comments).toMatchObject({
      reactions: [{ account: 'p1', name: 'Person 1', words: 'How nice' }],
      partial: true,
    })
    expect(await facebook.reactions?.(stage.tools, account, id, 'repost', null)).toMatchObject({
      partial: true,
    })
  })
})

describe('our own page', () => {
  test('is told with what it says of itself, and with how many pictures are described', async () => {
    const { member } = await out(
      stage.content({ parts: [part('two', { media: [await picture('a bell'), await picture('')] })] }),
    )
    const page = state.pages.get(member.joined.remoteId)
    if (page)
      Object.assign(page, {
        ...{
          about: 'We cast bells. https://bells.example/shop',
          website: 'bells.example, https://b.example',
        },
        cover: 'https://scontent.example/cover.jpg',
      })
    expect(await facebook.people?.own(stage.tools, member.view())).toMatchObject({
      bio: 'We cast bells. https://bells.example/shop',
      avatarUrl: expect.stringContaining('scontent'),
      headerUrl: 'https://scontent.example/cover.jpg',
      links: ['https://bells.example/', 'https://b.example/', 'https://bells.example/shop'],
      pictures: { all: 2, described: 1 },
      lastPostAt: expect.any(Date),
    })
  })

  test('of which nobody has said or shown anything is told all the same', async () => {
    const member = await stage.join()
    const page = state.pages.get(member.joined.remoteId)
    if (page) page.silhouette = true
    const own = await facebook.people?.own(stage.tools, member.view())
    expect(own).toMatchObject({ bio: '', avatarUrl: null, headerUrl: null, links: [], lastPostAt: null })
  })
})

testDescription('Facebook', [fake])
