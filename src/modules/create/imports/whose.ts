import type { Actor } from '../../../app/actor.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Asker, askerOf } from '../../people/callers/index.ts'
import { importError } from './errors.ts'
import * as queries from './queries.ts'

/** Whose tables somebody sees: null for all. What stands in a table may be for any channel, so who sees some only sees their own. */
export const whoseTables = (actor: Actor): Asker | null => (sightOf(actor) === null ? null : askerOf(actor))

/** A table, where it is one that they see; `lock`: held still until the transaction ends. */
export async function openTable(
  db: Db,
  actor: Actor,
  id: string,
  how: 'read' | 'lock' = 'read',
): Promise<queries.StoredImport> {
  const find = how === 'lock' ? queries.lockImport : queries.findImport
  const found = await find(db, actor.workspaceId, id)
  const whose = whoseTables(actor)
  const isTheirs = !whose || (found?.madeBy === whose.madeBy && found.madeKey === whose.madeKey)
  if (!found || !isTheirs) throw importError('not_found')
  return found
}
