import type { Person } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { brakeSignIn } from './brake.ts'
import { signInError } from './errors.ts'
import * as queries from './queries.ts'

/** Whether it is the password of this person. It takes as long for somebody who has none or does not exist. */
export async function isRightPassword(
  ctx: Context,
  userId: string | undefined,
  password: string,
): Promise<boolean> {
  const { hashPassword, verifyPassword } = await import('better-auth/crypto')
  const kept = userId === undefined ? undefined : await queries.findPassword(ctx.db, userId)
  if (kept?.password) return verifyPassword({ hash: kept.password, password })
  await hashPassword(password)
  return false
}

/** Asks somebody who is signed in for their password once more. `field` is where the form has it. */
export async function confirmPassword(
  ctx: Context,
  person: Person,
  password: string,
  field: string,
): Promise<void> {
  const brake = await brakeSignIn(ctx, person.email, person.ip)
  if (!(await isRightPassword(ctx, person.userId, password)))
    throw signInError('wrong_password', {}, [
      { path: field, code: 'wrong_password', detail: 'This is not the current password.' },
    ])
  await brake.release()
}
