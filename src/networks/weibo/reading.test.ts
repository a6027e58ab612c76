import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { weiboFake } from '../../../test/networks/weibo-fake.ts'
import type { NativePost } from '../kit/network.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { history } from './history.ts'
import { weibo } from './index.ts'
import { insights } from './insights.ts'

const fake = weiboFake()
const stage = createStage(weibo, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

async function readAll(member: Member): Promise<NativePost[]> {
  const posts: NativePost[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < 30; pages++) {
    const page: Awaited<ReturnType<typeof history>> = await history(stage.tools, member.view(), cursor)
    posts.push(...page.posts)
    cursor = page.cursor
    if (cursor === null) return posts
  }
  throw new Error('without an end')
}

test('the history is the five newest posts, with their numbers, and without what was deleted', async () => {
  const member = await stage.join()
  const uid = member.joined.remoteId
  for (let n = 0; n < 7; n++) {
    stage.pass(1000)
    fake.state.addStatus(uid, `number ${n}`, null, { deleted: n === 5, counts: { reposts: n, likes: null } })
  }
  const posts = await readAll(member)
  expect(posts.map(({ text }) => text)).toEqual(['number 6', 'number 4', 'number 3', 'number 2'])
  expect(posts[0]).toMatchObject({ kind: 'post', measured: [{ metric: 'reposts', value: 6 }] })
  expect(posts[0]?.publishedAt.getTime()).toBe(Math.floor(stage.now().getTime() / 1000) * 1000)
})

test('whoever is shown more reads on, each post once', async () => {
  const member = await stage.join()
  fake.state.shows = Number.POSITIVE_INFINITY
  for (let n = 0; n < 230; n++) fake.state.addStatus(member.joined.remoteId, `number ${n}`)
  const posts = await readAll(member)
  fake.state.shows = 5
  expect(new Set(posts.map(({ remoteId }) => remoteId)).size).toBe(230)
  expect(posts).toHaveLength(230)
})

test('a repost is told apart', async () => {
  const member = await stage.join()
  const original = fake.state.addStatus('1', 'elsewhere')
  fake.state.addStatus(member.joined.remoteId, 'look', null, { repostOf: original.id })
  expect((await readAll(member))[0]).toMatchObject({ text: 'look', kind: 'repost' })
})

test('numbers of a hundred posts cost one request, and a post that is gone has none', async () => {
  const member = await stage.join()
  const uid = member.joined.remoteId
  const ids = Array.from({ length: 100 }, (_, n) => fake.state.addStatus(uid, `number ${n}`).id)
  const gone = fake.state.statuses.find(({ id }) => id === ids[3])
  if (gone) gone.deleted = true
  const told = await insights.posts(stage.tools, member.view(), ids)
  expect([told.size, told.has(ids[3] ?? '')]).toEqual([99, false])
  expect(fake.state.members.get(uid)?.asked).toHaveLength(1)
  expect((await insights.posts(stage.tools, member.view(), [])).size).toBe(0)
})

test('our own profile is read for the audit', async () => {
  const member = await stage.join()
  expect(await weibo.people?.own(stage.tools, member.view())).toMatchObject({
    bio: '铃铛 Bells',
    links: ['http://bells.example/'],
    createdAt: new Date('2009-08-27T16:00:00Z'),
  })
})

testDescription('Weibo', [fake])
