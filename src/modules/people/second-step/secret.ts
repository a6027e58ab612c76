import { Secret, TOTP } from 'otpauth'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'
import type { Begun } from './contract.ts'

/** What every authenticator app takes for granted (RFC 6238), so that none needs to be asked whether it can more. */
const rule = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Periods before and after the present one whose codes are taken: clocks of phones go a little wrong. */
const window = 1
/** As long as a SHA-1, which RFC 4226 recommends. */
const secretBytes = 20

const about = (userId: string): string => `second step ${userId}`

export const sealedSteps = sealedPlace({
  table: 'second_steps',
  key: ['user_id'],
  about: ({ userId = '' }) => about(userId),
  shape: inColumns,
})

/** A new secret, sealed for its row, and as the phone is shown it. */
export function makeSecret(ctx: Context, user: { userId: string; email: string }): Sealed & { shown: Begun } {
  const secret = new Secret({ size: secretBytes })
  const url = new TOTP({ ...rule, issuer: 'Carillon', label: user.email, secret }).toString()
  return { ...ctx.secrets.seal(secret.base32, about(user.userId)), shown: { secret: secret.base32, url } }
}

/** The period whose code this is, by our clock; null for a wrong code. */
export function periodOf(ctx: Context, kept: Sealed & { userId: string }, code: string): number | null {
  const secret = Secret.fromBase32(String(ctx.secrets.open(kept, about(kept.userId))))
  const timestamp = ctx.clock.now().getTime()
  const away = TOTP.validate({ ...rule, secret, token: code, timestamp, window })
  return away === null ? null : TOTP.counter({ period: rule.period, timestamp }) + away
}
