import { expect, test } from 'vitest'
import { createOwner } from '../../src/modules/people/setup/index.ts'
import { world } from '../world.ts'
import { openDoor, password, visitor } from './door.ts'

const first = {
  email: 'Anna@Example.org',
  password,
  name: 'Anna',
  workspace: 'Bell shop',
  timeZone: 'Europe/Riga',
  language: 'lv',
}

test('the first visit makes owner, organisation and workspace, and signs in', async () => {
  const w = await world({ alone: true })
  const anna = visitor(await openDoor(w))
  expect((await anna('GET /setup')).body).toEqual({ open: true, strangeHost: null })
  const { status, body } = await anna('POST /setup', first)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'Anna',
    email: 'anna@example.org',
    language: 'lv',
    workspaces: [{ name: 'Bell shop', role: 'owner', timeZone: 'Europe/Riga' }],
  })
  expect((await anna('GET /me')).body).toEqual(body)
  expect((await anna('GET /setup')).body).toEqual({ open: false, strangeHost: null })
})

test('the second visitor cannot become owner', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  await visitor(server)('POST /setup', first)
  const late = await visitor(server)('POST /setup', { ...first, email: 'late@example.org' })
  expect(late).toMatchObject({ status: 409, body: { code: 'setup.done' } })
})

test('a page elsewhere whose name was made to lead here cannot become owner', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const rebound = visitor(server, { host: 'evil.example:4400', 'sec-fetch-site': 'same-origin' })
  expect(await rebound('POST /setup', first)).toMatchObject({
    status: 403,
    body: { code: 'setup.strange_host', facts: { host: 'evil.example' } },
  })
  expect((await rebound('GET /setup')).body).toEqual({ open: true, strangeHost: 'evil.example' })
  for (const host of ['127.0.0.1:4400', '[::1]:4400', 'localhost', new URL(w.ctx.config.appUrl).host]) {
    const answer = await visitor(server, { host })('POST /setup', { ...first, password: 'short' })
    expect(answer.body.code, host).not.toBe('setup.strange_host')
  }
})

test('of eight who come at the same instant exactly one becomes owner', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w)
  const rivals = Array.from({ length: 8 }, (_, i) =>
    visitor(server)('POST /setup', { ...first, email: `rival${i}@example.org` }),
  )
  const statuses = (await Promise.all(rivals)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(7)
  expect(await w.ctx.db.selectFrom('users').select('id').execute()).toHaveLength(1)
})

test('the setup tells a weak password at its field and makes nothing', async () => {
  const w = await world({ alone: true })
  const anna = visitor(await openDoor(w))
  const { status, body } = await anna('POST /setup', { ...first, password: 'Passw0rd123!' })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'sign_in.weak_password',
    errors: [{ path: 'password', code: 'password_common' }],
  })
  expect((await anna('GET /setup')).body).toEqual({ open: true, strangeHost: null })
})

test('the command line makes the same owner, with a key that works at once', async () => {
  const w = await world({ alone: true })
  const made = await createOwner(w.ctx, { email: 'anna@example.org', password, workspace: 'Bell shop' })
  expect(made).toMatchObject({
    user: { email: 'anna@example.org', name: 'anna' },
    workspace: { name: 'Bell shop' },
  })
  const server = await openDoor(w)
  const key = visitor(server, { authorization: `Bearer ${made.apiKey}` })
  expect((await key('GET /workspace')).body).toMatchObject({ id: made.workspace.id, role: 'owner' })
  const anna = visitor(server)
  expect((await anna('POST /sign-in', { email: 'anna@example.org', password })).status).toBe(200)
})

test('the command line tells what is wrong with what it was given', async () => {
  const w = await world({ alone: true })
  const wrong = createOwner(w.ctx, { email: 'anna', password, workspace: '' })
  await expect(wrong).rejects.toThrow(/email.*workspace/s)
  await createOwner(w.ctx, { email: 'anna@example.org', password, workspace: 'Bell shop' })
  await expect(createOwner(w.ctx, { email: 'b@example.org', password, workspace: 'B' })).rejects.toThrow(
    'already has an owner',
  )
})
