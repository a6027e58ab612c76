import type { Actor, Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { brakeCode, confirmPassword, findPersonById } from '../sign-in/index.ts'
import { type Taken, takeCode } from './code.ts'
import type { ConfirmBody } from './contract.ts'
import { secondStepError } from './errors.ts'
import * as queries from './queries.ts'
import { tell } from './tell.ts'

/**
 * Does something that cannot be taken back lightly for whoever brings their password once more, and a code when their second
 * step is on. The code is used up in the transaction of what it allows.
 */
export async function proveAgain<T = void>(
  ctx: Context,
  person: Person,
  { password, code }: ConfirmBody,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  await confirmPassword(ctx, person, password, 'password')
  if (!(await queries.findState(ctx.db, person.userId))) return ctx.db.transaction().execute(act)
  if (!code) throw codeNeeded()
  return actWithCode(ctx, person, code, async (tx, taken) => {
    if (taken === 'recovery_code') {
      const subject = { kind: 'user', id: person.userId }
      await auditPerson(tx, person, { action: 'recovery_code.used', subject })
      await tell(tx, ctx, person.userId, 'recovery_code')
    }
    return act(tx)
  })
}

/**
 * Counts a code, looks at it, and does in the transaction that uses it up what it allows. Null: the second step was turned
 * off a moment ago.
 */
export async function actWithCode<T>(
  ctx: Context,
  { userId }: Person,
  code: string,
  act: (tx: Tx, taken: Taken | null) => Promise<T>,
): Promise<T> {
  const brake = await brakeCode(ctx, userId)
  const done = await ctx.db
    .transaction()
    .execute(async (tx) => act(tx, await takeCode(tx, ctx, userId, code)))
  await brake.release()
  return done
}

const codeNeeded = () =>
  secondStepError('code_needed', {}, [
    { path: 'code', code: 'required', detail: 'A code from your phone, or a recovery code, is needed.' },
  ])

/** The person who acts in a workspace; a key has neither password nor phone. */
export async function personBehind(ctx: Context, actor: Actor): Promise<Person> {
  const person = actor.kind === 'person' && actor.id ? await findPersonById(ctx.db, actor.id) : undefined
  if (!person) throw secondStepError('not_a_person')
  const { id: userId, email, name } = person
  const { ip, sessionId, requestId } = actor
  return { userId, email, name, ip: ip ?? '', sessionId: sessionId ?? '', requestId: requestId ?? '' }
}
