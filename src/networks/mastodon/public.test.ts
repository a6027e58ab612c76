import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { createStage } from '../kit/stage.ts'
import { mastodon } from './index.ts'
import { publicProfiles } from './public.ts'

const fake = mastodonFake()
const stage = createStage(mastodon, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (failure: { code: string }) => failure.code,
  )

describe('an address', () => {
  test.each([
    ['@ann@example.org', true],
    ['ann@example.org', true],
    ['https://example.org/@ann', true],
    ['https://example.org/users/ann/', true],
    ['https://example.org/@ann@other.example', true],
    ['https://example.org/@ann/113', false],
    ['http://example.org/@ann', false],
    ['@ann', false],
    ['ann.example.org', false],
    ['@ann@nowhere', false],
    ['@a b@example.org', false],
    ['@ann@example.org/path', false],
    ['', false],
  ])('%s: %s', (address, is) => {
    expect(publicProfiles.understands(address)).toBe(is)
  })
})

/** A domain that keeps its server elsewhere, which WebFinger tells. */
function toolsWith(finger: (origin: string) => Response) {
  const asked: string[] = []
  const fetch = (async (input, init) => {
    const url = new URL(String(input))
    if (url.origin !== 'https://example.org') return stage.tools.fetch(input, init)
    asked.push(url.pathname + url.search)
    return finger(fake.origin())
  }) as typeof globalThis.fetch
  return { asked, tools: { ...stage.tools, fetch } }
}

test('a handle is looked up where its domain says that its server is', async () => {
  const { joined } = await stage.join()
  const { username = '' } = fake.state.accounts.get(joined.remoteId) ?? {}
  const { asked, tools } = toolsWith((origin) =>
    Response.json({
      subject: `acct:${username}@example.org`,
      links: [
        { rel: 'http://webfinger.net/rel/profile-page', href: 'https://elsewhere.example/@x' },
        { rel: 'self', type: 'application/activity+json', href: `${origin}/users/${username}` },
      ],
    }),
  )
  const profile = await publicProfiles.find(tools, `@${username}@example.org`)
  expect(profile).toMatchObject({ remoteId: joined.remoteId, server: fake.origin() })
  expect(asked).toEqual([`/.well-known/webfinger?resource=acct%3A${username}%40example.org`])
})

test('a domain that leads into this very network is not believed beyond what it may name', async () => {
  const { tools } = toolsWith(() => Response.json({ links: [{ rel: 'self', href: 'file:///etc/passwd' }] }))
  const other = { ...tools, fetch: tools.fetch }
  await expect(publicProfiles.find(other, '@ann@example.org')).rejects.toMatchObject({ code: 'odd_answer' })
})

test('who is suspended is gone, who moved says where to, and a closed server is told apart', async () => {
  const { joined } = await stage.join()
  const old = await stage.join()
  const profile = await publicProfiles.find(stage.tools, joined.profileUrl)
  const account = fake.state.accounts.get(joined.remoteId)
  const before = fake.state.accounts.get(old.joined.remoteId)
  if (!account || !before) throw new Error('no account')
  before.moved = account
  const moved = await publicProfiles.find(stage.tools, old.joined.profileUrl)
  expect(moved.movedTo).toBe(profile.handle)
  account.suspended = true
  expect(await refusal(publicProfiles.look(stage.tools, profile))).toBe('account_gone')
  fake.state.closed = true
  expect(await refusal(publicProfiles.posts(stage.tools, profile, null))).toBe('account_closed')
  fake.state.closed = false
  expect(await refusal(publicProfiles.find(stage.tools, `${fake.origin()}/@nobody`))).toBe('account_unknown')
})

test('what a post shows is told by its media, poll and links; mentions and hashtags are no links', async () => {
  const { joined } = await stage.join()
  const accountId = joined.remoteId
  const link = '<p><a href="https://example.org" rel="nofollow">example.org</a></p>'
  const tag =
    '<p><a href="https://example.org/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>'
  const poll = { options: ['a', 'b'], multiple: false, endsAt: stage.now() }
  const media = { id: '1', accountId, mime: 'image/png', description: '', bytes: 1, createdAt: stage.now() }
  const posts = [
    { text: 'image', media: [{ ...media, statusId: null, looksLeft: 0 }] },
    { text: 'poll', poll },
    { text: 'text', rendering: tag },
    { text: 'link', rendering: link },
  ]
  for (const post of posts) {
    stage.pass(1000)
    fake.state.addStatus({ accountId, ...post })
  }
  const profile = await publicProfiles.find(stage.tools, joined.profileUrl)
  const read = await publicProfiles.posts(stage.tools, profile, null)
  expect(read.posts.map(({ format }) => format)).toEqual(['link', 'text', 'poll', 'image'])
})

test('of a post that is gone there are no comments, of one with very many not all', async () => {
  const { joined } = await stage.join()
  const others = await stage.join()
  const profile = await publicProfiles.find(stage.tools, joined.profileUrl)
  const post = await fake.native(joined.remoteId, 'much spoken of')
  for (let n = 0; n < 70; n++) await fake.answer(others.joined.remoteId, post.remoteId, `word ${n}`)
  const read = await publicProfiles.comments(stage.tools, profile, post.remoteId)
  expect([read.comments.length, read.whole]).toEqual([60, false])
  fake.state.statuses.delete(post.remoteId)
  expect(await publicProfiles.comments(stage.tools, profile, post.remoteId)).toEqual({
    comments: [],
    whole: true,
  })
})

test('an answer that is none hides neither the others nor that it was there; a thread that is none is a trouble', async () => {
  const asked = (body: unknown) => {
    const answer = async () =>
      new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
    const tools = { ...stage.tools, fetch: answer as unknown as typeof stage.tools.fetch }
    return publicProfiles.comments(
      tools,
      { remoteId: '1', server: 'https://any.example', handle: '@a@any.example' },
      '9',
    )
  }
  const said = {
    ...{ id: '10', created_at: '2030-01-01T00:00:00.000Z', content: 'Well', account: { id: '2' } },
    ...{ in_reply_to_id: '9', uri: 'https://any.example/10', url: null, media_attachments: [] },
  }
  const read = await asked({ descendants: [said, { id: 11 }] })
  expect([read.comments.length, read.whole]).toEqual([1, false])
  await expect(asked({})).rejects.toMatchObject({ code: 'odd_answer' })
  await expect(asked({ descendants: 'none' })).rejects.toMatchObject({ code: 'odd_answer' })
})

testDescription('Mastodon', [fake])
