import type { Actor, Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { brakeCode, confirmPassword, findPersonById } from '../sign-in/index.ts'
import { takeCode } from './code.ts'
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
  const brake = await brakeCode(ctx, person.userId)
  const done = await ctx.db.transaction().execute(async (tx) => {
    if ((await takeCode(tx, ctx, person.userId, code)) === 'recovery_code') {
      const subject = { kind: 'user', id: person.userId }
      await auditPerson(tx, person, { action: 'recovery_code.used', subject })
      await tell(tx, ctx, person.userId, 'recovery_code')
    }
    return act(tx)
  })
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
