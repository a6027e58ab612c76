import { auditCommand } from '../../../app/audit.ts'
import type { Db } from '../../../platform/db/index.ts'
import { holdAllChannels } from '../../channels/accounts/index.ts'
import { doubtSince } from '../../publish/dispatch/index.ts'
import type { About } from '../backup/index.ts'

export type Settled = { held: number; unsure: number }

/**
 * The world went on after the backup, and the database does not know how: posts that were due since may be out. Nothing of
 * that is sent before somebody has looked, be it the program or a person. In the transaction that filled the database.
 */
export async function settleRestored(
  db: Db,
  { takenAt, carillon }: About,
  { id, hold }: { id: string; hold: boolean },
): Promise<Settled> {
  const unsure = await doubtSince(db, new Date(takenAt))
  const held = hold ? await holdAllChannels(db, 'carillon restore') : 0
  await auditCommand(db, 'carillon restore', {
    action: 'house.restored',
    subject: { kind: 'house', id },
    after: { takenAt, carillon, held, unsure },
  })
  return { held, unsure }
}
