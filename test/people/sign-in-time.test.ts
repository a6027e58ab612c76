import { expect, test, vi } from 'vitest'
import { world } from '../world.ts'
import { openDoor, password, person, visitor } from './door.ts'

// This is about what the real hash costs.
vi.unmock('better-auth/crypto')

test('an unknown mail address costs a hash like a known one, so that time tells nothing', async () => {
  const w = await world()
  const server = await openDoor(w)
  const { email } = await person(w, w, 'editor')
  await visitor(server)('POST /sign-in', { email, password })
  const took = async (who: string) => {
    const started = performance.now()
    await visitor(server)('POST /sign-in', { email: who, password: 'not the right one' })
    return performance.now() - started
  }
  const known = Math.min(await took(email), await took(email), await took(email))
  const unknown = Math.min(
    await took('a@example.org'),
    await took('b@example.org'),
    await took('c@example.org'),
  )
  // Dear enough that the rest of a sign-in is little beside it.
  expect(known).toBeGreaterThan(30)
  expect(unknown).toBeGreaterThan(known * 0.5)
  expect(unknown).toBeLessThan(known * 2)
})
