import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { ShownStage } from './contract.ts'

export type LinkRow = {
  id: string
  workspaceId: string
  kind: 'share' | 'own'
  label: string
  channelIds: string[]
  stages: ShownStage[]
  campaigns: boolean
  feed: boolean
  madeBy: string
  makerName: string
  makerRole: string | null
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  opens: number
  openedAt: Date | null
}

const links = (where: RawBuilder<SqlBool>) => sql<LinkRow>`
  select l.id, l.workspace_id, l.kind, l.label, l.channel_ids, l.stages, l.campaigns, l.feed, l.made_by, l.created_at,
    l.expires_at, l.revoked_at, l.opens, l.opened_at, u.name as maker_name, m.role as maker_role
  from calendar_links l join users u on u.id = l.made_by
  left join members m on m.user_id = l.made_by and m.workspace_id = l.workspace_id
  where ${where} order by l.created_at desc, l.id limit 300`

export const listShares = async (db: Db, workspaceId: string): Promise<LinkRow[]> =>
  (await links(sql`l.workspace_id = ${workspaceId} and l.kind = 'share'`).execute(db)).rows

export const listOwn = async (db: Db, workspaceId: string, userId: string): Promise<LinkRow[]> =>
  (await links(sql`l.workspace_id = ${workspaceId} and l.kind = 'own' and l.made_by = ${userId}`).execute(db))
    .rows

/** Of the workspace's shares any; of people's own addresses only one's own. */
const named = (workspaceId: string, id: string, owner: string | null) =>
  sql<SqlBool>`l.workspace_id = ${workspaceId} and l.id = ${id}
    and ${owner === null ? sql`l.kind = 'share'` : sql`l.kind = 'own' and l.made_by = ${owner}`}`

export const findLink = async (db: Db, workspaceId: string, id: string, owner: string | null) =>
  (await links(named(workspaceId, id, owner)).execute(db)).rows[0]

export const findLinkByDigest = async (db: Db, digest: Buffer): Promise<LinkRow | undefined> =>
  (await links(sql`l.digest = ${digest}`).execute(db)).rows[0]

type NewLink = Pick<
  LinkRow,
  'workspaceId' | 'kind' | 'label' | 'channelIds' | 'stages' | 'campaigns' | 'feed' | 'madeBy' | 'createdAt'
> & { digest: Buffer; expiresAt: Date | null }

export const insertLink = (tx: Tx, link: NewLink) =>
  tx.insertInto('calendarLinks').values(link).returning('id').executeTakeFirstOrThrow()

/** The link that was there opens nothing from now on. */
export async function rotateLink(
  tx: Tx,
  workspaceId: string,
  id: string,
  owner: string | null,
  digest: Buffer,
): Promise<boolean> {
  const { rows } = await sql`update calendar_links l set digest = ${digest}, opens = 0, opened_at = null
    where ${named(workspaceId, id, owner)} and l.revoked_at is null returning id`.execute(tx)
  return rows.length > 0
}

export async function revokeLink(
  tx: Tx,
  workspaceId: string,
  id: string,
  owner: string | null,
  now: Date,
): Promise<{ label: string } | undefined> {
  const { rows } = await sql<{ label: string }>`update calendar_links l set revoked_at = ${now}::timestamptz
    where ${named(workspaceId, id, owner)} and l.revoked_at is null returning l.label`.execute(tx)
  return rows[0]
}

export const countOpen = (db: Db, id: string, now: Date) =>
  sql`update calendar_links set opens = opens + 1, opened_at = ${now}::timestamptz where id = ${id}`.execute(
    db,
  )

export const purgeLinks = (db: Db, before: Date) =>
  sql`delete from calendar_links where revoked_at < ${before} or expires_at < ${before}`.execute(db)

/** Whether all of these are channels of the workspace. */
export async function areChannels(db: Db, workspaceId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const rows = await db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.length === ids.length
}

export type ChannelRow = { id: string; name: string; handle: string; network: string }

/** Those of a list that are joined, or all of them; of removed ones nobody outside hears any more. */
export const findChannels = (db: Db, workspaceId: string, ids: readonly string[]): Promise<ChannelRow[]> =>
  db
    .selectFrom('channels')
    .select(['id', 'name', 'handle', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('state', '!=', 'removed')
    .$if(ids.length > 0, (query) => query.where('id', 'in', [...ids]))
    .orderBy('name')
    .orderBy('id')
    .execute()

/** Of these posts the channels on which they do not go out as they are: somebody is asked still, or wants a change. Null: on all. */
export async function findHeld(
  db: Db,
  workspaceId: string,
  postIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string | null>>> {
  if (postIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; channels: (string | null)[] }>`
    select post_id as id, array_agg(channel_id) as channels from (
      select a.post_id, channel_id from approval_asks a, unnest(a.open_channels) as channel_id
      where a.workspace_id = ${workspaceId} and a.post_id = any(${[...postIds]}::uuid[]) and a.state in ('open', 'later')
      union
      select post_id, channel_id from approval_comments where workspace_id = ${workspaceId} and post_id = any(${[...postIds]}::uuid[])
        and kind = 'change' and resolved_at is null and deleted_at is null) held
    group by post_id`.execute(db)
  return new Map(rows.map(({ id, channels }) => [id, new Set(channels)]))
}

export type CampaignRow = { name: string; colour: string; from: string; to: string }

/** Those with a beginning and an end that touch these days and have a post that is shown. */
export async function findCampaigns(
  db: Db,
  workspaceId: string,
  { from, to }: { from: string; to: string },
  channelIds: readonly string[],
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.name, c.colour, c.starts_on::text as "from", c.ends_on::text as "to" from campaigns c
    where c.workspace_id = ${workspaceId} and c.archived_at is null and c.starts_on <= ${to}::date and c.ends_on >= ${from}::date
      and (${channelIds.length === 0} or exists (select from posts p join variants v on v.post_id = p.id
        where p.workspace_id = c.workspace_id and p.campaign_id = c.id and p.deleted_at is null
          and v.channel_id = any(${[...channelIds]}::uuid[])))
    order by c.starts_on, c.name limit 100`.execute(db)
  return rows
}

export type Face = {
  name: string
  timeZone: string
  weekStartsOn: number
  colour: string | null
  logoId: string | null
}

/** How the workspace shows itself to people outside. */
export async function findFace(db: Db, workspaceId: string): Promise<Face | undefined> {
  const { rows } = await sql<Face>`
    select w.name, w.time_zone, w.week_starts_on, g.colour, g.logo_id
    from workspaces w left join approval_pages g on g.workspace_id = w.id where w.id = ${workspaceId}`.execute(
    db,
  )
  return rows[0]
}
