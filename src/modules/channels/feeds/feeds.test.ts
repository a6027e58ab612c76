import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { feed } from '../../../networks/feed/index.ts'
import type { Content } from '../../../networks/kit/content.ts'
import { part, picture } from '../../../networks/kit/stage.ts'
import type { Server } from '../../../platform/server/index.ts'
import { accountFor } from '../accounts/index.ts'

let w: World
let server: Server
let owner: Visitor
const hub = 'https://hub.example/'
const pings: string[] = []
let hubAnswers = () => new Response(null, { status: 204 })

beforeAll(async () => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (String(input) !== hub) throw new Error(`Nobody expected a request to ${String(input)}`)
    pings.push(String(init?.body))
    return hubAnswers()
  }
  w = await world({
    networks: [feed],
    alone: true,
    fetch,
    env: { CARILLON_URL: 'https://social.example.com', CARILLON_WEBSUB_HUB: hub },
  })
  server = await openDoor(w)
  owner = await program(server, w, 'owner')
})

beforeEach(() => {
  pings.length = 0
})

type Channel = { id: string; profileUrl: string; settings: object }

async function makeFeed(title = 'News'): Promise<{ channel: Channel; token: string }> {
  const fields = { title, description: 'What is new', home: 'shop.example', language: 'lv' }
  const { status, body } = await owner('POST /channels', { network: 'feed', way: 'make', fields })
  expect(status).toBe(200)
  const [channel] = body.channels as Channel[]
  if (!channel) throw new Error('no channel')
  return { channel, token: channel.profileUrl.split('/').at(-1) ?? '' }
}

const contentOf = (over: Partial<Content> = {}): Content => ({
  title: '',
  parts: [part('Sveiki!')],
  firstReply: null,
  languages: ['lv'],
  options: {},
  ...over,
})

async function callFor(channelId: string, content: Content, key: string = randomUUID()) {
  const account = await accountFor(w.ctx, channelId)
  return {
    tools: w.ctx.toolsFor('feed', account),
    account,
    content,
    key,
    prepared: null,
    done: [],
    save: async () => {},
    firstAttemptAt: w.clock.now(),
    signal: AbortSignal.timeout(5000),
  }
}

async function publish(channelId: string, content: Content, key?: string) {
  const sent = await feed.publish?.send(await callFor(channelId, content, key))
  if (sent?.state !== 'published' || !sent.parts[0]) throw new Error('It was not published')
  return sent.parts[0]
}

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await server.inject({ url: url.replace('https://social.example.com', ''), headers })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, bytes: answer.rawPayload }
}

describe('a feed of our own', () => {
  test('shows what was published in three formats and as a page, at the address that the post was told', async () => {
    const { channel, token } = await makeFeed('News & more')
    const { url } = await publish(channel.id, contentOf({ title: 'Big <news>' }))
    for (const [ending, type] of [
      ['.rss', 'application/rss+xml'],
      ['.atom', 'application/atom+xml'],
      ['.json', 'application/feed+json'],
      ['', 'text/html'],
    ]) {
      const answer = await get(`/feeds/${token}${ending}`)
      expect([answer.status, answer.headers['content-type']], ending).toEqual([200, `${type}; charset=utf-8`])
      expect(answer.text).toContain('Sveiki!')
      expect(answer.text).toContain(ending === '.json' ? 'News & more' : 'News &amp; more')
    }
    const page = await get(String(url))
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain('Big &lt;news&gt;')
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  })

  test('is answered with 304 until something changes', async () => {
    const { channel, token } = await makeFeed()
    const first = await get(`/feeds/${token}.rss`)
    const etag = String(first.headers.etag)
    expect(first.headers['cache-control']).toContain('public')
    const again = await get(`/feeds/${token}.rss`, { 'if-none-match': `"other", W/${etag}` })
    expect([again.status, again.text]).toEqual([304, ''])
    await publish(channel.id, contentOf())
    const changed = await get(`/feeds/${token}.rss`, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(etag)
  })

  test('holds a delivery once, however often and by how many workers it is sent', async () => {
    const { channel, token } = await makeFeed()
    const key = randomUUID()
    const sent = await Promise.all([1, 2, 3].map(() => publish(channel.id, contentOf(), key)))
    expect(new Set(sent.map(({ remoteId }) => remoteId)).size).toBe(1)
    await publish(channel.id, contentOf())
    const { items } = JSON.parse((await get(`/feeds/${token}.json`)).text)
    expect(items).toHaveLength(2)
    expect(JSON.stringify(sent)).not.toContain(key)
  })

  test('shows pictures at addresses that cannot be guessed, whole and in ranges, and no other file', async () => {
    const { channel, token } = await makeFeed()
    const media = [await picture('a bell'), await picture('two')]
    const sent = await publish(channel.id, contentOf({ parts: [part('look', { media })] }))
    const [item] = JSON.parse((await get(`/feeds/${token}.json`)).text).items
    expect(item.attachments).toHaveLength(2)
    const { url } = item.attachments[0]
    const whole = await get(url)
    expect([whole.status, whole.headers['content-type']]).toEqual([200, 'image/png'])
    expect(whole.bytes).toEqual(await media[0]?.read())
    const some = await get(url, { range: 'bytes=0-3' })
    expect([some.status, some.headers['content-range'], some.bytes.length]).toEqual([
      206,
      `bytes 0-3/${whole.bytes.length}`,
      4,
    ])
    expect((await get(url, { range: 'bytes=99999-' })).status).toBe(416)
    expect((await get(url.replace(/\/[\w-]{22}\//, '/aaaaaaaaaaaaaaaaaaaaaa/'))).status).toBe(404)
    expect((await get(`${url}x`)).status).toBe(404)
    expect((await get('/shared/../../keys.json')).status).toBe(404)
    const account = await accountFor(w.ctx, channel.id)
    await feed.remove?.(w.ctx.toolsFor('feed', account), account, [sent])
    expect((await get(url)).status).toBe(404)
  })

  test('follows an edit, and forgets what is removed', async () => {
    const { channel, token } = await makeFeed()
    const sent = await publish(
      channel.id,
      contentOf({ parts: [part('first', { media: [await picture('old')] })] }),
    )
    const before = JSON.parse((await get(`/feeds/${token}.json`)).text).items[0]
    w.clock.on(60_000)
    const changed = contentOf({ parts: [part('second', { media: [await picture('new')] })] })
    await feed.edit?.({ ...(await callFor(channel.id, changed)), parts: [sent] })
    const after = JSON.parse((await get(`/feeds/${token}.json`)).text).items[0]
    expect(after).toMatchObject({
      id: before.id,
      content_text: 'second',
      date_published: before.date_published,
    })
    expect(after.date_modified > before.date_modified).toBe(true)
    expect((await get(before.attachments[0].url)).status).toBe(404)
    expect((await get(after.attachments[0].url)).status).toBe(200)
    const account = await accountFor(w.ctx, channel.id)
    await feed.remove?.(w.ctx.toolsFor('feed', account), account, [sent])
    expect(JSON.parse((await get(`/feeds/${token}.json`)).text).items).toEqual([])
    expect((await get(String(sent.url))).status).toBe(404)
    await expect(feed.edit?.({ ...(await callFor(channel.id, changed)), parts: [sent] })).rejects.toThrow(
      'no longer in the feed',
    )
  })

  test('takes its title and language from the settings of the channel', async () => {
    const { channel, token } = await makeFeed('Before')
    const { status } = await owner(`PATCH /channels/${channel.id}`, {
      settings: { title: 'After', language: 'th' },
    })
    expect(status).toBe(200)
    const { text } = await get(`/feeds/${token}.rss`)
    expect(text).toContain('<title>After</title>')
    expect(text).toContain('<language>th</language>')
    await w.runJobs()
    expect((await owner(`GET /channels/${channel.id}`)).body).toMatchObject({
      name: 'After',
      handle: 'After',
    })
    expect((await owner(`PATCH /channels/${channel.id}`, { settings: { title: '' } })).status).toBe(422)
  })

  test('is gone, not missing, when its channel is removed', async () => {
    const { channel, token } = await makeFeed()
    expect((await owner(`GET /channels/${channel.id}/removal`)).body.feedEnds).toBe(true)
    expect((await owner(`DELETE /channels/${channel.id}`)).status).toBe(204)
    expect((await get(`/feeds/${token}.rss`)).status).toBe(410)
  })

  test('answers nothing at other addresses', async () => {
    const { token } = await makeFeed()
    for (const url of [
      '/feeds/unknown.rss',
      '/feeds/.rss',
      `/feeds/${token}.exe`,
      `/feeds/${token}.constructor`,
      `/feeds/${token}/none`,
      `/feeds/${token}.rss/x`,
      `/feeds/${token.slice(0, -1)}.rss`,
    ])
      expect((await get(url)).status, url).toBe(404)
  })
})

describe('WebSub', () => {
  const topics = (token: string) =>
    ['rss', 'atom', 'json'].map((ending) => `https://social.example.com/feeds/${token}.${ending}`)
  const pinged = () => pings.map((body) => new URLSearchParams(body).get('hub.url'))

  test('each document names the hub and itself', async () => {
    const { token } = await makeFeed()
    const { headers, text } = await get(`/feeds/${token}.atom`)
    expect(headers.link).toBe(
      `<https://social.example.com/feeds/${token}.atom>; rel="self", <${hub}>; rel="hub"`,
    )
    expect(text).toContain(`<link rel="hub" href="${hub}"/>`)
    expect((await get(`/feeds/${token}`)).headers).not.toHaveProperty('link')
  })

  test('the hub is told of each change, and of nothing else', async () => {
    const { channel, token } = await makeFeed()
    await w.runJobs()
    expect(pings).toEqual([])
    const key = randomUUID()
    await publish(channel.id, contentOf(), key)
    await w.runJobs()
    expect(pinged()).toEqual(topics(token))
    expect(new URLSearchParams(pings[0]).get('hub.mode')).toBe('publish')
    pings.length = 0
    await publish(channel.id, contentOf(), key)
    await w.runJobs()
    expect(pings).toEqual([])
  })

  test('a hub that is away delays nobody and is told later', async () => {
    const { channel, token } = await makeFeed()
    hubAnswers = () => new Response(null, { status: 503 })
    await publish(channel.id, contentOf())
    await w.runJobs()
    expect((await get(`/feeds/${token}.rss`)).text).toContain('Sveiki!')
    hubAnswers = () => new Response(null, { status: 204 })
    pings.length = 0
    w.clock.on(3_600_000)
    await w.runJobs()
    expect(pinged()).toEqual(topics(token))
  })
})
