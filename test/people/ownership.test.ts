import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Letter } from '../../src/platform/mail/index.ts'
import { type World, world } from '../world.ts'
import { turnOn } from './authenticator.ts'
import { member, openDoor, password, person, program, type Visitor } from './door.ts'

const idOf = async (visit: Visitor): Promise<string> => String((await visit('GET /me')).body.id)
const roleOf = async (visit: Visitor) => (await visit('GET /workspace')).body.role

async function withMail(): Promise<{ w: World; letters: Letter[] }> {
  const w = await world({ alone: true })
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  return { w, letters }
}

test('an owner hands the workspace over: both are told, and the organisation goes along when nothing is left', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  const [from, to] = [await idOf(owner), await idOf(editor)]
  const { organisationId } = w
  await w.ctx.db
    .insertInto('organisationMembers')
    .values({ organisationId, userId: from, role: 'owner' })
    .execute()
  const handed = await owner(`POST /members/${to}/ownership`, { password, role: 'analyst' })
  expect(handed).toMatchObject({ status: 200, body: { id: to, role: 'owner' } })
  expect([await roleOf(owner), await roleOf(editor)]).toEqual(['analyst', 'owner'])
  const owners = await w.ctx.db.selectFrom('organisationMembers').select(['userId', 'role']).execute()
  expect(owners).toEqual([{ userId: to, role: 'owner' }])
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select(['actorId', 'subjectId', 'after'])
    .where('action', '=', 'workspace.handed_over')
    .execute()
  expect(rows).toEqual([{ actorId: from, subjectId: to, after: { role: 'owner', formerOwner: 'analyst' } }])
  await w.runJobs()
  expect(letters.map(({ subject }) => subject)).toEqual([
    'Test belongs to The editor now',
    'You are the owner of Test now',
  ])
})

test('it asks for the password, for a code of whoever has a second step, and for a person', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await person(w, w, 'manager')
  const call = `POST /members/${id}/ownership` as const
  expect(await owner(call, { password: 'not mine' })).toMatchObject({
    status: 422,
    body: { code: 'sign_in.wrong_password', errors: [{ path: 'password' }] },
  })
  const { phone } = await turnOn(owner, w.clock)
  expect(await owner(call, { password })).toMatchObject({
    status: 422,
    body: { code: 'second_step.code_needed', errors: [{ path: 'code' }] },
  })
  expect(await owner(call, { password, code: phone.code(-3600) })).toMatchObject({
    status: 422,
    body: { code: 'second_step.wrong' },
  })
  const key = await program(server, w, 'owner')
  expect(await key(call, { password })).toMatchObject({ body: { code: 'second_step.not_a_person' } })
  const oneself = `POST /members/${await idOf(owner)}/ownership` as const
  expect(await owner(oneself, { password, code: phone.code() })).toMatchObject({
    status: 409,
    body: { code: 'ownership.oneself' },
  })
  expect(await roleOf(owner)).toBe('owner')
  // What was refused has not used the code up.
  expect((await owner(call, { password, code: phone.code() })).status).toBe(200)
  expect(await roleOf(owner)).toBe('manager')
})

test('of two who are handed the workspace at the same instant one gets it, and the giver is no owner', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const heirs = [await person(w, w, 'editor'), await person(w, w, 'editor')]
  const handed = heirs.map(({ id }) => owner(`POST /members/${id}/ownership`, { password }))
  const states = (await Promise.all(handed)).map(({ status }) => status)
  expect(states.sort()).not.toEqual([200, 200])
  const owners = await sql`
    select from members where workspace_id = ${w.workspaceId} and role = 'owner'`.execute(w.ctx.db)
  expect(owners.rows).toHaveLength(1)
})
