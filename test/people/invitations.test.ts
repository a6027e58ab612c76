import { expect, test } from 'vitest'
import type { Role } from '../../src/app/rights.ts'
import { acceptAll } from '../../src/modules/people/invitations/index.ts'
import { addPerson } from '../../src/modules/people/sign-in/index.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { type World, world } from '../world.ts'
import { member, openDoor, password, person, program, type Visitor, visitor } from './door.ts'
import { untilWaiting } from './waiting.ts'

const day = 86_400_000
let count = 0
/** Nobody's yet: the tests of a file share their house. */
const nobody = (): string => `zane-${++count}@example.org`
const tokenOf = (text: unknown): string => /\/invitation#([\w-]{43})/.exec(String(text))?.[1] ?? ''

async function withMail(): Promise<{ w: World; letters: Letter[] }> {
  const w = await world()
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  return { w, letters }
}

async function handed(
  owner: Visitor,
  wish: { email?: string; role?: Role; days?: number } = {},
): Promise<string> {
  const { status, body } = await owner('POST /invitations', {
    email: nobody(),
    role: 'editor',
    way: 'link',
    ...wish,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return tokenOf(body.url)
}

const guestCsrf = { 'carillon-csrf': '1' }

test('somebody new accepts a link that was handed over, once, and signs in', async () => {
  const email = nobody()
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const token = await handed(owner, { email })
  const guest = visitor(server, guestCsrf)
  expect(await guest('POST /invitation', { token })).toMatchObject({
    status: 200,
    body: { email, role: 'editor', invitedBy: 'The owner', known: false },
  })
  const weak = await guest('POST /invitation/accept', { token, name: 'Zane', password: 'short' })
  expect(weak).toMatchObject({ status: 422, body: { code: 'sign_in.weak_password' } })
  const accepted = await guest('POST /invitation/accept', { token, name: 'Zane', password })
  expect(accepted).toMatchObject({ status: 200, body: { workspaceId: w.workspaceId } })
  expect((await guest('GET /me')).body).toMatchObject({
    name: 'Zane',
    workspaces: [{ id: w.workspaceId, role: 'editor' }],
  })
  expect((await guest('POST /invitation/accept', { token, name: 'Zane', password })).status).toBe(404)
  expect((await owner('GET /invitations')).body).toEqual({ items: [], mail: false })
  const { items } = (await owner('GET /audit?action=member.')).body as { items: object[] }
  expect(items[0]).toMatchObject({
    action: 'member.added',
    actor: { name: 'Zane' },
    after: { role: 'editor', email, invitedBy: 'The owner' },
  })
})

test('of two who accept the same link at once, one is let in', async () => {
  const email = nobody()
  const w = await world()
  const server = await openDoor(w)
  const token = await handed(await member(w, server, w, 'owner'), { email })
  const accept = () => visitor(server)('POST /invitation/accept', { token, name: 'Zane', password })
  const statuses = (await Promise.all([accept(), accept(), accept()])).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(await w.ctx.db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('who comes in by the provider takes an invitation as it is then, though it is made anew at that moment', async () => {
  const w = await world()
  const email = nobody()
  await handed(await member(w, await openDoor(w), w, 'owner'), { email })
  const { db } = w.ctx
  const [written, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const renewing = db.transaction().execute(async (tx) => {
    await tx.updateTable('invitations').set({ role: 'analyst' }).where('email', '=', email).execute()
    written.resolve()
    await commit.promise
  })
  await written.promise
  const coming = db.transaction().execute(async (tx) => {
    const user = await addPerson(tx, { email, hash: null })
    return acceptAll(tx, w.ctx, { ...user, requestId: null, ip: null })
  })
  await untilWaiting(w, 1)
  commit.resolve()
  await renewing
  expect(await coming).toBe(1)
  const [part] = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select('members.role')
    .where('email', '=', email)
    .execute()
  expect(part).toEqual({ role: 'analyst' })
})

test('somebody who signs in here already joins with their own address, and with no other', async () => {
  const w = await world()
  const there = await w.tenant()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const known = await member(w, server, there, 'analyst')
  const other = await member(w, server, there, 'editor')
  const mail = String((await known('GET /me')).body.email)
  const token = await handed(owner, { email: mail, role: 'client' })
  expect((await known('POST /invitation', { token })).body).toMatchObject({ known: true })
  const anew = await visitor(server)('POST /invitation/accept', { token, name: 'Me', password })
  expect(anew).toMatchObject({ status: 409, body: { code: 'invitation.known' } })
  const stranger = await other('POST /invitation/join', { token })
  expect(stranger).toMatchObject({ status: 403, body: { code: 'invitation.other_person' } })
  expect((await known('POST /invitation/join', { token })).body).toEqual({ workspaceId: w.workspaceId })
  expect((await known('GET /me')).body.workspaces).toMatchObject([
    { id: there.workspaceId, role: 'analyst' },
    { id: w.workspaceId, role: 'client' },
  ])
})

test('a letter brings a link in the reader’s language, and a second letter ends the first', async () => {
  const email = nobody()
  const { w, letters } = await withMail()
  await w.ctx.db.updateTable('workspaces').set({ language: 'lv' }).where('id', '=', w.workspaceId).execute()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { body } = await owner('POST /invitations', { email, role: 'editor', way: 'mail', days: 3 })
  expect(body).toMatchObject({ url: null, mailedAt: null, state: 'waiting' })
  await w.runJobs()
  expect(letters).toMatchObject([{ to: email, subject: expect.stringContaining('Ielūgums') }])
  expect(letters[0]?.text).toContain('2030. gada 4. janvāri')
  expect((await owner('GET /invitations')).body).toMatchObject({
    mail: true,
    items: [{ mailedAt: expect.any(String) }],
  })
  await owner(`POST /invitations/${body.id}/again`, { way: 'mail' })
  await w.runJobs()
  const look = async (at: number) =>
    (await visitor(server)('POST /invitation', { token: tokenOf(letters[at]?.text) })).status
  expect([await look(0), await look(1)]).toEqual([404, 200])
})

test('whoever accepts by a letter has proven their address; by a link that was handed over they have not', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const known = await member(w, server, await w.tenant(), 'analyst')
  const mailed = async (email: string) => {
    await owner('POST /invitations', { email, role: 'editor', way: 'mail' })
    await w.runJobs()
    return tokenOf(letters.pop()?.text)
  }
  const accept = (token: string) =>
    visitor(server)('POST /invitation/accept', { token, name: 'Zane', password: 'a brown bell at noon' })
  const [byLetter, byHand, mine] = [nobody(), nobody(), String((await known('GET /me')).body.email)]
  expect((await accept(await mailed(byLetter))).status).toBe(200)
  expect((await accept(await handed(owner, { email: byHand }))).status).toBe(200)
  expect((await known('POST /invitation/join', { token: await mailed(mine) })).status).toBe(200)
  const rows = await w.ctx.db
    .selectFrom('users')
    .select(['email', 'emailVerified'])
    .where('email', 'in', [byLetter, byHand, mine])
    .execute()
  const proven = rows.filter(({ emailVerified }) => emailVerified).map(({ email }) => email)
  expect(proven.sort()).toEqual([byLetter, mine].sort())
})

test('a letter that has not left yet does not end a link that was made after it', async () => {
  const { w, letters } = await withMail()
  const owner = await member(w, await openDoor(w), w, 'owner')
  const email = nobody()
  await owner('POST /invitations', { email, role: 'editor', way: 'mail' })
  w.clock.on(1000)
  const token = await handed(owner, { email })
  await w.runJobs()
  expect(letters).toEqual([])
  expect((await visitor(await openDoor(w))('POST /invitation', { token })).status).toBe(200)
})

test('the link is kept nowhere', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const tokens = [await handed(owner)]
  await owner('POST /invitations', { email: 'b@example.org', role: 'editor', way: 'mail' })
  await w.runJobs()
  tokens.push(tokenOf(letters[0]?.text))
  const { invitations, auditLog } = await everything(w)
  for (const token of tokens) {
    expect(token).toHaveLength(43)
    expect(invitations + auditLog).not.toContain(token)
  }
})

async function everything(w: World) {
  const invitations = await w.ctx.db.selectFrom('invitations').selectAll().execute()
  const auditLog = await w.ctx.db.selectFrom('auditLog').selectAll().execute()
  return { invitations: JSON.stringify(invitations), auditLog: JSON.stringify(auditLog) }
}

test('time, a withdrawal and a newer link end an invitation', async () => {
  const email = nobody()
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const look = async (token: string) => (await visitor(server)('POST /invitation', { token })).status
  const first = await handed(owner, { email, days: 2 })
  const second = await handed(owner, { email, days: 2 })
  expect([await look(first), await look(second)]).toEqual([404, 200])
  w.clock.on(2 * day - 1000)
  expect(await look(second)).toBe(200)
  w.clock.on(2000)
  expect(await look(second)).toBe(404)
  const list = (await owner('GET /invitations')).body as { items: { id: string; state: string }[] }
  expect(list.items).toMatchObject([{ state: 'over' }])
  const again = await owner(`POST /invitations/${list.items[0]?.id}/again`, { way: 'link', days: 30 })
  expect(await look(tokenOf(again.body.url))).toBe(200)
  expect((await owner(`DELETE /invitations/${list.items[0]?.id}`)).status).toBe(204)
  expect(await look(tokenOf(again.body.url))).toBe(404)
})

test('an invitation is worth what its maker may still give', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const manager = await member(w, server, w, 'manager')
  const id = String((await manager('GET /me')).body.id)
  const token = await handed(manager)
  const guest = visitor(server)
  expect((await guest('POST /invitation', { token })).status).toBe(200)
  await owner(`PATCH /members/${id}`, { role: 'editor' })
  expect((await guest('POST /invitation/accept', { token, name: 'Zane', password })).status).toBe(404)
  expect((await owner('GET /invitations')).body).toMatchObject({ items: [{ state: 'void' }] })
  await owner(`DELETE /members/${id}`)
  expect((await guest('POST /invitation', { token })).status).toBe(404)
})

test('nobody invites above themselves, members, or by an API key', async () => {
  const email = nobody()
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const manager = await member(w, server, w, 'manager')
  const above = await manager('POST /invitations', { email, role: 'owner', way: 'link' })
  expect(above).toMatchObject({ status: 403, body: { code: 'member.above_oneself' } })
  await handed(owner, { role: 'owner' })
  const list = (await manager('GET /invitations')).body as { items: { id: string }[] }
  const id = list.items[0]?.id
  for (const call of [`DELETE /invitations/${id}`, `POST /invitations/${id}/again`] as const)
    expect(await manager(call, call.startsWith('POST') ? { way: 'link' } : undefined)).toMatchObject({
      status: 403,
    })
  const editor = await person(w, w, 'editor')
  const already = await owner('POST /invitations', { email: editor.email, role: 'client', way: 'link' })
  expect(already).toMatchObject({ status: 409, body: { code: 'member.already' } })
  const key = await program(server, w, 'owner')
  const byKey = await key('POST /invitations', { email, role: 'editor', way: 'link' })
  expect(byKey).toMatchObject({ status: 403, body: { code: 'invitation.person_only' } })
})

test('a house without mail offers the link only', async () => {
  const email = nobody()
  const w = await world()
  const owner = await member(w, await openDoor(w), w, 'owner')
  const refused = await owner('POST /invitations', { email, role: 'editor', way: 'mail' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'invitation.no_mail' } })
})

test('nobody is flooded with letters', async () => {
  const email = nobody()
  const { w } = await withMail()
  const owner = await member(w, await openDoor(w), w, 'owner')
  const statuses: number[] = []
  for (let n = 0; n < 7; n++)
    statuses.push((await owner('POST /invitations', { email, role: 'editor', way: 'mail' })).status)
  expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429])
})

test('a workspace has room for 200 open invitations', async () => {
  const email = nobody()
  const w = await world()
  const owner = await member(w, await openDoor(w), w, 'owner')
  const madeBy = String((await owner('GET /me')).body.id)
  const rows = Array.from({ length: 200 }, (_, n) => ({
    workspaceId: w.workspaceId,
    email: `${n}@example.org`,
    role: 'client',
    madeBy,
    expiresAt: new Date('2030-02-01'),
  }))
  await w.ctx.db.insertInto('invitations').values(rows).execute()
  const more = await owner('POST /invitations', { email, role: 'editor', way: 'link' })
  expect(more).toMatchObject({ status: 409, body: { code: 'invitation.too_many' } })
  expect(more.body.detail).toContain('200')
  const same = await owner('POST /invitations', { email: '7@example.org', role: 'editor', way: 'link' })
  expect(same.status).toBe(201)
})
