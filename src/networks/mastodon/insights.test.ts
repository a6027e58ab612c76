import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { createStage } from '../kit/stage.ts'
import { mastodon } from './index.ts'
import { history, insights } from './insights.ts'

const modern = mastodonFake()
const old = mastodonFake({ flavour: 'old' })
const bare = mastodonFake({ flavour: 'bare' })
const stages = [modern, old, bare].map((fake) => ({ fake, stage: createStage(mastodon, fake) }))

beforeAll(() => Promise.all(stages.map(({ stage }) => stage.open())))
afterAll(async () => {
  await Promise.all(stages.map(({ stage }) => stage.close()))
})

describe.each(stages.map((one) => ({ ...one, flavour: one.fake.state.flavour })))(
  'the numbers of a server ($flavour)',
  ({ fake, stage }) => {
    test('are read for many posts, and those that are gone are absent', async () => {
      const member = await stage.join()
      const posts = []
      for (let n = 0; n < 5; n++) posts.push(await fake.native(member.joined.remoteId, `number ${n}`))
      for (const [n, { remoteId }] of posts.entries())
        fake.count(remoteId, { likes: n, reposts: 0, replies: 1 })
      const [gone, ...there] = posts.map(({ remoteId }) => remoteId)
      fake.state.statuses.delete(gone ?? '')
      const told = await insights.posts(
        stage.tools,
        member.view(),
        posts.map(({ remoteId }) => remoteId),
      )
      expect([...told.keys()].sort()).toEqual([...there].sort())
      const measured = told.get(there[1] ?? '') ?? []
      expect(measured.filter(({ metric }) => metric !== 'quotes')).toEqual([
        { metric: 'likes', value: 2 },
        { metric: 'reposts', value: 0 },
        { metric: 'replies', value: 1 },
      ])
    })

    test('tell quotes only where the server counts them', async () => {
      const member = await stage.join()
      const { remoteId } = await fake.native(member.joined.remoteId, 'hello')
      const told = (await insights.posts(stage.tools, member.view(), [remoteId])).get(remoteId) ?? []
      const quotes = told.find(({ metric }) => metric === 'quotes')
      expect(quotes).toEqual(fake === modern ? { metric: 'quotes', value: 0 } : undefined)
    })

    test('of posts that are all gone are none, and that is asked twice', async () => {
      const member = await stage.join()
      expect((await insights.posts(stage.tools, member.view(), ['1', '2'])).size).toBe(0)
    })

    test('of the account', async () => {
      const member = await stage.join()
      fake.countAccount(member.joined.remoteId, { followers: 12, following: 3 })
      expect(await insights.account(stage.tools, member.view())).toEqual([
        { metric: 'followers', value: 12 },
        { metric: 'following', value: 3 },
        { metric: 'posts', value: 0 },
      ])
    })
  },
)

test('a server that answers with other posts than were asked for is asked one by one', async () => {
  const [one] = stages
  if (!one) throw new Error('no stage')
  const member = await one.stage.join()
  const wanted = await modern.native(member.joined.remoteId, 'wanted')
  const stranger = await modern.native(member.joined.remoteId, 'another')
  const tools = {
    ...one.stage.tools,
    fetch: ((input, init) => {
      const url = new URL(String(input))
      if (url.pathname === '/api/v1/statuses') url.searchParams.set('id[]', stranger.remoteId)
      return one.stage.tools.fetch(url, init)
    }) as typeof fetch,
  }
  const told = await insights.posts(tools, member.view(), [wanted.remoteId])
  expect([...told.keys()]).toEqual([wanted.remoteId])
})

test('history tells posts from replies and keeps the servers of mentions', async () => {
  const [one] = stages
  if (!one) throw new Error('no stage')
  const member = await one.stage.join()
  const first = await modern.native(member.joined.remoteId, 'first')
  modern.state.addStatus({ accountId: member.joined.remoteId, text: 'and more', replyTo: first.remoteId })
  const page = await history(one.stage.tools, member.view(), null)
  expect(page.posts.map(({ kind, text }) => [kind, text])).toEqual([
    ['reply', 'and more'],
    ['post', 'first'],
  ])
})

testDescription('Mastodon', [modern, old, bare])
