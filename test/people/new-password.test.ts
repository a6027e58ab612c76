import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { makeLinkByHand } from '../../src/modules/people/new-password/index.ts'
import { endAllSessions } from '../../src/modules/people/sessions/index.ts'
import { hashNewPassword, setPassword } from '../../src/modules/people/sign-in/index.ts'
import { stillHolds } from '../../src/modules/people/sign-in/still-holds.ts'
import { News } from '../../src/modules/people/ways/jobs.ts'
import { writeNews } from '../../src/modules/people/ways/letter.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { type World, world } from '../world.ts'
import { addPasskey, openDevice } from './device.ts'
import { member, openDoor, password, person, type Visitor, visitor } from './door.ts'
import { untilWaiting } from './waiting.ts'

const better = 'a brown bell over the quiet bay'
const idOf = async (visit: Visitor): Promise<string> => String((await visit('GET /me')).body.id)
const tokenOf = (text: unknown): string => /\/new-password#([\w-]{43})/.exec(String(text))?.[1] ?? ''

/** A second step that is turned on; nobody can answer it. */
const step = (userId: string) => ({
  userId,
  sealed: Buffer.alloc(1),
  keyId: 'none',
  createdAt: new Date(),
  confirmedAt: new Date(),
})

/** A house that sends mail, and what it has sent. */
async function withMail(): Promise<{ w: World; letters: Letter[] }> {
  const w = await world()
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  return { w, letters }
}

test('a forgotten password is replaced by a letter, once, and every session ends', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const { email } = (await editor('GET /me')).body
  expect(await visitor(server)('POST /forgotten-password', { email })).toMatchObject({
    status: 200,
    body: { mail: true },
  })
  await w.runJobs()
  expect(letters).toMatchObject([{ to: email, subject: 'A new password for Carillon' }])
  const token = tokenOf(letters[0]?.text)
  const guest = visitor(server)
  expect((await guest('POST /password-link', { token })).body).toMatchObject({ email })
  expect(await guest('POST /new-password', { token, password: 'short' })).toMatchObject({
    status: 422,
    body: { code: 'sign_in.weak_password' },
  })
  expect(await guest('POST /new-password', { token, password: better })).toMatchObject({
    status: 200,
    body: { passkeys: 0, accounts: 0, programs: 0 },
  })
  expect((await editor('GET /me')).status).toBe(401)
  expect((await guest('POST /sign-in', { email, password: better })).status).toBe(200)
  await w.runJobs()
  const told = letters.slice(1).map(({ to, subject }) => ({ to, subject }))
  expect(told).toEqual([
    { to: email, subject: 'Your Carillon account has a new password' },
    { to: email, subject: 'A new sign-in to your Carillon account' },
  ])
  const late = await visitor(server)('POST /new-password', { token, password: `${better} again` })
  expect(late).toMatchObject({
    status: 404,
    body: { code: 'new_password.over' },
  })
})

/** Sets a password and ends all sessions, and holds the transaction open until `commit`. */
async function settingPassword(w: World, id: string) {
  const written = Promise.withResolvers<void>()
  const commit = Promise.withResolvers<void>()
  const hash = await hashNewPassword(better, { email: '' })
  const setting = w.ctx.db.transaction().execute(async (tx) => {
    await setPassword(tx, id, hash, w.clock.now())
    await endAllSessions(tx, w.ctx, id)
    written.resolve()
    await commit.promise
  })
  await written.promise
  return { setting, commit: commit.resolve }
}

test.each(['', 'and a second step'])(
  'a sign-in with the old password %s ends with it, also half-way',
  async (also) => {
    const w = await world()
    const server = await openDoor(w)
    const { id, email } = await person(w, w, 'editor')
    if (also) await w.ctx.db.insertInto('secondSteps').values(step(id)).execute()
    const { setting, commit } = await settingPassword(w, id)
    let answered = false
    const signingIn = visitor(server)('POST /sign-in', { email, password }).then((answer) => {
      answered = true
      return answer
    })
    const begun = also ? 'signInProofs' : 'sessions'
    const count = async () =>
      (await w.ctx.db.selectFrom(begun).select('userId').where('userId', '=', id).execute()).length
    await vi.waitFor(async () => expect(await count()).toBe(1), { timeout: 5000 })
    expect(answered).toBe(false)
    commit()
    await setting
    expect(await signingIn).toMatchObject({ status: 401, body: { code: 'sign_in.wrong' } })
    expect(await count()).toBe(0)
  },
)

test('a passkey that signs in at that moment opens nothing either', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const device = openDevice()
  await addPasskey(editor, device)
  const { setting, commit } = await settingPassword(w, await idOf(editor))
  const guest = visitor(server)
  const { body } = await guest('POST /sign-in/passkey/options', {})
  const signingIn = guest('POST /sign-in/passkey', device.sign(body))
  await untilWaiting(w, 1)
  commit()
  await setting
  expect(await signingIn).toMatchObject({ status: 401, body: { code: 'sign_in.changed' } })
  expect(guest.cookie).not.toContain('session')
})

test('of two first passwords that are set at once the later holds, and one that is being set is waited for', async () => {
  const w = await world()
  const { id } = await person(w, w, 'editor')
  const { db } = w.ctx
  await db.deleteFrom('signInAccounts').where('userId', '=', id).execute()
  const { setting, commit } = await settingPassword(w, id)
  const held = stillHolds(w.ctx, id, { hash: null, cameBy: 'password' })
  const second = db.transaction().execute((tx) => setPassword(tx, id, 'another hash', w.clock.now()))
  await untilWaiting(w, 2)
  commit()
  await Promise.all([setting, second])
  expect(await held).toBe(false)
  const kept = await db.selectFrom('signInAccounts').select('password').where('userId', '=', id).execute()
  expect(kept).toEqual([{ password: 'another hash' }])
})

test('a link takes passkeys and accounts of a provider away with the old password, and its person is told', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const device = openDevice()
  const passkey = await addPasskey(editor, device)
  const { id: userId, email } = (await editor('GET /me')).body
  await w.ctx.db
    .insertInto('providerAccounts')
    .values({ issuer: 'https://id.example', subject: 'x', userId: String(userId), joinedAt: w.clock.now() })
    .execute()
  const there = await w.tenant()
  const program = { id: 'https://program.example', name: 'Program', redirectUris: [] }
  await w.ctx.db.insertInto('oauthClients').values(program).execute()
  const connected = { clientId: program.id, name: 'Program', role: 'editor', hint: '' }
  for (const { workspaceId } of [w, there])
    await w.ctx.db
      .insertInto('apiKeys')
      .values({ ...connected, workspaceId, createdBy: String(userId), digest: randomBytes(32) })
      .execute()
  await w.runJobs()
  letters.length = 0
  const token = tokenOf((await makeLinkByHand(w.ctx, String(email)))?.url)
  const guest = visitor(server)
  expect((await guest('POST /new-password', { token, password: better })).body).toEqual({
    passkeys: 1,
    accounts: 1,
    programs: 2,
  })
  const keys = await w.ctx.db
    .selectFrom('apiKeys')
    .select('revokedAt')
    .where('createdBy', '=', String(userId))
    .execute()
  expect(keys.map(({ revokedAt }) => revokedAt !== null)).toEqual([true, true])
  const { body } = await guest('POST /sign-in/passkey/options', {})
  expect((await guest('POST /sign-in/passkey', device.sign(body))).status).toBe(401)
  const { db } = w.ctx
  expect(await db.selectFrom('providerAccounts').where('userId', '=', String(userId)).execute()).toEqual([])
  const rows = await db
    .selectFrom('auditLog')
    .select(['action', 'subjectId', 'before', 'after'])
    .where('actorId', '=', String(userId))
    .orderBy('id')
    .execute()
  expect(rows.slice(-3)).toEqual([
    { action: 'passkey.removed', subjectId: passkey, before: { name: 'Passkey' }, after: null },
    {
      action: 'provider_account.left',
      subjectId: userId,
      before: { issuer: 'https://id.example', email: null },
      after: null,
    },
    { action: 'password.set_by_link', subjectId: userId, before: null, after: { ended: 1 } },
  ])
  await w.runJobs()
  expect(letters).toMatchObject([
    {
      to: email,
      text: expect.stringContaining('Passkeys: 1. Accounts of a provider: 1. Connected programs: 2.'),
    },
  ])
})

test('whoever changes a way in while a link is used comes too late', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const id = await idOf(editor)
  const asked = await editor('POST /me/passkeys/options', { password })
  const { setting, commit } = await settingPassword(w, id)
  const late = [
    editor('POST /me/passkeys', openDevice().make(asked.body)),
    editor('POST /me/password', { current: password, password: `${better} again` }),
  ]
  await untilWaiting(w, 2)
  commit()
  await setting
  for (const answer of await Promise.all(late))
    expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in.changed' } })
  expect(await w.ctx.db.selectFrom('passkeys').where('userId', '=', id).execute()).toEqual([])
})

test.each(['en', 'ru', 'vi', 'th', 'lv'])('letters about the ways in have words in %s', (language) => {
  const facts = {
    name: 'Ieva',
    url: 'https://c.test',
    what: 'Bell Foundry',
    passkeys: 7,
    accounts: 8,
    programs: 9,
  }
  for (const news of News.options) {
    const { subject, text } = writeNews(language, news, facts)
    expect(subject).toContain('Carillon')
    const said = /added|joined/.test(news) ? ['Bell Foundry'] : ['7', '8', '9']
    for (const fact of ['Ieva', 'https://c.test', ...said]) expect(text).toContain(fact)
  }
  expect(
    writeNews(language, 'password_set', { ...facts, passkeys: 0, accounts: 0, programs: 0 }).text,
  ).not.toMatch(/\d/)
})

test('an address is proven by a link that went there, and not by one that was handed over', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const { id, email } = await person(w, w, 'editor')
  const proven = async () =>
    (await w.ctx.db.selectFrom('users').select('emailVerified').where('id', '=', id).executeTakeFirst())
      ?.emailVerified
  const use = (token: string) => visitor(server)('POST /new-password', { token, password: better })
  await use(tokenOf((await makeLinkByHand(w.ctx, email))?.url))
  expect(await proven()).toBe(false)
  await visitor(server)('POST /forgotten-password', { email })
  await w.runJobs()
  const token = letters.map(({ text }) => tokenOf(text)).find(Boolean) ?? ''
  expect((await use(token)).status).toBe(200)
  expect(await proven()).toBe(true)
  await w.runJobs()
})

test('an address that nobody has is answered the same and gets no letter', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const known = await person(w, w, 'editor')
  const answers = []
  for (const email of [known.email, 'nobody@example.org']) {
    const { status, body } = await visitor(server)('POST /forgotten-password', { email })
    answers.push({ status, body })
  }
  expect(answers[0]).toEqual(answers[1])
  await w.runJobs()
  expect(letters.map(({ to }) => to)).toEqual([known.email])
})

test('a house without mail says so', async () => {
  const w = await world()
  const server = await openDoor(w)
  expect((await visitor(server)('POST /forgotten-password', { email: 'a@example.org' })).body).toEqual({
    mail: false,
  })
})

test('a newer link ends the older, and time ends both', async () => {
  const { w } = await withMail()
  const { email } = await person(w, w, 'editor')
  const server = await openDoor(w)
  const first = tokenOf((await makeLinkByHand(w.ctx, email))?.url)
  const second = tokenOf((await makeLinkByHand(w.ctx, email))?.url)
  const look = async (token: string) => (await visitor(server)('POST /password-link', { token })).status
  expect([await look(first), await look(second)]).toEqual([404, 200])
  w.clock.on(25 * 3_600_000)
  expect(await look(second)).toBe(404)
})

test('of two who use a link at the same instant one sets the password', async () => {
  const w = await world()
  const { email } = await person(w, w, 'editor')
  const server = await openDoor(w)
  const token = tokenOf((await makeLinkByHand(w.ctx, email))?.url)
  const passwords = [better, 'the slow green river at the old mill']
  const answers = await Promise.all(
    passwords.map((password) => visitor(server)('POST /new-password', { token, password })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
  const entered = await Promise.all(
    passwords.map((password) => visitor(server)('POST /sign-in', { email, password })),
  )
  const won = answers.map(({ status }) => (status === 200 ? 200 : 401))
  expect(entered.map(({ status }) => status)).toEqual(won)
})

test('an owner makes a link for one of theirs; a manager not for an owner, a key for nobody', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const manager = await member(w, server, w, 'manager')
  const editor = await member(w, server, w, 'editor')
  const made = await owner(`POST /members/${await idOf(editor)}/password-link`)
  expect(made.status).toBe(200)
  expect(tokenOf(made.body.url)).not.toBe('')
  expect(await manager(`POST /members/${await idOf(owner)}/password-link`)).toMatchObject({
    body: { code: 'member.above_oneself' },
  })
  expect(await manager(`POST /members/${await idOf(editor)}/password-link`)).toMatchObject({
    body: { code: 'new_password.elsewhere' },
  })
  const key = visitor(server, { authorization: `Bearer ${await w.key('owner')}` })
  expect(await key(`POST /members/${await idOf(editor)}/password-link`)).toMatchObject({
    body: { code: 'new_password.person_only' },
  })
})

test('whoever works for somebody else too is not opened by one of their owners', async () => {
  const w = await world()
  const other = await w.tenant('Elsewhere')
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const shared = await member(w, server, w, 'editor')
  const id = await idOf(shared)
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: other.workspaceId, userId: id, role: 'client' })
    .execute()
  expect(await owner(`POST /members/${id}/password-link`)).toMatchObject({
    status: 403,
    body: { code: 'new_password.elsewhere' },
  })
})

test('a link that an owner made is over when the person begins to work for somebody else', async () => {
  const w = await world()
  const other = await w.tenant('Elsewhere')
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id, email } = await person(w, w, 'editor')
  const token = tokenOf((await owner(`POST /members/${id}/password-link`)).body.url)
  const look = () => visitor(server)('POST /password-link', { token })
  expect((await look()).body).toMatchObject({ email })
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: other.workspaceId, userId: id, role: 'client' })
    .execute()
  expect(await look()).toMatchObject({ status: 404, body: { code: 'new_password.over' } })
  expect(await visitor(server)('POST /new-password', { token, password: better })).toMatchObject({
    body: { code: 'new_password.over' },
  })
})

test('a link that was cut off on its way is told like one that is over', async () => {
  const w = await world()
  const server = await openDoor(w)
  for (const token of ['', 'abc', '%20'])
    expect(await visitor(server)('POST /password-link', { token })).toMatchObject({
      status: 404,
      body: { code: 'new_password.over' },
    })
})

test('what the command line makes is written down as its doing', async () => {
  const w = await world({ alone: true })
  const { id, email } = await person(w, w, 'editor')
  await makeLinkByHand(w.ctx, email)
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select(['actorKind', 'actorId', 'actorName', 'subjectId'])
    .where('action', '=', 'password_link.made')
    .execute()
  expect(rows).toEqual([
    { actorKind: 'system', actorId: null, actorName: 'carillon password', subjectId: id },
  ])
})

test('who asks again and again is slowed down, by address and by account', async () => {
  const { w, letters } = await withMail()
  const { email } = await person(w, w, 'editor')
  const server = await openDoor(w)
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) {
    statuses.push((await visitor(server)('POST /forgotten-password', { email })).status)
    await w.runJobs()
  }
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  expect(letters.length).toBeLessThanOrEqual(4)
})
