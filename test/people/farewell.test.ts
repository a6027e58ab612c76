import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { idea } from '../../attack/frame/bodies.ts'
import { verifyAudit } from '../../src/modules/people/audit/index.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { type World, world } from '../world.ts'
import { turnOn } from './authenticator.ts'
import { addMember, member, openDoor, password, person, type Visitor } from './door.ts'

const meOf = async (visit: Visitor) => {
  const { body } = await visit('GET /me')
  return { id: String(body.id), email: String(body.email) }
}

const actions = async ({ ctx }: World, action: string) =>
  ctx.db.selectFrom('auditLog').selectAll().where('action', '=', action).execute()

test('whoever owns a workspace alone cannot go before it is handed over or deleted', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await meOf(await member(w, server, w, 'editor'))
  expect((await owner('GET /me/deletion')).body).toMatchObject({
    blockedBy: [{ id: w.workspaceId, name: 'Test', members: 2 }],
    leaves: [],
  })
  expect(await owner('POST /me/deletion', { password })).toMatchObject({
    status: 409,
    body: { code: 'erasure.only_owner', detail: expect.stringContaining('“Test”') },
  })
  expect((await owner('GET /me')).status).toBe(200)
  expect((await owner(`POST /members/${id}/ownership`, { password })).status).toBe(200)
  expect((await owner('GET /me/deletion')).body).toMatchObject({ blockedBy: [], leaves: [{ name: 'Test' }] })
  expect((await owner('POST /me/deletion', { password })).status).toBe(204)
})

test('one that is being deleted goes on being deleted, and it is said before that nobody could keep it', async () => {
  const w = await world({ alone: true })
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await person(w, w, 'editor')
  const { id } = await meOf(owner)
  await owner('POST /workspace/deletion', { name: 'Test', password })
  expect((await owner('GET /me/deletion')).body).toMatchObject({
    blockedBy: [],
    closing: [{ name: 'Test', eraseAt: '2030-01-08T08:00:00.000Z' }],
  })
  expect((await owner('POST /me/deletion', { password })).status).toBe(204)
  // The others hear of it all the same, and not from whom.
  const jobs = await sql<{ payload: object }>`select payload from graphile_worker._private_jobs`.execute(
    w.ctx.db,
  )
  expect(JSON.stringify(jobs.rows)).not.toContain(id)
  await w.runJobs()
  expect(letters).toMatchObject([
    { to: editor.email, text: expect.stringContaining('An owner has asked to delete Test.') },
  ])
})

test('a person who goes leaves what they made for others, and takes along what was only theirs', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const [first, visit] = [await member(w, server, w, 'owner'), await member(w, server, w, 'owner')]
  const { id, email } = await meOf(visit)
  const { organisationId } = w
  await w.ctx.db
    .insertInto('organisationMembers')
    .values({ organisationId, userId: id, role: 'owner' })
    .execute()
  await visit('POST /posts', { content: idea() })
  const kept = String((await visit('POST /posts', { content: idea() })).body.id)
  await w.ctx.db.updateTable('posts').set({ stage: 'proposed' }).where('id', '=', kept).execute()
  const key = await visit('POST /keys', { name: 'shop', role: 'editor' })
  await visit('POST /invitations', { email: 'new@example.org', role: 'editor', way: 'link' })
  const told = await visit('GET /me/deletion')
  expect(told.body).toMatchObject({
    blockedBy: [],
    leaves: [{ name: 'Test' }],
    organisations: [{ name: 'Test', heir: 'The owner' }],
    ...{ posts: 1, drafts: 1, keys: 1, invitations: 1, sessions: 1 },
  })
  expect(await visit('POST /me/deletion', { password: 'not mine' })).toMatchObject({ status: 422 })
  expect(await visit('POST /me/deletion', { password })).toMatchObject({ status: 204 })
  expect((await visit('GET /me')).status).toBe(401)
  const { body } = await first('GET /posts')
  expect(body.items).toMatchObject([{ id: kept, author: null, authorGone: true }])
  const secret = { authorization: `Bearer ${key.body.secret}` }
  expect((await first('GET /posts', undefined, { ...secret, cookie: '' })).status).toBe(401)
  expect((await first('GET /invitations')).body.items).toEqual([])
  const [heir] = await w.ctx.db.selectFrom('organisationMembers').select('userId').execute()
  expect(heir?.userId).toBe((await meOf(first)).id)
  const [row] = await actions(w, 'member.removed')
  expect(row).toMatchObject({ actorName: 'A former member', actorId: row?.subjectId, ip: null })
  expect((await actions(w, 'person.erased')).map(({ subjectId }) => subjectId)).toEqual([row?.subjectId])
  expect((await verifyAudit(w.ctx)).ok).toBe(true)
  expect(JSON.stringify((await first('GET /audit')).body)).not.toMatch(new RegExp(`${id}|${email}`))
  // Somebody else may begin here with the same address.
  await addMember(w.ctx, w.actor('owner'), { email, role: 'client' })
})

test('the second step is asked too, and a wrong code leaves everything', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const visit = await member(w, server, w, 'editor')
  const { phone } = await turnOn(visit, w.clock)
  expect(await visit('POST /me/deletion', { password })).toMatchObject({
    body: { code: 'second_step.code_needed' },
  })
  expect(await visit('POST /me/deletion', { password, code: phone.code(-3600) })).toMatchObject({
    status: 422,
  })
  expect((await visit('GET /me')).status).toBe(200)
  expect((await visit('POST /me/deletion', { password, code: phone.code() })).status).toBe(204)
})

test('the log that a person was taken out of verifies, tells so, and still shows who touches it after that', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const [owner, visit] = [await member(w, server, w, 'owner'), await member(w, server, w, 'editor')]
  await visit('PATCH /me', { name: 'Known once' })
  await visit('POST /posts', { content: idea() })
  const before = await verifyAudit(w.ctx)
  await visit('POST /me/deletion', { password })
  await owner('POST /posts', { content: idea() })
  // Heads that were written down elsewhere hold still: no digest has changed.
  const heads = before.chains.flatMap(({ head }) => head ?? [])
  const after = await verifyAudit(w.ctx, { heads })
  expect(after.ok).toBe(true)
  expect(after.chains.flatMap(({ notes }) => notes)).toEqual([
    expect.stringContaining('a person was erased'),
    expect.stringContaining('a person was erased'),
  ])
  const change = (set: string) =>
    sql`update audit_log set ${sql.raw(set)} where id = (
      select id from audit_log where erasure is not null and workspace_id is not null order by id limit 1)`.execute(
      w.ctx.db,
    )
  for (const set of ["actor_name = 'Somebody else'", "at = at + interval '1 second'", 'erasure = null']) {
    const undo = await sql<{ row: object }>`select to_jsonb(a) as row from audit_log a order by id`.execute(
      w.ctx.db,
    )
    await change(set)
    expect((await verifyAudit(w.ctx)).chains.find(({ ok }) => !ok)?.broken?.what, set).toBe('row_changed')
    await putBack(w, undo.rows)
    expect((await verifyAudit(w.ctx)).ok).toBe(true)
  }
})

/** The rows as they were; only what the test has touched. */
async function putBack({ ctx }: World, rows: { row: object }[]): Promise<void> {
  await sql`
    update audit_log a set actor_name = b.actor_name, at = b.at, erasure = b.erasure
    from jsonb_populate_recordset(null::audit_log, ${JSON.stringify(rows.map(({ row }) => row))}::jsonb) b
    where a.id = b.id`.execute(ctx.db)
}

test('a row that was tampered with is emptied of the person, and stays broken', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const visit = await member(w, server, w, 'editor')
  await visit('POST /posts', { content: idea() })
  expect((await verifyAudit(w.ctx)).ok).toBe(true)
  await sql`update audit_log set action = 'post.deleted' where action = 'post.written'`.execute(w.ctx.db)
  expect((await verifyAudit(w.ctx)).ok).toBe(false)
  expect((await visit('POST /me/deletion', { password })).status).toBe(204)
  expect((await verifyAudit(w.ctx)).ok).toBe(false)
  const rows = await sql`select from audit_log where actor_name = 'The editor'`.execute(w.ctx.db)
  expect(rows.rows).toEqual([])
})
