import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { createOutbound } from '../../../platform/http/index.ts'
import { join, newsroom } from '../posts/samples.ts'
import { SourceBody } from './contract.ts'
import { readFeed } from './feed.ts'
import {
  addSource,
  fetchNow,
  listSources,
  pageItems,
  pauseSource,
  previewFeed,
  readSource,
  removeSource,
} from './service.ts'
import { askForDue, forgetOldItems } from './take-in.ts'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`
}

const item = (n: number, more = '') =>
  `<item><title>Loaf ${n}</title><link>https://news.test/${n}</link><guid>${n}</guid>${more}</item>`
const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`

async function desk(answer: RequestListener) {
  const w = await newsroom()
  const url = await serve(answer)
  w.ctx.fetch = createOutbound({ allowedHosts: ['127.0.0.1'] })
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Ed', email: `${id}@example.org` })
    .execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role: 'editor' })
    .execute()
  const actor: Actor = { ...w.actor('editor'), kind: 'person', id }
  const channelId = await join(w)
  const add = async (rules: object = {}, publish = 'draft') => {
    const body = SourceBody.parse({ url, publish, rules: { channelIds: [channelId], ...rules } })
    const source = await addSource(w.ctx, actor, body)
    await w.runJobs()
    return source.id
  }
  const again = async (after = 3_600_000) => {
    w.clock.on(after)
    await askForDue(w.ctx)
    await w.runJobs()
  }
  return { w, actor, channelId, add, again, url, texts: () => textsIn(w) }
}

async function textsIn(w: World) {
  const rows = await w.ctx.db
    .selectFrom('posts')
    .select('content')
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('id')
    .execute()
  return rows.map(({ content }) => (content as { parts: { text: string }[] }).parts[0]?.text)
}

test('what is new becomes drafts, once; what was there at first is only known', async () => {
  let feed = rss(item(1))
  const asked: (string | undefined)[] = []
  const { w, actor, add, again, texts } = await desk((request, response) => {
    asked.push(request.headers['if-none-match'])
    if (request.headers['if-none-match'] === '"1"') return response.writeHead(304).end()
    response.writeHead(200, { etag: feed.includes('Loaf 2') ? '"2"' : '"1"' }).end(feed)
  })
  const id = await add()
  expect(await texts()).toEqual([])
  await again()
  expect(asked).toEqual([undefined, '"1"'])
  feed = rss(item(3), item(2), item(1))
  await w.ctx.db.updateTable('postSources').set({ etag: null }).where('id', '=', id).execute()
  await again()
  await again()
  expect(await texts()).toEqual(['Loaf 2\n\nhttps://news.test/2', 'Loaf 3\n\nhttps://news.test/3'])
  const { items } = await pageItems(w.ctx, actor, id, { limit: 50 })
  expect(items.map(({ title, state }) => `${title} ${state}`).sort()).toEqual([
    'Loaf 1 known',
    'Loaf 2 made',
    'Loaf 3 made',
  ])
})

test('rules of words take and leave out, and the same words under another guid are known', async () => {
  const feed = rss(
    item(1, '<description>&lt;b&gt;Rye&lt;/b&gt; &amp;amp; more</description>'),
    item(2, '<description>Rye, advertisement</description>'),
    item(3, '<description>Wheat</description>'),
    item(1, '<description>&lt;b&gt;Rye&lt;/b&gt; &amp;amp; more</description>').replace('<guid>1', '<guid>9'),
  )
  const { add, texts } = await desk((_, response) => response.end(feed))
  await add({ include: ['rye'], exclude: ['advert'], template: '{title}: {summary}', atFirst: 10 })
  expect(await texts()).toEqual(['Loaf 1: Rye & more'])
})

test('a server in trouble is asked less and less often, and not before it says', async () => {
  const { w, actor, add, again } = await desk((_, response) =>
    response.writeHead(503, { 'retry-after': '7200' }).end(),
  )
  const id = await add()
  const first = await readSource(w.ctx, actor, id)
  expect(first).toMatchObject({ failures: 1, trouble: 'status 503' })
  expect(Date.parse(first.nextAt) - w.clock.now().getTime()).toBe(7_200_000)
  await again(7_300_000)
  expect((await readSource(w.ctx, actor, id)).failures).toBe(2)
})

test('a feed that never ends, one that grows and one that is none are cut off and told', async () => {
  const endless = await desk((_, response) => {
    response.write('<rss version="2.0"><channel>')
    const pour = () => {
      while (response.write('x'.repeat(1 << 16)));
    }
    response.on('drain', pour)
    pour()
  })
  const id = await endless.add()
  expect((await readSource(endless.w.ctx, endless.actor, id)).trouble).toMatch(/^not_fetched/)
  const none = await desk((_, response) => response.end('<html><body>Hello</body></html>'))
  await expect(
    previewFeed(none.w.ctx, { url: none.url, rules: SourceBody.shape.rules.parse({}) }),
  ).rejects.toMatchObject({
    code: 'post_source.no_feed',
  })
}, 60_000)

test('entities that a feed declares are not expanded', () => {
  const steps = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${steps}]>${rss(item(1).replace('Loaf 1', '&e12;')).replace(/^<\?xml[^>]*>/, '')}`
  const feed = readFeed(bomb)
  expect(JSON.stringify(feed).length).toBeLessThan(2000)
})

test('Atom and JSON feeds are read like RSS', () => {
  const atom = readFeed(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>urn:1</id><title type="html">A &amp;amp; B</title><link href="https://n.test/1"/><summary>S</summary><updated>2030-01-01T00:00:00Z</updated></entry></feed>',
  )
  expect(atom?.entries).toMatchObject([
    { key: 'urn:1', title: 'A & B', url: 'https://n.test/1', summary: 'S' },
  ])
  const json = readFeed(
    JSON.stringify({
      ...{ version: 'https://jsonfeed.org/version/1.1', title: 'N' },
      items: [{ id: '1', url: 'javascript:alert(1)', title: 'T', content_text: 'C' }],
    }),
  )
  expect(json?.entries).toMatchObject([{ key: '1', title: 'T', url: null, summary: 'C' }])
})

test('an entry whose process died becomes a post after some minutes, and one only', async () => {
  let feed = rss(item(1))
  const { w, add, again, texts } = await desk((_, response) => response.end(feed))
  const id = await add()
  feed = rss(item(2), item(1))
  await again()
  const [made] = await texts()
  const died = (claimedAt: Date) =>
    w.ctx.db
      .updateTable('postSourceItems')
      .set({ postId: null, claimedAt })
      .where('sourceId', '=', id)
      .where('key', '=', '2')
      .execute()
  await died(w.clock.now())
  await w.ctx.db.deleteFrom('posts').where('workspaceId', '=', w.workspaceId).execute()
  await again()
  expect(await texts()).toEqual([made])
  await died(w.clock.now())
  await again()
  expect(await texts()).toEqual([made])
  const { postId, claimedAt } = await w.ctx.db
    .selectFrom('postSourceItems')
    .select(['postId', 'claimedAt'])
    .where('sourceId', '=', id)
    .where('key', '=', '2')
    .executeTakeFirstOrThrow()
  expect([typeof postId, claimedAt]).toEqual(['string', null])
})

test('a feed that was quiet for more than a year has nothing old published when it comes back', async () => {
  let feed = rss(item(1))
  const { w, add, again, texts } = await desk((_, response) => response.end(feed))
  await add()
  w.clock.on(400 * 86_400_000)
  await forgetOldItems(w.ctx)
  feed = rss(item(2), item(1))
  await again()
  expect(await texts()).toEqual(['Loaf 2\n\nhttps://news.test/2'])
  w.clock.on(400 * 86_400_000)
  feed = rss(item(3))
  await again()
  await forgetOldItems(w.ctx)
  const left = await w.ctx.db
    .selectFrom('postSourceItems')
    .select('key')
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(left).toEqual([{ key: '3' }])
})

test('a feed of somebody who may write no more makes nothing and says so', async () => {
  let feed = rss(item(1))
  const { w, actor, add, again, texts } = await desk((_, response) => response.end(feed))
  const id = await add()
  await w.ctx.db
    .updateTable('members')
    .set({ role: 'client' })
    .where('userId', '=', actor.id ?? '')
    .execute()
  feed = rss(item(2), item(1))
  await again()
  expect(await texts()).toEqual([])
  expect((await readSource(w.ctx, actor, id)).trouble).toBe('may_not_write')
})

test('a feed whose channel was taken from who brought it waits with what is new, and says so', async () => {
  let feed = rss(item(1))
  const { w, actor, channelId, add, again, texts } = await desk((_, response) => response.end(feed))
  const id = await add()
  const setParts = (parts: object | null) =>
    w.ctx.db
      .updateTable('members')
      .set({ channelRoles: parts && JSON.stringify({ chosenOnly: false, parts }) })
      .where('userId', '=', actor.id ?? '')
      .execute()
  await setParts({ [channelId]: 'analyst' })
  feed = rss(item(2), item(1))
  await again()
  expect((await readSource(w.ctx, actor, id)).trouble).toBe('may_not_write')
  await setParts(null)
  await again(86_400_000)
  expect(await texts()).toEqual(['Loaf 2\n\nhttps://news.test/2'])
})

test('of a feed that is taken away while it is fetched no trouble is told', async () => {
  let during = async (): Promise<void> => {}
  const { w, actor, add, again } = await desk((_, response) => {
    void during().then(() => response.writeHead(500).end())
  })
  const id = await add()
  await w.ctx.db.updateTable('postSources').set({ failures: 5 }).where('id', '=', id).execute()
  during = () => removeSource(w.ctx, actor, id)
  await again(86_400_000)
  const told = await w.ctx.db
    .selectFrom('notifications')
    .select('kind')
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(told).toEqual([])
})

test('a feed that fails again and again is told once to who brought it, and well again ends it', async () => {
  let status = 500
  const { w, actor, add, again } = await desk((_, response) => {
    response.writeHead(status).end(status === 200 ? rss(item(1)) : '')
  })
  await add()
  const notices = () =>
    w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'forPeople', 'facts', 'count', 'resolvedAt'])
      .where('workspaceId', '=', w.workspaceId)
      .execute()
  await again()
  expect(await notices()).toEqual([])
  await again(86_400_000)
  await again(86_400_000)
  expect(await notices()).toMatchObject([
    { kind: 'feed.failing', forPeople: [actor.id], facts: { trouble: 'unread' }, count: 1, resolvedAt: null },
  ])
  status = 200
  await again(86_400_000)
  expect(await notices()).toMatchObject([{ resolvedAt: expect.any(Date) }])
})

test('who works on some channels has feeds there, and sees none that also goes elsewhere', async () => {
  const { w, url, channelId, actor } = await desk((_, response) => response.end(rss(item(1))))
  const [reads, hidden] = [await join(w, { name: 'Read only' }), await join(w, { name: 'Hidden' })]
  const guest: Actor = {
    ...actor,
    channels: { chosenOnly: true, parts: { [channelId]: 'own', [reads]: 'analyst' } },
  }
  const body = (...channelIds: string[]) => SourceBody.parse({ url, rules: { channelIds } })
  const both = await addSource(w.ctx, actor, body(channelId, hidden))
  const there = await addSource(w.ctx, actor, body(reads))
  const mine = await addSource(w.ctx, guest, body(channelId))
  expect((await listSources(w.ctx, guest)).map(({ id }) => id)).toEqual([mine.id, there.id])
  await expect(readSource(w.ctx, guest, both.id)).rejects.toMatchObject({ code: 'post_source.not_found' })
  await expect(fetchNow(w.ctx, guest, both.id)).rejects.toMatchObject({ code: 'post_source.not_found' })
  await expect(pauseSource(w.ctx, guest, there.id)).rejects.toMatchObject({ code: 'reach.not_there' })
  await expect(addSource(w.ctx, guest, body(hidden))).rejects.toMatchObject({
    code: 'post_source.no_channel',
  })
  await expect(addSource(w.ctx, guest, body())).rejects.toMatchObject({ code: 'reach.choose_channel' })
  expect(await pauseSource(w.ctx, guest, mine.id)).toMatchObject({ state: 'paused' })
  await removeSource(w.ctx, guest, mine.id)
})
