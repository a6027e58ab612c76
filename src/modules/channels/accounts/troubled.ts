import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Health } from './contract.ts'
import { healthOf } from './health.ts'

export type Looked = { name: string; network: string; workspace: string; health: Health }

/** How every channel of the house is, whoever's it is: for whoever runs the program. The demonstration's are none. */
export async function healthOfAll(db: Db, now: Date): Promise<Looked[]> {
  const rows = await db
    .selectFrom('channels as c')
    .innerJoin('workspaces as w', 'w.id', 'c.workspaceId')
    .leftJoin('channelCredentials as k', 'k.channelId', 'c.id')
    .leftJoin('limits as l', (join) => join.on('l.scope', '=', sql<string>`'account:' || c.id`))
    .select(['c.name', 'c.network', 'w.name as workspace'])
    .select(['c.state', 'c.stateWords', 'c.server', 'c.checkedAt', 'c.checkFailures'])
    .select(['k.expiresAt', 'k.refreshFailures', 'l.blockedUntil'])
    .where('c.state', '!=', 'removed')
    .where('w.demo', '=', false)
    .orderBy('c.createdAt')
    .execute()
  return rows.map(({ name, network, workspace, ...seen }) => ({
    name,
    network,
    workspace,
    health: healthOf(seen, now),
  }))
}
