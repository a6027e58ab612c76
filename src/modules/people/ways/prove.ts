import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { endAllSessions } from '../sessions/index.ts'
import { deleteProofs } from '../sign-in/index.ts'
import * as queries from './queries.ts'
import { type Removed, removeOtherWays, type Who } from './remove.ts'
import { tellOfWays } from './tell.ts'

/** Whoever has this account reads what is sent to its address. True when nobody had shown that before. */
export async function proveAddress(tx: Tx, who: Who): Promise<boolean> {
  if (!(await queries.setProven(tx, who.userId))) return false
  await auditPerson(tx, who, { action: 'user.address_proven', subject: { kind: 'user', id: who.userId } })
  return true
}

type Provider = { issuer: string; label: string }

/**
 * A provider that the house trusts has said whose the address of this account is. Where nobody had shown that before, the
 * account may have been made by somebody else in their name, waiting for them: what it was opened with until now ends. The
 * person is held (`lockUser`) by whoever asks, and told.
 */
export async function claimAddress(
  tx: Tx,
  ctx: Context,
  who: Who,
  { issuer, label }: Provider,
): Promise<void> {
  const ended = (await proveAddress(tx, who)) ? await endOldWays(tx, ctx, who, issuer) : null
  const news = ended ? 'old_ways_ended' : 'account_joined'
  await tellOfWays(tx, ctx, { userId: who.userId, news, what: label, ...ended })
}

/** The second step is no way in: it stays, and an owner can take it away. Null when there was nothing to end. */
async function endOldWays(tx: Tx, ctx: Context, who: Who, keptIssuer: string): Promise<Removed | null> {
  const { userId } = who
  const password = await queries.deletePassword(tx, userId)
  await queries.deleteLinks(tx, userId)
  await deleteProofs(tx, userId)
  const removed = await removeOtherWays(tx, ctx, who, keptIssuer)
  const ended = await endAllSessions(tx, ctx, userId)
  if (!password && ended + removed.passkeys + removed.accounts === 0) return null
  await auditPerson(tx, who, {
    action: 'password.taken_away',
    subject: { kind: 'user', id: userId },
    after: { ended },
  })
  return removed
}
