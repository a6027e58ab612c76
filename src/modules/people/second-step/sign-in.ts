import { auditPerson } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import {
  beginSession,
  brakeCode,
  countTry,
  endProof,
  type From,
  findProven,
  hashOf,
  type Proven,
  type SignedIn,
} from '../sign-in/index.ts'
import { type Taken, takeCode } from './code.ts'
import type { CodeBody } from './contract.ts'
import { secondStepError } from './errors.ts'
import { tell } from './tell.ts'

/** A right code after the right password makes the session. Each try counts before the code is looked at. */
export async function finishSignIn(
  ctx: Context,
  cookies: string,
  { code }: CodeBody,
  from: From,
): Promise<SignedIn> {
  const proven = await findProven(ctx, { cookies, secure: from.secure })
  if (!proven) throw secondStepError('over')
  // Read before the proof is used up: a password that is set after this ends the proof or is noticed by the session.
  const hash = await hashOf(ctx, proven.id)
  const brake = await brakeCode(ctx, proven.id)
  if (!(await countTry(ctx, proven))) throw secondStepError('over')
  const taken = await take(ctx, proven, code, from).catch((error: unknown) => {
    if (error instanceof AppError)
      ctx.log.warn({ requestId: from.requestId, ip: from.ip, userId: proven.id }, 'a second step was refused')
    throw error
  })
  await brake.release()
  return beginSession(ctx, proven, from, { hash, cameBy: proven.cameBy, secondStep: taken })
}

/** The code and the proof are used up together, or neither is. */
const take = (ctx: Context, proven: Proven, code: string, from: From): Promise<Taken> =>
  ctx.db.transaction().execute(async (tx) => {
    const taken = await takeCode(tx, ctx, proven.id, code)
    if (!taken || !(await endProof(tx, proven))) throw secondStepError('over')
    if (taken === 'recovery_code') {
      const who = { userId: proven.id, name: proven.name, ip: from.ip, requestId: from.requestId }
      await auditPerson(tx, who, { action: 'recovery_code.used', subject: { kind: 'user', id: proven.id } })
      await tell(tx, ctx, proven.id, 'recovery_code')
    }
    return taken
  })
