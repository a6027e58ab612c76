import { createServer } from 'node:net'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { webhook } from '../../src/networks/webhook/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { type Answer, Caller } from '../journey/caller.ts'
import { first, type House, openHouse, until } from '../journey/house.ts'
import { type Receiver, receiver } from '../journey/receivers.ts'
import { mastodonFake } from '../networks/mastodon-fake.ts'

/** Everything secret that this test has brought in or been given, by what it is. */
const planted = new Map<string, string>()
function plant(what: string, secret: unknown): string {
  const text = String(secret)
  if (text.length < 6) throw new Error(`${what} is too short to be looked for: ${text}`)
  planted.set(what, text)
  return text
}

const lines: string[] = []
/** What was said to whom should not hear it: refusals, and what is shown of things later. */
const said: string[] = []
const fake = mastodonFake()
const smtpPassword = plant('password of the mail server', 'gull&herring/in+the=harbour')
let echoes: 0 | 401 | 422 | 500 = 0
let house: House
let ieva: Caller
let wall: Receiver
let mail: { url: string; asked(): number; stop(): void }

/** Says everything back that proves who asks, as careless servers do. */
const echoing =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const headers = new Headers(init?.headers)
    const proof = headers.get('authorization')
    if (echoes === 0 || proof === null) return fetch(input, init)
    const error = `${proof} is not welcome, nor is ${proof.replace(/^\w+ /, '')}`
    return Response.json({ error }, { status: echoes })
  }

/** A mail server that refuses whoever signs in, and says their password back. */
async function rudeMailServer() {
  let count = 0
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const line = chunk.toString()
      if (!/^AUTH/i.test(line)) return socket.write('250-here\r\n250 AUTH PLAIN\r\n')
      count++
      return socket.write(
        `535 smtp://carillon:${encodeURIComponent(smtpPassword)}@here: no "${smtpPassword}" (${line.trim()})\r\n`,
      )
    })
    socket.write('220 here\r\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = `smtp://carillon:${encodeURIComponent(smtpPassword)}@127.0.0.1:${port}`
  return { url, asked: () => count, stop: () => void server.close() }
}

beforeAll(async () => {
  await fake.start(() => new Date())
  wall = await receiver()
  mail = await rudeMailServer()
  const log = createLog('trace', { write: (line) => void lines.push(line) }, [smtpPassword])
  const networks = [mastodon, webhook]
  const hosts = [...fake.hosts(), wall.host]
  house = await openHouse({ networks, hosts, log, env: { SMTP_URL: mail.url }, through: echoing })
})
afterAll(async () => {
  mail.stop()
  await fake.stop()
})

type Call = Parameters<Caller['ask']>[0]
async function heard(caller: Caller, call: Call, body?: object): Promise<Answer> {
  const answer = await caller.ask(call, body)
  said.push(`${call} ${answer.status} ${answer.text}`)
  return answer
}
const given = async (caller: Caller, call: Call, body?: object) => {
  const { status, body: told, text } = await caller.ask(call, body)
  if (status >= 300) throw new Error(`${call}: ${status} ${text}`)
  return told as Record<string, unknown>
}
const tokenIn = (url: unknown): string => String(url).split('#')[1] ?? ''

test('people come in: passwords, sessions, a second step, invitations and links', async () => {
  plant('password', first.password)
  const visitor = new Caller(house.url)
  const me = await given(visitor, 'POST /setup', first)
  ieva = visitor.in((me.workspaces as { id: string }[])[0]?.id ?? '')
  const wrong = plant('wrong password', 'a password that was never hers')
  await heard(new Caller(house.url), 'POST /sign-in', { email: first.email, password: wrong })
  await heard(new Caller(house.url), 'POST /sign-in', { email: first.email, password: wrong, more: wrong })
  const cookies = new Map<string, string>()
  await given(new Caller(house.url, {}, cookies), 'POST /sign-in', {
    email: first.email,
    password: first.password,
  })
  for (const [name, value] of cookies) plant(`cookie ${name}`, decodeURIComponent(value))

  const link = await given(ieva, 'POST /invitations', {
    email: 'zane@example.org',
    role: 'editor',
    way: 'link',
  })
  const token = plant('invitation', tokenIn(link.url))
  await heard(new Caller(house.url), 'POST /invitation/accept', { token, name: 'Zane', password: 'short' })
  const hers = plant("Zane's password", 'seven grey herons wait')
  const zane = new Caller(house.url)
  await given(zane, 'POST /invitation/accept', { token, name: 'Zane', password: hers })
  await heard(zane, 'POST /invitation/accept', { token, name: 'Zane', password: hers })
  await given(ieva, 'POST /invitations', { email: 'otto@example.org', role: 'editor', way: 'mail' })

  const begun = await given(zane, 'POST /me/second-step', { password: hers })
  const secret = plant('secret of the phone', begun.secret)
  const code = TOTP.generate({ secret: Secret.fromBase32(secret) })
  await heard(zane, 'POST /me/second-step/confirm', { code: '000000' })
  const confirmed = await given(zane, 'POST /me/second-step/confirm', { code })
  for (const one of confirmed.codes as string[]) plant(`recovery code ${one}`, one)
  await heard(new Caller(house.url), 'POST /sign-in', { email: 'zane@example.org', password: hers })

  await heard(new Caller(house.url), 'POST /forgotten-password', { email: first.email })
  const { makeLinkByHand } = await import('../../src/modules/people/new-password/index.ts')
  const made = await makeLinkByHand(house.ctx, 'zane@example.org')
  const reset = plant('password link', tokenIn(made?.url))
  await heard(new Caller(house.url), 'POST /new-password', { token: reset, password: 'short' })
  await given(new Caller(house.url), 'POST /new-password', {
    token: reset,
    password: plant('new', 'a quiet bell at noon'),
  })
})

test('programs come in: keys that are right, wrong and revoked', async () => {
  const key = await given(ieva, 'POST /keys', { name: 'Press', role: 'editor' })
  const secret = plant('API key', key.secret ?? key.key)
  await heard(Caller.withKey(house.url, secret), 'GET /posts?limit=1')
  await heard(Caller.withKey(house.url, secret), 'POST /posts', { nonsense: true })
  await heard(Caller.withKey(house.url, plant('wrong key', 'crl_not-a-key-of-this-house')), 'GET /posts')
})

test('accounts are joined, and networks say their tokens back', async () => {
  const { credential } = await fake.join()
  const token = plant('token of the account', (credential as { token: string }).token)
  const fields = { server: fake.origin(), token }
  const join = { network: 'mastodon', way: 'token', fields }
  for (const status of [401, 422, 500] as const) {
    echoes = status
    await heard(ieva, 'POST /channels', join)
  }
  echoes = 0
  const joined = await given(ieva, 'POST /channels', join)
  const channelId = (joined.channels as { id: string }[])[0]?.id ?? ''
  const receiverSecret = plant('secret of the receiver', 'a-secret-between-two-programs-only')
  const form = { url: `${wall.url}/in`, secret: receiverSecret }
  await heard(ieva, 'POST /channels', { network: 'webhook', way: 'form', fields: form })
  for (const [status, state] of [
    [422, 'failed'],
    [401, 'waiting'],
  ] as const) {
    echoes = status
    const post = {
      content: { parts: [{ text: `Bread ${status}` }] },
      variants: [{ channelId }],
      schedule: { kind: 'now' },
    }
    const { id } = await given(ieva, 'POST /posts', post)
    await until(
      () => ieva.ask(`GET /posts/${id}`),
      ({ text }) => text.includes(`"state":"${state}"`),
    )
    await heard(ieva, `GET /posts/${id}`)
  }
  await until(
    () => ieva.ask(`GET /channels/${channelId}`),
    ({ text }) => text.includes('reconnect'),
  )
  for (const call of [`GET /channels/${channelId}`, 'GET /notifications', 'GET /audit'] as const)
    await heard(ieva, call)
})

test('webhooks are signed and letters refused', async () => {
  const events = ['delivery.failed']
  wall.answer(500)
  const hook = await given(ieva, 'POST /hooks', { url: `${wall.url}/hook`, events })
  plant('secret of the webhook', hook.secret)
  await heard(ieva, `POST /hooks/${String(hook.id)}/test`)
  await until(
    async () => wall.received.filter(({ path }) => path === '/hook').length,
    (count) => count > 0,
  )
  await heard(ieva, `GET /hooks/${String(hook.id)}/calls`)
  await house.hasten()
  await until(
    async () => mail.asked(),
    (count) => count > 1,
  )
  await until(
    async () => lines.join(''),
    (text) => text.includes('535'),
  )
})

/** A secret as it may stand somewhere: as it is, in JSON, in an address, in base64 at any place of a longer text. */
function formsOf(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'x'.repeat(shift)}${secret}`).toString('base64')
    // Only what the secret alone decides: neighbours colour the first and the last signs.
    return whole.slice(shift === 0 ? 0 : 4, whole.replace(/=+$/, '').length - 2)
  })
  const all = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('hex'),
  ]
  return [
    ...new Set([
      ...all,
      ...inBase64,
      ...inBase64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ]
}

async function expectNowhere(texts: readonly string[], where: string): Promise<void> {
  const found: string[] = []
  for (const [what, secret] of planted)
    for (const form of formsOf(secret))
      for (const text of texts) {
        const at = text.indexOf(form)
        if (at >= 0) found.push(`${what} in ${where}: …${text.slice(Math.max(0, at - 200), at + 80)}`)
      }
  expect([...new Set(found)]).toEqual([])
}

test('no secret stands in any line of the log', async () => {
  expect(planted.size).toBeGreaterThan(20)
  expect(lines.length).toBeGreaterThan(50)
  await expectNowhere(lines, 'the log')
})

test('no secret stands in any answer that was not meant to hand it over', async () => {
  expect(said.length).toBeGreaterThan(15)
  await expectNowhere(said, 'an answer')
})

const tables = [
  'audit_log',
  'attempts',
  'deliveries',
  'channels',
  'hook_calls',
  'notifications',
  // What a failed job said, and what it is to do.
  'graphile_worker._private_jobs',
]

test('no secret stands in the audit log, nor in what is kept of attempts, calls, jobs and notifications', async () => {
  const { pool } = house.ctx.database
  for (const table of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${table} t`)
    if (table === 'audit_log') expect(rows.length).toBeGreaterThan(5)
    await expectNowhere(
      rows.map(({ row }) => row),
      table,
    )
  }
})
