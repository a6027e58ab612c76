import { expect, test } from 'vitest'
import { idea } from '../../attack/frame/bodies.ts'
import { world } from '../world.ts'
import { turnOn } from './authenticator.ts'
import { addMember, member, openDoor, password, visitor } from './door.ts'

let count = 0

async function bench() {
  const email = `ann-${++count}@example.org`
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await addMember(w.ctx, w.actor('owner'), { email, role: 'editor', name: 'Ann Marked' })
  const ann = visitor(server, { 'carillon-workspace': w.workspaceId, 'carillon-csrf': '1' })
  await ann('POST /sign-in', { email, password })
  return { w, server, owner, id, ann, email }
}

test('an owner is told what goes and what stays, erases, and is shown that nothing is left', async () => {
  const { w, owner, id, ann, email } = await bench()
  await ann('POST /posts', { content: idea(), variants: [] })
  const told = (await owner(`GET /members/${id}/deletion`)).body
  expect(told).toMatchObject({ blockedBy: [], leaves: [{ name: 'Test' }], drafts: 1, sessions: 1 })
  const wrong = await owner(`POST /members/${id}/deletion`, { email: 'anna@example.org', password })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'erasure.other_address' } })
  const stranger = await owner(`POST /members/${id}/deletion`, { email, password: 'not mine at all' })
  expect(stranger.status).toBe(422)
  expect((await ann('GET /me')).status).toBe(200)
  const done = await owner(`POST /members/${id}/deletion`, { email: ` ${email.toUpperCase()} `, password })
  expect(done).toMatchObject({ status: 200, body: { left: [], was: { drafts: 1 } } })
  expect(Number(done.body.columns)).toBeGreaterThan(50)
  expect((await ann('GET /me')).status).toBe(401)
  const [row] = (await owner('GET /audit?action=member.removed')).body.items as object[]
  expect(row).toMatchObject({ actor: { name: 'The owner' } })
  const people = await w.ctx.db.selectFrom('users').select('id').where('email', '=', email).execute()
  expect(people).toEqual([])
})

test('the second step of the owner is asked, and nobody erases themselves this way', async () => {
  const { w, owner, id, email } = await bench()
  await turnOn(owner, w.clock)
  expect(await owner(`POST /members/${id}/deletion`, { email, password })).toMatchObject({
    status: 422,
    body: { code: 'second_step.code_needed' },
  })
  const me = String((await owner('GET /me')).body.id)
  expect(await owner(`POST /members/${me}/deletion`, { email, password })).toMatchObject({
    status: 409,
    body: { code: 'erasure.oneself' },
  })
})

test('whoever also works where the owner is none is neither erased nor taken along', async () => {
  const { w, owner, id, email } = await bench()
  const there = await w.tenant()
  await addMember(w.ctx, there.actor('owner'), { email, role: 'client' })
  const refused = { status: 403, body: { code: 'erasure.elsewhere' } }
  expect(await owner(`GET /members/${id}/deletion`)).toMatchObject(refused)
  expect(await owner(`POST /members/${id}/deletion`, { email, password })).toMatchObject(refused)
  expect(await owner(`GET /members/${id}/export`)).toMatchObject(refused)
})

test('a manager and a key may neither, and whoever is no member is missing', async () => {
  const { w, server, owner, id, email } = await bench()
  const manager = await member(w, server, w, 'manager')
  const key = visitor(server, { authorization: `Bearer ${await w.key('owner')}` })
  for (const call of [`GET /members/${id}/deletion`, `GET /members/${id}/export`] as const) {
    expect((await manager(call)).status).toBe(403)
    expect((await key(call)).status).toBe(403)
  }
  expect((await key(`POST /members/${id}/deletion`, { email, password })).status).toBe(403)
  expect((await owner('GET /members/nobody/deletion')).status).toBe(404)
})

test('an owner saves what is kept of a member, and the log says so', async () => {
  const { owner, id, ann, email } = await bench()
  await ann('POST /posts', { content: idea(), variants: [] })
  const { status, body, headers } = await owner(`GET /members/${id}/export`)
  expect(status).toBe(200)
  expect(headers['content-disposition']).toContain('attachment')
  expect(body).toMatchObject({ email, tables: { users: [{ name: 'Ann Marked' }], posts: [{}] } })
  expect(JSON.stringify(body)).not.toMatch(/password|\\\\x/)
  const { items } = (await owner('GET /audit?action=person.exported')).body
  expect(items).toMatchObject([{ subject: { id } }])
})
