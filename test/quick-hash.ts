import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { vi } from 'vitest'

/**
 * A hash that is dear on purpose costs a fifth of a second at each sign-in, and there are a thousand here. The same kind
 * with the least work; the real one is what browsers, programs and attacks meet.
 */
vi.mock('better-auth/crypto', async (original) => ({
  ...(await original<typeof import('better-auth/crypto')>()),
  hashPassword: async (password: string) => {
    const salt = randomBytes(16).toString('hex')
    return `${salt}:${keyOf(password, salt).toString('hex')}`
  },
  verifyPassword: async ({ hash, password }: { hash: string; password: string }) => {
    const [salt = '', key = ''] = hash.split(':')
    return timingSafeEqual(keyOf(password, salt), Buffer.from(key, 'hex'))
  },
}))

const keyOf = (password: string, salt: string): Buffer =>
  scryptSync(password.normalize('NFKC'), salt, 64, { N: 2, r: 1, p: 1 })
