import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { member, openDoor, password, person, visitor } from './door.ts'

test('the right mail and password open a session that says who one is', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const { status, body } = await editor('GET /me')
  expect(status).toBe(200)
  expect(body).toMatchObject({ name: 'The editor', workspaces: [{ id: w.workspaceId, role: 'editor' }] })
})

test('a wrong password and an unknown mail address are told in the same words', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'editor')
  const wrong = await visitor(server)('POST /sign-in', { email, password: 'not the right one' })
  const nobody = await visitor(server)('POST /sign-in', { email: 'nobody@example.org', password })
  expect(wrong.status).toBe(401)
  const { requestId: _, ...said } = wrong.body
  const { requestId: __, ...saidToNobody } = nobody.body
  expect(said).toEqual(saidToNobody)
})
