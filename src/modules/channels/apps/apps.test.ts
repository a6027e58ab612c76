import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { joinedAs, type Puppet, puppet } from '../../../../test/networks/puppet.ts'
import { member, openDoor, type Visitor } from '../../../../test/people/door.ts'
import { type Tenant, type World, world } from '../../../../test/world.ts'
import type { AppRule } from '../../../networks/kit/manifest.ts'
import type { App } from '../../../networks/kit/network.ts'
import type { Server } from '../../../platform/server/index.ts'
import { accountFor } from '../accounts/index.ts'

const rule: AppRule = {
  register: 'https://puppet.example/apps',
  steps: ['Press the button.'],
  fields: [
    { name: 'clientId', kind: 'text', label: 'Id', required: true, max: 20 },
    { name: 'clientSecret', kind: 'secret', label: 'Secret', required: true },
  ],
  ways: ['oauth'],
  scopes: [],
  source: { from: 'test', on: '2030-01-01', confidence: 'primary' },
}

let w: World
let server: Server
let manager: Visitor
/** Another brand of the same organisation, and somebody else's house. */
let sister: Tenant & { manager: Visitor }
let stranger: Visitor
const there: Puppet = puppet({ app: rule })
const seen: App[] = []

beforeAll(async () => {
  const { begin } = there.network.connect
  there.network.connect.begin = async (tools, ...rest) => {
    seen.push(await tools.app())
    if (!begin) throw new Error('The puppet begins')
    return begin(tools, ...rest)
  }
  w = await world({ networks: [there.network] })
  server = await openDoor(w)
  manager = await member(w, server, w, 'manager')
  const beside = await w.tenant()
  await w.ctx.db
    .updateTable('workspaces')
    .set({ organisationId: w.organisationId })
    .where('id', '=', beside.workspaceId)
    .execute()
  sister = { ...beside, manager: await member(w, server, beside, 'manager') }
  stranger = await member(w, server, await w.tenant(), 'manager')
})

beforeEach(() => {
  seen.length = 0
})

let count = 0
const body = (more: object = {}) => ({
  network: 'puppet',
  name: `App ${++count}`,
  values: { clientId: `id-${count}`, clientSecret: 'hush' },
  ...more,
})
async function add(visit: Visitor, more: object = {}) {
  const answer = await visit('POST /apps', body(more))
  expect(answer.status).toBe(201)
  return answer.body as { id: string; name: string; version: number; values: Record<string, string> }
}
const join = (visit: Visitor, more: object = {}) =>
  visit('POST /channels', { network: 'puppet', way: 'oauth', ...more })

/** Signs an account in by an app, back from the network and all. */
async function signIn(visit: Visitor, appId: string, name: string) {
  const joining = await goThere(visit, appId, name)
  return (joining.channels as { id: string }[])[0]?.id ?? ''
}

async function goThere(visit: Visitor, appId: string, name: string, meanwhile = async () => {}) {
  there.offers = [joinedAs(name)]
  const { body: begun } = await join(visit, { appId })
  await meanwhile()
  const state = new URL(String(begun.url)).searchParams.get('state') ?? ''
  await server.inject({
    url: `/connect/callback?${new URLSearchParams({ state, code: 'c' })}`,
    headers: { cookie: visit.cookie, host: 'localhost:4400' },
  })
  return (await visit(`GET /joinings/${String(begun.attemptId)}`)).body
}

describe('an app', () => {
  test('is kept sealed, and its secret is never told again', async () => {
    const app = await add(manager)
    expect(app.values).toEqual({ clientId: `id-${count}` })
    const { body: list } = await manager('GET /apps')
    expect(JSON.stringify(list)).not.toContain('hush')
    expect(list.backUri).toBe('http://localhost:4400/connect/callback')
    const row = await w.ctx.db
      .selectFrom('apps')
      .select('sealed')
      .where('id', '=', app.id)
      .executeTakeFirstOrThrow()
    expect(row.sealed.toString('latin1')).not.toContain('hush')
  })

  test('lacks nothing that the network asks for, and has a name of its own', async () => {
    const lacking = await manager('POST /apps', body({ values: { clientId: 'x' } }))
    expect(lacking).toMatchObject({ status: 422, body: { errors: [{ path: 'values.clientSecret' }] } })
    const app = await add(manager)
    expect(await manager('POST /apps', body({ name: app.name.toUpperCase() }))).toMatchObject({
      status: 422,
      body: { code: 'app.name_taken' },
    })
    expect(await manager('POST /apps', body({ network: 'nowhere' }))).toMatchObject({
      status: 422,
      body: { code: 'app.no_network' },
    })
  })

  test('takes a new secret and keeps the old one when none is given; two who change it meet', async () => {
    const app = await add(manager)
    const change = (more: object) =>
      manager(`PATCH /apps/${app.id}`, { name: app.name, shared: false, values: {}, version: 1, ...more })
    expect(await change({ name: 'Renamed' })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', version: 2 },
    })
    expect(await change({})).toMatchObject({ status: 409, body: { code: 'app.changed' } })
    expect(await change({ version: 2, values: { clientSecret: 'new' } })).toMatchObject({ status: 200 })
    await join(manager, { appId: app.id })
    expect(seen[0]?.values).toEqual({ clientId: app.values.clientId, clientSecret: 'new' })
  })

  test('is what people sign in by: the chosen one, or the oldest, and the channel keeps it', async () => {
    const app = await add(manager)
    const channelId = await signIn(manager, app.id, 'bell')
    expect(seen[0]?.id).toBe(app.id)
    expect((await accountFor(w.ctx, channelId)).appId).toBe(app.id)
    const account = await accountFor(w.ctx, channelId)
    expect((await w.ctx.toolsFor('puppet', account).app()).values.clientSecret).toBe('hush')
  })

  test('is the same again when an account signs in anew, unless another is chosen', async () => {
    const [app, other] = [await add(manager), await add(manager)]
    const channelId = await signIn(manager, app.id, 'again')
    expect((await manager(`GET /channels/${channelId}`)).body).toMatchObject({ appId: app.id })
    await join(manager, { channelId })
    await join(manager, { channelId, appId: other.id })
    expect(seen.slice(-2).map(({ id }) => id)).toEqual([app.id, other.id])
  })

  test('by which channels signed in neither goes nor becomes another', async () => {
    const app = await add(manager)
    await signIn(manager, app.id, 'carillon')
    expect(await manager(`DELETE /apps/${app.id}`)).toMatchObject({ status: 409, body: { code: 'app.used' } })
    const other = { name: app.name, shared: false, values: { clientId: 'else' }, version: 1 }
    expect(await manager(`PATCH /apps/${app.id}`, other)).toMatchObject({
      status: 409,
      body: { code: 'app.another' },
    })
  })

  test('is not removed while somebody is just being joined by it', async () => {
    const [app, other] = [await add(manager), await add(manager)]
    const channelId = await signIn(manager, app.id, 'meanwhile')
    const { removing } = await w.ctx.db.transaction().execute(async (tx) => {
      await tx.updateTable('channels').set({ appId: other.id }).where('id', '=', channelId).execute()
      const removing = manager(`DELETE /apps/${other.id}`)
      await pause(200)
      return { removing }
    })
    expect(await removing).toMatchObject({ status: 409, body: { code: 'app.used' } })
  })

  test('whose secret was mended has its channels looked at again', async () => {
    const app = await add(manager)
    const channelId = await signIn(manager, app.id, 'mended')
    const dueAt = async () =>
      (
        await w.ctx.db
          .selectFrom('channels')
          .select('checkDueAt')
          .where('id', '=', channelId)
          .executeTakeFirstOrThrow()
      ).checkDueAt
    const change = (version: number, values: object) =>
      manager(`PATCH /apps/${app.id}`, { name: app.name, shared: false, values, version })
    await change(1, {})
    expect(await dueAt()).not.toEqual(w.clock.now())
    await change(2, { clientSecret: 'mended' })
    expect(await dueAt()).toEqual(w.clock.now())
  })

  test('that is another by now keeps what the old one made new out', async () => {
    const [app, other] = [await add(manager), await add(manager)]
    const channelId = await signIn(manager, app.id, 'twice')
    const old = await accountFor(w.ctx, channelId)
    expect(await signIn(manager, other.id, 'twice')).toBe(channelId)
    await old.save({ secret: 'made new by the old one' }, null)
    expect(await accountFor(w.ctx, channelId)).toMatchObject({
      appId: other.id,
      credential: { secret: 'word of twice' },
    })
  })

  test('that is gone ends the sign-in in words', async () => {
    await expect(w.ctx.toolsFor('puppet', { appId: null }).app()).rejects.toMatchObject({
      kind: 'reconnect',
      code: 'app_gone',
    })
  })
})

describe('workspaces beside each other', () => {
  test('sign in by an app that is shared, and learn nothing of its values', async () => {
    const app = await add(manager, { shared: true })
    const { body: list } = await sister.manager('GET /apps')
    expect(list.items).toContainEqual(expect.objectContaining({ id: app.id, own: false, values: {} }))
    await signIn(sister.manager, app.id, 'sister')
    expect(seen[0]?.id).toBe(app.id)
    const unshared = { name: app.name, shared: false, values: {}, version: 1 }
    expect(await manager(`PATCH /apps/${app.id}`, unshared)).toMatchObject({
      status: 409,
      body: { code: 'app.used_elsewhere' },
    })
    expect(await sister.manager(`DELETE /apps/${app.id}`)).toMatchObject({ status: 404 })
  })

  test('not by one that was kept back while they were at the network', async () => {
    const app = await add(manager, { shared: true })
    const keepBack = async () => {
      const unshared = { name: app.name, shared: false, values: {}, version: 1 }
      expect((await manager(`PATCH /apps/${app.id}`, unshared)).status).toBe(200)
    }
    expect(await goThere(sister.manager, app.id, 'late', keepBack)).toMatchObject({
      step: 'failed',
      code: 'join.app_missing',
    })
  })

  test('never by one that is not, and people of another house by none', async () => {
    const own = await add(manager)
    const shared = await add(manager, { shared: true })
    expect(await join(sister.manager, { appId: own.id })).toMatchObject({
      status: 422,
      body: { code: 'join.app_missing' },
    })
    for (const { id } of [own, shared])
      expect(await join(stranger, { appId: id })).toMatchObject({ body: { code: 'join.app_missing' } })
    const { body: list } = await stranger('GET /apps')
    expect(list.items).toEqual([])
  })
})
