import { beforeAll, beforeEach, expect, test } from 'vitest'
import { handlers } from '../../src/house.ts'
import { markUsed } from '../../src/modules/people/keys/queries.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { type World, world } from '../world.ts'
import { allow, digest, everything, introduce, sendForm } from './connecting.ts'
import { member, openDoor, program, type Visitor, visitor } from './door.ts'

let w: World
let server: Server
let owner: Visitor

/** What stands on the sites of programs. */
const sites = new Map<string, unknown>()
const readSite: typeof fetch = async (input) => {
  const said = sites.get(String(input))
  return said === undefined ? new Response('', { status: 404 }) : new Response(String(said))
}

beforeAll(async () => {
  w = await world({ fetch: readSite })
  server = await openDoor(w)
  owner = await member(w, server, w, 'owner')
})
// So that the brakes on strangers are free again.
beforeEach(() => w.clock.on(600_000))

/** How a token fares at the door for agents. */
async function listTools(token: unknown): Promise<{ statusCode: number; body: string }> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' }
  const payload = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  return server.inject({ method: 'POST', url: '/mcp', headers, payload })
}
const opens = async (token: unknown): Promise<number> => (await listTools(token)).statusCode

/** A program that somebody has let in, with its first tokens. */
async function connected(by: Visitor = owner) {
  const app = await introduce(server)
  const code = (await allow(by, app.request)).get('code') ?? ''
  const { body } = await app.redeem(code)
  return { app, code, tokens: body }
}

const lastAudit = async (action: string) => {
  const { items } = (await owner(`GET /audit?action=${action}`)).body
  return (items as Record<string, unknown>[])[0]
}

const newestKey = () =>
  w.ctx.db
    .selectFrom('apiKeys')
    .selectAll()
    .where('workspaceId', '=', w.workspaceId)
    .where('clientId', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

test('of code and tokens only digests are kept, and the log of changes says who let in what', async () => {
  const { code, tokens } = await connected()
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: everything.join(' ') })
  expect(await opens(tokens.access_token)).toBe(200)
  const key = await newestKey()
  expect(key.digest).toEqual(digest(String(tokens.access_token)))
  expect(key.renewalDigest).toEqual(digest(String(tokens.refresh_token)))
  const codes = await w.ctx.db.selectFrom('oauthCodes').selectAll().execute()
  expect(codes.map((row) => row.digest)).toContainEqual(digest(code))
  const audit = (await owner('GET /audit')).body
  expect(audit.items).toContainEqual(
    expect.objectContaining({
      action: 'key.connected',
      actor: expect.objectContaining({ name: 'The owner' }),
      after: { name: 'Assistant (assistant.example)', role: 'owner', only: everything, expiresAt: null },
    }),
  )
  const told = JSON.stringify([audit, (await owner('GET /keys')).body, key, codes])
  for (const secret of [code, tokens.access_token, tokens.refresh_token])
    expect(told).not.toContain(String(secret))
})

test('a token opens the door that it was given for, and not the API beside it', async () => {
  const { tokens } = await connected()
  const app = visitor(server, { authorization: `Bearer ${tokens.access_token}` })
  for (const call of ['GET /workspace', 'GET /keys', 'POST /posts', 'GET /events'] as const)
    expect(await app(call), call).toMatchObject({ status: 401, body: { code: 'edge.agents_only' } })
  expect(
    (await visitor(server, { authorization: `Bearer ${tokens.refresh_token}` })('GET /workspace')).status,
  ).toBe(401)
})

test.each([
  ['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant'],
  ['a verifier too short to be one', { code_verifier: 'short' }, 'invalid_grant'],
  ['no verifier', { code_verifier: '' }, 'invalid_request'],
  ['another address', { redirect_uri: 'https://assistant.example/other' }, 'invalid_grant'],
  ['no address', { redirect_uri: '' }, 'invalid_request'],
  ['another program', { client_id: 'program-of-somebody' }, 'invalid_grant'],
  ['another resource', { resource: 'https://elsewhere.example/mcp' }, 'invalid_target'],
  ['another code', { code: 'a'.repeat(43) }, 'invalid_grant'],
  ['a kind of grant that there is not', { grant_type: 'password' }, 'unsupported_grant_type'],
])('a code with %s is refused, and is good for whoever it was made for', async (_, instead, error) => {
  const app = await introduce(server)
  const code = (await allow(owner, app.request)).get('code') ?? ''
  expect(await app.redeem(code, instead)).toMatchObject({ status: 400, body: { error } })
  expect((await app.redeem(code)).status).toBe(200)
})

test('a code of one program is nothing to another that is known here too', async () => {
  const [app, thief] = [await introduce(server), await introduce(server)]
  const code = (await allow(owner, app.request)).get('code') ?? ''
  const stolen = await thief.redeem(code, { code_verifier: app.verifier })
  expect(stolen).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  const { body } = await app.redeem(code)
  expect(await thief.renew(body.refresh_token)).toMatchObject({ body: { error: 'invalid_grant' } })
  await thief.giveBack(body.refresh_token)
  expect((await app.renew(body.refresh_token)).status).toBe(200)
})

test('a code lasts a minute', async () => {
  const app = await introduce(server)
  const code = (await allow(owner, app.request)).get('code') ?? ''
  w.clock.on(60_000)
  expect(await app.redeem(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test('a code that comes a second time ends what it gave', async () => {
  const { app, code, tokens } = await connected()
  expect(await opens(tokens.access_token)).toBe(200)
  expect(await app.redeem(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect(await opens(tokens.access_token)).toBe(401)
  expect((await app.renew(tokens.refresh_token)).body.error).toBe('invalid_grant')
  expect(await lastAudit('key.revoked')).toMatchObject({ after: { why: 'replayed' } })
})

test('tokens last an hour, and renewing ends those before', async () => {
  const { app, tokens } = await connected()
  w.clock.on(3_599_000)
  expect(await opens(tokens.access_token)).toBe(200)
  w.clock.on(1000)
  expect(await opens(tokens.access_token)).toBe(401)
  const second = (await app.renew(tokens.refresh_token)).body
  const third = (await app.renew(second.refresh_token)).body
  expect(await opens(second.access_token)).toBe(401)
  expect(await opens(third.access_token)).toBe(200)
})

test('a spent renewal token ends everything, whoever brings it', async () => {
  const { app, tokens: first } = await connected()
  const second = (await app.renew(first.refresh_token)).body
  expect(await opens(second.access_token)).toBe(200)
  expect((await app.renew(first.refresh_token)).body.error).toBe('invalid_grant')
  expect(await opens(second.access_token)).toBe(401)
  expect((await app.renew(second.refresh_token)).body.error).toBe('invalid_grant')
})

test('a secret that was in use a moment before it was renewed says nothing of the one that came after it', async () => {
  const { app, tokens: first } = await connected()
  const { id, digest: old } = await newestKey()
  const lost = (await app.renew(first.refresh_token)).body
  await markUsed(w.ctx.db, id, old, w.clock.now())
  const again = await app.renew(first.refresh_token)
  expect(again.status).toBe(200)
  expect(await opens(lost.access_token)).toBe(401)
  expect(await opens(again.body.access_token)).toBe(200)
})

test('an answer that was lost on its way may be asked for again, until somebody uses what it brought', async () => {
  const { app, tokens: first } = await connected()
  const lost = (await app.renew(first.refresh_token)).body
  const again = (await app.renew(first.refresh_token)).body
  expect(await opens(again.access_token)).toBe(200)
  // Whoever has the lost answer after all is not whoever asked again.
  expect((await app.renew(lost.refresh_token)).body.error).toBe('invalid_grant')
  expect(await opens(again.access_token)).toBe(401)
})

test('what is given back opens nothing any more; what is not theirs or not known is left', async () => {
  for (const name of ['access_token', 'refresh_token'] as const) {
    const { app, tokens } = await connected()
    expect((await app.giveBack('crl_nobody-knows')).status).toBe(200)
    expect((await app.giveBack(await w.key('editor'))).status).toBe(200)
    expect(await opens(tokens.access_token)).toBe(200)
    expect((await app.giveBack(tokens[name])).status).toBe(200)
    expect(await opens(tokens.access_token)).toBe(401)
    expect((await app.renew(tokens.refresh_token)).body.error).toBe('invalid_grant')
    expect(await lastAudit('key.revoked')).toMatchObject({ after: { why: 'given back' } })
  }
})

test('it stands in the list of keys, is revoked there, and gets no secret that a person could copy', async () => {
  const { app, tokens } = await connected()
  const [key] = (await owner('GET /keys')).body.items as Record<string, unknown>[]
  expect(key).toMatchObject({
    name: 'Assistant (assistant.example)',
    connected: true,
    createdBy: 'The owner',
    only: everything,
    hint: '',
  })
  expect(await owner(`POST /keys/${key?.id}/rotate`, {})).toMatchObject({
    body: { code: 'key.renews_itself' },
  })
  expect((await owner(`DELETE /keys/${key?.id}`)).status).toBe(204)
  expect(await opens(tokens.access_token)).toBe(401)
  expect((await app.renew(tokens.refresh_token)).body.error).toBe('invalid_grant')
})

test('it ends when its time is over, and no token lasts longer than that', async () => {
  const app = await introduce(server)
  const end = new Date(w.clock.now().getTime() + 600_000).toISOString()
  const code = (await allow(owner, app.request, { expiresAt: end })).get('code') ?? ''
  const { body } = await app.redeem(code)
  expect(body.expires_in).toBe(600)
  w.clock.on(600_000)
  expect(await opens(body.access_token)).toBe(401)
  expect((await app.renew(body.refresh_token)).body.error).toBe('invalid_grant')
})

test('whoever loses rights loses them in what they connected too, and whoever goes takes it along', async () => {
  const second = await member(w, server, w, 'owner')
  const { app, tokens } = await connected(second)
  const me = String((await second('GET /me')).body.id)
  expect((await owner(`PATCH /members/${me}`, { role: 'analyst' })).status).toBe(200)
  const rights = (await app.renew(tokens.refresh_token)).body
  expect(rights.scope).toBe('workspace.read numbers.read team.read budget.read post.comment task.write')
  const tools = await listTools(rights.access_token)
  expect(tools.body).toContain('list_posts')
  expect(tools.body).not.toContain('"create_post"')
  expect((await owner(`DELETE /members/${me}`)).status).toBe(204)
  expect(await opens(rights.access_token)).toBe(401)
  expect((await app.renew(rights.refresh_token)).body.error).toBe('invalid_grant')
  // Not even when they come back.
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: me, role: 'owner' })
    .execute()
  expect(await opens(rights.access_token)).toBe(401)
})

test('only a person who may make keys lets a program in, where they may, and gives nothing that agents never get', async () => {
  const app = await introduce(server)
  const ask = { request: app.request, only: ['workspace.read'] }
  const manager = await member(w, server, w, 'manager')
  expect(await manager('POST /consent', ask)).toMatchObject({
    status: 403,
    body: { code: 'edge.not_allowed' },
  })
  const key = await program(server, w, 'owner')
  expect(await key('POST /consent', ask)).toMatchObject({ status: 403, body: { code: 'key.above_oneself' } })
  const there = await w.tenant()
  expect(await owner('POST /consent', ask, { 'carillon-workspace': there.workspaceId })).toMatchObject({
    status: 404,
    body: { code: 'edge.workspace_missing' },
  })
  for (const right of ['key.manage', 'people.manage', 'workspace.manage', 'house.told'])
    expect(await owner('POST /consent', { ...ask, only: [right] })).toMatchObject({
      status: 422,
      body: { code: 'key.beyond_agents' },
    })
  expect(await owner('POST /consent', ask, { 'carillon-csrf': '' })).toMatchObject({ status: 403 })
  expect(await owner('POST /consent', ask, { origin: 'https://evil.example' })).toMatchObject({ status: 403 })
  const keys = await w.ctx.db.selectFrom('apiKeys').select('id').where('clientId', '=', app.id).execute()
  expect(keys).toEqual([])
})

test.each([
  ['an unknown program', { client_id: 'program-nobody' }, 404, 'consent.unknown_client'],
  ['an address it never named', { redirect_uri: 'https://evil.example/cb' }, 422, 'consent.other_address'],
])('%s is told to the person, with nowhere to go', async (_, instead, status, code) => {
  const app = await introduce(server)
  const request = { ...app.request, ...instead }
  expect(await owner(`GET /consent?${new URLSearchParams(request)}`)).toMatchObject({
    status,
    body: { code },
  })
  expect(await owner('POST /consent', { request, only: ['workspace.read'] })).toMatchObject({
    status,
    body: { code },
  })
})

test.each([
  ['a token instead of a code', { response_type: 'token' }, 'unsupported_response_type'],
  ['no challenge', { code_challenge: '' }, 'invalid_request'],
  ['a challenge in plain text', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['another resource', { resource: 'http://localhost:4400' }, 'invalid_target'],
])(
  'a program that asks for %s is not let in, and told so at its address if the person goes back',
  async (_, instead, wrong) => {
    const app = await introduce(server)
    const request = { ...app.request, ...instead }
    const { body } = await owner(`GET /consent?${new URLSearchParams(request)}`)
    expect(body).toMatchObject({
      name: 'Assistant',
      host: 'assistant.example',
      vouchedBy: null,
      local: false,
      wrong,
    })
    const back = new URL(String(body.back))
    expect(back.href).toMatch(/^https:\/\/assistant\.example\/callback\?/)
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: wrong,
      state: 'xyz',
      iss: 'http://localhost:4400',
    })
    expect(await owner('POST /consent', { request, only: ['workspace.read'] })).toMatchObject({
      status: 422,
      body: { code: 'consent.wrong' },
    })
  },
)

test.each([
  ['no address', { redirect_uris: [] }, 'invalid_request'],
  ['an address over the open wire', { redirect_uris: ['http://app.example/cb'] }, 'invalid_redirect_uri'],
  ['a script', { redirect_uris: ['https://a.example/', 'javascript:alert(1)'] }, 'invalid_redirect_uri'],
])('a program with %s is not taken', async (_, payload, error) => {
  const answer = await server.inject({ method: 'POST', url: '/oauth/register', payload })
  expect([answer.statusCode, answer.json().error]).toEqual([400, error])
  expect(answer.headers['cache-control']).toBe('no-store')
})

const address = 'https://assistant.example/about.json'
const about = {
  client_id: address,
  client_name: 'Helper',
  redirect_uris: ['https://assistant.example/callback'],
}

test('a program that describes itself at its own address is vouched for by that, and read anew after a while', async () => {
  const says = (more: object) => sites.set(address, JSON.stringify({ ...about, ...more }))
  says({ redirect_uris: ['helper://back', ...about.redirect_uris] })
  const app = { ...(await introduce(server)).request, client_id: address }
  const look = () => owner(`GET /consent?${new URLSearchParams(app)}`)
  expect(await owner('POST /consent', { request: app, only: ['workspace.read'] })).toMatchObject({
    body: { code: 'consent.unknown_client' },
  })
  expect((await look()).body).toMatchObject({ name: 'Helper', vouchedBy: 'assistant.example', wrong: null })
  says({ client_name: 'Other', redirect_uris: ['https://assistant.example/elsewhere'] })
  expect((await look()).body).toMatchObject({ name: 'Helper' })
  expect((await allow(owner, app)).get('code')).toMatch(/^[\w-]{43}$/)
  w.clock.on(300_000)
  expect((await look()).body).toMatchObject({ code: 'consent.other_address' })
})

test.each([
  ['of another', JSON.stringify({ ...about, client_id: 'https://elsewhere.example/about.json' })],
  ['without a way back that is taken', JSON.stringify({ ...about, redirect_uris: ['helper://back'] })],
  ['that is none', '<html>'],
  ['that is missing', undefined],
])('a description %s lets nobody in', async (_, said) => {
  const id = `https://assistant.example/${Math.random()}.json`
  sites.set(id, said?.replace(address, id))
  const request = { ...(await introduce(server)).request, client_id: id }
  const answer = await owner(`GET /consent?${new URLSearchParams(request)}`)
  expect(answer).toMatchObject({ status: 503, body: { code: 'consent.no_document' } })
})

test('a name is kept on one line, without signs that nobody sees', async () => {
  const app = await introduce(server, { client_name: ' \u202eClaude\u200b\n by  us'.padEnd(200, '!') })
  const { body } = await owner(`GET /consent?${new URLSearchParams(app.request)}`)
  expect(body.name).toMatch(/^Claude by us!+$/)
  expect(String(body.name)).toHaveLength(80)
})

test('strangers are asked to slow down, each by their address, and sessions count for nothing at their door', async () => {
  const form = { grant_type: 'refresh_token', client_id: 'x', refresh_token: 'y' }
  // A page elsewhere that posts with somebody's cookie is answered like anybody.
  const posted = await owner('POST http://localhost/oauth/token' as 'POST /x', form, {
    origin: 'https://evil.example',
    'carillon-csrf': '',
  })
  expect(posted).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  for (let asked = 1; asked < 60; asked++) await sendForm(server, '/oauth/token', form)
  const slowed = await server.inject({ method: 'POST', url: '/oauth/token', payload: form })
  expect(slowed.statusCode).toBe(429)
  expect(slowed.json()).toMatchObject({ error: 'temporarily_unavailable' })
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
  const payload = { redirect_uris: ['https://a.example/'] }
  const elsewhere = { method: 'POST', url: '/oauth/register', payload, remoteAddress: '203.0.113.9' } as const
  expect((await server.inject(elsewhere)).statusCode).toBe(201)
})

test('what is said twice in a form is not understood', async () => {
  const twice = 'grant_type=refresh_token&client_id=x&refresh_token=a&refresh_token=b'
  expect(await sendForm(server, '/oauth/token', twice)).toMatchObject({
    status: 400,
    body: { error: 'invalid_request' },
  })
  expect((await sendForm(server, '/oauth/token', 'a='.repeat(60_000))).status).toBe(413)
  const elsewhere = await sendForm(server, '/api/v1/sign-in', 'email=a')
  expect(elsewhere).toMatchObject({ status: 415 })
})

test('programs that nobody uses are forgotten, those that live stay', async () => {
  const { app: lives, tokens } = await connected()
  const { app: over, tokens: ended } = await connected()
  await over.giveBack(ended.access_token)
  const [never, unfetched] = [await introduce(server), await introduce(server)]
  await allow(owner, unfetched.request)
  const purge = () => handlers.find(({ job }) => job.name === 'people.purge-programs')?.run(w.ctx, {})
  const known = async () =>
    (await w.ctx.db.selectFrom('oauthClients').select('id').execute()).map(({ id }) => id)
  const keys = () =>
    w.ctx.db.selectFrom('apiKeys').select('id').where('clientId', '=', unfetched.id).execute()
  w.clock.on(2 * 3_600_000)
  await purge()
  expect(await known()).toEqual(expect.arrayContaining([lives.id, over.id, never.id, unfetched.id]))
  expect(await keys()).toEqual([])
  w.clock.on(30 * 86_400_000)
  await purge()
  expect(await known()).toContain(lives.id)
  for (const { id } of [over, never, unfetched]) expect(await known()).not.toContain(id)
  const { body } = await lives.renew(tokens.refresh_token)
  expect(await opens(body.access_token)).toBe(200)
})
