import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allRights } from '../../../test/networks/vk/state.ts'
import { vkFake } from '../../../test/networks/vk-fake.ts'
import type { Reaction } from '../kit/network.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { vk } from './index.ts'

const fake = vkFake()
const stage = createStage(vk, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))
const { state } = fake

const ownerOf = ({ joined }: Member) => Number(joined.remoteId)

test('a pinned post is read where it belongs, once, and a repost is told from a post', async () => {
  const member = await stage.join()
  const owner = ownerOf(member)
  const written: number[] = []
  for (let n = 0; n < 230; n++) {
    stage.pass(1000)
    written.unshift(state.addPost(owner, `number ${n}`, n === 7 ? { text: '', shared: 'of others' } : {}).id)
  }
  const group = state.groups.get(-owner)
  const pinned = written[150] ?? 0
  if (group) group.fixedPost = pinned
  const read: string[] = []
  const kinds: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<NonNullable<typeof vk.history>>> | undefined = await vk.history?.(
      stage.tools,
      member.view(),
      cursor,
    )
    read.push(...(page?.posts.map(({ remoteId }) => remoteId) ?? []))
    kinds.push(...(page?.posts.filter(({ kind }) => kind === 'repost').map(({ text }) => text) ?? []))
    cursor = page?.cursor ?? null
  } while (cursor !== null)
  expect(read).toEqual(written.map((id) => `${owner}_${id}`))
  expect(kinds).toEqual(['of others'])
})

test('without the right to statistics, reach and clicks stay unknown and the rest is told', async () => {
  const { group, person } = state.addGroup()
  const token = state.addKey(group, { by: 'person', person, rights: allRights - (1 << 20) })
  const member = await stage.join()
  const account = { ...member.view(), remoteId: String(-group.id), credential: { token, by: 'person' } }
  const post = state.addPost(-group.id, 'bread')
  const told = await vk.insights?.posts(stage.tools, account, [`${-group.id}_${post.id}`])
  const [measured = []] = [...(told?.values() ?? [])]
  expect(measured.map(({ metric }) => metric)).toEqual(['views', 'likes', 'reposts', 'replies'])
})

test('who liked, passed on and answered is told page by page, never we ourselves', async () => {
  const member = await stage.join()
  const owner = ownerOf(member)
  const own = state.groups.get(-owner)
  const post = state.addPost(owner, 'Which bread?')
  const crowd = Array.from({ length: 1003 }, () => state.addPerson())
  if (own) post.likes.push(own, ...crowd)
  post.copies.push(...crowd.slice(0, 2))
  const first = state.addComment({
    owner,
    post: post.id,
    from: crowd[0]?.id ?? 0,
    text: 'Rye!',
    beneath: null,
  })
  state.addComment({ owner, post: post.id, from: owner, text: 'Thank you', beneath: null })
  state.addComment({ owner, post: post.id, from: crowd[1]?.id ?? 0, text: 'No', beneath: first.id })
  const all = async (way: 'like' | 'comment' | 'repost') => {
    const found: Reaction[] = []
    let [cursor, partial]: [string | null, boolean] = [null, false]
    do {
      const page: Awaited<ReturnType<NonNullable<typeof vk.reactions>>> | undefined = await vk.reactions?.(
        stage.tools,
        member.view(),
        `${owner}_${post.id}`,
        way,
        cursor,
      )
      found.push(...(page?.reactions ?? []))
      partial = page?.partial ?? false
      cursor = page?.cursor ?? null
    } while (cursor !== null)
    return { found, partial }
  }
  const likes = await all('like')
  expect(likes.found.map(({ account }) => account)).toEqual(crowd.map(({ id }) => `id${id}`))
  expect(await all('repost')).toMatchObject({ found: [{}, {}], partial: true })
  expect((await all('comment')).found).toMatchObject([
    { account: `id${crowd[0]?.id}`, words: 'Rye!', at: first.at, name: `Anna ${crowd[0]?.lastName}` },
  ])
  state.removePost(post)
  expect([(await all('like')).found, (await all('comment')).found]).toEqual([[], []])
})

test('our own profile says what stands there, and names that persons have are no communities', async () => {
  const member = await stage.join()
  const group = state.groups.get(-ownerOf(member))
  if (group) group.fixedPost = state.addPost(ownerOf(member), 'pinned').id
  const own = await vk.people?.own(stage.tools, member.view())
  expect(own).toMatchObject({
    account: `club${group?.id}`,
    pinned: true,
    links: ['https://bakery.example/', 'https://bread.example/'],
    lastPostAt: state.at(),
    followers: 3,
  })
  const { screenName } = state.addPerson()
  expect(await vk.people?.lookUp(stage.tools, member.view(), [screenName])).toEqual([])
})

testDescription('VK', [fake])
