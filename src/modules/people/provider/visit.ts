import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { brakeVisit, type From, readVisit, visitCookie } from '../sign-in/index.ts'
import { addressFor, type Checks, settingsOf } from './client.ts'
import { providerError } from './errors.ts'
import * as queries from './queries.ts'

/** How long a person may take at the provider. */
const visitMs = 10 * 60_000

/** All that must match is made of the one thing that the browser holds; who sees the address learns nothing of it. */
const checksOf = (token: string): Checks => {
  const make = (use: string) => createHmac('sha256', token).update(use).digest('base64url')
  return { state: make('state'), nonce: make('nonce'), verifier: make('verifier') }
}

type Wish = { userId: string | null; returnTo: string }

/** Sends a browser to the provider: the address, and the cookie by which it is known when it is back. */
export async function beginVisit(
  ctx: Context,
  wish: Wish,
  from: From,
): Promise<{ url: string; cookie: string }> {
  if (!settingsOf(ctx)) throw providerError('off')
  const retryAfter = await brakeVisit(ctx, from.ip)
  if (retryAfter > 0) throw providerError('braked', { retryAfter })
  const token = randomBytes(32).toString('base64url')
  const url = await addressFor(ctx, checksOf(token))
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + visitMs)
  await queries.insertVisit(ctx.db, { digest: digestOf(token), ...wish, createdAt, expiresAt })
  return { url, cookie: visitCookie(token, from.secure, visitMs / 1000) }
}

/** The visit from which a browser is back, once; null when it is none of ours, or over. */
export async function endVisit(ctx: Context, from: { cookies: string; secure: boolean }) {
  const token = readVisit(from.cookies, from.secure)
  if (!token) return null
  const visit = await queries.takeVisit(ctx.db, digestOf(token), ctx.clock.now())
  return visit ? { ...visit, checks: checksOf(token) } : null
}
