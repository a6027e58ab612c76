import type { Db } from '../../../app/context.ts'

type NewConnected = {
  workspaceId: string
  clientId: string
  name: string
  role: string
  onlyRights: string[]
  /** Of nothing that anybody knows: it opens when the program has fetched its first secret. */
  digest: Buffer
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
}

export const insertConnected = (db: Db, { createdAt, ...key }: NewConnected) =>
  db
    .insertInto('apiKeys')
    .values({ ...key, createdAt, hint: '', secretUntil: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow()

/** With what whoever connected it is now; nothing where that person has no part in the workspace any more. */
const living = (db: Db, now: Date) =>
  db
    .selectFrom('apiKeys')
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .innerJoin('members', (join) =>
      join
        .onRef('members.userId', '=', 'apiKeys.createdBy')
        .onRef('members.workspaceId', '=', 'apiKeys.workspaceId'),
    )
    .select([
      'apiKeys.id',
      'apiKeys.workspaceId',
      'workspaces.organisationId',
      'apiKeys.name',
      'apiKeys.onlyRights',
      'apiKeys.expiresAt',
      'apiKeys.renewalDigest',
      'apiKeys.spentDigest',
      'members.role',
      'members.channelRoles',
    ])
    .where('apiKeys.revokedAt', 'is', null)
    .where(({ or, eb }) => or([eb('apiKeys.expiresAt', 'is', null), eb('apiKeys.expiresAt', '>', now)]))
    .forUpdate('apiKeys')

export type Connected = NonNullable<Awaited<ReturnType<typeof findConnected>>>

export const findConnected = (db: Db, id: string, now: Date) =>
  living(db, now).where('apiKeys.id', '=', id).executeTakeFirst()

/** Asked without a workspace, as secrets are: what a program brings says which key it is, and so which workspace. */
export const findByFamily = (db: Db, clientId: string, family: Buffer, now: Date) =>
  living(db, now)
    .where('apiKeys.clientId', '=', clientId)
    .where('apiKeys.familyDigest', '=', family)
    .executeTakeFirst()

export const findBySecret = (db: Db, clientId: string, digest: Buffer, now: Date) =>
  living(db, now)
    .where('apiKeys.clientId', '=', clientId)
    .where('apiKeys.digest', '=', digest)
    .executeTakeFirst()

type Fresh = {
  digest: Buffer
  secretUntil: Date
  renewalDigest: Buffer
  spentDigest: Buffer | null
  familyDigest: Buffer
}

export const setSecrets = (db: Db, id: string, fresh: Fresh) =>
  db.updateTable('apiKeys').set(fresh).where('id', '=', id).execute()

/** In every workspace: it is about the person, and not about one of them. */
export const connectedAnywhereBy = (db: Db, userId: string) =>
  db
    .selectFrom('apiKeys')
    .innerJoin('workspaces', 'workspaces.id', 'apiKeys.workspaceId')
    .select(['apiKeys.id', 'apiKeys.workspaceId', 'workspaces.organisationId'])
    .where('apiKeys.createdBy', '=', userId)
    .where('apiKeys.clientId', 'is not', null)
    .where('apiKeys.revokedAt', 'is', null)
    .execute()

/** Programs that were let in and never came for their secret. */
export const deleteNeverFetched = (db: Db, before: Date) =>
  db
    .deleteFrom('apiKeys')
    .where('clientId', 'is not', null)
    .where('renewalDigest', 'is', null)
    .where('createdAt', '<', before)
    .execute()
