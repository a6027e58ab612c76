import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { redditFake } from '../../../test/networks/reddit-fake.ts'
import { createStage } from '../kit/stage.ts'
import { reddit } from './index.ts'

const fake = redditFake()
const { state } = fake
const stage = createStage(reddit, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

async function written() {
  const member = await stage.join()
  const { remoteId } = await fake.native(member.joined.remoteId, 'A post')
  return { member, remoteId, owner: member.joined.remoteId.slice(3), id: remoteId.slice(3) }
}

test('comments are those of others, directly beneath the post', async () => {
  const { member, remoteId, owner, id } = await written()
  const [ann, gone] = [state.addUser(), state.addUser()]
  state.addComment({ post: id, owner: ann.id, body: 'Well rung\0!' })
  state.addComment({ post: id, owner, body: 'Thank you' })
  state.addComment({ post: id, owner: gone.id, body: 'x' }).deleted = true
  const told = await reddit.reactions?.(stage.tools, member.view(), remoteId, 'comment', null)
  expect(told).toMatchObject({ cursor: null, partial: false })
  expect(told?.reactions).toEqual([
    expect.objectContaining({ account: `t2_${ann.id}`, handle: `u/${ann.name}`, words: 'Well rung!' }),
  ])
})

test('votes are secret, a post that is gone has no comments, and many comments are told in part', async () => {
  const { member, remoteId, id } = await written()
  const view = member.view()
  expect(await reddit.reactions?.(stage.tools, view, remoteId, 'like', null)).toEqual({
    reactions: [],
    cursor: null,
    partial: true,
  })
  expect(await reddit.reactions?.(stage.tools, view, 't3_nowhere', 'comment', null)).toMatchObject({
    partial: false,
  })
  const ann = state.addUser()
  for (let n = 0; n < 510; n++) state.addComment({ post: id, owner: ann.id, body: `${n}` })
  const told = await reddit.reactions?.(stage.tools, view, remoteId, 'comment', null)
  expect([told?.reactions.length, told?.partial]).toEqual([500, true])
})

test('history tells the title before the words, crossposts as such, and where a post is', async () => {
  const { member, owner, id } = await written()
  const community = 'somewhere'
  stage.pass(1000)
  state.addPost({ owner, community, title: 'Title', text: 'Words & <signs>' })
  stage.pass(1000)
  state.addPost({ owner, community, title: 'Passed on', kind: 'crosspost', crosspostOf: `t3_${id}` })
  const page = await reddit.history?.(stage.tools, member.view(), null)
  expect(page?.posts.map(({ text, kind }) => [text, kind])).toEqual([
    ['Passed on', 'repost'],
    ['Title\n\nWords & <signs>', 'post'],
    ['A post', 'post'],
  ])
  expect(page?.posts[1]?.url).toMatch(/^https:\/\/www\.reddit\.com\/r\/somewhere\/comments\//)
})

test('numbers of a hundred posts are one request, and a score below nothing is told', async () => {
  const { member, remoteId } = await written()
  fake.count(remoteId, { likes: -4, replies: 0, reposts: 2 })
  const others = Array.from({ length: 99 }, (_, n) => `t3_zz${n}`)
  const told = await reddit.insights?.posts(stage.tools, member.view(), [remoteId, ...others])
  expect([...(told?.entries() ?? [])]).toEqual([
    [
      remoteId,
      [
        { metric: 'likes', value: -4 },
        { metric: 'replies', value: 0 },
        { metric: 'reposts', value: 2 },
      ],
    ],
  ])
  expect((await reddit.insights?.posts(stage.tools, member.view(), ['t1_comment']))?.size).toBe(0)
})

test('what is left of the window of requests is told for the whole app', async () => {
  const { member } = await written()
  state.remaining = 7
  await reddit.insights?.account(stage.tools, member.view())
  expect(stage.reports.at(-1)).toEqual({
    scope: 'app',
    remaining: 6,
    resetsAt: new Date(stage.now().getTime() + 422_000),
  })
})

test('a look at our own profile reads what it shows', async () => {
  const member = await stage.join()
  const user = state.users.get(member.joined.remoteId.slice(3))
  if (user) user.about = 'We ring. See https://bells.example/ for times.'
  stage.pass(1000)
  const { publishedAt } = await fake.native(member.joined.remoteId, 'Newest')
  const own = await reddit.people?.own(stage.tools, member.view())
  expect(own).toMatchObject({
    links: ['https://bells.example/'],
    followers: 12,
    lastPostAt: publishedAt,
    pictures: null,
  })
})

testDescription('Reddit', [fake])
