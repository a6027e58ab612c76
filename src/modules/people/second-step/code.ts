import type { Context, Tx } from '../../../app/context.ts'
import { wrongCode } from './errors.ts'
import * as queries from './queries.ts'
import { digestOfRecoveryCode } from './recovery-codes.ts'
import { periodOf } from './secret.ts'

export type Taken = 'code' | 'recovery_code'

/** Six digits come from the phone; anything else is meant as a recovery code. */
const digitsOf = (typed: string): string | null => {
  const plain = typed.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(plain) ? plain : null
}

/** Takes a code of somebody whose second step is on, once; null when it is not on. A wrong one is refused. */
export async function takeCode(tx: Tx, ctx: Context, userId: string, typed: string): Promise<Taken | null> {
  const kept = await queries.lock(tx, userId)
  if (!kept?.confirmedAt) return null
  const digits = digitsOf(typed)
  if (digits === null) {
    if (!(await queries.takeRecoveryCode(tx, userId, digestOfRecoveryCode(typed))))
      throw wrongCode('recovery_code')
    return 'recovery_code'
  }
  const period = periodOf(ctx, kept, digits)
  if (period === null || period <= kept.lastPeriod) throw wrongCode('code')
  await queries.setLastPeriod(tx, userId, period)
  return 'code'
}

/** The first code of a secret that was just shown: proof that the phone has it. Answers its period. */
export function readFirstCode(ctx: Context, kept: Parameters<typeof periodOf>[1], typed: string): number {
  const digits = digitsOf(typed)
  const period = digits === null ? null : periodOf(ctx, kept, digits)
  if (period === null) throw wrongCode('code')
  return period
}
