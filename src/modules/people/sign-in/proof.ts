import { randomBytes } from 'node:crypto'
import type { Context, Tx } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { proofCookie, readProof } from './cookie.ts'
import { signInError } from './errors.ts'
import * as queries from './queries.ts'
import { type CameBy, stillHolds } from './still-holds.ts'

/** Long enough to find the phone, short enough for a browser that was left. */
const livesMs = 5 * 60_000
/** Codes that may be wrong before the password is asked again. */
const tries = 5

/** Whoever has come through a door and still owes the second step. */
export type Proven = { digest: Buffer; id: string; name: string; email: string; cameBy: CameBy }

/** What the browser holds between the door and the second step: a cookie of its own that is no session. */
export async function makeProof(
  ctx: Context,
  { userId, hash, cameBy }: { userId: string; hash: string | null; cameBy: CameBy },
  secure: boolean,
): Promise<{ cookie: string; until: Date }> {
  const token = randomBytes(32).toString('base64url')
  const digest = digestOf(token)
  const createdAt = ctx.clock.now()
  const until = new Date(createdAt.getTime() + livesMs)
  await queries.insertProof(ctx.db, { userId, digest, cameBy, createdAt, expiresAt: until })
  if (!(await stillHolds(ctx, userId, { hash, cameBy }))) {
    await queries.deleteProof(ctx.db, digest)
    throw signInError(cameBy === 'password' ? 'wrong' : 'changed')
  }
  return { cookie: proofCookie(token, secure, livesMs / 1000), until }
}

/** Who this browser has given the password of; null when it has not, or its time or its tries are over. */
export async function findProven(
  ctx: Context,
  from: { cookies: string; secure: boolean },
): Promise<Proven | null> {
  const token = readProof(from.cookies, from.secure)
  if (!token) return null
  const digest = digestOf(token)
  const person = await queries.findProof(ctx.db, digest, ctx.clock.now(), tries)
  return person ? { digest, ...person, cameBy: person.cameBy as CameBy } : null
}

/** Counts a code before it is looked at. False when there is no try left. */
export const countTry = async (ctx: Context, { digest }: Proven): Promise<boolean> =>
  (await queries.countProofTry(ctx.db, digest, ctx.clock.now(), tries)) !== undefined

/** Of two who end it at once, one does. */
export const endProof = async (tx: Tx, { digest }: Proven): Promise<boolean> =>
  (await queries.deleteProof(tx, digest)) !== undefined
