import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import { createStage } from '../kit/stage.ts'
import { bluesky } from './index.ts'
import { publicProfiles } from './public.ts'

const fake = blueskyFake()
const stage = createStage(bluesky, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (failure: { code: string }) => failure.code,
  )

describe('an address', () => {
  test.each([
    ['name.bsky.social', true],
    ['@Name.Example', true],
    ['did:plc:ewvi7nxzyoun6zhxrhs64oiz', true],
    ['https://bsky.app/profile/name.bsky.social', true],
    ['https://bsky.app/profile/did%3Aplc%3Aewvi7nxzyoun6zhxrhs64oiz/', true],
    ['https://bsky.app/profile/name.bsky.social/post/3k', false],
    ['https://example.org/profile/name.bsky.social', false],
    ['name', false],
    ['@name@example.org', false],
    ['name..example', false],
    ['-name.example', false],
    ['', false],
    [`${'a'.repeat(70)}.example`, false],
  ])('%s: %s', (address, is) => {
    expect(publicProfiles.understands(address)).toBe(is)
  })
})

test('who asks to be shown only to people with a sign-in is not read', async () => {
  const { joined } = await stage.join()
  fake.person(joined.remoteId).shy = true
  expect(await refusal(publicProfiles.find(stage.tools, joined.handle))).toBe('account_closed')
})

test('an account that was taken down is gone, one that never was is unknown, and both are said', async () => {
  const { joined } = await stage.join()
  const profile = await publicProfiles.find(stage.tools, joined.handle)
  fake.person(joined.remoteId).takenDown = true
  expect(await refusal(publicProfiles.look(stage.tools, profile))).toBe('account_gone')
  expect(await refusal(publicProfiles.find(stage.tools, 'nobody.example'))).toBe('account_unknown')
})

test('a handle that changed is read anew; the account is known by its id', async () => {
  const { joined } = await stage.join()
  const profile = await publicProfiles.find(stage.tools, joined.handle)
  fake.person(joined.remoteId).handle = 'renamed.test'
  expect((await publicProfiles.look(stage.tools, profile)).handle).toBe('@renamed.test')
})

test('what a post shows is told by its embed, and a link in the words is one too', async () => {
  const { joined } = await stage.join()
  const link = { uri: 'https://example.org', title: 'Title', description: '' }
  const facet = {
    index: { byteStart: 0, byteEnd: 4 },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org' }],
  }
  const posts: Parameters<typeof fake.write>[1][] = [
    { text: 'card', embed: { $type: 'app.bsky.embed.external', external: link } },
    { text: 'link', facets: [facet] },
    { text: 'words' },
  ]
  for (const post of posts) {
    stage.pass(1000)
    fake.write(joined.remoteId, post)
  }
  const profile = await publicProfiles.find(stage.tools, joined.handle)
  const read = await publicProfiles.posts(stage.tools, profile, null)
  expect(read.posts.map(({ text, format }) => [text, format])).toEqual([
    ['words', 'text'],
    ['link', 'link'],
    ['card', 'link'],
  ])
})

test('a post that is gone has no comments', async () => {
  const { joined } = await stage.join()
  const profile = await publicProfiles.find(stage.tools, joined.handle)
  const uri = `at://${joined.remoteId}/app.bsky.feed.post/3k`
  expect(await publicProfiles.comments(stage.tools, profile, uri)).toEqual({ comments: [], whole: true })
})
