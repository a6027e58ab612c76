import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { confirmPassword } from '../sign-in/index.ts'
import { readFirstCode, type Taken } from './code.ts'
import type { BeginBody, Begun, CodeBody, ProveBody, RecoveryCodes, SecondStep } from './contract.ts'
import { secondStepError } from './errors.ts'
import { actWithCode } from './prove.ts'
import * as queries from './queries.ts'
import { digestOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts'
import { makeSecret } from './secret.ts'
import { tell } from './tell.ts'

/** How long a secret that was shown waits for its first code. */
export const begunMs = 3_600_000

export async function readState(ctx: Context, person: Person): Promise<SecondStep> {
  const state = await queries.findState(ctx.db, person.userId)
  return {
    on: state !== undefined,
    since: state?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: state?.left ?? 0,
  }
}

/** Shows a new secret to whoever knows the password. It asks for nothing until a code confirms it. */
export async function begin(ctx: Context, person: Person, { password }: BeginBody): Promise<Begun> {
  await confirmPassword(ctx, person, password, 'password')
  const { shown, ...sealed } = makeSecret(ctx, person)
  const step = { userId: person.userId, createdAt: ctx.clock.now(), ...sealed }
  if (!(await queries.begin(ctx.db, step))) throw secondStepError('on_already')
  return shown
}

/** The phone has the secret: from now on it is asked for. */
export async function confirm(ctx: Context, person: Person, { code }: CodeBody): Promise<RecoveryCodes> {
  const now = ctx.clock.now()
  return ctx.db.transaction().execute(async (tx) => {
    const kept = await queries.lock(tx, person.userId)
    if (kept?.confirmedAt) throw secondStepError('on_already')
    if (!kept || now.getTime() - kept.createdAt.getTime() > begunMs) throw secondStepError('not_begun')
    await queries.confirm(tx, person.userId, now, readFirstCode(ctx, kept, code))
    await write(tx, person, 'second_step.turned_on')
    await tell(tx, ctx, person.userId, 'on')
    return renewCodes(tx, person.userId)
  })
}

/** Ten new recovery codes; the old ones end. */
export const makeNewCodes = (ctx: Context, person: Person, body: ProveBody): Promise<RecoveryCodes> =>
  prove(ctx, person, body, async (tx, taken) => {
    await write(tx, person, 'recovery_codes.made', { secondStep: taken })
    if (taken === 'recovery_code') await tell(tx, ctx, person.userId, 'recovery_code')
    return renewCodes(tx, person.userId)
  })

export const turnOff = (ctx: Context, person: Person, body: ProveBody): Promise<void> =>
  prove(ctx, person, body, async (tx, taken) => {
    await queries.remove(tx, person.userId)
    await write(tx, person, 'second_step.turned_off', { secondStep: taken })
    await tell(tx, ctx, person.userId, 'off')
  })

/** Does something for whoever brings their password and a code, however long they have been signed in. */
async function prove<T>(
  ctx: Context,
  person: Person,
  { password, code }: ProveBody,
  act: (tx: Tx, taken: Taken) => Promise<T>,
): Promise<T> {
  await confirmPassword(ctx, person, password, 'password')
  if (!(await queries.findState(ctx.db, person.userId))) throw secondStepError('not_on')
  return actWithCode(ctx, person, code, (tx, taken) => {
    if (!taken) throw secondStepError('not_on')
    return act(tx, taken)
  })
}

async function renewCodes(tx: Tx, userId: string): Promise<RecoveryCodes> {
  const codes = makeRecoveryCodes()
  await queries.replaceRecoveryCodes(tx, userId, codes.map(digestOfRecoveryCode))
  return { codes }
}

const write = (tx: Tx, person: Person, action: AuditAction, after?: object): Promise<void> =>
  auditPerson(tx, person, {
    action,
    subject: { kind: 'user', id: person.userId },
    ...(after && { after }),
  })
