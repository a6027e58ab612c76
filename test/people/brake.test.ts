import { expect, test } from 'vitest'
import { world } from '../world.ts'
import { openDoor, password, person, visitor } from './door.ts'

const proxy = { env: { CARILLON_TRUST_PROXY: '1' } }
const from = (address: string) => ({ 'x-forwarded-for': address })

test('after five wrong passwords even the right one has to wait, longer each time', async () => {
  const w = await world()
  const guess = visitor(await openDoor(w))
  const { email } = await person(w, w, 'owner')
  const wait = async () => {
    const { status, body, headers } = await guess('POST /sign-in', { email, password })
    expect(status).toBe(429)
    expect(body.code).toBe('sign_in.braked')
    return Number(headers['retry-after'])
  }
  for (let i = 0; i < 5; i++)
    expect((await guess('POST /sign-in', { email, password: 'wrong' })).status).toBe(401)
  expect(await wait()).toBe(15)
  w.clock.on(15_000)
  expect((await guess('POST /sign-in', { email, password: 'wrong' })).status).toBe(401)
  expect(await wait()).toBe(30)
  w.clock.on(30_000)
  expect((await guess('POST /sign-in', { email, password })).status).toBe(200)
})

test('fifty guesses at the same instant are not more than five', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'owner')
  const guesses = Array.from({ length: 50 }, (_, i) =>
    visitor(server)('POST /sign-in', { email, password: `wrong ${i}` }),
  )
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(45)
})

test('a few wrong passwords from elsewhere do not lock a person out', async () => {
  const w = await world(proxy)
  const visit = visitor(await openDoor(w))
  const { email } = await person(w, w, 'owner')
  for (let i = 0; i < 8; i++) await visit('POST /sign-in', { email, password: 'wrong' }, from('203.0.113.9'))
  expect((await visit('POST /sign-in', { email, password }, from('203.0.113.9'))).status).toBe(429)
  expect((await visit('POST /sign-in', { email, password }, from('198.51.100.4'))).status).toBe(200)
})

test.each([
  ['one address that tries many people', 'address', { email: 'other@example.org', address: '203.0.113.7' }],
  [
    'one person who is tried from many addresses',
    'account',
    { email: 'tried@example.org', address: '198.51.100.7' },
  ],
])('%s is braked too, though later', async (_, kind, next) => {
  const w = await world({ ...proxy, alone: true })
  const visit = visitor(await openDoor(w))
  const wrong = (email: string, address: string) =>
    visit('POST /sign-in', { email, password: 'wrong' }, from(address))
  await wrong('tried@example.org', '203.0.113.7')
  await w.ctx.db.updateTable('signInBrakes').set({ failures: 58 }).where('key', 'like', `${kind}:%`).execute()
  const { email, address } = next
  expect((await wrong(email, address)).status).toBe(401)
  expect((await wrong(email, address)).status).toBe(401)
  expect((await wrong(email, address)).status).toBe(429)
  expect((await wrong('somebody@example.org', '192.0.2.1')).status).toBe(401)
})

test('six hundred from one address may be given something to sign, and ten a minute for ever after that', async () => {
  const w = await world({ alone: true })
  const visit = visitor(await openDoor(w))
  const ask = () => visit('POST /sign-in/passkey/options', {})
  await ask()
  await w.ctx.db
    .updateTable('signInBrakes')
    .set({ failures: 599 })
    .where('key', 'like', 'visit-address:%')
    .execute()
  expect((await ask()).status).toBe(200)
  expect(await ask()).toMatchObject({
    status: 429,
    body: { code: 'passkey.braked', facts: { retryAfter: 6 } },
  })
  w.clock.on(4000)
  expect(await ask()).toMatchObject({ status: 429, body: { facts: { retryAfter: 2 } } })
  const statuses: number[] = []
  for (let n = 0; n < 4; n++) {
    w.clock.on(8000)
    statuses.push((await ask()).status)
  }
  expect(statuses).toEqual([200, 200, 200, 200])
  // 36 seconds have brought six, of which four were taken.
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
  w.clock.on(3_600_000)
  await ask()
  const rows = await w.ctx.db.selectFrom('signInBrakes').select('failures').execute()
  expect(rows).toEqual([{ failures: 1 }])
})

test('whoever comes in counts no more among those from their address', async () => {
  const w = await world({ alone: true })
  const visit = visitor(await openDoor(w), { 'carillon-csrf': '1' })
  const { email } = await person(w, w, 'owner')
  const ask = async () => (await visit('POST /sign-in/passkey/options', {})).status
  await ask()
  await w.ctx.db
    .updateTable('signInBrakes')
    .set({ failures: 600 })
    .where('key', 'like', 'visit-address:%')
    .execute()
  expect(await ask()).toBe(429)
  expect((await visit('POST /sign-in', { email, password })).status).toBe(200)
  expect([await ask(), await ask()]).toEqual([200, 429])
})

test('an address that nobody vouches for is the one that counts', async () => {
  const w = await world()
  const visit = visitor(await openDoor(w))
  const { email } = await person(w, w, 'owner')
  for (let i = 0; i < 5; i++)
    await visit('POST /sign-in', { email, password: 'wrong' }, from(`203.0.113.${i}`))
  expect((await visit('POST /sign-in', { email, password: 'wrong' }, from('203.0.113.99'))).status).toBe(429)
})

test('neither mail addresses nor network addresses stand in the brakes', async () => {
  const w = await world({ alone: true })
  const visit = visitor(await openDoor(w))
  await visit('POST /sign-in', { email: 'someone@example.org', password: 'wrong' })
  const rows = await w.ctx.db.selectFrom('signInBrakes').selectAll().execute()
  expect(rows).toHaveLength(3)
  expect(JSON.stringify(rows)).not.toMatch(/someone|127\.0\.0\.1/)
})
