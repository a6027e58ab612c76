import type { Db } from '../../../platform/db/index.ts'

/** The channel that a public address belongs to, on one of the networks that we are ourselves. */
export const findServed = (db: Db, networks: readonly string[], remoteId: string) =>
  db
    .selectFrom('channels')
    .select(['id', 'network', 'state'])
    .where('network', 'in', [...networks])
    .where('remoteId', '=', remoteId)
    .executeTakeFirst()

export const findState = (db: Db, channelId: string) =>
  db.selectFrom('channels').select(['network', 'state']).where('id', '=', channelId).executeTakeFirst()
