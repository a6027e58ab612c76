import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { plainWords } from '../../../test/networks/threads/state.ts'
import { threadsFake } from '../../../test/networks/threads-fake.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { threads } from './index.ts'

const fake = threadsFake()
const stage = createStage(threads, fake)
const { state } = fake
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const write = (by: Member, text: string, replyTo: string | null = null) =>
  state.publish({ ...plainWords(by.joined.remoteId, text), replyTo })

async function everyReply(member: Member, id: string): Promise<Reaction[]> {
  const all: Reaction[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Reactions>> | undefined = await threads.reactions?.(
      stage.tools,
      member.view(),
      id,
      'comment',
      cursor,
    )
    all.push(...(page?.reactions ?? []))
    cursor = page?.cursor ?? null
  } while (cursor !== null)
  return all
}

test('replies are told page by page, with who wrote what when, and never our own', async () => {
  const [member, other] = [await stage.join(), await stage.join()]
  const post = write(member, 'What do you think?')
  const replies = Array.from({ length: 30 }, (_, at) => write(other, `reply ${at}`, post.id))
  write(member, 'thank you', post.id)
  write(other, 'beneath a reply', replies[0]?.id)
  const told = await everyReply(member, post.id)
  expect(told.map(({ words }) => words)).toEqual(replies.map(({ text }) => text))
  expect(told[0]).toMatchObject({
    account: other.joined.handle.slice(1),
    handle: other.joined.handle,
    url: other.joined.profileUrl,
    at: replies[0]?.at,
  })
})

test('of likes Threads tells nobody, and a post that is gone has no replies', async () => {
  const member = await stage.join()
  const ask = (id: string, way: 'like' | 'comment') =>
    threads.reactions?.(stage.tools, member.view(), id, way, null)
  expect(await ask(write(member, 'a').id, 'like')).toMatchObject({ reactions: [], partial: true })
  expect(await ask('17841400000', 'comment')).toEqual({ reactions: [], cursor: null, partial: false })
})

test('a repost in the history is told as one', async () => {
  const member = await stage.join()
  write(member, 'mine')
  state.publish(plainWords(member.joined.remoteId, 'theirs'), { repost: true })
  const page = await threads.history?.(stage.tools, member.view(), null)
  expect(page?.posts.map(({ kind }) => kind)).toEqual(['repost', 'post'])
})

test('when no more may be removed today, that is said', async () => {
  const member = await stage.join()
  const { id } = write(member, 'a')
  for (let n = 0; n < 100; n++) state.removed.push({ userId: member.joined.remoteId, at: state.at() })
  const parts = [{ remoteId: id, url: null }]
  const end = await threads.remove?.(stage.tools, member.view(), parts).catch(stage.endOf)
  expect(end).toMatchObject({ state: 'later', failure: { code: 'limited' } })
})

describe('people', () => {
  const of = threads.people
  if (!of) throw new Error('Threads looks for people')

  test('our own profile is read with what an audit asks', async () => {
    const member = await stage.join()
    expect(await of.own(stage.tools, member.view())).toMatchObject({
      ...{
        remoteId: member.joined.remoteId,
        handle: member.joined.handle,
        bio: 'We ring.',
        lastPostAt: null,
      },
      pictures: { all: 0, described: 0 },
    })
    const media = [await picture('a bell'), await picture('')]
    for (const some of [media, [await picture(' ')]])
      await stage.attempt(stage.deliver(member, stage.content({ parts: [part('look', { media: some })] })))
    const own = await of.own(stage.tools, member.view())
    expect(own).toMatchObject({ pictures: { all: 3, described: 1 } })
    expect(own.lastPostAt).toEqual(state.posts.at(-1)?.at)
  })

  test('others are known by their exact handle, and words are read as handles', async () => {
    const [member, other] = [await stage.join(), await stage.join()]
    const handle = other.joined.handle.slice(1)
    const looked = await of.lookUp(stage.tools, member.view(), ['nobody_has_this', handle])
    expect(looked).toMatchObject([{ account: handle, handle: `@${handle}`, followers: 3, bio: 'We ring.' }])
    const [first = '', second = ''] = handle.split('_')
    expect(await of.search(stage.tools, member.view(), `${first} ${second}`, 5)).toEqual(looked)
    expect(await of.lookUp(stage.tools, member.view(), ['ปลา', ''])).toEqual([])
  })

  test('a permission that is missing ends no sign-in', async () => {
    const [member, other] = [await stage.join(), await stage.join()]
    const handle = other.joined.handle.slice(1)
    for (const token of state.tokens.values()) token.scopes = ['threads_basic']
    const refused = await of.lookUp(stage.tools, member.view(), [handle]).catch(stage.endOf)
    expect(refused).toMatchObject({ state: 'rejected', failure: { code: 'lookup_not_allowed' } })
    const plain = { ...member.view(), credential: { ...(member.credential() as object), looksUp: false } }
    fake.mode('down', { on: 'all' })
    const unasked = await of.lookUp(stage.tools, plain, [handle]).catch(stage.endOf)
    expect(unasked).toMatchObject({ failure: { code: 'lookup_not_allowed' } })
  })
})

testDescription('Threads', [fake])
