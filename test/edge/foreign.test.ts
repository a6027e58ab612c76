import { expect, test } from 'vitest'
import { member, openDoor, password, person, program, visitor } from '../people/door.ts'
import { world } from '../world.ts'

test('a session that changes something needs the header that no foreign page can set', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const without = await owner('PATCH /workspace', { name: 'Stolen' }, { 'carillon-csrf': '' })
  expect(without).toMatchObject({ status: 403, body: { code: 'edge.csrf_missing' } })
  expect((await owner('PATCH /workspace', { name: 'Mine' })).status).toBe(200)
})

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['no origin at all, as sandboxed frames have', { origin: 'null' }],
  ['the same name on another port', { origin: 'http://localhost:81' }],
])('a change that comes from %s is refused, even with the header', async (_, headers) => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const answer = await owner('PATCH /workspace', { name: 'Stolen' }, headers)
  expect(answer).toMatchObject({ status: 403, body: { code: 'edge.cross_site' } })
})

test.each([
  ['says that it is the same', { 'sec-fetch-site': 'same-origin', origin: 'https://social.example.com' }],
  ['names our own origin', { origin: 'http://localhost:80', host: 'localhost:80' }],
  ['names the public address', { origin: 'https://social.example.com' }],
])('a change from a page that %s goes through', async (_, headers) => {
  const w = await world({ env: { CARILLON_URL: 'https://social.example.com' } })
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  expect((await owner('PATCH /workspace', { name: 'Mine' }, headers)).status).toBe(200)
})

test('nobody can be signed in from another site', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'owner')
  const forced = await visitor(server, { origin: 'https://evil.example' })('POST /sign-in', {
    email,
    password,
  })
  expect(forced).toMatchObject({ status: 403, body: { code: 'edge.cross_site' } })
})

test('reading needs no header, and an API key none at all', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  expect(
    (await owner('GET /workspace', undefined, { 'carillon-csrf': '', 'sec-fetch-site': 'cross-site' }))
      .status,
  ).toBe(200)
  const key = await program(server, w, 'owner')
  expect((await key('PATCH /workspace', { name: 'By key' }, { origin: 'https://shop.example' })).status).toBe(
    200,
  )
})

test('no other site may read an answer', async () => {
  const w = await world()
  const server = await openDoor(w)
  const answer = await server.inject({
    method: 'OPTIONS',
    url: '/api/v1/workspace',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' },
  })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})
