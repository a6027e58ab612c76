import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { member, openDoor, password, person, visitor } from './door.ts'

test('the right mail and password open a session that says who one is', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const { status, body } = await editor('GET /me')
  expect(status).toBe(200)
  expect(body).toMatchObject({ name: 'The editor', workspaces: [{ id: w.workspaceId, role: 'editor' }] })
})

test('a mail address is the same in capitals and with spaces around it', async () => {
  const w = await world()
  const { email } = await person(w, w, 'editor')
  const answer = await visitor(await openDoor(w))('POST /sign-in', {
    email: ` ${email.toUpperCase()} `,
    password,
  })
  expect(answer.status).toBe(200)
})

test('a wrong password and an unknown mail address are told in the same words', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'editor')
  const wrong = await visitor(server)('POST /sign-in', { email, password: 'not the right one' })
  const nobody = await visitor(server)('POST /sign-in', { email: 'nobody@example.org', password })
  expect(wrong.status).toBe(401)
  const { requestId: _, ...said } = wrong.body
  const { requestId: __, ...saidToNobody } = nobody.body
  expect(said).toEqual(saidToNobody)
})

test('nobody can make an account by themselves through the library below', async () => {
  const w = await world()
  const server = await openDoor(w)
  for (const url of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/get-session'])
    expect(
      (await visitor(server)(`POST ${url}`, { email: 'x@example.org', password, name: 'x' })).status,
    ).toBe(404)
})

test('whoever signs out is out, also for who kept the cookie', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const { cookie } = editor
  expect((await editor('POST /sign-out')).status).toBe(204)
  expect(editor.cookie).toMatch(/^carillon\.known=[\w-]+$/)
  const thief = visitor(server, { cookie })
  expect(await thief('GET /me')).toMatchObject({ status: 401, body: { code: 'edge.session_over' } })
})

test('signing in anew ends the session that the browser had, so a planted one is worth nothing', async () => {
  const w = await world()
  const server = await openDoor(w)
  const attacker = await member(w, server, w, 'client')
  const planted = attacker.cookie
  const { email } = await person(w, w, 'owner')
  const victim = visitor(server, { 'carillon-csrf': '1' })
  victim.cookie = planted
  await victim('POST /sign-in', { email, password })
  expect(victim.cookie).not.toBe(planted)
  expect((await visitor(server, { cookie: planted })('GET /me')).status).toBe(401)
  expect((await victim('GET /me')).body).toMatchObject({ email })
})

test('a cookie that was tampered with, or signed by another house, opens nothing', async () => {
  const w = await world()
  const server = await openDoor(w)
  const editor = await member(w, server, w, 'editor')
  const [name = '', value = ''] = /carillon\.session_token=[^;]+/.exec(editor.cookie)?.[0].split('=') ?? []
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  const forged = [
    `${token}.`,
    token,
    `${token}x.${signature}`,
    `${token}.${signature}x`,
    `.${signature}`,
    '%',
    '',
  ]
  for (const each of forged)
    expect(
      (await visitor(server, { cookie: `${name}=${encodeURIComponent(each)}` })('GET /me')).status,
      each,
    ).toBe(401)
})

test('a session that is not used for thirty days is over; one that is used goes on', async () => {
  const w = await world()
  const server = await openDoor(w)
  const used = await member(w, server, w, 'editor')
  const unused = await member(w, server, w, 'editor')
  for (let week = 0; week < 5; week++) {
    w.clock.on(7 * 86_400_000)
    expect((await used('GET /me')).status).toBe(200)
  }
  expect((await unused('GET /me')).status).toBe(401)
})

test('the session cookie is kept from scripts and other sites, and behind https from plain http', async () => {
  const cookieOf = async (env: Record<string, string>, headers: Record<string, string>) => {
    const w = await world({ env })
    const { email } = await person(w, w, 'owner')
    const answer = await visitor(await openDoor(w))('POST /sign-in', { email, password }, headers)
    return String(answer.headers['set-cookie'])
  }
  const plain = await cookieOf({}, {})
  expect(plain).toMatch(/^carillon\.session_token=/)
  expect(plain).toContain('HttpOnly')
  expect(plain).toContain('SameSite=Lax')
  expect(plain).toContain('Path=/')
  expect(plain).not.toContain('Secure')
  expect(plain).not.toContain('Domain')
  const secure = /^__Secure-carillon\.session_token=.*; Secure/
  expect(await cookieOf({ CARILLON_TRUST_PROXY: '1' }, { 'x-forwarded-proto': 'https' })).toMatch(secure)
  const publicUrl = { CARILLON_URL: 'https://social.example.com' }
  expect(await cookieOf(publicUrl, { host: 'social.example.com' })).toMatch(secure)
  expect(await cookieOf(publicUrl, { host: 'localhost:4400' })).not.toContain('Secure')
  expect(await cookieOf({}, { 'x-forwarded-proto': 'https' })).not.toContain('Secure')
})

test('behind https a cookie without the secure prefix is not believed', async () => {
  const w = await world({ env: { CARILLON_TRUST_PROXY: '1' } })
  const server = await openDoor(w)
  const { email } = await person(w, w, 'owner')
  const plain = visitor(server)
  await plain('POST /sign-in', { email, password })
  const overHttps = visitor(server, { cookie: plain.cookie, 'x-forwarded-proto': 'https' })
  expect((await overHttps('GET /me')).status).toBe(401)
})

test('changing the password asks for the old one and ends every other session', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'editor')
  const here = visitor(server, { 'carillon-csrf': '1' })
  const there = visitor(server)
  await here('POST /sign-in', { email, password })
  await there('POST /sign-in', { email, password })
  const wrong = await here('POST /me/password', { current: 'not it', password: 'harbour violin pencil' })
  expect(wrong).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'current', code: 'wrong_password' }] },
  })
  const weak = await here('POST /me/password', { current: password, password: 'short' })
  expect(weak).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'password', code: 'password_short' }] },
  })
  expect(
    (await here('POST /me/password', { current: password, password: 'harbour violin pencil' })).status,
  ).toBe(204)
  expect((await here('GET /me')).status).toBe(200)
  expect((await there('GET /me')).status).toBe(401)
  expect((await visitor(server)('POST /sign-in', { email, password })).status).toBe(401)
  expect((await visitor(server)('POST /sign-in', { email, password: 'harbour violin pencil' })).status).toBe(
    200,
  )
})

test('a person changes name and language, and nothing else about themselves', async () => {
  const w = await world()
  const editor = await member(w, await openDoor(w), w, 'editor')
  const before = (await editor('GET /me')).body
  const sent = {
    name: 'Ольга',
    language: 'ru',
    email: 'owner@example.org',
    emailVerified: true,
    id: 'x',
    role: 'owner',
  }
  const { body } = await editor('PATCH /me', sent)
  expect(body).toEqual({ ...before, name: 'Ольга', language: 'ru' })
  expect((await editor('PATCH /me', { language: null })).body).toMatchObject({
    name: 'Ольга',
    language: null,
  })
  const row = await w.ctx.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', String(before.id))
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ emailVerified: false, email: before.email })
})
