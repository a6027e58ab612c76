import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/ok/said.ts'
import { okFake } from '../../../test/networks/ok-fake.ts'
import type { Reaction } from '../kit/network.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { ok } from './index.ts'

const fake = okFake()
const { state } = fake
const stage = createStage(ok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  state.withheld.clear()
  fake.asked.length = 0
})

const topicIn = (member: Member, text = 'bread') =>
  state.addTopic(member.joined.remoteId, [{ type: 'text', text }])

async function readAll(member: Member): Promise<string[]> {
  const read: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<NonNullable<typeof ok.history>>> | undefined = await ok.history?.(
      stage.tools,
      member.view(),
      cursor,
    )
    read.push(...(page?.posts.map(({ text }) => text) ?? []))
    cursor = page?.cursor ?? null
  } while (cursor !== null)
  return read
}

test('a history is what stands in the group’s name; what it passed on is told apart', async () => {
  const member = await stage.join()
  const gid = member.joined.remoteId
  topicIn(member, 'one')
  stage.pass(1000)
  state.addTopic(gid, [{ type: 'text', text: 'by a guest' }], { author: 'user:5' })
  stage.pass(1000)
  state.addTopic(gid, [{ type: 'text', text: 'look' }, { type: 'topic' }])
  const page = await ok.history?.(stage.tools, member.view(), null)
  expect(page?.posts).toMatchObject([
    { text: 'look', kind: 'repost' },
    { text: 'one', kind: 'post', url: expect.stringContaining(`/group/${gid}/topic/`) },
  ])
})

test('a pinned post stands in the history where it belongs, and pages of guests are passed over', async () => {
  const member = await stage.join()
  const gid = member.joined.remoteId
  topicIn(member, 'first')
  stage.pass(1000)
  state.addTopic(gid, [{ type: 'text', text: 'pinned' }], { sticky: true })
  for (let n = 0; n < 60; n++) {
    stage.pass(1000)
    topicIn(member, `n ${n}`)
  }
  for (let n = 0; n < 130; n++) {
    stage.pass(1000)
    state.addTopic(gid, [{ type: 'text', text: 'by a guest' }], { author: 'user:5' })
  }
  const page = await ok.history?.(stage.tools, member.view(), null)
  expect(page?.posts[0]?.text).toBe('n 59')
  const read = await readAll(member)
  expect(read).toHaveLength(62)
  expect(read.slice(-3)).toEqual(['n 0', 'pinned', 'first'])
})

test('where OK does not list all posts, those are read that have statistics, page by page', async () => {
  state.withheld.add('mediatopic.getTopics')
  const member = await stage.join()
  for (let n = 0; n < 60; n++) {
    stage.pass(1000)
    topicIn(member, `n ${n}`).unseen = n === 3
  }
  const read = await readAll(member)
  expect(read).toHaveLength(59)
  expect([read[0], read.at(-1)]).toEqual(['n 59', 'n 0'])
})

test('where OK shows no list at all, there is no history, and the sign-in is well', async () => {
  state.withheld.add('mediatopic.getTopics')
  const member = await stage.join()
  topicIn(member)
  const group = state.groups.get(member.joined.remoteId)
  if (group) group.statistics = false
  expect(await readAll(member)).toEqual([])
  expect(await ok.people?.own(stage.tools, member.view())).toMatchObject({ lastPostAt: null })
})

test('numbers go without reach where nobody may look at the statistics, and one refusal is enough', async () => {
  const member = await stage.join()
  const [a, b] = [topicIn(member), topicIn(member)]
  fake.count(a.id, { reach: 90, likes: 4 })
  b.unseen = true
  const told = await ok.insights?.posts(stage.tools, member.view(), [a.id, b.id])
  expect(told?.get(a.id)).toContainEqual({ metric: 'reach', value: 90 })
  expect(told?.get(b.id)?.map(({ metric }) => metric)).toEqual(['likes', 'reposts', 'replies', 'views'])
  const group = state.groups.get(member.joined.remoteId)
  if (group) group.statistics = false
  fake.asked.length = 0
  const without = await ok.insights?.posts(stage.tools, member.view(), [a.id, b.id])
  expect(without?.get(a.id)).toContainEqual({ metric: 'likes', value: 4 })
  expect(without?.get(a.id)?.some(({ metric }) => metric === 'reach')).toBe(false)
})

test('who gave a “Klass” and who commented is told page by page; the group itself is not', async () => {
  const member = await stage.join()
  const topic = topicIn(member)
  const crowd = Array.from({ length: 130 }, () => state.addPerson())
  topic.likes.push(...crowd)
  const group = state.groups.get(member.joined.remoteId)
  if (!group || !crowd[0] || !crowd[1]) throw new Error('nobody is there')
  const first = state.addComment(topic.id, crowd[0], 'Rye!\0')
  state.addComment(topic.id, group, 'Thank you')
  state.addComment(topic.id, crowd[1], 'No', first.id)
  for (const person of crowd.slice(2)) state.addComment(topic.id, person, 'me too')
  const all = async (way: 'like' | 'comment' | 'repost') => {
    const found: Reaction[] = []
    let [cursor, partial]: [string | null, boolean] = [null, false]
    do {
      const page: Awaited<ReturnType<NonNullable<typeof ok.reactions>>> | undefined = await ok.reactions?.(
        stage.tools,
        member.view(),
        topic.id,
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
  expect(likes.found.map(({ account }) => account)).toEqual(crowd.map(({ uid }) => uid))
  expect(likes.found[0]?.url).toBe(`https://ok.ru/profile/${crowd[0].uid}`)
  const comments = await all('comment')
  expect(comments.found).toHaveLength(129)
  expect(comments.found[0]).toMatchObject({
    words: 'Rye!',
    at: first.at,
    name: crowd[0].name,
    hasPicture: true,
  })
  expect(await all('repost')).toEqual({ found: [], partial: true })
  state.removeTopic(topic)
  expect([(await all('like')).found, (await all('comment')).found]).toEqual([[], []])
})

test('a post that nobody may comment on is no trouble of the sign-in', async () => {
  const member = await stage.join()
  const topic = topicIn(member)
  topic.commentsOff = true
  expect(await ok.reactions?.(stage.tools, member.view(), topic.id, 'comment', null)).toMatchObject({
    reactions: [],
    cursor: null,
  })
  fake.answerNext(wrong(10))
  await expect(ok.reactions?.(stage.tools, member.view(), topic.id, 'like', null)).rejects.toMatchObject({
    kind: 'rejected',
    code: 'not_offered',
  })
  fake.answerNext(wrong(11))
  await expect(ok.reactions?.(stage.tools, member.view(), topic.id, 'like', null)).rejects.toMatchObject({
    kind: 'later',
    code: 'limited',
  })
})

test('our own profile says what stands there', async () => {
  const member = await stage.join()
  const topic = topicIn(member)
  expect(await ok.people?.own(stage.tools, member.view())).toMatchObject({
    account: `group${member.joined.remoteId}`,
    followers: 3,
    links: ['https://bakery.example/', 'https://bread.example/'],
    lastPostAt: topic.at,
  })
  expect(await ok.people?.search(stage.tools, member.view(), 'bells', 5)).toEqual([])
})

testDescription('Odnoklassniki', [fake])
