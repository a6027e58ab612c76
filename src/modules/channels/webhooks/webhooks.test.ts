import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { planText } from '../../../../test/factories/delivery.ts'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { member, openDoor, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import type { Account, Network, Nudge, Webhooks } from '../../../networks/kit/network.ts'
import { hubChallenge, isHashed, jsonOf } from '../../../networks/kit/webhooks.ts'
import type { Server } from '../../../platform/server/index.ts'
import { deleteEventsBeyond } from './queries.ts'
import { closeDoorsOf, isStillTold, keepAll, leaveDoor, purge } from './service.ts'

const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
/** One that charges, is told by the app alone, and is asked for each account. */
const dear = {
  addresses: new Set<string>(),
  told: [] as string[],
  left: [] as string[],
  ...{ refuses: false, down: false, key: 'typed' },
  /** What somebody does while it is told of an address, or asked for an account. */
  meanwhile: new Map<string, () => Promise<unknown>>(),
  busy: new Set<string>(),
  twice: [] as string[],
}

const meanwhile = async (of: string) => {
  const work = dear.meanwhile.get(of)
  dear.meanwhile.delete(of)
  await work?.()
}
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
  const telling = (
    id: string,
    of: 'app' | 'channel',
    webhooks: Webhooks,
    more: Partial<WebhookRule> = {},
  ): Network => {
    const network = countingNetwork(id, ['likes'], { webhooks })
    return {
      ...network,
      manifest: {
        ...network.manifest,
        webhooks: { of, steps: [], copies: ['verify'], tells: 'Everything.', source, ...more },
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
    telling(
      'dear',
      'app',
      {
        challenge: (call, { verify }) => hubChallenge(call, verify),
        isSigned: isSigned(({ kept }) => kept.key),
        read,
        async registerApp(_tools, { address }) {
          if (dear.down) throw new NetworkFailure('later', 'It is down.', { code: 'server_down' })
          await meanwhile(address)
          dear.addresses.add(address)
          return { number: '7' }
        },
        async unregisterApp(_tools, { address }) {
          if (dear.down) throw new NetworkFailure('later', 'It is down.', { code: 'server_down' })
          dear.addresses.delete(address)
        },
        async subscribe(_tools, { remoteId }, { keys }) {
          if (dear.down) throw new NetworkFailure('later', 'It is down.', { code: 'server_down' })
          if (dear.refuses)
            throw new NetworkFailure('rejected', 'Not that one.', { code: 'hook_not_allowed' })
          expect(keys.kept).toEqual({ key: dear.key, number: '7' })
          if (dear.busy.has(remoteId)) dear.twice.push(remoteId)
          dear.busy.add(remoteId)
          await pause(5)
          await meanwhile(remoteId)
          dear.busy.delete(remoteId)
          dear.told.push(remoteId)
        },
        async unsubscribe(_tools, { remoteId }) {
          if (dear.down) throw new NetworkFailure('later', 'It is down.', { code: 'server_down' })
          dear.left.push(remoteId)
        },
      },
      {
        ...{ registers: true, subscribes: true, cost: { words: 'A cent each.', source } },
        fields: [{ name: 'key', kind: 'secret', label: 'Key', required: true, max: 20 }],
      },
    ),
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

async function appIn(workspaceId = w.workspaceId, secret = 'hush', network = 'broad') {
  const id = crypto.randomUUID()
  const at = w.clock.now()
  await w.ctx.db
    .insertInto('apps')
    .values({
      ...{ id, workspaceId, network, name: `App ${++count}`, createdAt: at, updatedAt: at },
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
  // A new reason is written down some seconds later at the soonest.
  w.clock.on(6000)
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

type Door = {
  id: string
  appId: string
  address: string
  verify: string
  registeredAt: string | null
  trouble: { code: string; words: string | null } | null
  accounts: { all: number; told: number; troubles: { name: string; trouble: { code: string } }[] } | null
}

const doorAt = async (appId: string) =>
  ((await manager('GET /webhook-doors')).body.items as Door[]).find((door) => door.appId === appId)

/** An account of the network that charges, signed in by an app. */
async function dearAccount(appId: string, remoteId: string, workspaceId = w.workspaceId) {
  const id = await makeChannel(w.ctx, workspaceId, 'dear')
  await w.ctx.db.updateTable('channels').set({ appId, remoteId }).where('id', '=', id).execute()
  await w.ctx.db
    .insertInto('channelCredentials')
    .values({ channelId: id, workspaceId, ...w.ctx.secrets.seal({ token: 't' }, `channel ${id}`) })
    .onConflict((on) => on.doNothing())
    .execute()
  return id
}

/** Opened, agreed to, and asked for by the network. */
async function openDear(appId: string) {
  const values = { key: 'typed' }
  expect(await manager('POST /webhook-doors', { appId, values, agreed: true })).toMatchObject({ status: 200 })
  const door = await doorAt(appId)
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': door?.verify ?? '', 'hub.challenge': '7' }
  const asked = `${new URL(door?.address ?? '').pathname}?${new URLSearchParams(query)}`
  expect(await server.inject(asked)).toMatchObject({ statusCode: 200 })
  return door
}

test('what costs money is off until a person has agreed to it, whatever the jobs do', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-0')
  await keepAll(w.ctx)
  expect([dear.addresses.size, dear.told]).toEqual([0, []])
  const values = { key: 'typed' }
  expect(await manager('POST /webhook-doors', { appId, values })).toMatchObject({
    body: { code: 'webhook.costs' },
  })
  expect(await manager('POST /webhook-doors', { appId, agreed: true })).toMatchObject({
    body: { code: 'webhook.lacks' },
  })
  const long = { key: 'x'.repeat(21) }
  expect(await manager('POST /webhook-doors', { appId, values: long, agreed: true })).toMatchObject({
    body: { code: 'webhook.odd' },
  })
  expect(dear.addresses.size).toBe(0)
  await openDear(appId)
  // What was typed and agreed to once is kept.
  expect(await manager('POST /webhook-doors', { appId })).toMatchObject({ status: 200 })
  const door = await doorAt(appId)
  expect([...dear.addresses]).toEqual([door?.address])
  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({ status: 204 })
  expect(dear.addresses.size).toBe(0)
  await keepAll(w.ctx)
  expect(await manager('POST /webhook-doors', { appId, values })).toMatchObject({
    body: { code: 'webhook.costs' },
  })
})

test('each account of an app is asked for, in whichever workspace, and let go when it leaves', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const beside = await w.tenant()
  const [one, twin] = [await dearAccount(appId, 'd-1'), await dearAccount(appId, 'd-1', beside.workspaceId)]
  await openDear(appId)
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => id === 'd-1')).toHaveLength(2)
  expect(await doorAt(appId)).toMatchObject({ accounts: { all: 2, told: 2, troubles: [] } })
  await keepAll(w.ctx)
  expect(dear.told.filter((id) => id === 'd-1')).toHaveLength(2)
  // Somebody else still has the account.
  const account = { appId, remoteId: 'd-1' }
  await leaveDoor(w.ctx, { ...account, channelId: one, workspaceId: w.workspaceId } as Account)
  expect(dear.left).toEqual([])
  await leaveDoor(w.ctx, { ...account, channelId: twin, workspaceId: beside.workspaceId } as Account)
  expect(dear.left).toEqual(['d-1'])
})

test('what a network refuses is told by a code, and asked for again after an hour or when a person asks', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-2')
  await openDear(appId)
  dear.refuses = true
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({
    ...{ all: 1, told: 0 },
    troubles: [{ trouble: { code: 'hook_not_allowed', words: 'Not that one.' } }],
  })
  dear.refuses = false
  await keepAll(w.ctx)
  expect(dear.told).not.toContain('d-2')
  expect(await manager('POST /webhook-doors', { appId })).toMatchObject({ status: 200 })
  await keepAll(w.ctx)
  expect(dear.told).toContain('d-2')
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 1, troubles: [] })
  dear.down = true
  await manager('POST /webhook-doors', { appId })
  expect((await doorAt(appId))?.trouble).toEqual({ code: 'server_down', words: 'It is down.' })
  dear.down = false
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.trouble?.code).toBe('server_down')
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.trouble).toBeNull()
})

test('a network that is down is asked for one account and no more in a round', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  for (const id of ['d-6', 'd-7', 'd-8']) await dearAccount(appId, id)
  await openDear(appId)
  dear.down = true
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({
    ...{ all: 3, told: 0 },
    troubles: [{ trouble: { code: 'server_down' } }],
  })
  dear.down = false
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 2 })
})

test('a network that is down when a door is closed is told by the job, and nobody is heard there meanwhile', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const [one] = [await dearAccount(appId, 'd-3'), await dearAccount(appId, 'd-4')]
  const door = await openDear(appId)
  await keepAll(w.ctx)
  const before = dear.addresses.size
  dear.down = true
  expect(await manager(`DELETE /webhook-doors/${door?.id}`)).toMatchObject({ status: 204 })
  await keepAll(w.ctx)
  expect(dear.addresses.size).toBe(before)
  expect(await doorAt(appId)).toMatchObject({ id: null })
  const text = telling([{ remoteId: 'd-3' }])
  expect((await post(new URL(door?.address ?? '').pathname, text, sign(text, 'typed'))).statusCode).toBe(404)
  dear.down = false
  // Signed out meanwhile: the app takes it back by itself.
  await w.ctx.db.deleteFrom('channelCredentials').where('channelId', '=', one).execute()
  await keepAll(w.ctx)
  expect(dear.left.filter((id) => /d-[34]/.test(id)).sort()).toEqual(['d-3', 'd-4'])
  expect(dear.addresses.has(door?.address ?? '')).toBe(false)
  expect(await w.ctx.db.selectFrom('webhookDoors').select('id').where('appId', '=', appId).execute()).toEqual(
    [],
  )
})

test('an account that signs in by another app is let go at the old door, and asked for at the new', async () => {
  const [old, fresh] = [
    await appIn(w.workspaceId, 'hush', 'dear'),
    await appIn(w.workspaceId, 'hush', 'dear'),
  ]
  const channelId = await dearAccount(old, 'd-5')
  await openDear(old)
  await openDear(fresh)
  await keepAll(w.ctx)
  await w.ctx.db.updateTable('channels').set({ appId: fresh }).where('id', '=', channelId).execute()
  w.clock.on(3_600_000)
  await keepAll(w.ctx)
  expect(dear.left).toContain('d-5')
  expect(dear.told.filter((id) => id === 'd-5')).toHaveLength(2)
  expect(await doorAt(fresh)).toMatchObject({ accounts: { told: 1 } })
})

test('a door that is closed while the network is told of it stays closed, and nothing is asked for there', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-10')
  const door = await openDear(appId)
  dear.meanwhile.set(door?.address ?? '', () => manager(`DELETE /webhook-doors/${door?.id}`))
  await manager('POST /webhook-doors', { appId })
  expect(await doorAt(appId)).toMatchObject({ id: null })
  expect(dear.addresses.has(door?.address ?? '')).toBe(false)
  await keepAll(w.ctx)
  expect(dear.told).not.toContain('d-10')
})

test('two rounds at once ask for one account one after the other', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const beside = await w.tenant()
  await dearAccount(appId, 'd-11')
  await dearAccount(appId, 'd-11', beside.workspaceId)
  await dearAccount(appId, 'd-12')
  await openDear(appId)
  await Promise.all([keepAll(w.ctx), keepAll(w.ctx)])
  await keepAll(w.ctx)
  expect(dear.twice).toEqual([])
  expect(dear.told.filter((id) => /d-1[12]/.test(id)).sort()).toEqual(['d-11', 'd-11', 'd-12'])
  expect(await doorAt(appId)).toMatchObject({ accounts: { all: 3, told: 3 } })
})

test('an account that leaves while it is asked for is taken back', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const channelId = await dearAccount(appId, 'd-13')
  await openDear(appId)
  dear.meanwhile.set('d-13', async () => {
    await leaveDoor(w.ctx, { appId, remoteId: 'd-13', channelId, workspaceId: w.workspaceId } as Account)
    // Whatever was taken back by then was too early.
    dear.left.length = 0
  })
  await keepAll(w.ctx)
  expect([dear.told.includes('d-13'), dear.left]).toEqual([true, ['d-13']])
})

test('with the keys of another app the address goes there, and each account is asked for anew', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  await dearAccount(appId, 'd-14')
  await openDear(appId)
  await keepAll(w.ctx)
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 1 })
  dear.key = 'another'
  await manager('POST /webhook-doors', { appId, values: { key: 'another' } })
  expect((await doorAt(appId))?.accounts).toMatchObject({ told: 0 })
  await keepAll(w.ctx)
  dear.key = 'typed'
  expect(dear.told.filter((id) => id === 'd-14')).toHaveLength(2)
})

test('an app whose network charges goes only once nothing is told at its address', async () => {
  const appId = await appIn(w.workspaceId, 'hush', 'dear')
  const door = await openDear(appId)
  const refused = { status: 409, body: { code: 'app.told' } }
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject(refused)
  await manager(`DELETE /webhook-doors/${door?.id}`)
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject(refused)
  await keepAll(w.ctx)
  expect(await manager(`DELETE /apps/${appId}`)).toMatchObject({ status: 204 })
})

test('a workspace that is over waits until nothing is told of it any more', async () => {
  const over = await w.tenant()
  const theirs = await member(w, server, over, 'manager')
  const appId = await appIn(over.workspaceId, 'hush', 'dear')
  const { body } = await theirs('POST /webhook-doors', { appId, values: { key: 'typed' }, agreed: true })
  expect([dear.addresses.has(String(body.address)), await isStillTold(w.ctx, over.workspaceId)]).toEqual([
    true,
    false,
  ])
  await w.ctx.db.transaction().execute((tx) => closeDoorsOf(w.ctx, tx, over.workspaceId))
  expect(await isStillTold(w.ctx, over.workspaceId)).toBe(true)
  await keepAll(w.ctx)
  expect(dear.addresses.has(String(body.address))).toBe(false)
  expect(await isStillTold(w.ctx, over.workspaceId)).toBe(false)
})

test('two processes hear one call once', async () => {
  const appId = await appIn()
  const { id, path } = await open(appId)
  await channelOf(appId, 'page-7')
  const second = await openDoor(w)
  const text = telling([{ remoteId: 'page-7' }], { id: 'event-7' })
  const headers = { 'x-signature': sign(text), 'content-type': 'application/json', host: 'carillon.example' }
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      (n % 2 ? second : server).inject({ method: 'POST', url: path, payload: text, headers }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200))
  expect(await standing(id)).toMatchObject({ heard: 1 })
})

test('who knocks without end, in turns with a wrong token and a wrong signature, does not make us write without end', async () => {
  const { id, path } = await open(await appIn())
  const written = async () =>
    (
      await w.ctx.db
        .selectFrom('webhookDoors')
        .select(({ ref }) => ref('refusedAt').as('at'))
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).at?.getTime()
  await post(path, '{}', 'wrong')
  const first = await written()
  w.clock.on(2000)
  for (let n = 0; n < 4; n++) {
    await server.inject(path)
    await post(path, '{}', 'wrong')
  }
  expect(await written()).toBe(first)
  w.clock.on(5000)
  await server.inject(path)
  expect(await standing(id)).toMatchObject({ refusedWhy: 'challenge' })
})

test('of one door only so many events are kept, the newest', async () => {
  const appId = await appIn()
  const { path } = await open(appId)
  const ids = Array.from({ length: 5 }, (_, n) => `many-${n}`)
  for (const id of ids) {
    w.clock.on(1000)
    await post(path, telling([], { id }))
  }
  const door = (await doorAt(appId))?.id ?? ''
  const kept = () => w.ctx.db.selectFrom('webhookEvents').select('at').where('doorId', '=', door).execute()
  const before = (await kept()).map(({ at }) => at.getTime()).sort()
  await deleteEventsBeyond(w.ctx.db, 3)
  expect((await kept()).map(({ at }) => at.getTime()).sort()).toEqual(before.slice(2))
})

test('what came a week ago is forgotten', async () => {
  w.clock.on(8 * 86_400_000)
  await purge(w.ctx)
  const left = await w.ctx.db.selectFrom('webhookEvents').select('digest').execute()
  expect(left).toEqual([])
})
