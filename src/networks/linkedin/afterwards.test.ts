import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import type { Content } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
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
beforeEach(() => fake.mode('ok'))

async function out(content: Content, on = stage) {
  const member = await on.join()
  const delivery = on.deliver(member, content)
  const end = await on.attempt(delivery)
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member, parts: end.parts }
}

const edit = (member: Member, content: Content, parts: readonly SentPart[], on = stage) =>
  linkedin.edit?.({
    tools: on.tools,
    account: member.view(),
    content,
    key: 'key',
    prepared: null,
    parts,
    firstAttemptAt: on.now(),
    signal: AbortSignal.timeout(20_000),
  })

describe('an edit', () => {
  test('changes the words and the first comment, and leaves pictures where they are', async () => {
    const media = [await picture('a')]
    const { member, parts } = await out(
      stage.content({ parts: [part('look', { media })], firstReply: 'more' }),
    )
    const content = stage.content({
      parts: [part('look (again) #bells', { media })],
      firstReply: 'much more',
    })
    await edit(member, content, parts)
    const [post, comment] = await stage.published(member)
    expect([post?.text, comment?.text]).toEqual(['look (again) #bells', 'much more'])
    expect(post?.media).toHaveLength(1)
  })

  test('of a poll changes what stands above it, and not what it asks', async () => {
    const poll = { options: ['a', 'b'], minutes: 1440, multiple: false }
    const asked = (question: string, pollText: string) =>
      stage.content({ parts: [part(question, { poll })], options: { pollText } })
    const { member, parts } = await out(asked('Which?', 'Old'))
    await edit(member, asked('Which?', 'New'), parts)
    expect(state.posts.at(-1)).toMatchObject({ text: 'New', poll: { question: 'Which?' } })
    const other = await edit(member, asked('Who?', 'New'), parts)?.catch(stage.endOf)
    expect(other).toMatchObject({ state: 'rejected', failure: { code: 'only_words' } })
  })

  test('that takes pictures away, or adds a comment, is refused in words', async () => {
    const { member, parts } = await out(
      stage.content({ parts: [part('look', { media: [await picture('a')] })] }),
    )
    const bare = await edit(member, stage.content({ parts: [part('look')] }), parts)?.catch(stage.endOf)
    expect(bare).toMatchObject({ failure: { code: 'only_words' } })
    const { member: other, parts: words } = await out(stage.content())
    const more = await edit(other, stage.content({ firstReply: 'more' }), words)?.catch(stage.endOf)
    expect(more).toMatchObject({ failure: { code: 'thread_length' } })
  })

  test('of a post that is gone says so', async () => {
    const { member, parts } = await out(stage.content())
    state.remove(parts[0]?.remoteId ?? '')
    expect(await edit(member, stage.content(), parts)?.catch(stage.endOf)).toMatchObject({
      failure: { code: 'message_gone' },
    })
  })
})

test('a first comment is taken away with its post', async () => {
  const { member, parts } = await out(stage.content({ firstReply: 'more' }))
  await linkedin.remove?.(stage.tools, member.view(), parts)
  expect(await stage.published(member)).toEqual([])
  await linkedin.remove?.(stage.tools, member.view(), parts)
})

describe('numbers', () => {
  test('of posts with and without files are read in two lists', async () => {
    const { member, parts } = await out(stage.content())
    const [words] = parts
    const pictured = await stage.attempt(
      stage.deliver(member, stage.content({ parts: [part('look', { media: [await picture('a')] })] })),
    )
    const [shown] = pictured.state === 'published' ? pictured.parts : []
    const ids = [words?.remoteId ?? '', shown?.remoteId ?? '']
    fake.count(ids[0] ?? '', { impressions: 7, likes: -1 })
    fake.count(ids[1] ?? '', { impressions: 9 })
    const told = await linkedin.insights?.posts(stage.tools, member.view(), ids)
    const of = (id = '') => new Map(told?.get(id)?.map(({ metric, value }) => [metric, value]))
    expect([of(ids[0]).get('impressions'), of(ids[0]).get('likes'), of(ids[1]).get('impressions')]).toEqual([
      7, 0, 9,
    ])
  })

  test('of a post that nobody has seen are nothing; of one of more than a year ago nothing is known', async () => {
    const { member, parts } = await out(stage.content())
    const id = parts[0]?.remoteId ?? ''
    const read = async () => (await linkedin.insights?.posts(stage.tools, member.view(), [id]))?.get(id)
    // LinkedIn tells a day late: until then nothing is known.
    expect(await read()).toEqual([])
    stage.pass(25 * 3_600_000)
    expect(await read()).toContainEqual({ metric: 'impressions', value: 0 })
    const post = state.posts.find(({ urn }) => urn === id)
    if (post) post.at = new Date(stage.now().getTime() - 366 * 86_400_000)
    expect(await read()).toEqual([])
  })

  test('that LinkedIn refuses because a post is gone tell by itself that it is', async () => {
    const { member, parts } = await out(stage.content())
    const { parts: others } = await out(stage.content())
    const [gone, there] = [parts[0]?.remoteId ?? '', others[0]?.remoteId ?? '']
    state.remove(gone)
    state.refusesGone = true
    const read = (ids: string[]) => linkedin.insights?.posts(stage.tools, member.view(), ids)
    await expect(read([gone, there])).rejects.toMatchObject({ kind: 'rejected' })
    expect(await read([gone])).toEqual(new Map())
    state.refusesGone = false
  })

  test('of persons are told to nobody: not zero, and nothing is asked', async () => {
    const { member, parts } = await out(persons.content(), persons)
    const id = parts[0]?.remoteId ?? ''
    personFake.mode('down', { on: 'all' })
    expect(await linkedin.insights?.posts(persons.tools, member.view(), [id])).toEqual(new Map([[id, []]]))
    expect(await linkedin.insights?.account(persons.tools, member.view())).toEqual([])
    expect(await linkedin.history?.(persons.tools, member.view(), null)).toEqual({ posts: [], cursor: null })
    personFake.mode('ok')
  })
})

test('a page that was joined by who only writes for it publishes, and what it is not shown does not cost it', async () => {
  const member = await stage.join()
  const person = state.addPerson()
  const page = state.addPage(person, { role: 'CONTENT_ADMINISTRATOR' })
  const joined = fake.joinPage(person, page)
  const { remoteId, credential } = joined
  const account = { ...member.view(), remoteId, credential, reload: async () => credential }
  const writer: Member = { ...member, joined, view: () => account }
  const content = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
  const delivery = stage.deliver(writer, content)
  const end = await stage.attempt(delivery)
  expect(end).toMatchObject({ state: 'published' })
  const id = end.state === 'published' ? (end.parts[0]?.remoteId ?? '') : ''
  expect(await linkedin.insights?.posts(stage.tools, account, [id])).toEqual(new Map([[id, []]]))
  const history = linkedin.history?.(stage.tools, account, null).catch(stage.endOf)
  expect(await history).toMatchObject({ state: 'rejected', failure: { code: 'forbidden' } })
  expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'unsure' })
})

describe('reactions', () => {
  const read = (
    member: Member,
    id: string,
    way: 'like' | 'comment' | 'repost',
    cursor: string | null = null,
  ) => linkedin.reactions?.(stage.tools, member.view(), id, way, cursor)

  test('are those of others, by their numbers, page by page', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'more' }))
    const id = parts[0]?.remoteId ?? ''
    const post = state.posts.find(({ urn }) => urn === id)
    post?.likes.push(member.joined.remoteId, ...Array.from({ length: 120 }, (_, n) => `urn:li:person:l${n}`))
    const first = await read(member, id, 'like')
    expect(first?.reactions).toHaveLength(99)
    expect(first?.reactions[0]).toMatchObject({ account: 'urn:li:person:l0', name: '', words: '' })
    const second = await read(member, id, 'like', first?.cursor ?? null)
    expect([second?.reactions.length, second?.cursor]).toEqual([21, null])
  })

  test('in words are the comments directly beneath, without our own', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'more' }))
    const id = parts[0]?.remoteId ?? ''
    const at = stage.now()
    const say = (actor: string, text: string, parent?: string) => {
      const comment = { id: state.nextId(), postUrn: id, actor, text, at, ...(parent && { parent }) }
      state.comments.push(comment)
      return comment
    }
    const first = say('urn:li:person:a', 'Lovely\0 bells')
    say('urn:li:person:b', 'Yes', `urn:li:comment:(${id},${first.id})`)
    const page = await read(member, id, 'comment')
    expect(page).toMatchObject({
      cursor: null,
      partial: false,
      reactions: [{ account: 'urn:li:person:a', words: 'Lovely bells', at }],
    })
    expect(page?.reactions).toHaveLength(1)
    expect(page?.reactions[0]?.url).toContain(encodeURIComponent(first.id))
  })

  test('of a post that is gone are none; who reposted is told to nobody; of persons nothing is', async () => {
    const { member, parts } = await out(stage.content())
    const id = parts[0]?.remoteId ?? ''
    expect(await read(member, id, 'repost')).toEqual({ reactions: [], cursor: null, partial: true })
    state.remove(id)
    expect(await read(member, id, 'comment')).toEqual({ reactions: [], cursor: null, partial: false })
    const person = await out(persons.content(), persons)
    const own = await linkedin.reactions?.(
      persons.tools,
      person.member.view(),
      'urn:li:share:1',
      'like',
      null,
    )
    expect(own).toEqual({ reactions: [], cursor: null, partial: true })
  })

  test('that the app may not read do not cost the page', async () => {
    const person = state.addPerson()
    const page = state.addPage(person)
    const member = await stage.join()
    const joined = fake.joinPage(person, page)
    for (const token of state.tokens.values())
      if (token.personId === person.id) token.scopes = token.scopes.filter((one) => !/_feed$/.test(one))
    const account = {
      ...member.view(),
      remoteId: joined.remoteId,
      credential: joined.credential,
      reload: async () => joined.credential,
    }
    const end = await linkedin
      .reactions?.(stage.tools, account, 'urn:li:share:1', 'comment', null)
      .catch(stage.endOf)
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'forbidden' } })
  })
})

describe('mentions', () => {
  test('find a page by the whole of what stands in its address', async () => {
    const member = await stage.join()
    const page = state.addPage(state.addPerson(), { vanity: 'the-bakery' })
    const search = (words: string) => linkedin.mentions?.search(stage.tools, member.view(), words, 5)
    expect(await search('The-Bakery')).toEqual([
      { account: `urn:li:organization:${page.id}`, handle: 'the-bakery', name: page.name },
    ])
    expect(await search('the-bake')).toEqual([])
    fake.mode('down', { on: 'all' })
    expect(await search('two words')).toEqual([])
  })

  test('of persons who look find nobody, and nothing is asked', async () => {
    const member = await persons.join()
    personFake.mode('down', { on: 'all' })
    expect(await linkedin.mentions?.search(persons.tools, member.view(), 'the-bakery', 5)).toEqual([])
    personFake.mode('ok')
  })
})

test('a history is what readers see, also of what others wrote there', async () => {
  const { member } = await out(stage.content({ parts: [part('With #bells (loud)')] }))
  const page = await linkedin.history?.(stage.tools, member.view(), null)
  expect(page).toMatchObject({ cursor: null, posts: [{ text: 'With #bells (loud)', kind: 'post' }] })
  expect(page?.posts[0]?.url).toMatch(/^https:\/\/www\.linkedin\.com\/feed\/update\/urn:li:share:\d+$/)
})

testDescription('LinkedIn', [fake, personFake])
