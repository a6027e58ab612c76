import { cpSync } from 'node:fs'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, expect, test, vi } from 'vitest'
import { stopMoves, sweep } from '../../src/modules/running/moving/background.ts'
import { sweepMoves } from '../../src/modules/running/moving/jobs.ts'
import { placeOf } from '../../src/modules/running/moving/place.ts'
import { askForImport } from '../../src/modules/running/moving/service.ts'
import { writeWorkspace } from '../../src/modules/running/moving/write.ts'
import { networks } from '../../src/networks/registry.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { member, openDoor, type Visitor } from '../people/door.ts'
import { type World, world } from '../world.ts'

/** Exports and imports as they are asked for on the screen and made by a worker. */

let w: World
let door: Server
let owner: Visitor
beforeAll(async () => {
  w = await world({ networks, alone: true })
  door = await openDoor(w)
  owner = await member(w, door, w, 'owner')
  await w.ctx.db.insertInto('campaigns').values({ workspaceId: w.workspaceId, name: 'Spring' }).execute()
})

const path = '/api/v1/workspace/exports'
const headersOf = (who: Visitor) => ({
  cookie: who.cookie,
  'carillon-csrf': '1',
  'carillon-workspace': w.workspaceId,
})

const fetchFile = (who: Visitor, id: unknown) =>
  door.inject({ method: 'GET', url: `${path}/${id}/file`, headers: headersOf(who) })

/** As a browser sends a form with a file. */
function upload(who: Visitor, file: Buffer, query = '') {
  const edge = 'a-line-between'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="x.tar.gz"\r\n\r\n`
  return door.inject({
    method: 'POST',
    url: `/api/v1/imports${query}`,
    headers: { ...headersOf(who), 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${edge}--\r\n`)]),
  })
}

/** As `upload`, and what comes may come slowly. */
async function bringIn(file: Readable): Promise<unknown> {
  const { id: userId } = (await owner('GET /me')).body as { id: string }
  const person = { userId, name: 'The owner', email: '', sessionId: '', requestId: '', ip: '' }
  return askForImport(w.ctx, person, { organisationId: w.organisationId }, file)
}

async function addPicture(): Promise<void> {
  const digest = '0'.repeat(64)
  const facts = { digest, uploadDigest: digest, kind: 'image', mime: 'image/png', width: 1, height: 1 }
  const media = { ...facts, bytes: 1, fileName: 'a.png', storageKey: `${w.workspaceId}/lost/kept` }
  await w.ctx.db
    .insertInto('media')
    .values({ workspaceId: w.workspaceId, ...media })
    .execute()
}

const first = async (
  who: Visitor,
  at: '/workspace/exports' | '/imports',
): Promise<Record<string, unknown>> => {
  const { items } = (await who(`GET ${at}`)).body as { items: Record<string, unknown>[] }
  return items[0] ?? {}
}

const filesIn = () => readdir(join(w.ctx.config.home, 'moving')).catch(() => [])

async function makeOne(): Promise<Buffer> {
  await owner('POST /workspace/exports')
  await w.runJobs()
  return (await fetchFile(owner, (await first(owner, '/workspace/exports')).id)).rawPayload
}

test('an export is asked for, made, fetched by the owner alone, written down, and gone after a day', async () => {
  const manager = await member(w, door, w, 'manager')
  const { status, body } = await owner('POST /workspace/exports')
  expect({ status, body }).toMatchObject({ status: 202, body: { state: 'waiting', by: 'The owner' } })
  expect((await owner('POST /workspace/exports')).body).toMatchObject({ code: 'moving.busy' })
  expect((await fetchFile(owner, body.id)).json()).toMatchObject({ code: 'moving.not_ready' })
  expect((await manager('POST /workspace/exports')).status).toBe(403)
  await w.runJobs()
  expect(await first(owner, '/workspace/exports')).toMatchObject({
    state: 'done',
    expiresAt: '2030-01-02T08:00:00.000Z',
  })
  expect((await fetchFile(manager, body.id)).statusCode).toBe(403)
  const file = await fetchFile(owner, body.id)
  expect(file.headers).toMatchObject({
    'content-type': 'application/gzip',
    'content-length': String(file.rawPayload.length),
    'content-disposition': 'attachment; filename="carillon-workspace-2030-01-01.tar.gz"',
    'cache-control': 'private, no-store',
  })
  const log = await w.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'actorName'])
    .where('action', 'like', 'workspace.%')
    .execute()
  expect(log.map(({ action, actorName }) => `${action} by ${actorName}`)).toEqual([
    'workspace.exported by The owner',
    'workspace.export_downloaded by The owner',
  ])
  w.clock.on(25 * 3_600_000)
  expect((await fetchFile(owner, body.id)).statusCode).toBe(404)
  expect(await filesIn()).toHaveLength(1)
  await w.ctx.jobs.add(sweepMoves, {})
  await w.runJobs()
  expect(await filesIn()).toEqual([])
  expect(await first(owner, '/workspace/exports')).toEqual({})
})

test('an upload becomes a workspace of the organisation, for its owner alone, and its file is gone', async () => {
  const file = await makeOne()
  expect((await upload(owner, file)).json()).toMatchObject({ code: 'workspace.no_organisation' })
  const { id: userId } = (await owner('GET /me')).body as { id: string }
  await w.ctx.db
    .insertInto('organisationMembers')
    .values({ organisationId: w.organisationId, userId, role: 'owner' })
    .execute()
  const before = await filesIn()
  expect((await upload(owner, file, '?name=Copy')).statusCode).toBe(202)
  await w.runJobs()
  const done = await first(owner, '/imports')
  expect(done).toMatchObject({
    state: 'done',
    report: { workspace: { name: 'Copy' }, from: { workspace: 'Test' }, rows: { campaigns: 1 } },
  })
  expect(await filesIn()).toEqual(before)
  const { workspaces } = (await owner('GET /me')).body as { workspaces: { name: string; role: string }[] }
  expect(workspaces.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
    'Copy: owner',
    'Test: owner',
  ])
})

test('into an organisation comes one workspace at a time; a second file is refused, and nothing of it lies here', async () => {
  const file = await makeOne()
  const { id } = (await upload(owner, file)).json()
  const before = await filesIn()
  const second = await upload(owner, file)
  expect([second.statusCode, second.json().code]).toEqual([409, 'moving.import_busy'])
  const set = (state: string) => w.ctx.db.updateTable('moves').set({ state }).where('id', '=', id).execute()
  const whileAnotherComes = async function* () {
    await set('waiting')
    yield file
  }
  await set('failed')
  await expect(bringIn(Readable.from(whileAnotherComes()))).rejects.toThrow(/into this organisation already/)
  expect(await filesIn()).toEqual(before)
  await w.runJobs()
  expect((await upload(owner, file)).statusCode).toBe(202)
  await w.runJobs()
})

test('moves of the whole house are made one after the other', async () => {
  await owner('POST /workspace/exports')
  const queue = 'update graphile_worker._private_job_queues set locked_by = $1, locked_at = $2'
  await w.ctx.database.pool.query(queue, ['the worker of another move', new Date()])
  await w.runJobs()
  expect(await first(owner, '/workspace/exports')).toMatchObject({ state: 'waiting' })
  await w.ctx.database.pool.query(queue, [null, null])
  await w.runJobs()
  expect(await first(owner, '/workspace/exports')).toMatchObject({ state: 'done' })
})

test('a move that is broken off by stops of the server goes on after each, however many', async () => {
  await addPicture()
  let stops = 4
  const size = vi.spyOn(w.ctx.storage, 'size').mockImplementation(async () => {
    if (stops-- > 0) stopMoves()
    return null
  })
  await owner('POST /workspace/exports')
  for (let n = 0; n < 5; n++) await w.runJobs()
  size.mockRestore()
  expect(stops).toBeLessThan(0)
  expect(await first(owner, '/workspace/exports')).toMatchObject({ state: 'done', words: null })
})

test('an upload that is no export is told in words, nothing of it stays, and the job is not tried again', async () => {
  const before = await filesIn()
  expect((await upload(owner, Buffer.from('Dear friend'))).statusCode).toBe(202)
  await w.runJobs()
  expect(await first(owner, '/imports')).toMatchObject({
    state: 'failed',
    code: 'archive.not_gzip',
    words: expect.stringContaining('no export of Carillon'),
    report: null,
  })
  expect(JSON.stringify(await first(owner, '/imports'))).not.toContain(w.ctx.config.home)
  expect(await filesIn()).toEqual(before)
  const { rows } = await w.ctx.database.pool.query(
    'select 1 from graphile_worker._private_jobs where attempts > 0',
  )
  expect(rows).toEqual([])
})

test('what a process left behind that died is told and can be begun anew; a file that no row names is removed', async () => {
  await owner('POST /workspace/exports')
  await w.ctx.db.updateTable('moves').set({ state: 'running' }).where('state', '=', 'waiting').execute()
  for (const held of ['jobs', 'job_queues'])
    await w.ctx.database.pool.query(
      `update graphile_worker._private_${held} set locked_by = 'the dead', locked_at = now()`,
    )
  await mkdir(join(w.ctx.config.home, 'moving'), { recursive: true })
  await writeFile(join(w.ctx.config.home, 'moving', 'nobody.tar.gz'), 'x')
  w.clock.on(11 * 60_000)
  await w.ctx.jobs.add(sweepMoves, {})
  await w.runJobs()
  expect(await first(owner, '/workspace/exports')).toMatchObject({ state: 'failed', code: 'moving.silent' })
  expect(await filesIn()).not.toContain('nobody.tar.gz')
  expect((await owner('POST /workspace/exports')).status).toBe(202)
  await w.runJobs()
  expect(await first(owner, '/workspace/exports')).toMatchObject({ state: 'done' })
})

test('a process that died after the end of a move and before the end of its job holds up nobody', async () => {
  await owner('POST /workspace/exports')
  const atItsEnd = { state: 'failed', finishedAt: w.ctx.clock.now() }
  await w.ctx.db.updateTable('moves').set(atItsEnd).where('state', '=', 'waiting').execute()
  for (const held of ['jobs', 'job_queues'])
    await w.ctx.database.pool.query(
      `update graphile_worker._private_${held} set locked_by = 'the dead', locked_at = $1`,
      [w.ctx.clock.now()],
    )
  const again = async () => {
    await sweep(w.ctx)
    await w.runJobs()
    return first(owner, '/workspace/exports')
  }
  await owner('POST /workspace/exports')
  expect(await again()).toMatchObject({ state: 'waiting' })
  w.clock.on(11 * 60_000)
  expect(await again()).toMatchObject({ state: 'done' })
})

test('what no worker takes up for a day is told so, and stands there for another', async () => {
  await owner('POST /workspace/exports')
  w.clock.on(25 * 3_600_000)
  await sweep(w.ctx)
  const given = { state: 'failed', code: 'moving.left', words: expect.stringContaining('No worker') }
  expect(await first(owner, '/workspace/exports')).toMatchObject(given)
  w.clock.on(23 * 3_600_000)
  await sweep(w.ctx)
  expect(await first(owner, '/workspace/exports')).toMatchObject(given)
  w.clock.on(2 * 3_600_000)
  await sweep(w.ctx)
  expect(await first(owner, '/workspace/exports')).toEqual({})
})

test('a sweep leaves an upload alone that is still coming in', async () => {
  const file = await makeOne()
  const halves = async function* () {
    yield file.subarray(0, file.length >> 1)
    await sweep(w.ctx)
    yield file.subarray(file.length >> 1)
  }
  await bringIn(Readable.from(halves()))
  await w.runJobs()
  expect(await first(owner, '/imports')).toMatchObject({ state: 'done', words: null })
})

test('what a killed export leaves is removed: the rows that it had put down, and half a file', async () => {
  const id = crypto.randomUUID()
  const folder = join(w.ctx.config.home, 'moving')
  const aside = join(w.ctx.config.home, 'aside')
  const file = placeOf(w.ctx, { id, kind: 'export' })
  const before = await filesIn()
  // As it lies there in the middle of it.
  const progress = () => cpSync(folder, aside, { recursive: true })
  await writeWorkspace(w.ctx, w.workspaceId, file, { progress })
  await rm(file)
  await cp(aside, folder, { recursive: true })
  const left = (await filesIn()).filter((name) => name.includes(id))
  const [rows = ''] = left.filter((name) => !name.endsWith('.part'))
  expect(await readdir(join(folder, rows))).toContain('campaigns.ndjson')
  await sweep(w.ctx)
  expect(await filesIn()).toEqual(before)
})
