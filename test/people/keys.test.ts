import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { notify } from '../../src/modules/publish/notifications/index.ts'
import { draftOf } from '../factories/draft.ts'
import { world } from '../world.ts'
import { member, openDoor, program, visitor } from './door.ts'

async function bench() {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const use = (secret: unknown) => visitor(server, { authorization: `Bearer ${secret}` })
  return { w, server, owner, use }
}

test('the secret of a key is shown once and only its digest is kept', async () => {
  const { w, owner, use } = await bench()
  const { status, body } = await owner('POST /keys', { name: 'Shop', role: 'editor' })
  expect(status).toBe(201)
  expect(body.secret).toMatch(/^crl_[\w-]{43}$/)
  expect((await use(body.secret)('GET /workspace')).body).toMatchObject({ id: w.workspaceId, role: 'editor' })
  const { secret: _, ...shown } = body
  const listed = (await owner('GET /keys')).body.items
  expect(listed).toMatchObject([{ ...shown, createdBy: 'The owner', lastUsedAt: '2030-01-01T08:00:00.000Z' }])
  expect(JSON.stringify(listed)).not.toContain(String(body.secret))
  const row = await w.ctx.db
    .selectFrom('apiKeys')
    .selectAll()
    .where('id', '=', String(body.id))
    .executeTakeFirstOrThrow()
  expect(row.digest).toEqual(createHash('sha256').update(String(body.secret)).digest())
  expect(JSON.stringify((await owner('GET /audit')).body)).not.toContain(String(body.secret))
})

test('a revoked key opens nothing any more, and revoking twice changes nothing', async () => {
  const { owner, use } = await bench()
  const { body } = await owner('POST /keys', { name: 'Shop', role: 'editor' })
  expect((await owner(`DELETE /keys/${body.id}`)).status).toBe(204)
  expect((await owner(`DELETE /keys/${body.id}`)).status).toBe(204)
  expect(await use(body.secret)('GET /workspace')).toMatchObject({
    status: 401,
    body: { code: 'edge.bad_key' },
  })
  const { items } = (await owner('GET /audit?action=key.revoked')).body
  expect(items).toHaveLength(1)
})

test('a key ends when its time is over', async () => {
  const { w, owner, use } = await bench()
  const { body } = await owner('POST /keys', {
    name: 'Fair',
    role: 'client',
    expiresAt: '2030-01-02T08:00:00+02:00',
  })
  expect((await use(body.secret)('GET /workspace')).status).toBe(200)
  w.clock.to('2030-01-02T06:00:00Z')
  expect((await use(body.secret)('GET /workspace')).status).toBe(401)
  expect(
    await owner('POST /keys', { name: 'Late', role: 'client', expiresAt: '2029-01-01T00:00:00Z' }),
  ).toMatchObject({
    status: 422,
    body: { code: 'key.over_already' },
  })
})

test('a key is bound to its workspace, whatever it asks for', async () => {
  const { w, server, owner } = await bench()
  const there = await w.tenant()
  const key = await program(server, w, 'owner')
  const elsewhere = await key('GET /workspace', undefined, { 'carillon-workspace': there.workspaceId })
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'edge.workspace_missing' } })
  const { body } = await owner('POST /keys', {
    name: 'X',
    role: 'client',
    workspaceId: there.workspaceId,
    digest: 'x',
    createdBy: 'x',
  })
  const row = await w.ctx.db
    .selectFrom('apiKeys')
    .select(['workspaceId'])
    .where('id', '=', String(body.id))
    .executeTakeFirst()
  expect(row).toEqual({ workspaceId: w.workspaceId })
})

test('a key is no person: it has no sessions, no profile and makes no workspaces', async () => {
  const { w, server } = await bench()
  const key = await program(server, w, 'owner')
  for (const call of ['GET /me', 'GET /sessions', 'DELETE /sessions', 'POST /workspaces'] as const)
    expect(await key(call, call.startsWith('POST') ? { name: 'X' } : undefined)).toMatchObject({
      status: 403,
      body: { code: 'edge.person_only' },
    })
})

test('neither a lower-case scheme nor spaces matter, another scheme does', async () => {
  const { w, server } = await bench()
  const secret = await w.key('client')
  const ask = async (authorization: string) =>
    (await visitor(server, { authorization })('GET /workspace')).status
  expect(await ask(`bearer   ${secret}`)).toBe(200)
  expect(await ask(`Basic ${Buffer.from(`x:${secret}`).toString('base64')}`)).toBe(401)
  expect(await ask(secret)).toBe(401)
  expect(await ask('Bearer ')).toBe(401)
})

test('keys are listed newest first and page by page', async () => {
  const { owner } = await bench()
  for (const name of ['one', 'two', 'three']) await owner('POST /keys', { name, role: 'client' })
  const first = (await owner('GET /keys?limit=2')).body
  const second = (await owner(`GET /keys?limit=2&cursor=${first.next}`)).body
  const names = [first.items, second.items].flat().map((key) => (key as { name: string }).name)
  expect(names).toEqual(['three', 'two', 'one'])
  expect(second.next).toBeNull()
})

test('a key cut down to some rights does those, and nothing else that its role may', async () => {
  const { w, owner, use } = await bench()
  const only = ['workspace.read', 'post.write']
  const { status, body } = await owner('POST /keys', { name: 'Writer', role: 'editor', only })
  expect(status).toBe(201)
  expect(body.only).toEqual(only)
  const writer = use(body.secret)
  expect((await writer('GET /workspace')).body).toMatchObject({ role: 'editor', rights: only })
  expect(await writer('GET /numbers')).toMatchObject({ status: 403, body: { code: 'edge.outside_scope' } })
  const content = draftOf('Only a draft.')
  const made = await writer('POST /posts', { content })
  expect(made.status).toBe(201)
  // Inside a verb too: writing is its right, scheduling in the same breath is not.
  const schedule = { kind: 'at', at: '2030-01-02T09:00' }
  expect(await writer('POST /posts', { content, schedule })).toMatchObject({
    status: 403,
    body: { code: 'post.may_not_publish' },
  })
  await w.ctx.db
    .updateTable('posts')
    .set({ stage: 'scheduled' })
    .where('id', '=', String(made.body.id))
    .execute()
  expect(await writer(`PATCH /posts/${made.body.id}`, { version: 1, content })).toMatchObject({
    body: { code: 'post.scheduled' },
  })
  expect(await writer(`DELETE /posts/${made.body.id}`)).toMatchObject({ body: { code: 'post.scheduled' } })
})

test('no key is made, raised or renewed beyond what its maker may', async () => {
  const { owner, use } = await bench()
  const make = (wish: object) => owner('POST /keys', { name: 'Some', ...wish })
  expect(await make({ role: 'analyst', only: ['post.write'] })).toMatchObject({
    status: 422,
    body: { code: 'key.beyond_role' },
  })
  expect((await make({ role: 'analyst', only: [] })).status).toBe(422)
  expect((await make({ role: 'analyst', only: ['everything'] })).status).toBe(422)
  const strong = (await make({ role: 'owner' })).body
  const narrow = { role: 'owner', only: ['key.manage', 'people.manage', 'numbers.read'] }
  const keeper = use((await make(narrow)).body.secret)
  for (const wish of [{ role: 'owner' }, { role: 'analyst' }, { role: 'owner', only: ['post.write'] }])
    expect(await keeper('POST /keys', { name: 'Up', ...wish })).toMatchObject({
      status: 403,
      body: { code: 'key.above_oneself' },
    })
  expect(await keeper(`POST /keys/${strong.id}/rotate`, {})).toMatchObject({
    status: 403,
    body: { code: 'key.above_oneself' },
  })
  const invitation = { email: 'up@example.org', role: 'owner', way: 'link', days: 7 }
  expect((await keeper('POST /invitations', invitation)).status).toBe(403)
  expect((await keeper('POST /keys', { name: 'Same', role: 'owner', only: ['numbers.read'] })).status).toBe(
    201,
  )
})

test('a key gets a new secret, and the old one opens just as long as was said', async () => {
  const { w, owner, use } = await bench()
  const first = (await owner('POST /keys', { name: 'Shop', role: 'editor' })).body
  const { status, body: second } = await owner(`POST /keys/${first.id}/rotate`, { overlapHours: 2 })
  expect(status).toBe(200)
  expect(second).toMatchObject({ id: first.id, role: 'editor', oldUntil: '2030-01-01T10:00:00.000Z' })
  const opens = async (secret: unknown) => (await use(secret)('GET /workspace')).status
  expect([await opens(first.secret), await opens(second.secret)]).toEqual([200, 200])
  w.clock.to('2030-01-01T10:00:00Z')
  expect([await opens(first.secret), await opens(second.secret)]).toEqual([401, 200])
  const third = (await owner(`POST /keys/${first.id}/rotate`, { overlapHours: 0 })).body
  expect([await opens(second.secret), await opens(third.secret)]).toEqual([401, 200])
  await owner(`POST /keys/${first.id}/rotate`, { overlapHours: 5 })
  await owner(`DELETE /keys/${first.id}`)
  expect(await opens(third.secret)).toBe(401)
  expect(await owner(`POST /keys/${first.id}/rotate`, {})).toMatchObject({ body: { code: 'key.is_over' } })
  const { items } = (await owner('GET /audit?action=key.rotated')).body
  expect(items).toHaveLength(3)
  expect(JSON.stringify(items)).not.toContain('crl_')
})

test('a key is told of what it could mend, and of nothing else', async () => {
  const { w, owner, use } = await bench()
  await w.ctx.db.transaction().execute((tx) =>
    notify(tx, w.ctx, {
      workspaceId: w.workspaceId,
      kind: 'channel.reconnect',
      subject: { kind: 'channel', id: randomUUID() },
      facts: {},
    }),
  )
  const seen = async (only: string[]) => {
    const { body } = await owner('POST /keys', { name: 'Ears', role: 'owner', only })
    return (await use(body.secret)('GET /notifications')).body.items
  }
  expect(await seen(['team.read', 'channel.manage'])).toHaveLength(1)
  expect(await seen(['team.read'])).toEqual([])
})

test('only a key of this workspace is given a new secret', async () => {
  const { w, server, owner } = await bench()
  const { body } = await owner('POST /keys', { name: 'Shop', role: 'editor' })
  const stranger = await member(w, server, await w.tenant(), 'owner')
  expect(await stranger(`POST /keys/${body.id}/rotate`, {})).toMatchObject({ status: 404 })
})
