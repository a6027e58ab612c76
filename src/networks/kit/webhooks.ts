import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json } from './content.ts'
import { NetworkFailure } from './failure.ts'
import type { Account, AppDoor, WebhookAnswer, WebhookCall } from './network.ts'

/** Compares without telling by the time it takes how much of it was right. */
export function isSame(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return wanted !== '' && a.length === b.length && timingSafeEqual(a, b)
}

/** `sha256=<hex>` over the body as it came. Without a secret nothing is signed. */
export function isHashed(
  given: string | undefined,
  algorithm: 'sha1' | 'sha256',
  secret: string | undefined,
  body: Buffer,
): boolean {
  if (!secret) return false
  return isSame(given, `${algorithm}=${hmac(algorithm, secret, body, 'hex')}`)
}

export const hmac = (
  algorithm: 'sha1' | 'sha256',
  secret: string,
  text: string | Buffer,
  encoding: 'hex' | 'base64',
): string => createHmac(algorithm, secret).update(text).digest(encoding)

/**
 * A word that a network has us sign to see whether the address is ours. Nothing else is signed: whoever knows the address could
 * have us sign a forged call and bring it back.
 */
export const asWord = (given: string | undefined): string | null =>
  given !== undefined && /^[\w.~=+/-]{1,200}$/.test(given) ? given : null

/** The challenge of WebSub, which others ask in the same words: what was sent comes back, if the token is ours. */
export function hubChallenge({ method, query }: WebhookCall, verify: string): WebhookAnswer | null {
  if (method !== 'GET' || query['hub.mode'] === undefined) return null
  const challenge = query['hub.challenge'] ?? ''
  // Only what cannot be a page is sent back.
  if (!isSame(query['hub.verify_token'], verify) || !/^[\w.~-]{1,500}$/.test(challenge)) return null
  return { type: 'text/plain', body: challenge }
}

/** The body as JSON; null where it is none, or is nested as no network nests. */
export function jsonOf({ body }: WebhookCall): Json | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return depthOf(text) > 40 ? null : (JSON.parse(text) as Json)
  } catch {
    return null
  }
}

function depthOf(text: string): number {
  let [now, most, inText] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (inText && sign === 0x5c) at += 1
    else if (sign === 0x22) inText = !inText
    else if (inText) continue
    else if (sign === 0x5b || sign === 0x7b) most = Math.max(most, ++now)
    else if (sign === 0x5d || sign === 0x7d) now -= 1
  }
  return most
}

/** The app's door that an account signs in by now; by the token of another app, that other one would be left. */
export const isDoorOf = ({ appId }: Account, { keys }: AppDoor): boolean => keys.app?.id === appId

/** Without this right the account publishes all the same, so its sign-in is not over. */
export const notAllowed = (network: string, status?: number): NetworkFailure =>
  new NetworkFailure(
    'rejected',
    `${network} does not let Carillon ask to be told of this account: the sign-in lacks the right to it, or the app was not given it. See how to set it up, and join the account again. Until then Carillon asks in its turn.`,
    { code: 'hook_not_allowed', ...(status !== undefined && { status }) },
  )

export function notAllowedToTell(network: string, failure: unknown): never {
  if (failure instanceof NetworkFailure && /^(forbidden|scope_missing)$/.test(failure.code))
    throw notAllowed(network, failure.status)
  throw failure
}
