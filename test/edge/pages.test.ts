import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '../../src/modules/people/oauth/description.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { member, openDoor, program, type Visitor } from '../people/door.ts'
import { type World, world } from '../world.ts'

let w: World
let server: Server
let owner: Visitor

beforeAll(async () => {
  w = await world()
  server = await openDoor(w)
  owner = await member(w, server, w, 'owner')
})

const page = { origin: 'https://assistant.example', 'sec-fetch-site': 'cross-site' }
const ask = (method: 'GET' | 'POST' | 'OPTIONS', url: string, headers = {}, payload?: object) =>
  server.inject({ method, url, headers: { ...page, ...headers }, ...(payload && { payload }) })
const preflight = (url: string, method = 'POST') =>
  ask('OPTIONS', url, {
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,mcp-protocol-version',
  })

const open = [
  ['/mcp', 'POST'],
  [endpoints.token, 'POST'],
  [endpoints.register, 'POST'],
  [endpoints.revoke, 'POST'],
  ['/.well-known/oauth-protected-resource', 'GET'],
  ['/.well-known/oauth-protected-resource/mcp', 'GET'],
  ['/.well-known/oauth-authorization-server', 'GET'],
] as const

test.each(open)('a page of another site may ask %s', async (url, method) => {
  const { statusCode, headers } = await preflight(url, method)
  expect(statusCode).toBe(204)
  expect(headers['access-control-allow-origin']).toBe('*')
  expect(headers['access-control-allow-methods']).toContain(method)
  for (const name of ['authorization', 'content-type', 'mcp-protocol-version'])
    expect(headers['access-control-allow-headers']).toContain(name)
  expect(headers).not.toHaveProperty('access-control-allow-credentials')
})

test.each([
  '/api/v1/workspace',
  '/api/v1/keys',
  '/api/v1/sign-in',
  '/api/openapi.json',
  endpoints.authorize,
  '/mcp/../api/v1/keys',
  '/',
])('no page of another site may ask %s', async (url) => {
  for (const answer of [await preflight(url), await ask('GET', url)])
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const accept = 'application/json, text/event-stream'

test('a page reads refusals and answers alike, and where it has to go for a token', async () => {
  const refused = await ask('POST', '/mcp', { accept }, list)
  expect(refused.statusCode).toBe(401)
  expect(refused.headers['www-authenticate']).toContain('resource_metadata=')
  expect(refused.headers['access-control-allow-origin']).toBe('*')
  expect(refused.headers['access-control-expose-headers']).toContain('www-authenticate')
  const authorization = `Bearer ${await w.key('editor')}`
  const answered = await ask('POST', '/mcp', { accept, authorization }, list)
  expect(answered.statusCode).toBe(200)
  expect(answered.headers['access-control-allow-origin']).toBe('*')
  const token = await ask('POST', endpoints.token, { 'content-type': 'application/json' }, {})
  expect(token.statusCode).toBe(400)
  expect(token.headers['access-control-allow-origin']).toBe('*')
})

test('cookies open nothing to a page of another site, whatever they are', async () => {
  const cookie = owner.cookie
  const workspace = { 'carillon-workspace': w.workspaceId, 'carillon-csrf': '1' }
  const answer = await ask('POST', '/mcp', { accept, cookie, ...workspace }, list)
  expect(answer).toMatchObject({ statusCode: 403 })
  expect(answer.json()).toMatchObject({ code: 'edge.cross_site' })
})

test.each([0, 1])('behind %i proxies, nobody names this house but its settings', async (proxies) => {
  const env = { CARILLON_TRUST_PROXY: String(proxies), CARILLON_URL: 'https://social.example.com' }
  const there = await world({ env })
  const door = await openDoor(there)
  const one = await member(there, door, there, 'owner')
  const lie = { 'x-forwarded-host': 'evil.example' }
  const forged = await one('PATCH /workspace', { name: 'X' }, { ...lie, origin: 'https://evil.example' })
  expect(forged).toMatchObject({ status: 403, body: { code: 'edge.cross_site' } })
  const link = await one('POST /invitations', { email: 'new@example.org', role: 'editor', way: 'link' }, lie)
  expect(link.status).toBe(201)
  expect(JSON.stringify(link)).not.toContain('evil.example')
  expect(link.body.url).toMatch(/^https:\/\/social\.example\.com\//)
  const key = await program(door, there, 'client')
  const described = await key('GET http://x/.well-known/oauth-authorization-server', undefined, lie)
  expect(JSON.stringify(described)).not.toContain('evil.example')
})

test('the description of the API is packed, and sent once to whoever keeps it', async () => {
  const read = (headers: Record<string, string>) => server.inject({ url: '/api/openapi.json', headers })
  const plain = await read({})
  const [br, gzip] = [
    await read({ 'accept-encoding': 'gzip, br' }),
    await read({ 'accept-encoding': 'gzip' }),
  ]
  expect([br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip'])
  expect(br.rawPayload.length).toBeLessThan(plain.rawPayload.length / 8)
  const again = await read({ 'if-none-match': String(plain.headers.etag) })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
})
