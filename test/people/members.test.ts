import { expect, test } from 'vitest'
import { type Role, roles } from '../../src/app/rights.ts'
import { world } from '../world.ts'
import { addMember, member, openDoor, person, program, type Visitor } from './door.ts'

const idOf = async (visit: Visitor): Promise<string> => String((await visit('GET /me')).body.id)
const roleOf = async (visit: Visitor) => (await visit('GET /workspace')).body.role

test('members are listed page by page, with who asks marked', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  for (const role of ['editor', 'client', 'analyst'] as const) await person(w, w, role)
  const names: unknown[] = []
  let next: unknown = null
  do {
    const { body } = await owner(`GET /members?limit=3${next ? `&cursor=${next}` : ''}`)
    for (const each of body.items as { name: string; me: boolean }[]) names.push([each.name, each.me])
    next = body.next
  } while (next)
  expect(names).toEqual([
    ['The owner', true],
    ['The editor', false],
    ['The client', false],
    ['The analyst', false],
  ])
  expect(await owner('GET /members?cursor=bm9uZQ')).toMatchObject({
    status: 422,
    body: { code: 'member.bad_cursor' },
  })
})

test('a manager gives every role but that of an owner, and cannot touch an owner', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  await person(w, w, 'owner')
  const manager = await member(w, server, w, 'manager')
  const { id } = await person(w, w, 'client')
  for (const role of roles.filter((each) => each !== 'owner'))
    expect((await manager(`PATCH /members/${id}`, { role })).body).toMatchObject({ role })
  const above = { status: 403, body: { code: 'member.above_oneself' } }
  expect(await manager(`PATCH /members/${id}`, { role: 'owner' })).toMatchObject(above)
  expect(await manager(`PATCH /members/${await idOf(manager)}`, { role: 'owner' })).toMatchObject(above)
  expect(await manager(`PATCH /members/${await idOf(owner)}`, { role: 'client' })).toMatchObject(above)
  expect(await manager(`DELETE /members/${await idOf(owner)}`)).toMatchObject(above)
})

test('a new role holds from the next request on', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  expect((await editor('GET /keys')).status).toBe(403)
  await owner(`PATCH /members/${await idOf(editor)}`, { role: 'owner' })
  expect((await editor('GET /keys')).status).toBe(200)
  await owner(`PATCH /members/${await idOf(editor)}`, { role: 'client' })
  expect((await editor('GET /audit')).status).toBe(403)
})

test('whoever is taken out is out at once, and keeps their other workspaces', async () => {
  const w = await world()
  const there = await w.tenant()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  const { email } = (await editor('GET /me')).body as { email: string }
  await addMember(w.ctx, there.actor('owner'), { email, role: 'analyst' })
  expect((await owner(`DELETE /members/${await idOf(editor)}`)).status).toBe(204)
  expect(await editor('GET /workspace')).toMatchObject({
    status: 404,
    body: { code: 'edge.workspace_missing' },
  })
  expect((await editor('GET /me')).body.workspaces).toMatchObject([
    { id: there.workspaceId, role: 'analyst' },
  ])
})

test('the last owner can neither leave, nor be taken out, nor step down', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const last = { status: 409, body: { code: 'member.last_owner' } }
  const id = await idOf(owner)
  expect(await owner('POST /workspace/leave')).toMatchObject(last)
  expect(await owner(`DELETE /members/${id}`)).toMatchObject(last)
  expect(await owner(`PATCH /members/${id}`, { role: 'manager' })).toMatchObject(last)
  expect((await owner(`PATCH /members/${id}`, { role: 'owner' })).status).toBe(200)
})

test('two owners who leave at the same instant leave one behind', async () => {
  const w = await world()
  const server = await openDoor(w)
  const two = [await member(w, server, w, 'owner'), await member(w, server, w, 'owner')]
  const statuses = await Promise.all(two.map(async (owner) => (await owner('POST /workspace/leave')).status))
  expect(statuses.sort()).toEqual([204, 409])
})

test('anybody may leave, an API key cannot', async () => {
  const w = await world()
  const server = await openDoor(w)
  const client = await member(w, server, w, 'client')
  expect((await client('POST /workspace/leave')).status).toBe(204)
  expect((await client('GET /workspace')).status).toBe(404)
  const key = await program(server, w, 'client')
  expect(await key('POST /workspace/leave')).toMatchObject({
    status: 403,
    body: { code: 'member.person_only' },
  })
})

test('a body cannot carry more than the role', async () => {
  const w = await world()
  const there = await w.tenant()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await person(w, w, 'editor')
  await owner(`PATCH /members/${id}`, {
    role: 'analyst',
    workspaceId: there.workspaceId,
    userId: 'x',
    email: 'x@example.org',
  })
  const rows = await w.ctx.db.selectFrom('members').selectAll().where('userId', '=', id).execute()
  expect(rows).toMatchObject([{ workspaceId: w.workspaceId, role: 'analyst' }])
})

test('every change of members is written down with who did it', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await person(w, w, 'editor')
  await owner(`PATCH /members/${id}`, { role: 'analyst' })
  await owner(`DELETE /members/${id}`)
  const { body } = await owner(`GET /audit?subjectId=${id}`)
  expect(body.items).toMatchObject([
    { action: 'member.removed', actor: { kind: 'person', name: 'The owner' }, before: { role: 'analyst' } },
    {
      action: 'member.role_changed',
      before: { role: 'editor' },
      after: { role: 'analyst' },
      address: '127.0.0.1',
    },
    { action: 'member.added', after: { role: 'editor' } },
  ])
})

test.each(roles)('the screen is told what the role %s may do', async (role: Role) => {
  const w = await world()
  const key = await program(await openDoor(w), w, role)
  expect(await roleOf(key)).toBe(role)
  const { rights } = (await key('GET /workspace')).body as { rights: string[] }
  expect(rights.includes('post.publish')).toBe(['owner', 'manager', 'editor'].includes(role))
  expect(rights.includes('key.manage')).toBe(role === 'owner')
})
