import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { IdeaBody, MachineMade } from '../posts/contract.ts'
import type { SaidVariant } from './contract.ts'

export type Said = {
  content: IdeaBody
  variants: readonly SaidVariant[]
  /** Which of its words a machine wrote. */
  machineMade: readonly MachineMade[]
}

export type VersionRow = {
  id: string
  version: number
  content: IdeaBody
  variants: SaidVariant[]
  machineMade: MachineMade[]
  fields: string[]
  personId: string | null
  by: string | null
  restoredFrom: number | null
  begunAt: Date
  savedAt: Date
}

export async function isSeen(db: Db, viewer: Viewer, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = ${postId} and p.deleted_at is null
      ${andSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows.length > 0
}

const rowFields = sql`v.id, v.version, v.fields, v.person_id, coalesce(u.name, v.by_name) as by, v.restored_from, v.begun_at, v.saved_at`

/** The newest first, without what they say. */
export async function findVersions(
  db: Db,
  workspaceId: string,
  postId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<Omit<VersionRow, keyof Said>[]> {
  const { rows } = await sql<VersionRow>`
    select ${rowFields} from post_versions v left join users u on u.id = v.person_id
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId}
      ${before === null ? sql`` : sql`and v.version < ${before}`}
    order by v.version desc limit ${limit}`.execute(db)
  return rows
}

/** One version, or the newest. */
export async function findVersion(
  db: Db,
  workspaceId: string,
  postId: string,
  id: string | null,
): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select ${rowFields}, v.content, v.variants, v.machine_made from post_versions v left join users u on u.id = v.person_id
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId}
      ${id === null ? sql`` : sql`and v.id = ${id}`}
    order by v.version desc limit 1`.execute(db)
  return rows[0]
}

type NewVersion = Said & {
  version: number
  fields: readonly string[]
  personId: string | null
  byName: string | null
  restoredFrom: number | null
  begunAt: Date
  savedAt: Date
}

export const insertVersion = (
  tx: Tx,
  workspaceId: string,
  postId: string,
  { content, variants, machineMade, fields, ...row }: NewVersion,
) =>
  tx
    .insertInto('postVersions')
    .values({
      workspaceId,
      postId,
      ...row,
      fields: [...fields],
      content: JSON.stringify(content),
      variants: JSON.stringify(variants),
      machineMade: JSON.stringify(machineMade),
    })
    .execute()

/** The stretch of work goes on: the same row says what it says now. */
export const prolongVersion = (
  tx: Tx,
  workspaceId: string,
  id: string,
  {
    content,
    variants,
    machineMade,
    fields,
    version,
    savedAt,
  }: Pick<NewVersion, keyof Said | 'fields' | 'version' | 'savedAt'>,
) =>
  tx
    .updateTable('postVersions')
    .set({
      version,
      savedAt,
      fields: [...fields],
      content: JSON.stringify(content),
      variants: JSON.stringify(variants),
      machineMade: JSON.stringify(machineMade),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** The marks came to words that stand there already. */
export const remarkVersion = (tx: Tx, workspaceId: string, id: string, machineMade: readonly MachineMade[]) =>
  tx
    .updateTable('postVersions')
    .set({ machineMade: JSON.stringify(machineMade) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Whether somebody said yes to what a version says. */
export async function isApprovedSince(
  tx: Tx,
  workspaceId: string,
  postId: string,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql<{ approved: boolean }>`
    select exists (select from approval_votes where workspace_id = ${workspaceId} and post_id = ${postId}
      and created_at >= ${since}::timestamptz) as approved`.execute(tx)
  return rows[0]?.approved === true
}

export const pruneVersions = (tx: Tx, workspaceId: string, postId: string, keep: number) =>
  sql`
    delete from post_versions where workspace_id = ${workspaceId} and post_id = ${postId} and version <= (
      select version from post_versions where workspace_id = ${workspaceId} and post_id = ${postId}
      order by version desc offset ${keep} limit 1)`.execute(tx)

/** The channels that a post goes to and that are still joined. */
export async function findChannelIds(db: Db, workspaceId: string, postId: string): Promise<Set<string>> {
  const { rows } = await sql<{ channelId: string }>`
    select v.channel_id from variants v join channels c on c.id = v.channel_id and c.state <> 'removed'
    where v.workspace_id = ${workspaceId} and v.post_id = ${postId}`.execute(db)
  return new Set(rows.map(({ channelId }) => channelId))
}
