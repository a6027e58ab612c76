import { sql } from 'kysely'
import type { Config } from '../../../app/config.ts'
import type { Db } from '../../../app/context.ts'
import { isGuarded } from '../sign-in/index.ts'

const columns = [
  'apiKeys.id',
  'apiKeys.name',
  'apiKeys.role',
  'apiKeys.onlyRights',
  'apiKeys.channelRoles',
  'apiKeys.hint',
  'apiKeys.createdAt',
  'apiKeys.lastUsedAt',
  'apiKeys.expiresAt',
  'apiKeys.revokedAt',
  'apiKeys.oldUntil',
  'apiKeys.clientId',
  'users.name as createdBy',
  'members.role as makerRole',
  'members.channelRoles as makerChannels',
] as const

/** With who made it, and what they are in the workspace now. */
const withMaker = (db: Db) =>
  db
    .selectFrom('apiKeys')
    .leftJoin('users', 'users.id', 'apiKeys.createdBy')
    .leftJoin('members', (join) =>
      join
        .onRef('members.userId', '=', 'apiKeys.createdBy')
        .onRef('members.workspaceId', '=', 'apiKeys.workspaceId'),
    )
    .select(columns)

/** Newest first; ids sort by time. */
export const listKeys = (db: Db, workspaceId: string, limit: number, after: string | null) =>
  withMaker(db)
    .where('apiKeys.workspaceId', '=', workspaceId)
    .$if(after !== null, (query) => query.where('apiKeys.id', '<', after))
    .orderBy('apiKeys.id', 'desc')
    .limit(limit)
    .execute()

export type NewKey = {
  workspaceId: string
  name: string
  role: string
  onlyRights: string[] | null
  /** As JSON. */
  channelRoles: string | null
  digest: Buffer
  hint: string
  createdBy: string | null
  createdAt: Date
  expiresAt: Date | null
}

export const insertKey = (db: Db, key: NewKey) =>
  db.insertInto('apiKeys').values(key).returning('id').executeTakeFirstOrThrow()

export const revokeKey = (db: Db, workspaceId: string, id: string, now: Date) =>
  db
    .updateTable('apiKeys')
    .set({ revokedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning(['id', 'name', 'role'])
    .executeTakeFirst()

/** Who stands behind a key; null where nobody knows. */
export const findMaker = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('apiKeys')
    .select('createdBy')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Of one maker in one workspace, or anywhere; those that nobody has revoked. */
export const keysBy = (db: Db, userId: string, workspaceId: string | null) =>
  withMaker(db)
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .select(['apiKeys.workspaceId', 'workspaces.organisationId'])
    .where('apiKeys.createdBy', '=', userId)
    .where('apiKeys.revokedAt', 'is', null)
    .$if(workspaceId !== null, (query) => query.where('apiKeys.workspaceId', '=', workspaceId))
    .orderBy('apiKeys.id')
    .execute()

export const findKey = (db: Db, workspaceId: string, id: string) =>
  withMaker(db).where('apiKeys.workspaceId', '=', workspaceId).where('apiKeys.id', '=', id).executeTakeFirst()

/** Whether its maker needs a second step to come in themselves, and has none. */
const dueOf = (config: Config, now: Date) =>
  sql<boolean>`coalesce(workspaces.second_step_from <= ${now} and api_keys.created_by is not null
    and not ${isGuarded(config, sql.ref('api_keys.created_by'))}, false)`

/** Whose workspace it is, while that stays and its maker would be let in. */
export async function findOrganisation(
  db: Db,
  config: Config,
  { workspaceId, keyId, now }: { workspaceId: string; keyId: string; now: Date },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('apiKeys')
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .select('workspaces.organisationId')
    .where('apiKeys.workspaceId', '=', workspaceId)
    .where('apiKeys.id', '=', keyId)
    .where('workspaces.eraseAt', 'is', null)
    .where(sql<boolean>`not ${dueOf(config, now)}`)
    .executeTakeFirst()
  return row?.organisationId
}

/**
 * Asked without a workspace: the digest of a secret says which one. A key is worth what its maker is worth in the workspace
 * now; when they have no part in it, nothing.
 */
export const findKeyByDigest = (db: Db, config: Config, digest: Buffer, now: Date) =>
  withMaker(db)
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .select(['apiKeys.workspaceId', 'apiKeys.spentDigest', 'workspaces.organisationId', 'workspaces.eraseAt'])
    .select(dueOf(config, now).as('secondStepDue'))
    .where(({ or, and, eb }) =>
      or([
        eb('apiKeys.digest', '=', digest),
        and([eb('apiKeys.oldDigest', '=', digest), eb('apiKeys.oldUntil', '>', now)]),
      ]),
    )
    .where('apiKeys.revokedAt', 'is', null)
    .where(({ or, eb }) => or([eb('apiKeys.expiresAt', 'is', null), eb('apiKeys.expiresAt', '>', now)]))
    .where(({ or, eb }) => or([eb('apiKeys.secretUntil', 'is', null), eb('apiKeys.secretUntil', '>', now)]))
    .where(({ or, eb }) => or([eb('apiKeys.createdBy', 'is', null), eb('members.role', 'is not', null)]))
    .executeTakeFirst()

/**
 * Whoever uses a secret has received it: the renewal token that it came for is over. One that was replaced a moment ago says
 * nothing of what came after it.
 */
export const markUsed = (db: Db, id: string, digest: Buffer, now: Date) =>
  db
    .updateTable('apiKeys')
    .set((eb) => ({
      lastUsedAt: now,
      spentDigest: eb.case().when('digest', '=', digest).then(null).else(eb.ref('spentDigest')).end(),
    }))
    .where('id', '=', id)
    .execute()

/** Null: it is over meanwhile, or was never there. */
export const replaceSecret = (db: Db, { workspaceId, id, digest, hint, oldUntil, now }: NewSecret) =>
  db
    .updateTable('apiKeys')
    .set((eb) => ({ digest, hint, oldDigest: oldUntil ? eb.ref('digest') : null, oldUntil }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where(({ or, eb }) => or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .returning('id')
    .executeTakeFirst()

type NewSecret = {
  workspaceId: string
  id: string
  digest: Buffer
  hint: string
  oldUntil: Date | null
  now: Date
}
