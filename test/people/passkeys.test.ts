import { beforeAll, expect, test } from 'vitest'
import type { Letter } from '../../src/platform/mail/index.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { type World, world } from '../world.ts'
import { turnOn } from './authenticator.ts'
import { addPasskey, type Device, type Odd, openDevice } from './device.ts'
import { member, openDoor, password, type Visitor, visitor } from './door.ts'

let w: World
let server: Server
beforeAll(async () => {
  w = await world()
  server = await openDoor(w)
})

type Owned = { visit: Visitor; device: Device; id: string; userId: string; email: string }

/** An editor with a passkey. */
async function withPasskey(count = 0): Promise<Owned> {
  const visit = await member(w, server, w, 'editor')
  const device = Object.assign(openDevice(), { count })
  const id = await addPasskey(visit, device)
  const { body } = await visit('GET /me')
  return { visit, device, id, userId: String(body.id), email: String(body.email) }
}

async function enter(device: Device, odd?: Odd, fresh = visitor(server)) {
  const { body } = await fresh('POST /sign-in/passkey/options', {})
  const answer = await fresh('POST /sign-in/passkey', device.sign(body, odd))
  return { ...answer, visit: fresh }
}

/** What no device answers. */
const odd = { clientDataJSON: 'bnVsbA', authenticatorData: '', signature: '' }

const auditOf = (userId: string) =>
  w.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'before', 'after'])
    .where('actorId', '=', userId)
    .where('action', '!=', 'session.started')
    .orderBy('id')
    .execute()

test('added with the password, named and listed, it signs in and is both steps at once', async () => {
  const visit = await member(w, server, w, 'editor')
  const device = openDevice()
  expect(await visit('POST /me/passkeys/options', { password: 'not mine' })).toMatchObject({
    status: 422,
    body: { code: 'sign_in.wrong_password' },
  })
  const asked = await visit('POST /me/passkeys/options', { password })
  expect(asked.body).toMatchObject({
    rp: { id: 'localhost', name: 'Carillon' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const made = device.make(asked.body)
  const added = await visit('POST /me/passkeys', made)
  expect(added).toMatchObject({ status: 201, body: { name: 'Passkey', synced: false, usedAt: null } })
  const { id } = added.body
  expect((await visit(`PATCH /me/passkeys/${id}`, { name: ' My phone ' })).body).toMatchObject({
    name: 'My phone',
  })
  await turnOn(visit, w.clock)
  const me = await visit('GET /me')
  const { status, body, visit: fresh } = await enter(device)
  expect({ status, email: body.email }).toEqual({ status: 200, email: me.body.email })
  expect((await fresh('GET /me/passkeys')).body.items).toMatchObject([
    { id, name: 'My phone', usedAt: w.clock.now().toISOString() },
  ])
  const rows = await auditOf(String(me.body.id))
  expect(rows.filter(({ action }) => action.startsWith('passkey'))).toEqual([
    { action: 'passkey.added', before: null, after: { name: 'Passkey', synced: false } },
    { action: 'passkey.renamed', before: { name: 'Passkey' }, after: { name: 'My phone' } },
  ])
  const begun = await w.ctx.db
    .selectFrom('auditLog')
    .select('after')
    .where('actorId', '=', String(me.body.id))
    .where('action', '=', 'session.started')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(begun).toEqual({ after: { cameBy: 'passkey' } })
})

test('who has a second step is asked for it too before a passkey is added', async () => {
  const visit = await member(w, server, w, 'editor')
  const { phone } = await turnOn(visit, w.clock)
  for (const proof of [{ password }, { password, code: '000000' }])
    expect(await visit('POST /me/passkeys/options', proof)).toMatchObject({ status: 422 })
  await addPasskey(visit, openDevice(), { password, code: phone.code() })
})

test.each<[string, Odd]>([
  ['made for another origin', { origin: 'https://evil.example' }],
  ['made for another port', { origin: 'http://localhost:4401' }],
  ['made for another name', { rpId: 'evil.example' }],
  ['without a finger', { verified: false }],
])('a passkey %s is neither added nor signs in', async (_, odd) => {
  const { visit, device } = await withPasskey()
  const asked = await visit('POST /me/passkeys/options', { password })
  expect(await visit('POST /me/passkeys', openDevice().make(asked.body, odd))).toMatchObject({
    status: 422,
    body: { code: 'passkey.not_made' },
  })
  expect(await enter(device, odd)).toMatchObject({ status: 401, body: { code: 'passkey.wrong' } })
  expect((await enter(device)).status).toBe(200)
})

test('a passkey that was removed, is unknown, or speaks for another person opens nothing', async () => {
  const { visit, device, id } = await withPasskey()
  const other = await withPasskey()
  const wrong = { status: 401, body: { code: 'passkey.wrong' } }
  expect(await enter(openDevice())).toMatchObject(wrong)
  const userHandle = Buffer.from(other.userId).toString('base64url')
  expect(await enter(device, { userHandle })).toMatchObject(wrong)
  expect((await other.visit(`DELETE /me/passkeys/${id}`)).body.code).toBe('passkey.missing')
  expect((await other.visit(`PATCH /me/passkeys/${id}`, { name: 'Mine' })).body.code).toBe('passkey.missing')
  expect((await visit(`DELETE /me/passkeys/${id}`)).status).toBe(204)
  expect(await enter(device)).toMatchObject(wrong)
})

test('a signature by another key under the same name is refused', async () => {
  const { device } = await withPasskey()
  const fresh = visitor(server)
  const { body } = await fresh('POST /sign-in/passkey/options', {})
  const forged = {
    ...device.sign(body),
    response: (openDevice().sign(body) as { response: object }).response,
  }
  expect((await fresh('POST /sign-in/passkey', forged)).body.code).toBe('passkey.wrong')
})

test('one that counts goes forwards only; a copy of it is refused', async () => {
  const { device } = await withPasskey(7)
  expect((await enter(device)).status).toBe(200)
  const copied = { status: 401, body: { code: 'passkey.copied' } }
  device.count = 6
  expect(await enter(device)).toMatchObject(copied)
  device.count = 7
  expect(await enter(device)).toMatchObject(copied)
  expect((await enter(device)).status).toBe(200)
  // Of a device and its copy that sign at the same instant with the same count, one gets in.
  const both = [visitor(server), visitor(server)]
  const asked = await Promise.all(both.map((each) => each('POST /sign-in/passkey/options', {})))
  const before = device.count
  const answers = asked.map(({ body }) => {
    device.count = before
    return device.sign(body)
  })
  const ends = await Promise.all(both.map((each, at) => each('POST /sign-in/passkey', answers[at])))
  expect(ends.map(({ status }) => status).sort()).toEqual([200, 401])
})

test('what is signed serves once, for ten minutes, in the browser and for the use that it was made for', async () => {
  const { visit, device } = await withPasskey()
  const over = { status: 409, body: { code: 'passkey.over' } }
  const fresh = visitor(server)
  const asked = await fresh('POST /sign-in/passkey/options', {})
  const held = fresh.cookie
  const signed = device.sign(asked.body)
  expect(await visitor(server)('POST /sign-in/passkey', signed)).toMatchObject(over)
  expect((await fresh('POST /sign-in/passkey', signed)).status).toBe(200)
  expect(
    await Object.assign(visitor(server), { cookie: held })('POST /sign-in/passkey', signed),
  ).toMatchObject(over)

  const late = visitor(server)
  const tooLate = await late('POST /sign-in/passkey/options', {})
  w.clock.on(10 * 60_000)
  expect(await late('POST /sign-in/passkey', device.sign(tooLate.body))).toMatchObject(over)

  const adding = await visit('POST /me/passkeys/options', { password })
  expect(await visit('POST /sign-in/passkey', device.sign(adding.body))).toMatchObject(over)
  const forDoor = await visit('POST /sign-in/passkey/options', {})
  const misused = { ...forDoor.body, user: { id: 'x' } }
  expect(await visit('POST /me/passkeys', openDevice().make(misused))).toMatchObject(over)
})

test('of two tabs of a browser the one that asked last is heard, and the other begins again', async () => {
  const { device } = await withPasskey()
  const browser = visitor(server)
  const first = await browser('POST /sign-in/passkey/options', {})
  const second = await browser('POST /sign-in/passkey/options', {})
  for (const signed of [device.sign(first.body), { ...device.sign(first.body), response: odd }])
    expect(await browser('POST /sign-in/passkey', signed)).toMatchObject({
      status: 409,
      body: { code: 'passkey.over' },
    })
  expect((await browser('POST /sign-in/passkey', device.sign(second.body))).status).toBe(200)
})

test('the only way in stays: a passkey of who has no password, unless there is another', async () => {
  const { visit, device, id, userId } = await withPasskey()
  await w.ctx.db.deleteFrom('signInAccounts').where('userId', '=', userId).execute()
  expect((await visit(`DELETE /me/passkeys/${id}`)).body.code).toBe('passkey.only_way')
  const { visit: fresh } = await enter(device)
  Object.assign(fresh, { cookie: fresh.cookie })
  const asked = await fresh('POST /me/passkeys/options', {}, { 'carillon-csrf': '1' })
  const second = openDevice()
  const csrf = { 'carillon-csrf': '1' }
  const other = await fresh('POST /me/passkeys', second.make(asked.body), csrf)
  // Both at once would leave nothing.
  const gone = await Promise.all(
    [id, String(other.body.id)].map((each) => fresh(`DELETE /me/passkeys/${each}`, undefined, csrf)),
  )
  expect(gone.map(({ status }) => status).sort()).toEqual([204, 409])
})

test('the session of before ends, and a browser that is new to its person is told of in a letter', async () => {
  const { visit, device, email } = await withPasskey()
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const planted = visit.cookie
  expect((await enter(device, {}, visit)).status).toBe(200)
  expect((await Object.assign(visitor(server), { cookie: planted })('GET /me')).status).toBe(401)
  await w.runJobs()
  expect(letters).toEqual([])
  await enter(device)
  await w.runJobs()
  expect(letters).toMatchObject([{ to: email, subject: 'A new sign-in to your Carillon account' }])
})

test('whoever gets a passkey is told in a letter', async () => {
  const visit = await member(w, server, w, 'editor')
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  await addPasskey(visit, openDevice())
  await w.runJobs()
  const { email } = (await visit('GET /me')).body
  expect(letters).toMatchObject([{ to: email, subject: 'A passkey was added to your Carillon account' }])
  expect(letters[0]?.text).toContain('a passkey was added: Passkey.')
})

test('the same device is not kept twice, and nobody keeps more than twenty', async () => {
  const { visit, device, userId } = await withPasskey()
  const asked = await visit('POST /me/passkeys/options', { password })
  expect(asked.body.excludeCredentials).toHaveLength(1)
  expect((await visit('POST /me/passkeys', device.make(asked.body))).body.code).toBe('passkey.already')
  const rows = Array.from({ length: 19 }, (_, at) => ({
    userId,
    credentialId: `${userId}-${at}`,
    publicKey: Buffer.alloc(1),
    counter: 0,
    synced: true,
    name: 'Another',
    createdAt: w.clock.now(),
  }))
  await w.ctx.db.insertInto('passkeys').values(rows).execute()
  expect(await visit('POST /me/passkeys/options', { password })).toMatchObject({
    status: 409,
    body: { code: 'passkey.too_many', facts: { most: 20 } },
  })
})

test('behind a proxy the passkey belongs to the public name, and to nothing else', async () => {
  const https = await world({ env: { CARILLON_URL: 'https://bells.example', CARILLON_TRUST_PROXY: '1' } })
  const behind = await openDoor(https)
  const headers = { 'x-forwarded-proto': 'https', host: 'bells.example' }
  const answer = await visitor(behind, headers)('POST /sign-in/passkey/options', {})
  expect(answer.body).toMatchObject({ rpId: 'bells.example', userVerification: 'required' })
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Secure-carillon\.passkey_challenge=[\w-]{43}; Max-Age=600; Path=\/api\/v1; HttpOnly; SameSite=Strict; Secure$/,
  )
})

test.each(['http://192.0.2.7:4400', 'http://bells.example', 'https://[2001:db8::1]'])(
  'at %s, which browsers give no passkey to, none is offered',
  async (url) => {
    const unfit = await openDoor(await world({ env: { CARILLON_URL: url } }))
    expect((await visitor(unfit)('GET /sign-in/ways')).body.passkeys).toBe(false)
    expect((await visitor(unfit)('POST /sign-in/passkey/options', {})).body.code).toBe('passkey.unfit')
  },
)

test('where only the provider is allowed, a passkey opens nothing either', async () => {
  const { device } = await withPasskey()
  const fresh = visitor(server)
  const { body } = await fresh('POST /sign-in/passkey/options', {})
  w.ctx.config.oidcOnly = true
  const answer = await fresh('POST /sign-in/passkey', device.sign(body))
  w.ctx.config.oidcOnly = false
  expect(answer).toMatchObject({ status: 403, body: { code: 'sign_in.password_closed' } })
})
