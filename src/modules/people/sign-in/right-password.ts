import type { Person } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { brakeSignIn } from './brake.ts'
import { signInError } from './errors.ts'
import * as queries from './queries.ts'

/** The hash that the password of this person fits, or null. It takes as long for somebody who has none or does not exist. */
export async function rightHash(
  ctx: Context,
  userId: string | undefined,
  password: string,
): Promise<string | null> {
  const { hashPassword, verifyPassword } = await import('better-auth/crypto')
  const hash = userId === undefined ? null : await hashOf(ctx, userId)
  if (hash) return (await verifyPassword({ hash, password })) ? hash : null
  await hashPassword(password)
  return null
}

/** The hash of the password of a person; null for who has none. */
export const hashOf = async (ctx: Context, userId: string): Promise<string | null> =>
  (await queries.findPassword(ctx.db, userId))?.password ?? null

type Confirming = Pick<Person, 'userId' | 'email' | 'ip' | 'sessionId'>

/** How long after signing in somebody without a password counts as proven. */
const freshMs = 10 * 60_000

/**
 * Asks somebody who is signed in for their password once more; who has none must have signed in a moment ago. `field` is
 * where the form has it.
 */
export async function confirmPassword(
  ctx: Context,
  person: Confirming,
  password: string,
  field: string,
): Promise<void> {
  if ((await hashOf(ctx, person.userId)) === null) return confirmFresh(ctx, person)
  const brake = await brakeSignIn(ctx, person.email, person.ip)
  if (!(await rightHash(ctx, person.userId, password)))
    throw signInError('wrong_password', {}, [
      { path: field, code: 'wrong_password', detail: 'This is not the current password.' },
    ])
  await brake.release()
}

async function confirmFresh(ctx: Context, person: Pick<Confirming, 'sessionId'>): Promise<void> {
  const session = await queries.findSessionStart(ctx.db, person.sessionId)
  if (!session || ctx.clock.now().getTime() - session.createdAt.getTime() > freshMs)
    throw signInError('not_fresh')
}
