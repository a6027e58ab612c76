import { expect, test } from 'vitest'
import type { Role } from '../../src/app/rights.ts'
import { makeChannel } from '../factories/measure.ts'
import { world } from '../world.ts'
import { addMember, member, openDoor, password, visitor } from './door.ts'

/** An owner who made a key that may all, and another owner who stays. */
async function bench() {
  const w = await world()
  const server = await openDoor(w)
  const stays = await member(w, server, w, 'owner')
  const email = 'maker@example.org'
  const { id } = await addMember(w.ctx, w.actor('owner'), { email, role: 'owner', name: 'Maker' })
  const maker = visitor(server, { 'carillon-workspace': w.workspaceId, 'carillon-csrf': '1' })
  await maker('POST /sign-in', { email, password })
  const made = (await maker('POST /keys', { name: 'Shop', role: 'owner' })).body
  const use = visitor(server, { authorization: `Bearer ${made.secret}` })
  const told = async (kind: string) => {
    const { items } = (await stays('GET /notifications?open=true')).body as { items: { kind: string }[] }
    return items.filter((one) => one.kind === kind)
  }
  const demote = (role: Role) => stays(`PATCH /members/${id}`, { role })
  return { w, server, stays, maker, id, made, use, told, demote }
}

type Bench = Awaited<ReturnType<typeof bench>>
const titled = [{ subject: { kind: 'key' }, facts: { title: 'Shop' } }]
const gone = { status: 401, body: { code: 'edge.bad_key' } }

const ways: Record<string, (b: Bench) => Promise<{ status: number }>> = {
  leaves: ({ maker }) => maker('POST /workspace/leave'),
  'is taken out': ({ stays, id }) => stays(`DELETE /members/${id}`),
  'is erased': ({ maker }) => maker('POST /me/deletion', { password }),
}

test.each(Object.keys(ways))('a key ends when its maker %s, and owners are told', async (way) => {
  const b = await bench()
  expect((await b.use('GET /members')).status).toBe(200)
  expect((await ways[way]?.(b))?.status).toBe(204)
  expect(await b.use('GET /workspace')).toMatchObject(gone)
  expect(await b.told('key.ended')).toMatchObject(titled)
  const [row] = (await b.stays('GET /audit?action=key.revoked')).body.items as object[]
  expect(row).toMatchObject({ subject: { id: b.made.id } })
})

test('a key may no more than its maker now, and its own again when they may', async () => {
  const { stays, made, use, told, demote } = await bench()
  expect((await demote('editor')).status).toBe(200)
  expect((await use('GET /workspace')).body).toMatchObject({ role: 'editor' })
  expect(await use('GET /keys')).toMatchObject({ status: 403, body: { code: 'edge.not_allowed' } })
  expect(await told('key.lessened')).toMatchObject(titled)
  const [listed] = (await stays('GET /keys')).body.items as object[]
  expect(listed).toMatchObject({ id: made.id, role: 'owner', lessened: true })
  expect((await demote('owner')).status).toBe(200)
  expect((await use('GET /keys')).status).toBe(200)
  expect(await told('key.lessened')).toEqual([])
})

test('whoever hands the workspace over keeps a key that may what they still may', async () => {
  const { maker, use, w, told } = await bench()
  const { id } = await addMember(w.ctx, w.actor('owner'), { email: 'heir@example.org', role: 'manager' })
  expect((await maker(`POST /members/${id}/ownership`, { password, role: 'analyst' })).status).toBe(200)
  expect(await use('POST /hooks', {})).toMatchObject({ status: 403 })
  expect((await use('GET /members')).status).toBe(200)
  expect(await told('key.lessened')).toMatchObject(titled)
})

test('exceptions of the maker on channels bind the key too', async () => {
  const { w, stays, use, id, demote, told } = await bench()
  await demote('editor')
  const seen = await makeChannel(w.ctx, w.workspaceId)
  const hidden = await makeChannel(w.ctx, w.workspaceId)
  const channels = { chosenOnly: true, parts: { [seen]: 'own' } }
  expect((await stays(`PUT /members/${id}/channels`, channels)).status).toBe(200)
  expect((await use(`GET /channels/${seen}`)).status).toBe(200)
  expect((await use(`GET /channels/${hidden}`)).status).toBe(404)
  expect(await told('key.lessened')).toMatchObject([{ count: 2 }])
})

test('a key that a key made is of the same person, and ends with them', async () => {
  const { server, use, stays, id, told } = await bench()
  const { body } = await use('POST /keys', { name: 'Second', role: 'editor' })
  expect(body).toMatchObject({ createdBy: 'Maker' })
  const second = visitor(server, { authorization: `Bearer ${body.secret}` })
  expect((await second('GET /workspace')).status).toBe(200)
  await stays(`DELETE /members/${id}`)
  expect(await second('GET /workspace')).toMatchObject(gone)
  expect(await told('key.ended')).toHaveLength(2)
})

test('whoever comes back finds the old key ended, and what was over told nobody', async () => {
  const { w, stays, maker, use, id, told } = await bench()
  await maker('POST /keys', { name: 'Fair', role: 'client', expiresAt: '2030-01-01T09:00:00Z' })
  w.clock.to('2030-01-01T10:00:00Z')
  await stays(`DELETE /members/${id}`)
  expect(await told('key.ended')).toMatchObject(titled)
  await addMember(w.ctx, w.actor('owner'), { email: 'maker@example.org', role: 'owner' })
  expect(await use('GET /workspace')).toMatchObject(gone)
})
