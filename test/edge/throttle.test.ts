import { expect, test } from 'vitest'
import { createThrottle } from '../../src/app/edge/throttle.ts'
import { openDoor, program, visitor } from '../people/door.ts'
import { world } from '../world.ts'

test('a bucket holds a minute, empties, and fills evenly', () => {
  let now = 0
  const throttle = createThrottle(60, () => now)
  expect(Array.from({ length: 60 }, () => throttle.take('a')).every((wait) => wait === 0)).toBe(true)
  expect(throttle.take('a')).toBe(1)
  expect(throttle.take('b')).toBe(0)
  now += 1000
  expect(throttle.take('a')).toBe(0)
  expect(throttle.look('a')).toBe(1)
})

test('one key that runs wild is told to wait; another key goes on', async () => {
  const w = await world({ env: { CARILLON_REQUESTS_PER_MINUTE: '60' } })
  const server = await openDoor(w)
  const wild = await program(server, w, 'analyst')
  for (let i = 0; i < 60; i++) expect((await wild('GET /workspace')).status).toBe(200)
  const refused = await wild('GET /workspace')
  expect(refused).toMatchObject({ status: 429, body: { code: 'edge.too_fast' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await (await program(server, w, 'analyst'))('GET /workspace')).status).toBe(200)
})

test('an address that guesses keys is stopped before the database is asked', async () => {
  const w = await world()
  const server = await openDoor(w)
  const guesses = await Promise.all(
    Array.from({ length: 70 }, (_, i) =>
      visitor(server, { authorization: `Bearer crl_guess${i}` })('GET /workspace'),
    ),
  )
  const statuses = guesses.map(({ status }) => status)
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(60)
  const next = await visitor(server, { authorization: 'Bearer crl_more' })('GET /workspace')
  expect(next.status).toBe(429)
})
