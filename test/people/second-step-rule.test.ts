import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { turnOn } from './authenticator.ts'
import { allow, introduce } from './connecting.ts'
import { member, openDoor, visitor } from './door.ts'

async function bench(env: Record<string, string> = {}) {
  const w = await world({ env })
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  return { w, server, owner, editor }
}

const from = '2030-01-08T08:00:00.000Z'
const closed = { status: 403, body: { code: 'edge.second_step_needed' } }

test('whoever asks it of others has a second step, and says who has none before', async () => {
  const { w, owner, editor } = await bench()
  expect((await owner('GET /workspace/second-step')).body).toMatchObject({
    ...{ from: null, withoutCount: 2, own: false },
    without: [{ name: 'The editor' }, { name: 'The owner' }],
  })
  expect(await owner('PUT /workspace/second-step', { from })).toMatchObject({
    status: 409,
    body: { code: 'second_step_rule.own_first' },
  })
  await turnOn(owner, w.clock)
  expect((await owner('PUT /workspace/second-step', { from: '2031-01-01T00:00:00Z' })).status).toBe(422)
  expect((await owner('PUT /workspace/second-step', { from })).body).toMatchObject({
    ...{ from, withoutCount: 1, own: true },
  })
  expect((await editor('PUT /workspace/second-step', { from })).status).toBe(403)
  const { items } = (await owner('GET /audit?action=second_step.asked_of_all')).body
  expect(items).toMatchObject([{ after: { secondStepFrom: from } }])
})

test('in the time of grace people are told; then the workspace is closed to whoever has none, until they have', async () => {
  const { w, owner, editor } = await bench()
  await turnOn(owner, w.clock)
  await owner('PUT /workspace/second-step', { from })
  const mine = async () => ((await editor('GET /me')).body.workspaces as { secondStepDue: string }[])[0]
  expect(await mine()).toMatchObject({ secondStepDue: from })
  expect((await editor('GET /posts')).status).toBe(200)
  w.clock.to(from)
  for (const call of ['GET /workspace', 'GET /posts', 'GET /events', 'POST /posts'] as const)
    expect(await editor(call, call.startsWith('POST') ? {} : undefined)).toMatchObject(closed)
  expect((await owner('GET /posts')).status).toBe(200)
  await turnOn(editor, w.clock)
  expect((await editor('GET /posts')).status).toBe(200)
  expect(await mine()).toMatchObject({ secondStepDue: null })
})

test('whoever does not want one can leave, and an owner can ask it no more', async () => {
  const { w, owner, editor } = await bench()
  await turnOn(owner, w.clock)
  await owner('PUT /workspace/second-step', { from: '2020-01-01T00:00:00Z' })
  expect(await editor('GET /posts')).toMatchObject(closed)
  expect((await owner('DELETE /workspace/second-step')).body).toMatchObject({ from: null })
  expect((await editor('GET /posts')).status).toBe(200)
  await owner('PUT /workspace/second-step', { from: '2020-01-01T00:00:00Z' })
  expect((await editor('POST /workspace/leave')).status).toBe(204)
})

test('keys and connected programs of whoever has none rest, and open again with them', async () => {
  const { w, server, owner } = await bench()
  const other = await member(w, server, w, 'owner')
  const { body: key } = await other('POST /keys', { name: 'Shop', role: 'editor' })
  const app = await introduce(server)
  const { body: tokens } = await app.redeem((await allow(other, app.request)).get('code') ?? '')
  const use = visitor(server, { authorization: `Bearer ${key.secret}` })
  const agent = async () => {
    const headers = {
      authorization: `Bearer ${tokens.access_token}`,
      accept: 'application/json, text/event-stream',
    }
    const payload = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    return (await server.inject({ method: 'POST', url: '/mcp', headers, payload })).statusCode
  }
  await turnOn(owner, w.clock)
  expect((await owner('GET /workspace/second-step')).body).toMatchObject({ keys: 2 })
  await owner('PUT /workspace/second-step', { from: '2020-01-01T00:00:00Z' })
  expect(await use('GET /posts')).toMatchObject({ status: 403, body: { code: 'edge.maker_unguarded' } })
  expect(await agent()).toBe(403)
  await turnOn(other, w.clock)
  expect((await use('GET /posts')).status).toBe(200)
  expect(await agent()).toBe(200)
})

const provider = { CARILLON_OIDC_ISSUER: 'https://id.example', CARILLON_OIDC_CLIENT_ID: 'c' }
const trusting = { ...provider, CARILLON_OIDC_SECOND_STEP: 'trust' }

test.each([
  ['a passkey beside a password', {}, ['passkey'], true, false],
  ['a passkey and no password', {}, ['passkey'], false, true],
  ['a provider that is trusted, and no password', trusting, ['provider'], false, true],
  ['a provider that is trusted, beside a password', trusting, ['provider'], true, false],
  ['a provider that is not trusted', provider, ['provider'], false, false],
  ['a passkey and a provider that is not trusted', provider, ['provider', 'passkey'], false, false],
])('%s', async (_, env, ways, keepsPassword, enough) => {
  const { w, owner, editor } = await bench(env)
  const userId = String((await editor('GET /me')).body.id)
  const now = w.clock.now()
  const { db } = w.ctx
  if (ways.includes('passkey'))
    await db
      .insertInto('passkeys')
      .values({
        ...{ credentialId: userId, publicKey: Buffer.alloc(8), counter: 0, synced: false, userId },
        ...{ name: 'Phone', createdAt: now },
      })
      .execute()
  if (ways.includes('provider'))
    await db
      .insertInto('providerAccounts')
      .values({ issuer: 'https://id.example', subject: userId, userId, joinedAt: now })
      .execute()
  if (!keepsPassword) await db.deleteFrom('signInAccounts').where('userId', '=', userId).execute()
  await turnOn(owner, w.clock)
  await owner('PUT /workspace/second-step', { from: '2020-01-01T00:00:00Z' })
  expect((await editor('GET /posts')).status).toBe(enough ? 200 : 403)
})
