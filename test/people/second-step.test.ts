import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeLinkByHand } from '../../src/modules/people/new-password/index.ts'
import { takeAwayByHand } from '../../src/modules/people/second-step/index.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { type World, world } from '../world.ts'
import { period, phoneOf, turnOn } from './authenticator.ts'
import { member, openDoor, password, program, type Visitor, visitor } from './door.ts'

const meOf = async (visit: Visitor) => {
  const { body } = await visit('GET /me')
  return { id: String(body.id), email: String(body.email) }
}

type Guarded = Awaited<ReturnType<typeof turnOn>> & {
  visit: Visitor
  id: string
  email: string
  /** A new browser that has given the right password. */
  enter(): Promise<Visitor>
}

/** An editor whose second step is on. */
async function guarded(w: World, server: Server): Promise<Guarded> {
  const visit = await member(w, server, w, 'editor')
  const me = await meOf(visit)
  const made = await turnOn(visit, w.clock)
  const enter = async () => {
    const fresh = visitor(server)
    const answer = await fresh('POST /sign-in', { email: me.email, password })
    if (!answer.body.secondStepUntil) throw new Error(`No second step: ${JSON.stringify(answer.body)}`)
    return fresh
  }
  return { ...made, ...me, visit, enter }
}

async function withMail(): Promise<{ w: World; letters: Letter[] }> {
  const w = await world()
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  return { w, letters }
}

test('turned on with a code from the phone, it is asked for after the password', async () => {
  const w = await world()
  const server = await openDoor(w)
  const visit = await member(w, server, w, 'editor')
  const { email } = await meOf(visit)
  expect((await visit('GET /me/second-step')).body).toEqual({ on: false, since: null, recoveryCodesLeft: 0 })
  expect(await visit('POST /me/second-step', { password: 'not mine' })).toMatchObject({
    status: 422,
    body: { code: 'sign_in.wrong_password', errors: [{ path: 'password' }] },
  })
  const begun = await visit('POST /me/second-step', { password })
  expect(String(begun.body.url)).toBe(
    `otpauth://totp/Carillon:${encodeURIComponent(email)}?issuer=Carillon&secret=${begun.body.secret}&algorithm=SHA1&digits=6&period=30`,
  )
  expect((await visitor(server)('POST /sign-in', { email, password })).body).toMatchObject({ email })
  const phone = phoneOf(String(begun.body.secret), w.clock)
  expect(await visit('POST /me/second-step/confirm', { code: phone.code(-90) })).toMatchObject({
    status: 422,
    body: { code: 'second_step.wrong', errors: [{ path: 'code', code: 'wrong_code' }] },
  })
  const confirmed = await visit('POST /me/second-step/confirm', { code: phone.code() })
  expect(new Set(confirmed.body.codes as string[]).size).toBe(10)
  expect((await visit('GET /me/second-step')).body).toMatchObject({ on: true, recoveryCodesLeft: 10 })
  expect((await visit('POST /me/second-step', { password })).body.code).toBe('second_step.on_already')

  w.clock.on(period)
  const fresh = visitor(server)
  expect(await fresh('POST /sign-in', { email, password })).toMatchObject({
    status: 200,
    body: { secondStepUntil: new Date(w.clock.now().getTime() + 5 * 60_000).toISOString() },
  })
  const shown = phone.code()
  const typed = `${shown.slice(0, 3)} ${shown.slice(3)}`
  expect((await fresh('POST /sign-in/second-step', { code: typed })).body).toMatchObject({ email })
  expect((await fresh('GET /me')).body).toMatchObject({ email })
})

test('what the browser holds in between is no session, goes nowhere else, and a wrong one opens nothing', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { enter, phone, email } = await guarded(w, server)
  const answer = await visitor(server)('POST /sign-in', { email, password })
  const cookies = [answer.headers['set-cookie']].flat().map(String)
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatch(
    /^carillon\.sign_in_proof=[\w-]{43}; Max-Age=300; Path=\/api\/v1\/sign-in; HttpOnly; SameSite=Strict$/,
  )
  const fresh = await enter()
  const token = fresh.cookie.split('=')[1]
  for (const cookie of [fresh.cookie, `carillon.session_token=${token}`, `carillon.session_token=${token}.x`])
    expect((await visitor(server)('GET /me', undefined, { cookie })).status).toBe(401)
  for (const cookie of ['', 'carillon.sign_in_proof=', `carillon.sign_in_proof=${'x'.repeat(43)}`])
    expect(
      await visitor(server)('POST /sign-in/second-step', { code: phone.code() }, { cookie }),
    ).toMatchObject({ status: 401, body: { code: 'second_step.over' } })
  const https = await world({ env: { CARILLON_URL: 'https://bells.example', CARILLON_TRUST_PROXY: '1' } })
  const behind = await openDoor(https)
  const { email: theirs } = await guarded(https, behind)
  const headers = { 'x-forwarded-proto': 'https', host: 'bells.example' }
  const secure = await visitor(behind)('POST /sign-in', { email: theirs, password }, headers)
  expect(String(secure.headers['set-cookie'])).toMatch(/^__Secure-carillon\.sign_in_proof=.*; Secure$/)
})

test('one person’s proof does not take another person’s code', async () => {
  const w = await world()
  const server = await openDoor(w)
  const [anna, boris] = [await guarded(w, server), await guarded(w, server)]
  const fresh = await anna.enter()
  expect((await fresh('POST /sign-in/second-step', { code: boris.phone.code() })).status).toBe(422)
  expect((await fresh('POST /sign-in/second-step', { code: boris.codes[0] })).status).toBe(422)
  expect((await fresh('POST /sign-in/second-step', { code: anna.phone.code() })).body).toMatchObject({
    email: anna.email,
  })
})

test('a proof is over after five minutes, after one use and when another password is set', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { enter, phone, email } = await guarded(w, server)
  const over = { status: 401, body: { code: 'second_step.over' } }
  const late = await enter()
  w.clock.on(5 * 60_000 - 1)
  const inTime = await enter()
  w.clock.on(1)
  expect(await late('POST /sign-in/second-step', { code: phone.code() })).toMatchObject(over)

  const proof = inTime.cookie
  expect((await inTime('POST /sign-in/second-step', { code: phone.code() })).status).toBe(200)
  w.clock.on(period)
  const again = Object.assign(visitor(server), { cookie: proof })
  expect(await again('POST /sign-in/second-step', { code: phone.code() })).toMatchObject(over)

  const before = await enter()
  const token = (await makeLinkByHand(w.ctx, email))?.url.split('#')[1]
  await visitor(server)('POST /new-password', { token, password: 'a brown bell over the quiet bay' })
  expect(await before('POST /sign-in/second-step', { code: phone.code() })).toMatchObject(over)
})

test('a code is taken once, and after it none that is older', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { enter, phone } = await guarded(w, server)
  const [older, code] = [phone.code(-30), phone.code()]
  const [one, other] = [await enter(), await enter()]
  expect((await one('POST /sign-in/second-step', { code })).status).toBe(200)
  for (const used of [code, older])
    expect(await other('POST /sign-in/second-step', { code: used })).toMatchObject({
      status: 422,
      body: { code: 'second_step.wrong' },
    })
  expect((await other('POST /sign-in/second-step', { code: phone.code(30) })).status).toBe(200)
})

test('of two who bring the same code, or the same recovery code, at the same instant, one gets in', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { enter, phone, codes } = await guarded(w, server)
  for (const code of [phone.code(), codes[0]]) {
    const both = [await enter(), await enter()]
    const answers = await Promise.all(both.map((each) => each('POST /sign-in/second-step', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  }
})

test.each([
  [-60, 422],
  [-30, 200],
  [0, 200],
  [30, 200],
  [60, 422],
])('of a phone whose clock is %i seconds off, the code is answered with %i', async (seconds, status) => {
  const w = await world()
  const { enter, phone } = await guarded(w, await openDoor(w))
  // Past the code of turning it on, and at the last instant of a period: the window is by periods, not by seconds.
  w.clock.to(new Date(Math.ceil(w.clock.now().getTime() / period + 3) * period - 1))
  const fresh = await enter()
  expect((await fresh('POST /sign-in/second-step', { code: phone.code(seconds) })).status).toBe(status)
})

test('a recovery code opens once, however it is typed; new ones end the old ones', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { visit, enter, phone, codes } = await guarded(w, server)
  const [first = '', second] = codes
  expect(first).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
  const typed = ` ${first.replaceAll('-', ' ').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')}`
  const one = await enter()
  expect((await one('POST /sign-in/second-step', { code: typed })).status).toBe(200)
  expect((await visit('GET /me/second-step')).body.recoveryCodesLeft).toBe(9)
  const other = await enter()
  expect(await other('POST /sign-in/second-step', { code: first })).toMatchObject({
    status: 422,
    body: { code: 'second_step.wrong_recovery', errors: [{ path: 'code', code: 'wrong_recovery_code' }] },
  })
  const renewed = await visit('POST /me/second-step/recovery-codes', { password, code: phone.code() })
  const fresh = renewed.body.codes as string[]
  expect(fresh).toHaveLength(10)
  expect((await other('POST /sign-in/second-step', { code: second })).status).toBe(422)
  expect((await other('POST /sign-in/second-step', { code: fresh[0] })).status).toBe(200)
})

test('it is turned off, and recovery codes are made, only with the password and a code', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { visit, phone, email, codes } = await guarded(w, server)
  for (const path of ['POST /me/second-step/off', 'POST /me/second-step/recovery-codes'] as const) {
    expect(await visit(path, { password: 'not mine', code: phone.code() })).toMatchObject({
      body: { code: 'sign_in.wrong_password' },
    })
    expect(await visit(path, { password, code: phone.code(-90) })).toMatchObject({
      body: { code: 'second_step.wrong' },
    })
  }
  expect((await visit('POST /me/second-step/off', { password, code: codes[0] })).status).toBe(204)
  expect((await visit('GET /me/second-step')).body).toEqual({ on: false, since: null, recoveryCodesLeft: 0 })
  expect((await visitor(server)('POST /sign-in', { email, password })).body).toMatchObject({ email })
  expect((await visit('POST /me/second-step/off', { password, code: codes[1] })).body.code).toBe(
    'second_step.not_on',
  )
})

test('a secret that was shown waits an hour for its code; a newer one takes its place', async () => {
  const w = await world()
  const visit = await member(w, await openDoor(w), w, 'editor')
  const first = phoneOf(String((await visit('POST /me/second-step', { password })).body.secret), w.clock)
  const second = phoneOf(String((await visit('POST /me/second-step', { password })).body.secret), w.clock)
  expect((await visit('POST /me/second-step/confirm', { code: first.code() })).status).toBe(422)
  w.clock.on(3_600_001)
  expect(await visit('POST /me/second-step/confirm', { code: second.code() })).toMatchObject({
    status: 409,
    body: { code: 'second_step.not_begun' },
  })
})

test('five wrong codes ask for the password again, ten for a pause, wherever they come from', async () => {
  const w = await world({ env: { CARILLON_TRUST_PROXY: '1' } })
  const server = await openDoor(w)
  const { enter, phone } = await guarded(w, server)
  const wrong = phone.code(-3600)
  const guess = async (visit: Visitor, address: string) =>
    (await visit('POST /sign-in/second-step', { code: wrong }, { 'x-forwarded-for': address })).status
  const first = await enter()
  for (let i = 0; i < 5; i++) expect(await guess(first, '203.0.113.1')).toBe(422)
  expect(await first('POST /sign-in/second-step', { code: phone.code() })).toMatchObject({
    status: 401,
    body: { code: 'second_step.over' },
  })
  const second = await enter()
  for (let i = 0; i < 5; i++) expect(await guess(second, '203.0.113.2')).toBe(422)
  const third = await enter()
  const braked = await third('POST /sign-in/second-step', { code: phone.code() })
  expect(braked).toMatchObject({ status: 429, body: { code: 'sign_in.codes_braked' } })
  expect(Number(braked.headers['retry-after'])).toBe(15)
  w.clock.on(15_000)
  expect((await third('POST /sign-in/second-step', { code: phone.code() })).status).toBe(200)
})

test('fifty guesses of a code at the same instant are not more than five', async () => {
  const w = await world()
  const { enter, phone } = await guarded(w, await openDoor(w))
  const fresh = await enter()
  const cookie = fresh.cookie
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      fresh('POST /sign-in/second-step', { code: phone.code(-3600) }, { cookie }),
    ),
  )
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(5)
})

test('the pauses between codes grow to an hour', async () => {
  const w = await world({ alone: true })
  const { enter, phone } = await guarded(w, await openDoor(w))
  const wrong = { code: phone.code(-3600) }
  await (await enter())('POST /sign-in/second-step', wrong)
  await w.ctx.db.updateTable('signInBrakes').set({ failures: 40 }).where('key', 'like', 'code:%').execute()
  const fresh = await enter()
  expect((await fresh('POST /sign-in/second-step', wrong)).status).toBe(422)
  expect(Number((await fresh('POST /sign-in/second-step', wrong)).headers['retry-after'])).toBe(3600)
})

test('a new password by link does not sign in and leaves the second step on', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email, phone } = await guarded(w, server)
  const better = 'a brown bell over the quiet bay'
  const token = (await makeLinkByHand(w.ctx, email))?.url.split('#')[1]
  const fresh = visitor(server)
  const set = await fresh('POST /new-password', { token, password: better })
  expect(set.status).toBe(200)
  expect(set.headers['set-cookie']).toBeUndefined()
  expect((await fresh('GET /me')).status).toBe(401)
  expect((await fresh('POST /sign-in', { email, password: better })).body).toHaveProperty('secondStepUntil')
  expect((await fresh('GET /me')).status).toBe(401)
  expect((await fresh('POST /sign-in/second-step', { code: phone.code() })).status).toBe(200)
})

test('a wrong password is told the same, whether a second step is on or not', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await guarded(w, server)
  const said = async (who: string) => {
    const { status, body, headers } = await visitor(server)('POST /sign-in', {
      email: who,
      password: 'wrong',
    })
    return { status, code: body.code, detail: body.detail, cookie: headers['set-cookie'] }
  }
  expect(await said(email)).toEqual(await said('nobody@example.org'))
})

test('an API key works on, and asks for no second step', async () => {
  const w = await world()
  const server = await openDoor(w)
  await guarded(w, server)
  expect((await (await program(server, w, 'editor'))('GET /workspace')).status).toBe(200)
})

test('an owner takes it from one of theirs; nobody else, and not from themselves', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const manager = await member(w, server, w, 'manager')
  const editor = await guarded(w, server)
  const take = (visit: Visitor, id: string) => visit(`DELETE /members/${id}/second-step`)
  const ownerId = (await meOf(owner)).id
  const shown = async (visit: Visitor) => {
    const items = (await visit('GET /members')).body.items as { id: string; secondStep: boolean | null }[]
    return items.find(({ id }) => id === editor.id)?.secondStep
  }
  expect([await shown(owner), await shown(editor.visit)]).toEqual([true, null])
  await turnOn(owner, w.clock)
  const key = await program(server, w, 'owner')
  expect((await take(key, editor.id)).body.code).toBe('second_step.person_only')
  expect((await take(manager, ownerId)).body.code).toBe('member.above_oneself')
  expect((await take(manager, editor.id)).body.code).toBe('second_step.elsewhere')
  expect((await take(editor.visit, ownerId)).body.code).toBe('edge.not_allowed')
  expect((await take(owner, ownerId)).body.code).toBe('second_step.oneself')
  const stranger = await member(w, server, await w.tenant(), 'owner')
  expect((await take(stranger, editor.id)).body.code).toBe('member.missing')
  expect((await take(owner, editor.id)).status).toBe(204)
  expect(await shown(owner)).toBe(false)
  expect((await take(owner, editor.id)).body.code).toBe('second_step.member_without')
  const { email } = editor
  expect((await visitor(server)('POST /sign-in', { email, password })).body).toMatchObject({ email })
})

test('from somebody who works elsewhere too, an owner does not take it', async () => {
  const w = await world()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id } = await guarded(w, server)
  const { workspaceId } = await w.tenant('Elsewhere')
  await w.ctx.db.insertInto('members').values({ workspaceId, userId: id, role: 'client' }).execute()
  expect(await owner(`DELETE /members/${id}/second-step`)).toMatchObject({
    status: 403,
    body: { code: 'second_step.elsewhere' },
  })
})

test('the command line takes it away, and that is written down as its doing', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const { id, email } = await guarded(w, server)
  expect(await takeAwayByHand(w.ctx, 'nobody@example.org')).toBeNull()
  expect(await takeAwayByHand(w.ctx, ` ${email.toUpperCase()}`)).toEqual({ email, secondStep: 'off' })
  await expect(takeAwayByHand(w.ctx, email)).rejects.toThrow('has no second step')
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select(['actorKind', 'actorName', 'subjectId'])
    .where('action', '=', 'second_step.taken_away')
    .execute()
  expect(rows).toEqual([{ actorKind: 'system', actorName: 'carillon second-step', subjectId: id }])
})

test('the person is told by letter, in their language', async () => {
  const { w, letters } = await withMail()
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const { id, email, visit, enter, codes, phone } = await guarded(w, server)
  await w.runJobs()
  await visit('PATCH /me', { language: 'lv' })
  await (await enter())('POST /sign-in/second-step', { code: codes[0] })
  await w.runJobs()
  await visit('POST /me/second-step/off', { password, code: phone.code() })
  await w.runJobs()
  await turnOn(visit, w.clock)
  await owner(`DELETE /members/${id}/second-step`)
  await w.runJobs()
  expect(new Set(letters.map(({ to }) => to))).toEqual(new Set([email]))
  expect(letters.map(({ subject }) => subject)).toEqual([
    'Your Carillon account has a second step',
    'Ir izmantots jūsu Carillon konta atkopšanas kods',
    'Jauna pierakstīšanās jūsu Carillon kontā',
    'Jūsu Carillon kontam vairs nav otrā soļa',
    'Jūsu Carillon kontam ir otrais solis',
    'Jūsu Carillon kontam vairs nav otrā soļa',
  ])
  expect(letters[1]?.text).toContain('Atlikušie atkopšanas kodi: 9.')
  expect(letters[5]?.text).toContain('īpašnieks')
})

test('neither secret nor codes nor proofs stand anywhere in the database or the log', async () => {
  const w = await world({ alone: true })
  const lines: string[] = []
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
    w.ctx.log[level] = ((...said: unknown[]) => void lines.push(JSON.stringify(said))) as never
  const server = await openDoor(w)
  const { enter, phone, codes, visit } = await guarded(w, server)
  const fresh = await enter()
  const proof = fresh.cookie.split('=')[1] ?? ''
  const wrong = codes[0]?.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a'))
  await fresh('POST /sign-in/second-step', { code: wrong })
  const standing = await everything(w)
  await fresh('POST /sign-in/second-step', { code: codes[0] })
  await visit('POST /me/second-step/off', { password, code: phone.code() })
  const said = `${standing}${await everything(w)}${lines.join('')}`.toLowerCase()
  expect(said).toContain('recovery_code.used')
  const bytes = (text: string) => Buffer.from(text).toString('hex')
  const plain = [phone.secret, proof, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]
  for (const secret of [...plain, ...plain.map(bytes)]) expect(said).not.toContain(secret.toLowerCase())
})

/** Every row of every table as text. */
async function everything(w: World): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    w.ctx.db,
  )
  const texts = tables.map(async ({ name }) => {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      w.ctx.db,
    )
    return rows.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(texts)).join('\n')
}
