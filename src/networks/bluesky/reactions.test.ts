import { afterAll, beforeAll, expect, test } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import type { Reaction } from '../kit/network.ts'
import { createStage } from '../kit/stage.ts'
import { bluesky } from './index.ts'
import { reactions } from './reactions.ts'

const fake = blueskyFake()
const stage = createStage(bluesky, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

async function all(
  member: Awaited<ReturnType<typeof stage.join>>,
  uri: string,
  way: 'like' | 'repost' | 'comment',
) {
  const found: Reaction[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page: Awaited<ReturnType<typeof reactions>> = await reactions(
      stage.tools,
      member.view(),
      uri,
      way,
      cursor,
    )
    found.push(...page.reactions)
    cursor = page.cursor
    pages++
  } while (cursor !== null)
  return { found, pages }
}

test('who likes is read page after page with what their profile tells, and when the network saw it', async () => {
  const member = await stage.join()
  const post = await fake.native?.(member.joined.remoteId, 'Win bread')
  if (!post) throw new Error('Nothing was written')
  for (let n = 0; n < 50; n++) {
    const did = fake.stranger(`taker${n}.test`, { createdAt: '2025-01-01T00:00:00.000Z' }, { posts: n })
    fake.react(did, post.remoteId, 'like')
  }
  fake.react(member.joined.remoteId, post.remoteId, 'like')
  const { found, pages } = await all(member, post.remoteId, 'like')
  expect(pages).toBeGreaterThan(1)
  // We ourselves take no part.
  expect(found).toHaveLength(50)
  expect(found[3]).toMatchObject({
    ...{ handle: 'taker3.test', posts: 3, hasPicture: false, words: '' },
    createdAt: new Date('2025-01-01T00:00:00Z'),
  })
  expect(found[3]?.account).toMatch(/^did:/)
  // What the writer of a record says of its time counts for nothing.
  expect(found[3]?.at?.getUTCFullYear()).toBeGreaterThan(2020)
})

test('reposts have no time; answers directly beneath have words; a post that is gone has nobody', async () => {
  const member = await stage.join()
  const post = await fake.native?.(member.joined.remoteId, 'Win bread')
  if (!post) throw new Error('Nothing was written')
  const other = await stage.join()
  fake.react(other.joined.remoteId, post.remoteId, 'repost')
  expect((await all(member, post.remoteId, 'repost')).found).toMatchObject([
    { account: other.joined.remoteId, at: null },
  ])
  const answer = await fake.answer?.(other.joined.remoteId, post.remoteId, 'Rye, please')
  await fake.answer?.(member.joined.remoteId, answer?.remoteId ?? '', 'Thank you')
  expect((await all(member, post.remoteId, 'comment')).found).toMatchObject([{ words: 'Rye, please' }])
  const gone = 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3k2akuy3bjk2x'
  expect(await reactions(stage.tools, member.view(), gone, 'comment', null)).toMatchObject({ reactions: [] })
})
