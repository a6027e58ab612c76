import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { startWorker } from '../../../house.ts'
import { networks } from '../../../networks/registry.ts'
import { verify } from '../../../networks/webhook/example/receiver.mjs'
import { createOutbound } from '../../../platform/http/index.ts'
import type { Server as Web } from '../../../platform/server/index.ts'

type Event = {
  type: string
  id: string
  data: { post?: { text: string; media: { url: string; alt: string }[] } }
}

let w: World
let web: Web
let owner: Visitor
let receiver: Server
let worker: { stop(): Promise<void> }
const secret = 'a secret of twenty-four characters and more'
const events: Event[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      if (!verify(secret, request.headers, body)) return void response.writeHead(401).end()
      events.push(JSON.parse(body.toString()))
      response.end('{"id":"shop-1","url":"https://shop.example/1"}')
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  w = await world({
    at: 'real',
    alone: true,
    networks,
    fetch: createOutbound({ allowedHosts: [host()] }),
    env: { CARILLON_URL: 'https://social.example.com' },
  })
  web = await openDoor(w)
  owner = await program(web, w, 'owner')
  worker = await startWorker(w.ctx)
})

afterAll(async () => {
  await worker.stop()
  receiver.close()
})

const host = () => `127.0.0.1:${(receiver.address() as AddressInfo).port}`

async function join(
  network: string,
  way: string,
  fields: object,
): Promise<{ id: string; profileUrl: string }> {
  const { status, body } = await owner('POST /channels', { network, way, fields })
  expect(status).toBe(200)
  const [channel] = body.channels as { id: string; profileUrl: string }[]
  if (!channel) throw new Error('Nothing was joined')
  return channel
}

test('on a fresh house, with nobody else, a post goes from the API into a feed and to a receiver, once', async () => {
  const feed = await join('feed', 'make', { title: 'News' })
  const hook = await join('webhook', 'address', { url: `http://${host()}/in`, secret })
  const text = 'The bells ring. สวัสดี, Rīga! https://example.com'
  const { status, body } = await owner('POST /posts', {
    content: { title: 'Bells', parts: [{ text }], languages: ['en'] },
    variants: [{ channelId: feed.id }, { channelId: hook.id }],
    schedule: { kind: 'now' },
  })
  expect([status, body.notes ?? []]).toEqual([201, expect.not.arrayContaining([{ level: 'error' }])])
  const states = async () =>
    (
      (await owner(`GET /deliveries?post=${body.id}`)).body.items as {
        state: string
        parts: { url: string }[]
      }[]
    ).map((delivery) => [delivery.state, delivery.parts[0]?.url])
  await expect.poll(states, { timeout: 10_000 }).toEqual(
    expect.arrayContaining([
      ['published', 'https://shop.example/1'],
      ['published', expect.stringMatching(`^${feed.profileUrl}/`)],
    ]),
  )
  const read = await web.inject({ url: `${new URL(feed.profileUrl).pathname}.json` })
  expect(read.json().items).toMatchObject([{ title: 'Bells', content_text: text, language: 'en' }])
  const posts = events.filter(({ type }) => type === 'post.publish')
  expect(posts).toMatchObject([{ data: { post: { text } } }])
  await expect.poll(async () => ((await owner('GET /publications')).body.items as object[]).length).toBe(2)
})
