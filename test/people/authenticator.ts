import { Secret, TOTP } from 'otpauth'
import type { Clock } from '../../src/platform/clock.ts'
import { password, type Visitor } from './door.ts'

/** A phone with an authenticator app: what it shows at an instant, by default now. */
export type Phone = { secret: string; code(secondsFromNow?: number): string }

export const phoneOf = (secret: string, clock: Clock): Phone => ({
  secret,
  code: (secondsFromNow = 0) =>
    TOTP.generate({
      secret: Secret.fromBase32(secret),
      timestamp: clock.now().getTime() + secondsFromNow * 1000,
    }),
})

export const period = 30_000

/** Turns the second step on for whoever visits. A period later their phone shows a code that was not used yet. */
export async function turnOn(
  visit: Visitor,
  clock: Clock & { on(milliseconds: number): void },
): Promise<{ phone: Phone; codes: string[] }> {
  const begun = await visit('POST /me/second-step', { password })
  const phone = phoneOf(String(begun.body.secret), clock)
  const confirmed = await visit('POST /me/second-step/confirm', { code: phone.code() })
  if (confirmed.status !== 200) throw new Error(`Not turned on: ${JSON.stringify(confirmed.body)}`)
  clock.on(period)
  return { phone, codes: confirmed.body.codes as string[] }
}
