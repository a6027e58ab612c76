import { beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { makeLinkByHand } from '../../src/modules/people/new-password/index.ts'
import { comeIn, hashOf, letInByHand, lockWays } from '../../src/modules/people/sign-in/index.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { type World, world } from '../world.ts'
import { period, phoneOf, turnOn } from './authenticator.ts'
import { type Company, type Employee, openCompany } from './company.ts'
import { addPasskey, openDevice } from './device.ts'
import { member, openDoor, password, person, type Visitor, visitor } from './door.ts'
import { untilWaiting } from './waiting.ts'

type House = { w: World; server: Server }

let company: Company
/** For tests that neither turn the clock nor want other settings. */
let plain: House
beforeAll(async () => {
  company = await openCompany()
  plain = await house()
})

/** A house that knows the company; its way out is the real one. The provider lives by the real clock, so the house begins there. */
async function house(env: Record<string, string> = {}): Promise<House> {
  const settings = { ...company.settings, ...env }
  const { allowedHosts } = readConfig(settings)
  const at = new Date().toISOString()
  const w = await world({ at, env: settings, fetch: createOutbound({ allowedHosts }) })
  return { w, server: await openDoor(w) }
}

let count = 0
const employee = (more: Partial<Employee> = {}): Employee => {
  const sub = `e${++count}`
  return { sub, email: `${sub}@foundry.example`, email_verified: true, name: 'Ada Bell', ...more }
}

/** To the provider and up to the door again, without opening it. */
async function walk(visit: Visitor, who: Employee | null, bend = (url: URL) => url): Promise<string> {
  const { body } = await visit('POST /sign-in/provider', { returnTo: '/w/x/posts?tab=1' })
  company.now = who
  return company.walk(bend(new URL(String(body.url))).href)
}

/** What the browser is told when it is back: where it is led. */
async function back(visit: Visitor, url: string): Promise<string> {
  const { status, headers } = await visit(`GET ${url}` as 'GET /')
  expect(status).toBe(303)
  return String(headers.location).replace('http://localhost:4400', '')
}

const come = async (visit: Visitor, who: Employee | null) => back(visit, await walk(visit, who))

const inside = '/w/x/posts?tab=1'
const told = (word: string): string => `${inside}#sign-in=${word}`

/** An invitation as a plain row, by an owner who may make it. */
async function invite({ w }: House, email: string): Promise<{ id: string; madeBy: string }> {
  const { id: madeBy } = await person(w, w, 'owner')
  const expiresAt = new Date(w.clock.now().getTime() + 86_400_000)
  return w.ctx.db
    .insertInto('invitations')
    .values({ workspaceId: w.workspaceId, email: email.toLowerCase(), role: 'editor', madeBy, expiresAt })
    .returning(['id', 'madeBy'])
    .executeTakeFirstOrThrow()
}

async function auditOf({ w }: House, userId: unknown) {
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'after'])
    .where('actorId', '=', String(userId))
    .orderBy('id')
    .execute()
  return rows.map(({ action, after }) => ({ action, ...(after as object | null) }))
}

test('who is invited comes in by the provider, takes part, and is known by subject from then on', async () => {
  const home = await house()
  const { w, server } = home
  const ada = employee({ email: 'Ada@Foundry.Example' })
  await invite(home, 'ada@foundry.example')
  const visit = visitor(server, { 'carillon-csrf': '1' })
  expect((await visit('GET /sign-in/ways')).body).toEqual({
    password: true,
    passkeys: true,
    provider: { label: 'Bell Foundry' },
  })
  expect(await come(visit, ada)).toBe(inside)
  const me = await visit('GET /me')
  expect(me.body).toMatchObject({
    email: 'ada@foundry.example',
    name: 'Ada Bell',
    workspaces: [{ id: w.workspaceId, role: 'editor' }],
  })
  expect((await visit('GET /sessions')).body.items).toMatchObject([{ current: true }])
  expect((await visit('GET /me/ways-in')).body).toMatchObject({
    password: false,
    provider: { account: { email: 'ada@foundry.example' } },
  })
  expect(await auditOf(home, me.body.id)).toEqual([
    { action: 'member.added', role: 'editor', email: 'ada@foundry.example', invitedBy: 'The owner' },
    { action: 'user.added', email: 'ada@foundry.example', workspaces: 1 },
    {
      action: 'provider_account.joined',
      issuer: company.issuer,
      email: 'ada@foundry.example',
      rule: 'invited',
    },
    { action: 'session.started', cameBy: 'provider' },
  ])
  expect((await visit('POST /sign-out')).status).toBe(204)
  expect((await visit('GET /me')).status).toBe(401)
  // Another address, verified or not, is still the same person; the same address is not.
  const moved = visitor(server)
  expect(await come(moved, { ...ada, email: 'elsewhere@else.example', email_verified: false })).toBe(inside)
  expect((await moved('GET /me')).body.id).toBe(me.body.id)
  expect(await come(visitor(server), employee({ email: 'ada@foundry.example' }))).toBe(told('not_joined'))
})

test.each<[string, Partial<Employee>, string]>([
  ['whom nobody has invited', {}, 'not_invited'],
  ['whose address is not verified', { email_verified: false }, 'not_verified'],
  ['whose provider says nothing of it', { email_verified: undefined }, 'not_verified'],
  ['whose provider says it in another way', { email_verified: 'true' as never }, 'not_verified'],
  ['who has no address', { email: undefined }, 'not_verified'],
])('somebody unknown %s is not let in', async (_, more, word) => {
  const who = employee(more)
  if (word === 'not_verified') await invite(plain, who.email ?? 'nobody@foundry.example')
  const visit = visitor(plain.server)
  const countUsers = () => plain.w.ctx.db.selectFrom('users').select('id').execute()
  const before = await countUsers()
  expect(await come(visit, who)).toBe(told(word))
  expect((await visit('GET /me')).status).toBe(401)
  expect(await countUsers()).toEqual(before)
})

test('an invitation into a workspace that is being deleted lets nobody in', async () => {
  const home = await house()
  const who = employee()
  await invite(home, String(who.email))
  await home.w.ctx.db.updateTable('workspaces').set({ eraseAt: home.w.clock.now() }).execute()
  expect(await come(visitor(home.server), who)).toBe(told('not_invited'))
})

test('an invitation that is over, or whose maker may not give it any more, lets nobody in', async () => {
  const { w, server } = plain
  const [late, idle] = [employee(), employee()]
  const { id } = await invite(plain, String(late.email))
  const { madeBy } = await invite(plain, String(idle.email))
  await w.ctx.db.updateTable('invitations').set({ expiresAt: w.clock.now() }).where('id', '=', id).execute()
  await w.ctx.db.updateTable('members').set({ role: 'editor' }).where('userId', '=', madeBy).execute()
  for (const who of [late, idle]) expect(await come(visitor(server), who)).toBe(told('not_invited'))
})

test('a domain that is open lets its people in without an invitation, but not before there is an owner', async () => {
  const home = await house({ CARILLON_OIDC_OPEN_DOMAINS: 'foundry.example' })
  await person(home.w, home.w, 'owner')
  const visit = visitor(home.server)
  expect(await come(visit, employee())).toBe(inside)
  expect((await visit('GET /me')).body).toMatchObject({ name: 'Ada Bell', workspaces: [] })
  for (const email of [
    'ada@sub.foundry.example',
    'ada@foundry.example.org',
    '"a@foundry.example"@else.example',
  ])
    expect(await come(visitor(home.server), employee({ email }))).not.toBe(inside)

  const w = await world({
    alone: true,
    env: { ...company.settings, CARILLON_OIDC_OPEN_DOMAINS: 'foundry.example' },
    at: new Date().toISOString(),
    fetch: createOutbound({ allowedHosts: [company.host] }),
  })
  const empty = visitor(await openDoor(w))
  expect(await come(empty, employee())).toBe(told('no_house'))
  expect((await empty('GET /setup')).body.open).toBe(true)
})

test('an account with a password opens by its address only where the house trusts the provider with the domain', async () => {
  const home = await house()
  const { email, id } = await person(home.w, home.w, 'editor')
  const who = employee({ email })
  expect(await come(visitor(home.server), who)).toBe(told('not_joined'))
  expect(
    await come(visitor((await house({ CARILLON_OIDC_TRUSTED_DOMAINS: 'foundry.example' })).server), who),
  ).toBe(told('not_joined'))
  const trusting = await house({ CARILLON_OIDC_TRUSTED_DOMAINS: '@Example.org' })
  const unverified = visitor(trusting.server)
  expect(await come(unverified, { ...who, email_verified: false })).toBe(told('not_verified'))
  const visit = visitor(trusting.server)
  expect(await come(visit, who)).toBe(inside)
  expect((await visit('GET /me')).body.id).toBe(id)
  expect(await auditOf(home, id)).toContainEqual({
    action: 'provider_account.joined',
    issuer: company.issuer,
    email,
    rule: 'trusted',
  })
  // A second account there with the same address is another person's, for all we know.
  expect(await come(visitor(trusting.server), employee({ email }))).toBe(told('other_account'))
})

test.each([
  ['ends what an account was opened with whose address nobody had proven', false],
  ['leaves what its person had, who had proven their address by a letter', true],
])('a trusted address %s', async (_, proven) => {
  const home = await house({ CARILLON_OIDC_TRUSTED_DOMAINS: 'example.org' })
  const { w, server } = home
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const { id, email } = await person(w, w, 'editor')
  if (proven) {
    await visitor(server)('POST /forgotten-password', { email })
    await w.runJobs()
    const token = /#([\w-]+)/.exec(letters[0]?.text ?? '')?.[1]
    await visitor(server)('POST /new-password', { token, password })
  }
  const before = visitor(server, { 'carillon-csrf': '1' })
  await before('POST /sign-in', { email, password })
  const device = openDevice()
  await addPasskey(before, device)
  await makeLinkByHand(w.ctx, email)
  await w.runJobs()
  letters.length = 0
  expect(await come(visitor(server), employee({ email }))).toBe(inside)

  const passkey = visitor(server)
  const asked = await passkey('POST /sign-in/passkey/options', {})
  const entered = [
    (await before('GET /me')).status,
    (await visitor(server)('POST /sign-in', { email, password })).status,
    (await passkey('POST /sign-in/passkey', device.sign(asked.body))).status,
  ]
  expect(entered).toEqual(proven ? [200, 200, 200] : [401, 401, 401])
  const links = await w.ctx.db.selectFrom('passwordLinks').where('userId', '=', id).execute()
  expect(links).toHaveLength(proven ? 1 : 0)
  const rows = (await auditOf(home, id)).map(({ action }) => action)
  const took = ['provider_account.joined', 'user.address_proven', 'passkey.removed', 'password.taken_away']
  if (proven) expect(rows).not.toContain('password.taken_away')
  else expect(rows.slice(-5)).toEqual([...took, 'session.started'])
  await w.runJobs()
  const subject = proven ? 'Another way into your Carillon account' : 'Your Carillon account is opened anew'
  expect(letters).toContainEqual(expect.objectContaining({ to: email, subject }))
})

test('whoever is signed in joins an account with their password, and signs in with it; nobody else can have it', async () => {
  const home = await house()
  const visit = await member(home.w, home.server, home.w, 'editor')
  const who = employee({ email: undefined })
  expect(await visit('POST /me/provider', { password: 'not mine' })).toMatchObject({
    status: 422,
    body: { code: 'sign_in.wrong_password' },
  })
  const join = async (of: Visitor) => {
    const { body } = await of('POST /me/provider', { password })
    company.now = who
    return back(of, await company.walk(String(body.url)))
  }
  const session = (await visit('GET /sessions')).body.items
  const letters: Letter[] = []
  home.w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  expect(await join(visit)).toBe('/account#sign-in=joined')
  expect((await visit('GET /sessions')).body.items).toEqual(session)
  expect(await join(visit)).toBe('/account#sign-in=joined')
  await home.w.runJobs()
  expect(letters).toMatchObject([{ subject: 'Another way into your Carillon account' }])
  expect(letters[0]?.text).toContain('an account at Bell Foundry was joined to yours.')
  const other = await member(home.w, home.server, home.w, 'editor')
  expect(await join(other)).toBe('/account#sign-in=taken')

  const fresh = visitor(home.server)
  expect(await come(fresh, who)).toBe(inside)
  await home.w.runJobs()
  expect((await fresh('GET /me')).body.id).toBe((await visit('GET /me')).body.id)

  expect((await visit('DELETE /me/provider')).status).toBe(204)
  expect((await fresh('GET /me')).status).toBe(401)
  expect(await come(visitor(home.server), who)).toBe(told('not_verified'))
  expect((await visit('DELETE /me/provider')).body.code).toBe('provider.not_there')
})

test.each(['', 'and a second step'])(
  'a sign-in by the provider %s that is under way while the account there is taken away opens nothing',
  async (also) => {
    const { w } = plain
    const { db } = w.ctx
    const { id } = await person(w, w, 'editor')
    const account = { userId: id, issuer: company.issuer, subject: id, joinedAt: w.clock.now() }
    await db.insertInto('providerAccounts').values(account).execute()
    const at = { createdAt: w.clock.now(), confirmedAt: w.clock.now() }
    const step = { userId: id, sealed: Buffer.alloc(1), keyId: 'none', ...at }
    if (also) await db.insertInto('secondSteps').values(step).execute()
    const [written, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const leaving = db.transaction().execute(async (tx) => {
      await lockWays(tx, w.ctx, id)
      await tx.deleteFrom('providerAccounts').where('userId', '=', id).execute()
      written.resolve()
      await commit.promise
    })
    await written.promise
    const from = { ip: '127.0.0.1', agent: '', requestId: 'r', secure: false }
    const came = { hash: await hashOf(w.ctx, id), cameBy: 'provider' } as const
    const coming = comeIn(w.ctx, { id, name: 'The editor' }, from, came)
    await untilWaiting(w, 1)
    commit.resolve()
    await leaving
    await expect(coming).rejects.toMatchObject({ code: 'sign_in.changed' })
    for (const begun of ['sessions', 'signInProofs'] as const)
      expect(await db.selectFrom(begun).where('userId', '=', id).execute()).toEqual([])
  },
)

test('joining ends where another is signed in, or nobody any more', async () => {
  const home = await house()
  const visit = await member(home.w, home.server, home.w, 'editor')
  const other = await member(home.w, home.server, home.w, 'editor')
  const cookieOf = ({ cookie }: Visitor, name: string) =>
    cookie.split('; ').find((one) => one.startsWith(name))
  for (const session of [cookieOf(other, 'carillon.session_token'), undefined]) {
    const { body } = await visit('POST /me/provider', { password })
    company.now = employee()
    const url = await company.walk(String(body.url))
    const thief = visitor(home.server)
    thief.cookie = [session, cookieOf(visit, 'carillon.provider_visit')].filter(Boolean).join('; ')
    expect(await back(thief, url)).toBe('/account#sign-in=over')
  }
})

/** What somebody on the way, or a provider that is not what it says, may do to the address. */
const set = (name: string, value: string) => (url: URL) => {
  url.searchParams.set(name, value)
  return url
}

const without = (name: string) => (url: URL) => {
  url.searchParams.delete(name)
  return url
}

test.each<[string, (url: URL) => URL]>([
  ['a nonce of somebody else', set('nonce', 'another')],
  ['a state of somebody else', set('state', 'another')],
  ['a challenge of somebody else', set('code_challenge', 'a'.repeat(43))],
])('with %s nobody is signed in', async (_, bend) => {
  const who = employee()
  await invite(plain, String(who.email))
  const visit = visitor(plain.server)
  expect(await back(visit, await walk(visit, who, bend))).toBe(told('refused'))
  expect((await visit('GET /me')).status).toBe(401)
})

test.each<[string, (url: URL) => URL, string]>([
  ['another issuer', set('iss', 'https://evil.example'), 'refused'],
  ['another code', set('code', 'guessed'), 'refused'],
  ['no state', without('state'), 'refused'],
  [
    'a no',
    (url) =>
      new URL(
        `${url.origin}${url.pathname}?error=access_denied&state=${url.searchParams.get('state')}&iss=${encodeURIComponent(company.issuer)}`,
      ),
    'cancelled',
  ],
])('a way back with %s signs nobody in', async (_, bend, word) => {
  const who = employee()
  await invite(plain, String(who.email))
  const visit = visitor(plain.server)
  expect(await back(visit, bend(new URL(await walk(visit, who))).href)).toBe(told(word))
})

test('a way back serves once, for ten minutes, and only the browser that was sent', async () => {
  const home = await house()
  const who = employee()
  await invite(home, String(who.email))
  const visit = visitor(home.server)
  const url = await walk(visit, who)
  const held = visit.cookie
  // Whoever lures somebody to their own way back has not got their cookie.
  expect(await back(visitor(home.server), url)).toBe('/#sign-in=over')
  expect(await back(visit, url)).toBe(inside)
  const again = Object.assign(visitor(home.server), { cookie: held })
  expect(await back(again, url)).toBe('/#sign-in=over')
  const late = visitor(home.server)
  const lateUrl = await walk(late, who)
  home.w.clock.on(10 * 60_000)
  expect(await back(late, lateUrl)).toBe('/#sign-in=over')
})

test('the session that the browser had before is not the one that it has after', async () => {
  const home = await house()
  const who = employee()
  await invite(home, String(who.email))
  const old = await member(home.w, home.server, home.w, 'analyst')
  const planted = old.cookie
  expect(await come(old, who)).toBe(inside)
  expect(old.cookie).not.toBe(planted)
  expect((await old('GET /me')).body.email).toBe(who.email)
  expect((await Object.assign(visitor(home.server), { cookie: planted })('GET /me')).status).toBe(401)
})

test('the second step is asked after the provider too, unless the house trusts it with that', async () => {
  const home = await house()
  const visit = await member(home.w, home.server, home.w, 'editor')
  const { body } = await visit('POST /me/provider', { password })
  const who = employee()
  company.now = who
  expect(await back(visit, await company.walk(String(body.url)))).toBe('/account#sign-in=joined')
  const { phone } = await turnOn(visit, home.w.clock)
  home.w.clock.on(period)
  const fresh = visitor(home.server)
  expect(await come(fresh, who)).toBe(told('second-step'))
  expect((await fresh('GET /me')).status).toBe(401)
  expect((await fresh('POST /sign-in/second-step', { code: phone.code() })).status).toBe(200)
  const me = await fresh('GET /me')
  expect((await auditOf(home, me.body.id)).at(-1)).toEqual({
    action: 'session.started',
    cameBy: 'provider',
    secondStep: 'code',
  })
  const trusting = await house({ CARILLON_OIDC_SECOND_STEP: 'trust' })
  const quick = visitor(trusting.server)
  expect(await come(quick, who)).toBe(inside)
  expect((await quick('GET /me')).status).toBe(200)
})

test('somebody without a password keeps their only way in, proves themselves by a fresh sign-in, and may set a password', async () => {
  const home = await house()
  const who = employee()
  await invite(home, String(who.email))
  const visit = visitor(home.server, { 'carillon-csrf': '1' })
  await come(visit, who)
  expect((await visit('DELETE /me/provider')).body.code).toBe('provider.only_way')
  home.w.clock.on(11 * 60_000)
  const better = 'a brown bell over the quiet bay'
  expect((await visit('POST /me/second-step', {})).body.code).toBe('sign_in.not_fresh')
  expect((await visit('POST /me/password', { password: better })).body.code).toBe('sign_in.not_fresh')
  await come(visit, who)
  const begun = await visit('POST /me/second-step', {})
  const phone = phoneOf(String(begun.body.secret), home.w.clock)
  expect((await visit('POST /me/second-step/confirm', { code: phone.code() })).status).toBe(200)
  expect((await visit('POST /me/password', { password: better })).status).toBe(204)
  expect((await visit('DELETE /me/provider')).status).toBe(204)
  const { body } = await visitor(home.server)('POST /sign-in', { email: who.email, password: better })
  expect(body).toHaveProperty('secondStepUntil')
})

test('a browser that is new to its person is told of in a letter', async () => {
  const home = await house()
  const letters: Letter[] = []
  home.w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const who = employee()
  await invite(home, String(who.email))
  const first = visitor(home.server, { 'carillon-csrf': '1' })
  await come(first, who)
  await come(first, who)
  await home.w.runJobs()
  expect(letters).toEqual([])
  await come(visitor(home.server), who)
  await home.w.runJobs()
  expect(letters).toMatchObject([{ to: who.email, subject: 'A new sign-in to your Carillon account' }])
})

test('where only the provider is allowed, passwords open nothing but for whom the keeper of the house lets in', async () => {
  const home = await house({ CARILLON_OIDC_ONLY: 'yes' })
  const { email } = await person(home.w, home.w, 'owner')
  const closed = {
    status: 403,
    body: { code: 'sign_in.password_closed', facts: { provider: 'Bell Foundry' } },
  }
  const enter = (of = email) => visitor(home.server)('POST /sign-in', { email: of, password })
  expect((await visitor(home.server)('GET /sign-in/ways')).body).toMatchObject({ password: false })
  expect(await enter()).toMatchObject(closed)
  expect(await enter('nobody@example.org')).toMatchObject(closed)
  expect(await visitor(home.server)('POST /forgotten-password', { email })).toMatchObject(closed)
  const link = { token: (await makeLinkByHand(home.w.ctx, email))?.url.split('#')[1] }
  expect(await visitor(home.server)('POST /password-link', link)).toMatchObject(closed)
  expect(
    await visitor(home.server)('POST /new-password', { ...link, password: 'a brown bell over the bay' }),
  ).toMatchObject(closed)
  await letInByHand(home.w.ctx, ` ${email.toUpperCase()} `)
  expect((await enter()).status).toBe(200)
  const owner = visitor(home.server, { 'carillon-csrf': '1', 'carillon-workspace': home.w.workspaceId })
  await owner('POST /sign-in', { email, password })
  const made = await owner('POST /invitations', { email: 'new@foundry.example', role: 'editor', way: 'link' })
  const token = String(made.body.url).split('#')[1]
  const accept = { token, name: 'New', password: 'a brown bell over the quiet bay' }
  expect(await visitor(home.server)('POST /invitation/accept', accept)).toMatchObject(closed)
  expect(await come(visitor(home.server), employee({ email: 'new@foundry.example' }))).toBe(inside)
  home.w.clock.on(86_400_000)
  expect(await enter()).toMatchObject(closed)
  expect(await letInByHand(home.w.ctx, 'nobody@example.org')).toBeNull()
})

test('a house that knows no provider, or one that is not what it says, sends nobody there', async () => {
  const ask = async (env: Record<string, string>) => {
    const { server } = await house(env)
    return visitor(server)('POST /sign-in/provider', {})
  }
  const none = { CARILLON_OIDC_ISSUER: '' }
  expect(await ask(none)).toMatchObject({ status: 404, body: { code: 'provider.off' } })
  expect((await visitor((await house(none)).server)('GET /sign-in/ways')).body).toEqual({
    password: true,
    passkeys: true,
    provider: null,
  })
  // The provider's own name has no slash at its end.
  expect(await ask({ CARILLON_OIDC_ISSUER: `${company.issuer}/` })).toMatchObject({
    status: 503,
    body: { code: 'provider.other_issuer', facts: { issuer: company.issuer } },
  })
  const byName = company.issuer.replace('127.0.0.1', 'localhost')
  expect(
    await ask({ CARILLON_OIDC_ISSUER: byName, CARILLON_ALLOWED_HOSTS: `${company.host},localhost` }),
  ).toMatchObject({ status: 403, body: { code: 'provider.refused' } })
  // Nobody named the host, so the way out does not lead into the house's own network.
  expect(await ask({ CARILLON_ALLOWED_HOSTS: '' })).toMatchObject({
    status: 503,
    body: { code: 'provider.unreachable' },
  })
  const home = await house()
  const visit = visitor(home.server)
  const url = await walk(visit, employee())
  home.w.ctx.config.oidcIssuer = null
  expect(await back(visit, url)).toBe(told('off'))
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a#b', '/a b', ''])(
  'nobody is led on to %s',
  async (returnTo) => {
    expect((await visitor(plain.server)('POST /sign-in/provider', { returnTo })).status).toBe(422)
  },
)

test('settings that cannot go together are told by name', () => {
  expect(() => readConfig({ CARILLON_OIDC_ISSUER: 'https://a.example' })).toThrow(
    'CARILLON_OIDC_CLIENT_ID is not',
  )
  expect(() => readConfig({ CARILLON_OIDC_ONLY: 'yes' })).toThrow('nobody could sign in')
  expect(() => readConfig({ CARILLON_OIDC_OPEN_DOMAINS: 'example' })).toThrow('mail domains with commas')
})
