import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { planText } from '../../../../test/factories/delivery.ts'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { member, openDoor, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Account, Network, Nudge, Webhooks } from '../../../networks/kit/network.ts'
import { hubChallenge, isHashed, jsonOf } from '../../../networks/kit/webhooks.ts'
import type { Server } from '../../../platform/server/index.ts'
import { keepAll, leaveDoor, purge } from './service.ts'

const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
const registered: { address: string; secret: string }[] = []
const unregistered: string[] = []

const read: Webhooks['read'] = (call) => {
  const body = jsonOf(call) as { id?: string; at?: string; nudges?: Nudge[] } | null
  if (!body?.nudges) return null
  return {
    events: body.id ? [body.id] : [],
    at: body.at ? new Date(body.at) : null,
    nudges: body.nudges,
    answer: { type: 'text/plain', body: 'ok' },
  }
}

/** One that tells an app of all its accounts, and one that tells each account for itself and takes our address. */
function networks(): Network[] {
  const telling = (id: string, of: 'app' | 'channel', webhooks: Webhooks): Network => {
    const network = countingNetwork(id, ['likes'], { webhooks })
    return {
      ...network,
      manifest: {
        ...network.manifest,
        webhooks: { of, steps: [], copies: ['verify'], tells: 'Everything.', source },
      },
    }
  }
  const isSigned =
    (secretOf: (keys: Parameters<Webhooks['isSigned']>[1]) => string | undefined): Webhooks['isSigned'] =>
    ({ headers, body }, keys) =>
      isHashed(headers['x-signature'], 'sha256', secretOf(keys), body)
  return [
    telling('broad', 'app', {
      challenge: (call, { verify }) => hubChallenge(call, verify),
      isSigned: isSigned(({ app }) => app?.values.clientSecret),
      read,
    }),
    telling('near', 'channel', {
      isSigned: isSigned(({ secret }) => secret),
      read,
      async register(_tools, _account, door) {
        registered.push(door)
        return {}
      },
      async unregister(_tools, _account, address) {
        unregistered.push(address)
      },
    }),
    telling('hub', 'channel', {
      challenge: (call, { verify }) => hubChallenge(call, verify),
      isSigned: isSigned(({ secret }) => secret),
      read,
      register: async () => ({}),
    }),
  ]
}

let w: World
let server: Server
let manager: Visitor

beforeAll(async () => {
  w = await world({ networks: networks(), env: { CARILLON_URL: 'https://carillon.example' } })
  server = await openDoor(w)
  manager = await member(w, server, w, 'manager')
})

let count = 0

async function appIn(workspaceId = w.workspaceId, secret = 'hush') {
  const id = crypto.randomUUID()
  const at = w.clock.now()
  await w.ctx.db
    .insertInto('apps')
    .values({
      ...{ id, workspaceId, network: 'broad', name: `App ${++count}`, createdAt: at, updatedAt: at },
      ...w.ctx.secrets.seal({ clientSecret: secret }, `network app ${id}`),
    })
    .execute()
  return id
}

async function channelOf(appId: string | null, remoteId: string, workspaceId = w.workspaceId) {
  const id = await makeChannel(w.ctx, workspaceId, appId ? 'broad' : 'near')
  await w.ctx.db.updateTable('channels').set({ appId, remoteId }).where('id', '=', id).execute()
  const publication = await makePublication(w.ctx, workspaceId, id, '2029-12-31T10:00:00Z')
  const { remoteId: post } = await w.ctx.db
    .selectFrom('publications')
    .select('remoteId')
    .where('id', '=', publication)
    .executeTakeFirstOrThrow()
  const nextAt = new Date('2030-01-01T20:00:00Z')
  const row = { workspaceId, channelId: id, nextAt }
  await w.ctx.db
    .insertInto('collections')
    .values([
      { ...row, subjectKind: 'channel', subjectId: id },
      { ...row, subjectKind: 'history', subjectId: id },
      { ...row, subjectKind: 'publication', subjectId: publication },
    ])
    .execute()
  return { id, post }
}

/** What is to be looked at by now. */
const due = async (channelId: string) =>
  (
    await w.ctx.db
      .selectFrom('collections')
      .select('subjectKind')
      .where('channelId', '=', channelId)
      .where('nextAt', '<=', w.clock.now())
      .orderBy('subjectKind')
      .execute()
  ).map(({ subjectKind }) => subjectKind)

async function open(appId: string) {
  const { status, body } = await manager('POST /webhook-doors', { appId })
  expect(status).toBe(200)
  const door = body as { id: string; address: string; verify: string }
  return { ...door, path: new URL(door.address).pathname }
}

const sign = (text: string | Buffer, secret = 'hush') =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`

const post = (path: string, payload: string | Buffer, signature = sign(payload)) =>
  server.inject({
    method: 'POST',
    url: path,
    payload,
    headers: { 'x-signature': signature, 'content-type': 'application/json', host: 'carillon.example' },
  })

const telling = (nudges: Partial<Nudge>[], more: object = {}) =>
  JSON.stringify({ nudges: nudges.map((one) => ({ of: 'posts', post: null, ...one })), ...more })

const standing = async (id: string) =>
  (
    (await manager('GET /webhook-doors')).body.items as { id: string; refusedWhy: string; heard: number }[]
  ).find((one) => one.id === id)

test('a door proves itself by its token, and is heard under the secret of its app', async () => {
  const appId = await appIn()
  const { id, path, verify } = await open(appId)
  const ask = (token: string, challenge: string) =>
    server.inject(
      `${path}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge })}`,
    )
  expect(await ask(verify, '12345')).toMatchObject({ statusCode: 200, body: '12345' })
  expect(await ask('guessed', '12345')).toMatchObject({ statusCode: 404 })
  expect(await ask(verify, '<script>alert(1)</script>')).toMatchObject({ statusCode: 404 })
  const channel = await channelOf(appId, 'page-1')
  expect(await due(channel.id)).toEqual([])
  const answer = await post(path, telling([{ remoteId: 'page-1' }]))
  expect(answer).toMatchObject({ statusCode: 200, body: 'ok' })
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(await due(channel.id)).toEqual(['history'])
  await post(path, telling([{ remoteId: 'page-1', of: 'numbers', post: channel.post }]))
  expect(await due(channel.id)).toEqual(['history', 'publication'])
  expect(await standing(id)).toMatchObject({ heard: 2 })
})

test('who is not the network learns nothing: a wrong signature is answered as an address that is none', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  const channel = await channelOf(appId, 'page-2')
  const text = telling([{ remoteId: 'page-2' }])
  const answers = await Promise.all([
    post(path, text, sign(text, 'guessed')),
    post(path, text, ''),
    post(path, text, `sha256=${'0'.repeat(64)}`),
    post(path, text, sign(`${text} `)),
    post('/hooks/nothing', text),
    post(`/hooks/${'a'.repeat(190)}`, text),
  ])
  const told = answers.map(({ statusCode, body }) => {
    const { instance: _, requestId: __, ...rest } = JSON.parse(body)
    return [statusCode, rest.code, rest.detail]
  })
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(told[0]?.[0]).toBe(404)
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'signature', heard: 0 })
})

test('what was heard is not heard again; what is old or of the future neither', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  const channel = await channelOf(appId, 'page-3')
  const later = () =>
    w.ctx.db
      .updateTable('collections')
      .set({ nextAt: new Date('2030-01-01T20:00:00Z') })
      .where('channelId', '=', channel.id)
      .execute()
  const text = telling([{ remoteId: 'page-3' }], { id: 'event-1' })
  await post(path, text)
  expect(await due(channel.id)).toEqual(['history'])
  await later()
  expect(await post(path, text)).toMatchObject({ statusCode: 200 })
  expect(await post(path, `${text}\n`)).toMatchObject({ statusCode: 200 })
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'again', heard: 1 })
  for (const at of ['2029-12-20T08:00:00Z', '2030-01-01T09:00:00Z'])
    await post(path, telling([{ remoteId: 'page-3' }], { at }))
  expect(await due(channel.id)).toEqual([])
  expect(await standing(id)).toMatchObject({ refusedWhy: 'stale', heard: 1 })
})

test('however much comes in, a post and an account are not asked for again before some minutes are over', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const channel = await channelOf(appId, 'page-6')
  const now = w.clock.now()
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const settled = async (minutes: number) => {
    const row = { collectedAt: ago(minutes), nextAt: new Date('2030-01-01T20:00:00Z') }
    await w.ctx.db.updateTable('collections').set(row).where('channelId', '=', channel.id).execute()
    const check = { checkedAt: ago(minutes), checkDueAt: new Date('2030-01-02T20:00:00Z'), checkFailures: 0 }
    await w.ctx.db.updateTable('channels').set(check).where('id', '=', channel.id).execute()
  }
  const all = ['posts', 'account', 'numbers'] as const
  const flood = async (id: string) =>
    post(path, telling([...all.map((of) => ({ remoteId: 'page-6', of }))], { id }))
  const checkDue = async () =>
    (
      await w.ctx.db
        .selectFrom('channels')
        .select('checkDueAt')
        .where('id', '=', channel.id)
        .executeTakeFirstOrThrow()
    ).checkDueAt
  await settled(2)
  await flood('a')
  expect(await due(channel.id)).toEqual([])
  expect(await checkDue()).toEqual(new Date(now.getTime() + 3 * 60_000))
  await settled(6)
  await flood('b')
  expect(await due(channel.id)).toEqual(['channel', 'history'])
  expect(await checkDue()).toEqual(now)
  await settled(16)
  await w.ctx.db.updateTable('channels').set({ checkFailures: 1 }).where('id', '=', channel.id).execute()
  await flood('c')
  expect(await due(channel.id)).toEqual(['channel', 'history', 'publication'])
  // What failed waits as long as it was told to.
  expect(await checkDue()).toEqual(new Date('2030-01-02T20:00:00Z'))
})

test('what the network was still working on is looked at anew; a post that only waits is not', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const channel = await channelOf(appId, 'page-5')
  const later = new Date('2030-01-01T20:00:00Z')
  const ids = await Promise.all([1, 2].map((n) => planText(w, channel.id, `Bread ${n}`, later)))
  await w.ctx.db
    .updateTable('deliveries')
    .set({ state: 'sent', pending: JSON.stringify({ handle: 1 }) })
    .where('id', '=', ids[0] ?? '')
    .execute()
  await post(path, telling([{ remoteId: 'page-5', of: 'publishing' }]))
  const rows = await w.ctx.db
    .selectFrom('deliveries')
    .select(['state', 'nextAt'])
    .where('channelId', '=', channel.id)
    .orderBy('state')
    .execute()
  expect(rows.map(({ state, nextAt }) => [state, nextAt])).toEqual([
    ['scheduled', later],
    ['sent', w.clock.now()],
  ])
})

test('an app speaks of its own accounts alone, in whichever workspace; a stranger’s app of none of them', async () => {
  const [ours, theirs] = [await appIn(), await appIn(w.workspaceId, 'other')]
  const door = await open(theirs)
  const beside = await w.tenant()
  const [a, b] = [await channelOf(ours, 'page-4'), await channelOf(theirs, 'page-4', beside.workspaceId)]
  const text = telling([{ remoteId: 'page-4' }])
  await post(door.path, text, sign(text, 'other'))
  expect([await due(a.id), await due(b.id)]).toEqual([[], ['history']])
  const stranger = await member(w, server, await w.tenant(), 'manager')
  expect(await stranger('POST /webhook-doors', { appId: ours })).toMatchObject({ status: 404 })
  expect(await stranger(`DELETE /webhook-doors/${door.id}`)).toMatchObject({ status: 404 })
})

test.each<[string, Buffer | string]>([
  ['no JSON', '{'],
  ['JSON of another shape', '[1,2]'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['nested without end', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ['nothing', ''],
])('signed and unreadable: %s', async (_, payload) => {
  const { path } = await open(await appIn())
  expect((await post(path, payload)).statusCode).toBe(422)
})

test('a body without measure, or one that comes drop by drop, is not waited for', async () => {
  const { path } = await open(await appIn())
  expect((await post(path, 'x'.repeat(600 << 10))).statusCode).toBe(413)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('It listens on a port')
  const line = connect(address.port, '127.0.0.1')
  const began = performance.now()
  line.write(`POST ${path} HTTP/1.1\r\nhost: carillon.example\r\ncontent-length: 1000\r\n\r\n{`)
  const drops = setInterval(() => line.write(' '), 500)
  line.on('error', () => {})
  await new Promise<void>((resolve) => line.on('close', () => resolve()))
  clearInterval(drops)
  expect(performance.now() - began).toBeLessThan(9000)
}, 20_000)

test('too many at once are asked to come again', async () => {
  const { path } = await open(await appIn())
  const answers = await Promise.all(Array.from({ length: 1300 }, () => server.inject(path)))
  expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true)
  w.clock.on(5 * 60_000)
})

test('a network that takes our address is given it by itself, again after an hour of trouble, and told when we leave', async () => {
  const channel = await channelOf(null, 'bot-1')
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({
      ...{ channelId: channel.id, workspaceId: w.workspaceId },
      ...w.ctx.secrets.seal({ token: 't' }, `channel ${channel.id}`),
    })
    .execute()
  await keepAll(w.ctx)
  const { body } = await manager('GET /webhook-doors')
  const door = (body.items as { channelId: string; address: string; trouble: string | null }[]).find(
    ({ channelId }) => channelId === channel.id,
  )
  expect(door?.address).toMatch(/^https:\/\/carillon\.example\/hooks\/[\w-]{43}$/)
  expect(door?.trouble).toBeNull()
  expect(registered.map(({ address }) => address)).toEqual([door?.address])
  await keepAll(w.ctx)
  expect(registered).toHaveLength(1)
  const account = { channelId: channel.id, workspaceId: w.workspaceId } as Account
  await leaveDoor(w.ctx, account)
  expect(unregistered).toEqual([door?.address])
})

test('a door that a person closed is opened by no job, and by a person again', async () => {
  const [one, other] = [await channelOf(null, 'bot-2'), await channelOf(null, 'bot-3')]
  for (const { id } of [one, other])
    await w.ctx.db
      .insertInto('channelCredentials')
      .values({
        ...{ channelId: id, workspaceId: w.workspaceId },
        ...w.ctx.secrets.seal({ token: 't' }, `channel ${id}`),
      })
      .execute()
  type Door = { id: string | null; channelId: string; address: string | null; registeredAt: string | null }
  const doorOf = async (channelId: string) =>
    ((await manager('GET /webhook-doors')).body.items as Door[]).find((door) => door.channelId === channelId)
  await keepAll(w.ctx)
  const before = await doorOf(one.id)
  expect(before?.registeredAt).not.toBeNull()
  expect(await manager(`DELETE /webhook-doors/${before?.id}`)).toMatchObject({ status: 204 })
  expect(unregistered).toContain(before?.address)
  expect(await doorOf(one.id)).toMatchObject({ id: null, address: null, registeredAt: null })
  expect(await manager(`DELETE /webhook-doors/${before?.id}`)).toMatchObject({ status: 404 })
  // One that had the same address at the network is told of anew.
  expect(await doorOf(other.id)).toMatchObject({ registeredAt: null })
  w.clock.on(2 * 3_600_000)
  await keepAll(w.ctx)
  expect(await doorOf(one.id)).toMatchObject({ id: null })
  expect((await doorOf(other.id))?.registeredAt).not.toBeNull()
  expect(await manager('POST /webhook-doors', { channelId: one.id })).toMatchObject({ status: 200 })
  const after = await doorOf(one.id)
  expect(after?.registeredAt).not.toBeNull()
  expect(after?.address).not.toBe(before?.address)
})

test('where the network asks back, an address is known only once it was answered', async () => {
  const id = await makeChannel(w.ctx, w.workspaceId, 'hub')
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({
      ...{ channelId: id, workspaceId: w.workspaceId },
      ...w.ctx.secrets.seal({ token: 't' }, `channel ${id}`),
    })
    .onConflict((on) => on.doNothing())
    .execute()
  type Door = { channelId: string; address: string; verify: string; registeredAt: string | null }
  const door = async () =>
    ((await manager('GET /webhook-doors')).body.items as Door[]).find(({ channelId }) => channelId === id)
  await keepAll(w.ctx)
  const told = await door()
  expect(told).toMatchObject({ registeredAt: null, trouble: null })
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': told?.verify ?? '', 'hub.challenge': '7' }
  const asked = `${new URL(told?.address ?? '').pathname}?${new URLSearchParams(query)}`
  expect(await server.inject(asked)).toMatchObject({ statusCode: 200, body: '7' })
  expect((await door())?.registeredAt).not.toBeNull()
})

test('what came a week ago is forgotten', async () => {
  w.clock.on(8 * 86_400_000)
  await purge(w.ctx)
  const left = await w.ctx.db.selectFrom('webhookEvents').select('digest').execute()
  expect(left).toEqual([])
})
