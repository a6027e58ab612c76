import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film, tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import { createStage, part } from '../kit/stage.ts'
import { tiktok } from './index.ts'

const fake = tiktokFake()
const stage = createStage(tiktok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

async function out(privacy: string) {
  const member = await stage.join()
  const content = stage.content({ parts: [part('The bells', { media: [film()] })], options: { privacy } })
  const end = await stage.attempt(stage.deliver(member, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member, id: end.parts[0]?.remoteId ?? '' }
}

test('a hidden post is not gone: it has no numbers until it is public', async () => {
  const { member, id } = await out('SELF_ONLY')
  const numbers = () => tiktok.insights?.posts(stage.tools, member.view(), [id])
  expect(await numbers()).toEqual(new Map([[id, []]]))
  const [post] = fake.state.ofUser(member.joined.remoteId)
  if (!post) throw new Error('There is a post')
  post.privacy = 'PUBLIC_TO_EVERYONE'
  fake.count(post.id, { likes: 3, views: 8, replies: 1, reposts: null })
  expect(await numbers()).toEqual(
    new Map([
      [
        id,
        [
          { metric: 'likes', value: 3 },
          { metric: 'views', value: 8 },
          { metric: 'replies', value: 1 },
        ],
      ],
    ]),
  )
})

test('a public post that is gone has no numbers', async () => {
  const { member, id } = await out('PUBLIC_TO_EVERYONE')
  const [post] = fake.state.ofUser(member.joined.remoteId)
  if (post) post.gone = true
  expect(await tiktok.insights?.posts(stage.tools, member.view(), [id])).toEqual(new Map())
})

test('photos of which TikTok tells nothing are not gone; where it tells of them, they have their numbers', async () => {
  const member = await stage.join()
  const content = stage.content({
    parts: [part('Bells', { media: [fake.photo()] })],
    options: { privacy: 'PUBLIC_TO_EVERYONE' },
  })
  const end = await stage.attempt(stage.deliver(member, content))
  const id = (end.state === 'published' && end.parts[0]?.remoteId) || ''
  expect(id).toMatch(/^photo\/\d+$/)
  const [post] = fake.state.ofUser(member.joined.remoteId)
  fake.count(post?.id ?? '', { likes: 3, views: null, replies: null, reposts: null })
  const numbers = () => tiktok.insights?.posts(stage.tools, member.view(), [id])
  expect(await numbers()).toEqual(new Map([[id, [{ metric: 'likes', value: 3 }]]]))
  const page = await tiktok.history?.(stage.tools, member.view(), null)
  expect(page?.posts.map(({ remoteId }) => remoteId)).toEqual([id])
  fake.state.photosTold = false
  expect(await numbers()).toEqual(new Map([[id, []]]))
  fake.state.photosTold = true
})

test('an address is told without what tells who shared it', async () => {
  const { member, id } = await out('PUBLIC_TO_EVERYONE')
  const page = await tiktok.history?.(stage.tools, member.view(), null)
  expect(page?.posts[0]).toMatchObject({
    remoteId: id,
    url: `https://www.tiktok.com/${member.joined.handle}/video/${id}`,
  })
})

test('a right that was not given is told, and ends no sign-in', async () => {
  const user = fake.state.addUser()
  const joined = fake.joined(user, ['user.info.basic', 'video.publish'])
  const account = { ...(await stage.join()).view(), ...joined, reload: async () => joined.credential }
  const view = { ...account, settings: {} }
  const end = await tiktok.history?.(stage.tools, view, null).catch(stage.endOf)
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'scope_not_granted' } })
  expect(await tiktok.insights?.account(stage.tools, view)).toEqual([])
  expect(await tiktok.people?.own(stage.tools, view)).toMatchObject({ followers: null, lastPostAt: null })
})

testDescription('TikTok', [fake])
