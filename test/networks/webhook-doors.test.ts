import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepAll } from '../../src/modules/channels/webhooks/keep.ts'
import { networks } from '../../src/networks/registry.ts'
import { told } from '../../src/networks/x/webhooks.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { makeChannel } from '../factories/measure.ts'
import { member, openDoor, type Visitor } from '../people/door.ts'
import { type World, world } from '../world.ts'
import { throughDoors } from './doors.ts'
import { xFake } from './x-fake.ts'

/** Real adapters at the real door: what comes is signed as each network signs, and X is its fake. */
const fake = xFake()
const { telling } = fake
let w: World
let server: Server
let manager: Visitor

beforeAll(async () => {
  await fake.start(() => w.clock.now())
  const fetch = throughDoors(globalThis.fetch, fake.doors())
  w = await world({ networks: [...networks], fetch, env: { CARILLON_URL: 'https://carillon.example' } })
  server = await openDoor(w)
  manager = await member(w, server, w, 'manager')
})
afterAll(() => fake.stop())

const app = { clientId: 'client', clientSecret: 'app-secret' }

async function appAt(network: string): Promise<string> {
  const [id, at] = [randomUUID(), w.clock.now()]
  await w.ctx.db
    .insertInto('apps')
    .values({
      ...{ id, workspaceId: w.workspaceId, network, name: network, createdAt: at, updatedAt: at },
      ...w.ctx.secrets.seal(app, `network app ${id}`),
    })
    .execute()
  return id
}

/** An account that signed in by the app, whose list of posts and profile are looked at much later. */
async function accountAt(network: string, appId: string, remoteId: string): Promise<string> {
  const { workspaceId } = w
  const channelId = await makeChannel(w.ctx, workspaceId, network)
  const later = new Date('2030-06-01T00:00:00Z')
  await w.ctx.db
    .updateTable('channels')
    .set({ appId, remoteId, checkDueAt: later, checkFailures: 0 })
    .where('id', '=', channelId)
    .execute()
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({ channelId, workspaceId, ...w.ctx.secrets.seal({ access: 't' }, `channel ${channelId}`) })
    .onConflict((on) => on.doNothing())
    .execute()
  await w.ctx.db
    .insertInto('collections')
    .values({ workspaceId, channelId, nextAt: later, subjectKind: 'history', subjectId: channelId })
    .execute()
  return channelId
}

const isDue = async (channelId: string): Promise<boolean> => {
  const { nextAt } = await w.ctx.db
    .selectFrom('collections')
    .select('nextAt')
    .where('channelId', '=', channelId)
    .executeTakeFirstOrThrow()
  return nextAt <= w.clock.now()
}

type Door = {
  id: string
  appId: string
  address: string
  heard: number
  refusedWhy: string | null
  registeredAt: string | null
  trouble: unknown
  accounts: unknown
}
const doorAt = async (appId: string) =>
  ((await manager('GET /webhook-doors')).body.items as Door[]).find((door) => door.appId === appId)

const call = (address: string, payload: string, headers: Record<string, string>) =>
  server.inject({
    ...{ method: 'POST', url: new URL(address).pathname, payload },
    headers: { 'content-type': 'application/json', host: 'carillon.example', ...headers },
  })
const hmac = (secret: string, text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(text).digest(encoding)

test('X is told by the job and asks the door itself; what it tells is heard once, until the door is closed', async () => {
  const { apiKey, apiSecret } = telling.keys
  telling.isProven = async (url) => {
    const crc_token = 'MTIzNDU2Nzg5MA=='
    const answer = await server.inject(`${new URL(url).pathname}?${new URLSearchParams({ crc_token })}`)
    return JSON.parse(answer.body).response_token === `sha256=${hmac(apiSecret, crc_token, 'base64')}`
  }
  const appId = await appAt('x')
  const user = fake.state.addUser('Anna')
  const channelId = await accountAt('x', appId, user.id)
  await keepAll(w.ctx)
  expect(telling.webhooks.size).toBe(0)
  const values = { apiKey, apiSecret }
  expect(await manager('POST /webhook-doors', { appId, values, agreed: true })).toMatchObject({ status: 200 })
  const door = await doorAt(appId)
  expect(door).toMatchObject({ trouble: null, registeredAt: w.clock.now().toISOString() })
  expect(JSON.stringify(door)).not.toContain(apiSecret)
  await keepAll(w.ctx)
  const asked = [...telling.subscriptions.values()]
  expect(asked.map(({ event_type, filter }) => [event_type, filter.user_id])).toEqual(
    told.map((name) => [name, user.id]),
  )
  expect((await doorAt(appId))?.accounts).toEqual({ all: 1, told: 1, troubles: [] })

  const data = { event_uuid: '-1', event_type: 'post.create', filter: { user_id: user.id }, payload: {} }
  const body = JSON.stringify({ data })
  const address = door?.address ?? ''
  const tell = (text: string, secret = apiSecret) =>
    call(address, text, { 'x-twitter-webhooks-signature': `sha256=${hmac(secret, text, 'base64')}` })
  expect((await tell(body, app.clientSecret)).statusCode).toBe(404)
  expect(await isDue(channelId)).toBe(false)
  expect((await tell(body)).statusCode).toBe(200)
  expect(await isDue(channelId)).toBe(true)
  w.clock.on(10_000)
  // Written otherwise, it has the same name.
  expect((await tell(`${body} `)).statusCode).toBe(200)
  expect(await doorAt(appId)).toMatchObject({ heard: 1, refusedWhy: 'again' })

  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({ status: 204 })
  expect(telling.webhooks.size).toBe(0)
  expect((await tell(body)).statusCode).toBe(404)
  await keepAll(w.ctx)
  expect(telling.subscriptions.size).toBe(0)
})

test('TikTok is heard under the time that it signed: an old call comes to nothing, and so does one that came before', async () => {
  const appId = await appAt('tiktok')
  const channelId = await accountAt('tiktok', appId, 'act.one')
  await manager('POST /webhook-doors', { appId })
  const { address = '' } = (await doorAt(appId)) ?? {}
  const event = { event: 'post.publish.publicly_available', user_openid: 'act.one', content: '{}' }
  const body = JSON.stringify({ client_key: 'client', create_time: 1, ...event })
  const tell = (at: Date) => {
    const t = Math.floor(at.getTime() / 1000)
    return call(address, body, { 'tiktok-signature': `t=${t},s=${hmac(app.clientSecret, `${t}.${body}`)}` })
  }
  const now = w.clock.now()
  expect((await tell(new Date(now.getTime() - 3 * 86_400_000))).statusCode).toBe(200)
  expect(await isDue(channelId)).toBe(false)
  expect(await doorAt(appId)).toMatchObject({ heard: 0, refusedWhy: 'stale' })
  expect((await tell(now)).statusCode).toBe(200)
  expect(await isDue(channelId)).toBe(true)
  w.clock.on(10_000)
  // Told again, it is signed anew.
  expect((await tell(w.clock.now())).statusCode).toBe(200)
  expect(await doorAt(appId)).toMatchObject({ heard: 1, refusedWhy: 'again' })
})

test('LinkedIn proves the door by a UUID, and is heard once', async () => {
  const appId = await appAt('linkedin')
  expect(await manager('POST /webhook-doors', { appId, values: { applicationId: 'abc' } })).toMatchObject({
    body: { code: 'webhook.odd' },
  })
  await manager('POST /webhook-doors', { appId, values: { applicationId: '123' } })
  const { address = '' } = (await doorAt(appId)) ?? {}
  const ask = (challengeCode: string) =>
    server.inject(`${new URL(address).pathname}?${new URLSearchParams({ challengeCode })}`)
  const notification = { notificationId: 5, action: 'LIKE', organizationalEntity: 'urn:li:organization:1' }
  const body = JSON.stringify({
    type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS',
    notifications: [
      { ...notification, sourcePost: 'urn:li:share:1', lastModifiedAt: w.clock.now().getTime() },
    ],
  })
  const forged = await ask(`hmacsha256=${body}`)
  expect(forged.statusCode).toBe(404)
  const code = randomUUID()
  const proven = await ask(code)
  expect(proven.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(proven.json()).toEqual({ challengeCode: code, challengeResponse: hmac(app.clientSecret, code) })
  expect((await doorAt(appId))?.registeredAt).not.toBeNull()
  // Of persons LinkedIn tells nothing, so they are not asked for.
  await accountAt('linkedin', appId, 'urn:li:person:abc')
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toEqual({ all: 0, told: 0, troubles: [] })
  const tell = (signature: string) => call(address, body, { 'x-li-signature': signature })
  expect((await tell(hmac(app.clientSecret, body))).statusCode).toBe(404)
  expect((await tell(hmac(app.clientSecret, `hmacsha256=${body}`))).statusCode).toBe(200)
  w.clock.on(10_000)
  expect((await tell(hmac(app.clientSecret, `hmacsha256=${body}`))).statusCode).toBe(200)
  expect(await doorAt(appId)).toMatchObject({ heard: 1, refusedWhy: 'again' })
})
