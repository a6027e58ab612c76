import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { ExportQuery, type PostNumbers, PostsQuery } from './contract.ts'
import { exportNumbers } from './export.ts'
import { readLife, readPosts, readPostTotals } from './posts.ts'

const networks = [countingNetwork('plain', ['likes', 'reposts', 'replies'])]
const here = () => world({ networks, at: '2030-01-29T08:00:00Z' })
const month = { from: '2030-01-01', to: '2030-01-29' }

const list = (w: World, query: Record<string, string> = {}) =>
  readPosts(w.ctx, w.actor('owner'), PostsQuery.parse({ ...month, ...query }))

async function allPages(w: World, query: Record<string, string>): Promise<PostNumbers[]> {
  const items: PostNumbers[] = []
  let cursor: string | null = null
  do {
    const page = await list(w, { ...query, limit: '3', ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    cursor = page.next
  } while (cursor)
  return items
}

/** Ten posts: likes 0–7 with two that are equal, and two that nobody told anything of. */
async function tenPosts(w: World): Promise<string> {
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-03T10:00Z', { followers: 200 })
  for (let i = 0; i < 10; i++) {
    const id = await makePublication(w.ctx, w.workspaceId, channel, `2030-01-${10 + i}T10:00Z`, {
      text: `Post ${i}`,
    })
    if (i < 8)
      await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-25T10:00Z', { likes: i === 7 ? 3 : i })
  }
  return channel
}

test('posts come by any number, page by page, each once, those without a number last', async () => {
  const w = await here()
  await tenPosts(w)
  const falling = await allPages(w, { sort: 'likes' })
  expect(falling.map((post) => post.values.likes)).toEqual([6, 5, 4, 3, 3, 2, 1, 0, null, null])
  expect(new Set(falling.map((post) => post.publicationId)).size).toBe(10)
  const rising = await allPages(w, { sort: 'likes', order: 'asc' })
  expect(rising.map((post) => post.values.likes)).toEqual([0, 1, 2, 3, 3, 4, 5, 6, null, null])
  const byDate = await allPages(w, {})
  expect(byDate.map((post) => post.text)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `Post ${i}`))
})

test('a post says what its network does not keep, as against what is not known yet', async () => {
  const w = await here()
  await tenPosts(w)
  const [untold] = (await list(w)).items
  expect(untold?.values.likes).toBeNull()
  expect(untold?.notTold).toContain('views')
  expect(untold?.notTold).not.toContain('likes')
})

test('a cursor of another list is refused', async () => {
  const w = await here()
  await tenPosts(w)
  const { next } = await list(w, { limit: '2', sort: 'likes' })
  await expect(list(w, { cursor: next ?? '', sort: 'replies' })).rejects.toMatchObject({
    code: 'numbers.bad_cursor',
  })
  await expect(list(w, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'numbers.bad_cursor' })
})

test('one publication tells its whole life, and only to its own workspace', async () => {
  const w = await here()
  const there = await w.tenant()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const id = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-10T10:00Z')
  await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-10T11:00Z', { likes: 1 })
  await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-10T12:00Z', { likes: 4, replies: 0 })
  const life = await readLife(w.ctx, w.actor('owner'), id)
  expect(life.life).toEqual([
    {
      metric: 'likes',
      points: [
        { at: '2030-01-10T11:00:00.000Z', value: 1, importId: null },
        { at: '2030-01-10T12:00:00.000Z', value: 4, importId: null },
      ],
    },
    { metric: 'replies', points: [{ at: '2030-01-10T12:00:00.000Z', value: 0, importId: null }] },
  ])
  expect(life.values.engagements).toBe(4)
  await expect(readLife(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({ code: 'numbers.no_post' })
})

test('what one of our posts brought is the sum over its channels', async () => {
  const w = await here()
  const { id: postId } = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const likes of [3, 4]) {
    const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
    const id = await makePublication(w.ctx, w.workspaceId, channel, '2030-01-10T10:00Z', { postId })
    await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-10T11:00Z', { likes })
  }
  const { totals, items } = await readPostTotals(w.ctx, w.actor('owner'), postId)
  expect(items).toHaveLength(2)
  expect(totals.find((number) => number.metric === 'likes')?.value).toBe(7)
  const nowhere = '01890000-0000-7000-8000-000000000000'
  await expect(readPostTotals(w.ctx, w.actor('owner'), nowhere)).rejects.toMatchObject({
    code: 'numbers.no_post',
  })
})

const csvOf = async (w: World, of: string): Promise<string> =>
  (
    await buffer((await exportNumbers(w.ctx, w.actor('owner'), ExportQuery.parse({ ...month, of }))).stream)
  ).toString()

test('the export of posts keeps quotes, lines and commas, and no text becomes a formula', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-01-10T10:00Z', {
    text: '=HYPERLINK("http://evil.example","ราคา, ลด\n50 %")',
  })
  const csv = await csvOf(w, 'posts')
  expect(csv.startsWith('\uFEFFpublished_at,published_local,')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""ราคา, ลด\n50 %"")"`)
  expect(csv).toContain('2030-01-10T10:00:00.000Z,2030-01-10T12:00,plain,')
  expect(csv.endsWith('\r\n')).toBe(true)
})

test('in the export of days a missing number is an empty field and a loss stays a number', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-10T10:00Z', { followers: 100 })
  await tell(w.ctx, w.workspaceId, 'channel', channel, '2030-01-11T10:00Z', { followers: 95 })
  const rows = (await csvOf(w, 'days')).slice(1).split('\r\n')
  const names = rows[0]?.split(',') ?? []
  const field = (day: string, name: string) =>
    rows.find((row) => row.startsWith(day))?.split(',')[names.indexOf(name)]
  expect(field('2030-01-11', 'followers')).toBe('95')
  expect(field('2030-01-11', 'followers_gained')).toBe('-5')
  expect(field('2030-01-12', 'followers')).toBe('')
  expect(field('2030-01-11', 'views')).toBe('')
  expect(field('2030-01-11', 'likes')).toBe('0')
  expect(rows.filter(Boolean)).toHaveLength(1 + 29)
})
