import type { Db, Tx } from '../../../platform/db/index.ts'

export type NewAttempt = {
  id: string
  stateDigest: Buffer | null
  workspaceId: string
  userId: string | null
  network: string
  way: string
  channelId: string | null
  appId: string | null
  stage: 'begun' | 'choose'
  sealed: Buffer
  keyId: string
  createdAt: Date
  expiresAt: Date
}

export const insertAttempt = (db: Db, row: NewAttempt) =>
  db.insertInto('connectAttempts').values(row).execute()

/** Takes the attempt that a state belongs to, for the person who began it. It serves once: whoever comes second finds nothing. */
export const takeAttempt = (db: Db, stateDigest: Buffer, userId: string, now: Date) =>
  db
    .updateTable('connectAttempts')
    .set({ stateDigest: null })
    .where('stateDigest', '=', stateDigest)
    .where('userId', '=', userId)
    .where('stage', '=', 'begun')
    .where('expiresAt', '>', now)
    .returningAll()
    .executeTakeFirst()

export type AttemptRow = NonNullable<Awaited<ReturnType<typeof takeAttempt>>>

export type Asked = { workspaceId: string; id: string; userId: string | null }

/** An attempt for those who began it. One that was begun by a key belongs to the whole workspace. */
export function findAttempt(db: Db, { workspaceId, id, userId }: Asked, now: Date) {
  return db
    .selectFrom('connectAttempts')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .where((where) => where.or([where('userId', 'is', null), where('userId', '=', userId)]))
    .executeTakeFirst()
}

export const moveAttempt = (
  db: Db,
  id: string,
  from: 'begun' | 'choose',
  to: { stage: 'choose' | 'done' | 'failed'; outcome?: string; sealed?: Buffer; keyId?: string },
) =>
  db
    .updateTable('connectAttempts')
    .set(to)
    .where('id', '=', id)
    .where('stage', '=', from)
    .returning('id')
    .executeTakeFirst()

export const deleteOldAttempts = (db: Db, before: Date) =>
  db.deleteFrom('connectAttempts').where('expiresAt', '<', before).execute()

/** The role that a person has in a workspace now, and whether it is being deleted. */
export const findRole = (db: Db, workspaceId: string, userId: string) =>
  db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select(['members.role', 'workspaces.organisationId', 'workspaces.eraseAt'])
    .where('members.workspaceId', '=', workspaceId)
    .where('members.userId', '=', userId)
    .executeTakeFirst()

/** The channel that stands for an account, held still until the transaction ends. `server` null: ids mean the same on every server. */
export const lockAccount = (
  tx: Tx,
  workspaceId: string,
  account: { network: string; remoteId: string; server: string | null },
) =>
  tx
    .selectFrom('channels')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('network', '=', account.network)
    .where('remoteId', '=', account.remoteId)
    .$if(account.server !== null, (query) => query.where('server', '=', account.server ?? ''))
    .orderBy('createdAt')
    .forUpdate()
    .executeTakeFirst()
