import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { brakeVisit, challengeCookie, passkeysFit, readChallenge } from '../sign-in/index.ts'
import { passkeyError } from './errors.ts'
import * as queries from './queries.ts'

/** How long a device may take; the door may stand open for a while before somebody touches it. */
const livesMs = 10 * 60_000

const challengeOf = (token: string): string =>
  createHmac('sha256', token).update('passkey').digest('base64url')

export type From = { ip: string; secure: boolean }
type Made = { challenge: string; cookie: string }

/** Something new to sign, and the cookie of the one browser that may bring the answer. */
export async function makeChallenge(ctx: Context, userId: string | null, from: From): Promise<Made> {
  if (!passkeysFit(ctx.config)) throw passkeyError('unfit')
  const retryAfter = await brakeVisit(ctx, from.ip)
  if (retryAfter > 0) throw passkeyError('braked', { retryAfter })
  const token = randomBytes(32).toString('base64url')
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + livesMs)
  await queries.insertChallenge(ctx.db, { digest: digestOf(token), userId, createdAt, expiresAt })
  return { challenge: challengeOf(token), cookie: challengeCookie(token, from.secure, livesMs / 1000) }
}

type Signed = { response: { clientDataJSON: string } }

/**
 * What the browser was given to sign, once, and only by whom it was given to. A browser holds one: whoever answers what
 * another tab was given before begins again, and leaves what is held.
 */
export async function takeChallenge(
  ctx: Context,
  userId: string | null,
  { cookies, secure }: { cookies: string; secure: boolean },
  signed: Signed,
): Promise<string> {
  const token = readChallenge(cookies, secure)
  if (!token || challengeIn(signed) !== challengeOf(token)) throw passkeyError('over')
  const taken = await queries.takeChallenge(ctx.db, digestOf(token), ctx.clock.now())
  if (taken?.userId !== userId) throw passkeyError('over')
  return challengeOf(token)
}

/** What the device says that it has signed. */
function challengeIn({ response }: Signed): unknown {
  try {
    return JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())?.challenge
  } catch {
    return null
  }
}

/** Whose passkeys are: the name of the house's address, and nothing that calls itself another. */
export function partyOf({ config }: Context): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(config.appUrl)
  return { rpID: hostname, origin }
}
