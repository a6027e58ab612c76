import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Tx } from '../../../app/context.ts'
import * as queries from './queries.ts'

export type Who = Pick<Person, 'userId' | 'name' | 'ip' | 'requestId'>

/** How many ways in were taken away. */
export type Removed = { passkeys: number; accounts: number }

/**
 * Takes away what opens the account of a person beside their password: whoever had been in it may have added a way of their
 * own. The person is held (`lockUser`) by whoever asks.
 */
export async function removeOtherWays(tx: Tx, who: Who, keptIssuer: string | null = null): Promise<Removed> {
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
  return { passkeys: passkeys.length, accounts: accounts.length }
}
