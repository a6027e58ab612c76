import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect } from 'vitest'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { member, openDoor, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import type { Network, Nudge, Webhooks } from '../../../networks/kit/network.ts'
import { hubChallenge, isHashed, jsonOf } from '../../../networks/kit/webhooks.ts'
import type { Server } from '../../../platform/server/index.ts'

const source = { from: 'test', on: '2030-01-01', confidence: 'primary' } as const
/** One that charges, is told by the app alone, and is asked for each account. */
export const dear = {
  addresses: new Set<string>(),
  told: [] as string[],
  left: [] as string[],
  ...{ refuses: false, keeps: false, down: false, key: 'typed' },
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
export const registered: { address: string; secret: string }[] = []
export const unregistered: string[] = []

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
          if (dear.keeps)
            throw new NetworkFailure('rejected', 'Not with this key.', { code: 'hook_keys_refused' })
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
          if (dear.keeps)
            throw new NetworkFailure('rejected', 'Not with this key.', { code: 'hook_keys_refused' })
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

export let w: World
export let server: Server
export let manager: Visitor

beforeAll(async () => {
  w = await world({ networks: networks(), env: { CARILLON_URL: 'https://carillon.example' } })
  server = await openDoor(w)
  manager = await member(w, server, w, 'manager')
})

let count = 0

export async function appIn(workspaceId = w.workspaceId, secret = 'hush', network = 'broad') {
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

export async function channelOf(appId: string | null, remoteId: string, workspaceId = w.workspaceId) {
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
export const due = async (channelId: string) =>
  (
    await w.ctx.db
      .selectFrom('collections')
      .select('subjectKind')
      .where('channelId', '=', channelId)
      .where('nextAt', '<=', w.clock.now())
      .orderBy('subjectKind')
      .execute()
  ).map(({ subjectKind }) => subjectKind)

export async function open(appId: string) {
  const { status, body } = await manager('POST /webhook-doors', { appId })
  expect(status).toBe(200)
  const door = body as { id: string; address: string; verify: string }
  return { ...door, path: new URL(door.address).pathname }
}

export const sign = (text: string | Buffer, secret = 'hush') =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`

export const post = (path: string, payload: string | Buffer, signature = sign(payload)) =>
  server.inject({
    method: 'POST',
    url: path,
    payload,
    headers: { 'x-signature': signature, 'content-type': 'application/json', host: 'carillon.example' },
  })

export const telling = (nudges: Partial<Nudge>[], more: object = {}) =>
  JSON.stringify({ nudges: nudges.map((one) => ({ of: 'posts', post: null, ...one })), ...more })

export const standing = async (id: string) =>
  (
    (await manager('GET /webhook-doors')).body.items as { id: string; refusedWhy: string; heard: number }[]
  ).find((one) => one.id === id)

type Door = {
  id: string
  appId: string
  address: string
  verify: string
  registeredAt: string | null
  trouble: { code: string; words: string | null } | null
  accounts: { all: number; told: number; troubles: { name: string; trouble: { code: string } }[] } | null
}

export const doorAt = async (appId: string) =>
  ((await manager('GET /webhook-doors')).body.items as Door[]).find((door) => door.appId === appId)

/** An account of the network that charges, signed in by an app. */
export async function dearAccount(appId: string, remoteId: string, workspaceId = w.workspaceId) {
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
export async function openDear(appId: string) {
  const values = { key: 'typed' }
  expect(await manager('POST /webhook-doors', { appId, values, agreed: true })).toMatchObject({ status: 200 })
  const door = await doorAt(appId)
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': door?.verify ?? '', 'hub.challenge': '7' }
  const asked = `${new URL(door?.address ?? '').pathname}?${new URLSearchParams(query)}`
  expect(await server.inject(asked)).toMatchObject({ statusCode: 200 })
  return door
}
