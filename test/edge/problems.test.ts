import { expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/app/route.ts'
import { openDoor, program, visitor } from '../people/door.ts'
import { world } from '../world.ts'

const Thing = z.object({
  name: z.string().min(2).max(5),
  kind: z.enum(['bell', 'clapper']),
  weight: z.number().max(900).optional(),
  parts: z.array(z.object({ text: z.string() })).optional(),
  at: z.iso.datetime().optional(),
})

const spec = { may: 'workspace.read', summary: 'For the test', tag: 'Test' } as const
const routes = [
  route(
    'POST /things',
    { ...spec, body: z.strictObject(Thing.shape), answer: z.object({ made: z.string() }) },
    async ({ body }) => ({
      made: body.name,
    }),
  ),
  route(
    'GET /things/:id',
    { ...spec, params: z.object({ id: z.uuid() }), answer: z.object({ id: z.string() }) },
    async ({ params }) => params,
  ),
  route('GET /broken', { ...spec, answer: z.object({}) }, async () => {
    throw new Error('the bell has cracked')
  }),
  route('GET /promised', { ...spec, answer: z.object({ count: z.number() }) }, async () =>
    JSON.parse('{"count":"three"}'),
  ),
  route('GET /shown', { ...spec, answer: z.object({ name: z.string() }) }, async () =>
    JSON.parse('{"name":"bell","password":"secret"}'),
  ),
]

async function bench() {
  const w = await world()
  const server = await openDoor(w, routes)
  return { w, server, ask: await program(server, w, 'editor') }
}

test('an unknown address is a problem that says where to look', async () => {
  const { ask } = await bench()
  const { status, body, headers } = await ask('GET /nowhere')
  expect(status).toBe(404)
  expect(headers['content-type']).toBe('application/problem+json')
  expect(body).toMatchObject({
    title: 'Not Found',
    code: 'server.no_such_address',
    requestId: headers['x-request-id'],
  })
})

test('malformed JSON is told as such', async () => {
  const { w, server } = await bench()
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { authorization: `Bearer ${await w.key('editor')}`, 'content-type': 'application/json' },
    payload: '{"name": "bell",}',
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'server.bad_json', title: 'Bad Request' })
})

test('a body that is too large, or a form, is refused before it is read', async () => {
  const { w, server } = await bench()
  const authorization = `Bearer ${await w.key('editor')}`
  const send = (type: string, payload: string) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { authorization, 'content-type': type },
      payload,
    })
  expect(
    (await send('application/json', JSON.stringify({ name: 'x'.repeat(2_100_000) }))).json(),
  ).toMatchObject({
    status: 413,
    code: 'server.too_large',
  })
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
    expect((await send(type, 'name=bell')).json()).toMatchObject({ status: 415, code: 'server.media_type' })
})

test('every wrong field is told at once, by its path, with a sentence', async () => {
  const { ask } = await bench()
  const { status, body } = await ask('POST /things', {
    name: 'carillon',
    kind: 'gong',
    weight: 901,
    parts: [{ text: 'a' }, { text: 7 }],
    at: 'tomorrow',
    owner: 'me',
  })
  expect(status).toBe(422)
  expect(body.code).toBe('edge.wrong_fields')
  expect(body.errors).toEqual([
    { path: 'name', code: 'too_long', detail: 'Write at most 5 characters.' },
    { path: 'kind', code: 'not_allowed', detail: 'This should be one of: bell, clapper.' },
    { path: 'weight', code: 'too_big', detail: 'This should be at most 900.' },
    { path: 'parts.1.text', code: 'wrong_type', detail: 'This should be text.' },
    { path: 'at', code: 'not_datetime', detail: 'This is not an instant. Write it as 2030-01-31T09:00:00Z.' },
    { path: 'owner', code: 'unknown_field', detail: 'There is no such field here. Leave it out.' },
  ])
})

test('a request without a body is told which fields it lacks', async () => {
  const { ask } = await bench()
  const { body } = await ask('POST /things')
  expect(body.errors).toContainEqual({ path: 'name', code: 'required', detail: 'This is required.' })
})

test('an id that is none is a missing thing', async () => {
  const { ask } = await bench()
  expect(await ask('GET /things/1%27%20or%20true')).toMatchObject({
    status: 404,
    body: { code: 'edge.missing' },
  })
})

test('an error nobody foresaw shows nothing of the inside', async () => {
  const { ask } = await bench()
  const { status, body } = await ask('GET /broken')
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('cracked')
  expect(body).toMatchObject({ code: 'server.broken' })
})

test('an answer that breaks its contract fails in tests', async () => {
  const { ask } = await bench()
  expect((await ask('GET /promised')).status).toBe(500)
})

test('fields that the contract does not name stay inside', async () => {
  const { ask } = await bench()
  expect((await ask('GET /shown')).body).toEqual({ name: 'bell' })
})

test('a request is named by us, and by a proxy only when one is trusted', async () => {
  const w = await world()
  const plain = visitor(await openDoor(w, []), { 'x-request-id': 'from-outside-1' })
  expect((await plain('GET /nowhere')).headers['x-request-id']).not.toBe('from-outside-1')
  const behind = await world({ env: { CARILLON_TRUST_PROXY: '1' } })
  const proxied = visitor(await openDoor(behind, []), { 'x-request-id': 'from-outside-1' })
  expect((await proxied('GET /nowhere')).headers['x-request-id']).toBe('from-outside-1')
})

test('a JSON key that reaches for the prototype is refused', async () => {
  const { w, server } = await bench()
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { authorization: `Bearer ${await w.key('editor')}`, 'content-type': 'application/json' },
    payload: '{"name":"bell","kind":"bell","__proto__":{"admin":true}}',
  })
  expect(answer.json()).toMatchObject({ status: 400, code: 'server.bad_json' })
})

test('while the database is away the answer says so and when to come back', async () => {
  const away = Object.assign(new Error('terminating connection due to administrator command'), {
    code: '57P01',
  })
  const w = await world()
  const server = await openDoor(w, [
    route('GET /away', { ...spec, answer: z.object({}) }, async () => {
      throw away
    }),
  ])
  const { status, body, headers } = await (await program(server, w, 'editor'))('GET /away')
  expect({ status, code: body.code, wait: headers['retry-after'] }).toEqual({
    status: 503,
    code: 'server.database_away',
    wait: '2',
  })
})
