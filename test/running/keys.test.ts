import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../src/app/context.ts'
import { handlers, sealedPlaces } from '../../src/house.ts'
import { makeToolsFor } from '../../src/modules/channels/accounts/index.ts'
import { addHook } from '../../src/modules/publish/hooks/service.ts'
import { forgetKey, listKeys, rotateKeys } from '../../src/modules/running/keys/index.ts'
import { reseal } from '../../src/modules/running/keys/reseal.ts'
import { openSecrets, readNow } from '../../src/platform/secrets/index.ts'
import { joinChannel } from '../factories/account.ts'
import { person } from '../people/door.ts'
import { type World, world } from '../world.ts'
import { writeKeys } from './copies.ts'

/** Two processes of one house, each with its own look at the key file. */
let w: World
let path: string
let one: Context
let other: Context

beforeEach(async () => {
  w = await world({ alone: true })
  path = join(w.ctx.config.home, 'keys.json')
  await writeKeys(w.ctx.config.home)
  one = { ...w.ctx, secrets: await openSecrets(path) }
  other = { ...w.ctx, secrets: await openSecrets(path) }
})

const addHooks = async (ctx: Context, count: number) => {
  // Straight into the table: a workspace may have a few only.
  for (let n = 0; n < count; n++) {
    const id = randomUUID()
    const row = { id, workspaceId: w.workspaceId, url: 'https://example.com', events: ['delivery.failed'] }
    await ctx.db
      .insertInto('hooks')
      .values({ ...row, ...ctx.secrets.seal(`secret ${id}`, `hook ${id}`) })
      .execute()
  }
}

/** Every hook opens, in both processes. */
async function allOpen(): Promise<number> {
  const rows = await w.ctx.db.selectFrom('hooks').select(['id', 'sealed', 'keyId']).execute()
  for (const row of rows)
    for (const ctx of [one, other]) expect(ctx.secrets.open(row, `hook ${row.id}`)).toBe(`secret ${row.id}`)
  return rows.length
}

const stateOf = async (id: string) => (await listKeys(one, sealedPlaces)).find((key) => key.id === id)

test('a key is changed while another process seals: everything opens at every moment, and the old key goes when nothing needs it', async () => {
  await addHooks(one, 60)
  let sealing = true
  const busy = (async () => {
    while (sealing) await addHooks(other, 3)
  })()
  const { current, before } = await rotateKeys(one)
  expect(before).toBe('k1')
  const looking = (async () => {
    while (sealing) await allOpen()
  })()
  await reseal(one, sealedPlaces)
  sealing = false
  await Promise.all([busy, looking])
  await reseal(other, sealedPlaces)
  expect(await stateOf('k1')).toMatchObject({ state: 'old', values: 0 })
  expect(await stateOf(current)).toMatchObject({ state: 'current', values: await allOpen() })
  expect(other.secrets.current()).toBe(current)

  await expect(forgetKey(one, sealedPlaces, 'k1')).rejects.toThrow(/was the current key until/)
  w.clock.on(11 * 60_000)
  await expect(forgetKey(one, sealedPlaces, current)).rejects.toThrow(/Rotate first/)
  await expect(forgetKey(one, sealedPlaces, 'k0')).rejects.toThrow(/There is no key k0/)
  await forgetKey(one, sealedPlaces, 'k1')
  expect(Object.keys(readNow(path).keys)).toEqual([current])
  await allOpen()
  expect(await openSecrets(path).then((fresh) => fresh.current())).toBe(current)
}, 60_000)

test('a key that still seals something is not forgotten, and it is said what and how much', async () => {
  await addHooks(one, 2)
  await joinChannel(one, w.workspaceId)
  await rotateKeys(one)
  w.clock.on(11 * 60_000)
  await expect(forgetKey(other, sealedPlaces, 'k1')).rejects.toThrow(
    /3 values are still sealed with k1: channel_credentials 1, hooks 2/,
  )
  await reseal(other, sealedPlaces)
  await forgetKey(other, sealedPlaces, 'k1')
})

test('the job seals anew, and is done with what it finds half done', async () => {
  await addHooks(one, 60)
  await rotateKeys(one)
  const hooks = sealedPlaces.find(({ name }) => name === 'hooks')
  expect(await hooks?.reseal(other, 50)).toEqual({ found: 50, sealed: 50 })
  expect(await stateOf('k1')).toMatchObject({ values: 10 })
  const job = handlers.find((handler) => handler.job.name === 'running.reseal')
  await job?.run(other, {})
  expect(await stateOf('k1')).toMatchObject({ values: 0 })
})

test('a value that is changed while it is sealed anew stays as it was changed', async () => {
  await addHooks(one, 1)
  await rotateKeys(one)
  const { id } = await w.ctx.db.selectFrom('hooks').select('id').executeTakeFirstOrThrow()
  let changing: Promise<unknown> | undefined
  const change = () =>
    w.ctx.db
      .updateTable('hooks')
      .set(other.secrets.seal('changed', `hook ${id}`))
      .where('id', '=', id)
      .execute()
  // Between the reading and the writing of what is sealed anew.
  const secrets = {
    ...one.secrets,
    open: (kept: Parameters<typeof one.secrets.open>[0], about: string) => {
      changing ??= change()
      return one.secrets.open(kept, about)
    },
  }
  const hooks = sealedPlaces.find(({ name }) => name === 'hooks')
  await hooks?.reseal({ ...one, secrets }, 50)
  await changing
  const row = await w.ctx.db.selectFrom('hooks').select(['sealed', 'keyId']).executeTakeFirstOrThrow()
  expect(one.secrets.open(row, `hook ${id}`)).toBe('changed')
})

test.each([1, 60])('%i that do not open keep their key and do not hold up the others', async (broken) => {
  await addHooks(one, broken + 3)
  const first = w.ctx.db.selectFrom('hooks').select('id').orderBy('id').limit(broken)
  await w.ctx.db
    .updateTable('hooks')
    .set({ sealed: Buffer.alloc(40) })
    .where('id', 'in', first)
    .execute()
  await rotateKeys(one)
  await reseal(one, sealedPlaces)
  expect(await stateOf('k1')).toMatchObject({ values: broken })
})

test('values of every kind are sealed anew for their own place', async () => {
  await addHook(one, w.actor('owner'), { url: 'https://example.com', events: ['delivery.failed'] })
  const channelId = await joinChannel(one, w.workspaceId)
  await makeToolsFor(one)('mastodon').apps.set('https://example.com', { id: 'app' })
  const shelfIn = (ctx: Context) =>
    makeToolsFor(ctx)('mastodon').shelf({ channelId, workspaceId: w.workspaceId } as never)
  await shelfIn(one).add('upload', { url: 'https://example.com/upload?by=secret' })
  const userId = (await person(w, w, 'owner')).id
  const rows = { createdAt: new Date(), ...one.secrets.seal('ABC', `second step ${userId}`) }
  await w.ctx.db
    .insertInto('secondSteps')
    .values({ userId, ...rows })
    .execute()
  const id = randomUUID()
  await sql`insert into connect_attempts (id, workspace_id, network, way, sealed, key_id, expires_at)
    values (${id}, ${w.workspaceId}, 'mastodon', 'oauth', ${one.secrets.seal({}, `joining ${id}`).sealed}, 'k1', now())`.execute(
    w.ctx.db,
  )
  const answer = one.secrets.seal({ ok: true }, `idempotency ${w.workspaceId} a-key`)
  const response = JSON.stringify({ sealed: answer.sealed.toString('base64'), keyId: 'k1' })
  await w.ctx.db
    .insertInto('idempotencyKeys')
    .values({
      workspaceId: w.workspaceId,
      key: 'a-key',
      route: 'r',
      requestDigest: 'd',
      status: 200,
      response,
    })
    .execute()
  await w.ctx.db
    .insertInto('assistants')
    .values({ workspaceId: w.workspaceId, ...one.secrets.seal('sk-1', `assistant ${w.workspaceId}`) })
    .execute()
  const appId = randomUUID()
  await w.ctx.db
    .insertInto('apps')
    .values({
      ...{ id: appId, workspaceId: w.workspaceId, network: 'mastodon', name: 'Ours' },
      ...one.secrets.seal({}, `network app ${appId}`),
      createdAt: new Date(),
      updatedAt: new Date(),
    })
    .execute()
  const doorId = randomUUID()
  await w.ctx.db
    .insertInto('webhookDoors')
    .values({
      ...{ id: doorId, workspaceId: w.workspaceId, network: 'mastodon', appId, digest: Buffer.alloc(32, 1) },
      ...one.secrets.seal({ path: 'p', verify: 'v', secret: 's', kept: {} }, `webhook door ${doorId}`),
      createdAt: new Date(),
    })
    .execute()
  const { id: contestId } = await w.ctx.db
    .insertInto('contests')
    .values({ workspaceId: w.workspaceId, name: 'A cake', facts: '{}', timeZone: 'Europe/Riga' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db
    .insertInto('contestSeeds')
    .values({ workspaceId: w.workspaceId, contestId, ...one.secrets.seal('ff', `contest ${contestId}`) })
    .execute()
  expect(Object.keys((await stateOf('k1'))?.places ?? {}).sort()).toEqual(
    sealedPlaces.map(({ name }) => name).sort(),
  )
  const { current } = await rotateKeys(one)
  await reseal(other, sealedPlaces)
  expect(await stateOf('k1')).toMatchObject({ values: 0 })
  expect(await stateOf(current)).toMatchObject({ values: 11 })
  expect((await shelfIn(other).get('upload'))?.value).toEqual({ url: 'https://example.com/upload?by=secret' })
  expect(await makeToolsFor(one)('mastodon').apps.get('https://example.com')).toEqual({ id: 'app' })
  const kept = await w.ctx.db.selectFrom('idempotencyKeys').select('response').executeTakeFirstOrThrow()
  const { sealed, keyId } = kept.response as { sealed: string; keyId: string }
  const place = `idempotency ${w.workspaceId} a-key`
  expect(other.secrets.open({ sealed: Buffer.from(sealed, 'base64'), keyId }, place)).toEqual({ ok: true })
})

test('no table holds sealed values that nobody seals anew', async () => {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'key_id' and data_type = 'text' order by 1`.execute(
    w.ctx.db,
  )
  const named = sealedPlaces.map(({ name }) => name)
  for (const { name } of rows) expect(named).toContain(name)
})

test('what is derived stays the same when keys come and go, also in a file that has no root yet', async () => {
  const before = one.secrets.derive('sessions')
  await rotateKeys(one)
  await rotateKeys(other)
  w.clock.on(11 * 60_000)
  await forgetKey(one, sealedPlaces, 'k1')
  for (const secrets of [one.secrets, other.secrets, await openSecrets(path)])
    expect(secrets.derive('sessions')).toEqual(before)
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ root: expect.any(String) })
})

test('a key file that is broken while everything runs does no harm until the next start', async () => {
  const text = await readFile(path, 'utf8')
  await writeFile(path, '{')
  const sealed = one.secrets.seal(1, 'x')
  expect(other.secrets.open(sealed, 'x')).toBe(1)
  await expect(openSecrets(path)).rejects.toThrow(/cannot be read as keys/)
  await writeFile(path, text)
  await rotateKeys(one)
  expect(other.secrets.open(one.secrets.seal(2, 'x'), 'x')).toBe(2)
})
