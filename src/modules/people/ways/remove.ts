import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { endConnectedAnywhereBy } from '../keys/index.ts'
import * as queries from './queries.ts'

export type Who = Pick<Person, 'userId' | 'name' | 'ip' | 'requestId'>

/** How many ways in were taken away, and programs that acted in the person's name. */
export type Removed = { passkeys: number; accounts: number; programs: number }

/**
 * Takes away what opens the account of a person beside their password, and programs that act in their name: whoever had been
 * in it may have added one of their own. The person is held (`lockUser`) by whoever asks.
 */
export async function removeOtherWays(
  tx: Tx,
  ctx: Context,
  who: Who,
  keptIssuer: string | null = null,
): Promise<Removed> {
  const programs = await endConnectedAnywhereBy(tx, ctx, who.userId)
  const passkeys = await queries.deletePasskeys(tx, who.userId)
  for (const { id, name } of passkeys)
    await auditPerson(tx, who, {
      action: 'passkey.removed',
      subject: { kind: 'passkey', id },
      before: { name },
    })
  const accounts = await queries.deleteAccounts(tx, who.userId, keptIssuer)
  for (const before of accounts)
    await auditPerson(tx, who, {
      action: 'provider_account.left',
      subject: { kind: 'user', id: who.userId },
      before,
    })
  return { passkeys: passkeys.length, accounts: accounts.length, programs }
}
