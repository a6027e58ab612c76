import { auditPerson } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { endSession } from '../sessions/index.ts'
import { addressHeader, authOf } from './auth.ts'
import { signInError } from './errors.ts'
import { type Came, stillHolds } from './still-holds.ts'

/** Where somebody signs in from. */
export type From = { ip: string; agent: string; requestId: string; secure: boolean }

export type SignedIn = { userId: string; cookies: string[] }

/** By what somebody proved who they are, and what was asked after it. Nothing, of who is new. */
type Proof = Partial<Came> & { secondStep?: 'code' | 'recovery_code' }

/** Begins a session for somebody who has proven, by all that they are asked for, who they are. */
export async function beginSession(
  ctx: Context,
  user: { id: string; name: string },
  from: From,
  { hash, cameBy = 'password', secondStep }: Proof = {},
): Promise<SignedIn> {
  const auth = await authOf(ctx, from.secure)
  const headers = new Headers({ 'user-agent': from.agent.slice(0, 400), [addressHeader]: from.ip })
  const answer = await auth.api.openSession({ body: { userId: user.id }, headers, returnHeaders: true })
  if (hash !== undefined && !(await stillHolds(ctx, user.id, { hash, cameBy }))) {
    await endSession(ctx, { token: answer.response.token })
    throw signInError(cameBy === 'password' ? 'wrong' : 'changed')
  }
  await auditPerson(
    ctx.db,
    { userId: user.id, name: user.name, ip: from.ip, requestId: from.requestId },
    {
      action: 'session.started',
      subject: { kind: 'user', id: user.id },
      ...told({ ...(cameBy !== 'password' && { cameBy }), ...(secondStep && { secondStep }) }),
    },
  )
  return { userId: user.id, cookies: answer.headers.getSetCookie() }
}

/** A password alone is the usual way and needs no words. */
const told = (after: object) => (Object.keys(after).length > 0 ? { after } : {})
