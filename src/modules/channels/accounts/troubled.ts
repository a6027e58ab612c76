import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Health } from './contract.ts'
import { healthOf } from './health.ts'

export type Looked = { name: string; network: string; workspace: string; health: Health }

/** What health is judged by, of every channel that is joined. */
const seenOfAll = (db: Db) =>
  db
    .selectFrom('channels as c')
    .innerJoin('workspaces as w', 'w.id', 'c.workspaceId')
    .leftJoin('channelCredentials as k', 'k.channelId', 'c.id')
    .leftJoin('limits as l', (join) => join.on('l.scope', '=', sql<string>`'account:' || c.id`))
    .select([
      'c.network',
      'c.state',
      'c.stateCode',
      'c.stateWords',
      'c.server',
      'c.checkedAt',
      'c.checkFailures',
    ])
    .select(['k.expiresAt', 'k.refreshFailures', 'l.blockedUntil'])
    .where('c.state', '!=', 'removed')
    .where('w.demo', '=', false)

/** How every channel of the house is, whoever's it is: for whoever runs the program. The demonstration's are none. */
export async function healthOfAll(db: Db, now: Date): Promise<Looked[]> {
  const rows = await seenOfAll(db).select(['c.name', 'w.name as workspace']).orderBy('c.createdAt').execute()
  return rows.map(({ name, workspace, ...seen }) => ({
    name,
    network: seen.network,
    workspace,
    health: healthOf(seen, now),
  }))
}

/** How many channels of each network are how, without the demonstration's. */
export async function countHealth(
  db: Db,
  now: Date,
): Promise<{ network: string; state: string; count: number }[]> {
  const counts = new Map<string, { network: string; state: string; count: number }>()
  for (const seen of await seenOfAll(db).execute()) {
    const { network } = seen
    const state = healthOf(seen, now).code
    const one = counts.get(`${network} ${state}`) ?? { network, state, count: 0 }
    counts.set(`${network} ${state}`, { ...one, count: one.count + 1 })
  }
  return [...counts.values()]
}
