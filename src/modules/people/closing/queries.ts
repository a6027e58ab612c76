import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'
import type { Deletion } from './contract.ts'

type Counts = Omit<Deletion, 'eraseAt' | 'graceDays'>

export async function countWhatGoes(db: Db, workspaceId: string, now: Date): Promise<Counts> {
  const { rows } = await sql<Counts>`
    with own as (select post_id, state from deliveries where workspace_id = ${workspaceId})
    select (select count(distinct post_id) from own where state in ('scheduled', 'claimed', 'waiting'))::int as scheduled,
      (select count(*) from own where state in ('sending', 'sent'))::int as "onTheirWay",
      (select count(*) from posts
        where workspace_id = ${workspaceId} and deleted_at is null and stage <> 'scheduled')::int as drafts,
      (select count(*) from channels where workspace_id = ${workspaceId} and state <> 'removed')::int as channels,
      (select count(*) from media where workspace_id = ${workspaceId} and deleted_at is null)::int as media,
      (select count(*) from publications where workspace_id = ${workspaceId} and gone_at is null)::int as publications,
      (select count(*) from members where workspace_id = ${workspaceId})::int as members,
      (select count(*) from api_keys where workspace_id = ${workspaceId} and revoked_at is null
        and (expires_at is null or expires_at > ${now}))::int as keys`.execute(db)
  const [counted] = rows
  if (!counted) throw new Error('A count answered nothing')
  return counted
}

export const lockClosing = (db: Db, workspaceId: string) =>
  db
    .selectFrom('workspaces')
    .select(['name', 'eraseAt'])
    .where('id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()

export const findClosing = (db: Db, workspaceId: string) =>
  db
    .selectFrom('workspaces')
    .select(['name', 'eraseAt', 'language', 'timeZone'])
    .where('id', '=', workspaceId)
    .executeTakeFirst()

export const setEraseAt = (db: Db, workspaceId: string, eraseAt: Date | null) =>
  db.updateTable('workspaces').set({ eraseAt }).where('id', '=', workspaceId).execute()

export const findReaders = (db: Db, workspaceId: string) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['users.name', 'users.email', 'users.language'])
    .where('members.workspaceId', '=', workspaceId)
    .execute()

export const findOver = (db: Db, now: Date) =>
  db.selectFrom('workspaces').select('id').where('eraseAt', '<=', now).orderBy('eraseAt').execute()

/** Channels of a workspace that is over are removed ones, so that their sign-ins are ended; answers those that were not yet. */
export const removeChannels = (db: Db, workspaceId: string, now: Date) =>
  db
    .updateTable('channels')
    .set({ state: 'removed', stateSince: now, stateCode: null, stateWords: null })
    .where('workspaceId', '=', workspaceId)
    .where('state', '<>', 'removed')
    .returning('id')
    .execute()

export const anySignIn = (db: Db, workspaceId: string) =>
  db
    .selectFrom('channelCredentials')
    .select('channelId')
    .where('workspaceId', '=', workspaceId)
    .limit(1)
    .executeTakeFirst()

export const findChannelIds = async (db: Db, workspaceId: string): Promise<string[]> =>
  (await db.selectFrom('channels').select('id').where('workspaceId', '=', workspaceId).execute()).map(
    ({ id }) => id,
  )

export const deleteWorkspace = (db: Db, workspaceId: string) =>
  db.deleteFrom('workspaces').where('id', '=', workspaceId).returning('organisationId').executeTakeFirst()

/** One in which nobody and nothing is left any more. */
export const deleteEmptyOrganisation = (db: Db, id: string) =>
  sql`delete from organisations o where id = ${id}
    and not exists (select from workspaces w where w.organisation_id = o.id)
    and not exists (select from organisation_members m where m.organisation_id = o.id)`.execute(db)
