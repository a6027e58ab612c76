import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { seenOf } from '../approval/index.ts'

export type LinkRow = {
  id: string
  workspaceId: string
  label: string
  postIds: string[]
  campaignId: string | null
  campaign: string | null
  pinDigest: Buffer | null
  pinTries: number
  madeBy: string
  makerName: string
  makerRole: string | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  opens: number
  openedAt: Date | null
  eraseAt: Date | null
  approved: number
}

const links = (where: RawBuilder<SqlBool>) => sql<LinkRow>`
  select l.id, l.workspace_id, l.label, l.post_ids, l.campaign_id, c.name as campaign, l.pin_digest, l.pin_tries, l.made_by,
    l.created_at, l.expires_at, l.revoked_at, l.opens, l.opened_at, u.name as maker_name, m.role as maker_role, w.erase_at,
    (select count(distinct v.post_id)::int from approval_votes v
      join approval_versions f on f.workspace_id = v.workspace_id and f.post_id = v.post_id and f.channel_id = v.channel_id
        and f.digest = v.digest and f.current
      where v.link_id = l.id and v.revoked_at is null) as approved
  from approval_links l join users u on u.id = l.made_by join workspaces w on w.id = l.workspace_id
  left join members m on m.user_id = l.made_by and m.workspace_id = l.workspace_id
  left join campaigns c on c.id = l.campaign_id
  where ${where} order by l.created_at desc, l.id limit 200`

export const listLinks = async (db: Db, workspaceId: string): Promise<LinkRow[]> =>
  (await links(sql`l.workspace_id = ${workspaceId}`).execute(db)).rows

export const findLink = async (db: Db, workspaceId: string, id: string): Promise<LinkRow | undefined> =>
  (await links(sql`l.workspace_id = ${workspaceId} and l.id = ${id}`).execute(db)).rows[0]

export const findLinkByDigest = async (db: Db, digest: Buffer): Promise<LinkRow | undefined> =>
  (await links(sql`l.digest = ${digest}`).execute(db)).rows[0]

type NewLink = {
  workspaceId: string
  digest: Buffer
  label: string
  postIds: string[]
  campaignId: string | null
  pinDigest: Buffer | null
  madeBy: string
  createdAt: Date
  expiresAt: Date
}

export const insertLink = (tx: Tx, link: NewLink) =>
  tx.insertInto('approvalLinks').values(link).returning('id').executeTakeFirstOrThrow()

export const revokeLink = (tx: Tx, workspaceId: string, id: string, now: Date) =>
  tx
    .updateTable('approvalLinks')
    .set({ revokedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('label')
    .executeTakeFirst()

export const countOpen = (db: Db, id: string, now: Date) =>
  sql`update approval_links set opens = opens + 1, opened_at = ${now}::timestamptz where id = ${id}`.execute(
    db,
  )

/** Counted before it is looked at, so that many at once do not slip through. Answers whether a try was left. */
export async function countPinTry(db: Db, id: string, most: number): Promise<boolean> {
  const { rows } = await sql`
    update approval_links set pin_tries = pin_tries + 1 where id = ${id} and pin_tries < ${most} returning id`.execute(
    db,
  )
  return rows.length > 0
}

export const forgivePin = (db: Db, id: string) =>
  sql`update approval_links set pin_tries = 0 where id = ${id}`.execute(db)

export const purgeLinks = (db: Db, before: Date) =>
  db.deleteFrom('approvalLinks').where('expiresAt', '<', before).execute()

/** Posts behind a link: those chosen, or those of a campaign that wait; none that is deleted, a draft, or out everywhere. */
export const isBehind = (
  link: Pick<LinkRow, 'workspaceId' | 'postIds' | 'campaignId'>,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`p.workspace_id = ${link.workspaceId} and p.deleted_at is null and p.stage in ('proposed', 'scheduled')
    and ${
      link.campaignId
        ? sql`p.campaign_id = ${link.campaignId} and exists (select from approval_asks a where a.workspace_id = p.workspace_id
            and a.post_id = p.id and a.state in ('open', 'later', 'done'))`
        : sql`p.id = any(${link.postIds}::uuid[])`
    }
    and (p.stage = 'proposed' or exists (select from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id
      and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed'))
      or exists (select from publication_changes x where x.workspace_id = p.workspace_id and x.post_id = p.id))`

/** Of these posts those that a link would show, and whether what they say is kept for it. In order, so that two links wait in turn. */
export async function findShowable(tx: Tx, workspaceId: string, postIds: readonly string[]) {
  const { rows } = await sql<{ id: string; kept: boolean }>`
    select p.id, exists (select from approval_versions v where v.workspace_id = p.workspace_id and v.post_id = p.id
      and v.current) as kept
    from posts p where ${isBehind({ workspaceId, postIds: [...postIds], campaignId: null })}
    order by p.id for update of p`.execute(tx)
  return rows
}

export type SharedRow = {
  id: string
  seen: string
  held: boolean
  open: boolean
  asked: boolean
  channelId: string
  channel: string
  handle: string
  network: string
  zone: string
  dueAt: Date | null
  awaited: boolean
  content: unknown
}

/** One row for each channel of each post behind a link, the nearest first. */
export async function findShared(db: Db, link: LinkRow, most: number): Promise<SharedRow[]> {
  const { rows } = await sql<SharedRow>`
    with behind as materialized (
      select p.id, (select min(d.due_at) from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id
        and d.state <> 'cancelled') as at
      from posts p where ${isBehind(link)} order by 2 nulls last, 1 limit ${most}
    )
    select b.id, v.channel_id, c.name as channel, c.handle, c.network, c.time_zone as zone, v.content,
      ${seenOf('b.id')} as seen,
      exists (select from approval_comments x where x.post_id = b.id and x.kind = 'change' and x.resolved_at is null
        and x.deleted_at is null) as held,
      exists (select from approval_asks a where a.post_id = b.id and a.state in ('open', 'later')) as open,
      exists (select from approval_asks a where a.post_id = b.id and a.state <> 'idle') as asked,
      exists (select from approval_asks a join approval_steps t on t.id = a.step_id
        where a.post_id = b.id and a.state = 'open' and t.clients and v.channel_id = any(a.open_channels)) as awaited,
      coalesce((select d.due_at from deliveries d where d.workspace_id = v.workspace_id and d.post_id = b.id
        and d.channel_id = v.channel_id and d.state <> 'cancelled' order by d.created_at desc limit 1), v.due_at) as due_at
    from behind b join approval_versions v on v.post_id = b.id and v.current join channels c on c.id = v.channel_id
    order by b.at nulls last, b.id, c.name, v.channel_id`.execute(db)
  return rows
}

export type SharedComment = {
  id: string
  postId: string
  kind: 'comment' | 'change'
  words: string
  channelId: string | null
  anchor: unknown
  by: string | null
  createdAt: Date
  resolved: boolean
}

/** What was said with this link, and what is addressed to clients; what the team says among itself stays there. */
export async function findSharedComments(db: Db, link: LinkRow, postIds: readonly string[]) {
  const { rows } = await sql<SharedComment>`
    select c.id, c.post_id, c.kind, c.words, c.channel_id, c.anchor, coalesce(u.name, c.guest) as by, c.created_at, c.resolved_at is not null as resolved
    from approval_comments c left join users u on u.id = c.person_id
    where c.workspace_id = ${link.workspaceId} and c.post_id = any(${[...postIds]}::uuid[]) and (c.link_id = ${link.id} or (c.for_clients and not c.by_link))
      and c.deleted_at is null
      -- An answer is read by who reads what it answers: not by those who hold another link.
      and (c.reply_to is null or exists (select from approval_comments t where t.id = c.reply_to
        and (t.link_id = ${link.id} or (t.for_clients and not t.by_link))))
    order by c.created_at, c.id limit 1000`.execute(db)
  return rows
}

export async function isPostBehind(db: Db, link: LinkRow, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select from posts p where p.id = ${postId} and ${isBehind(link)}`.execute(db)
  return rows.length > 0
}

/** Whether a picture is shown by a post behind the link, or is the brand's own. */
export async function isMediaBehind(db: Db, link: LinkRow, mediaId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from approval_pages g where g.workspace_id = ${link.workspaceId} and g.logo_id = ${mediaId})
      or exists (
        select from approval_versions v join posts p on p.id = v.post_id
        where v.current and ${isBehind(link)} and v.workspace_id = ${link.workspaceId}
          and v.content::text like '%' || ${mediaId}::text || '%') as is`.execute(db)
  return rows[0]?.is === true
}

export async function findBrand(db: Db, workspaceId: string) {
  const { rows } = await sql<{
    name: string
    colour: string | null
    logo: string | null
    greeting: string
    organisationId: string
  }>`
    select w.name, w.organisation_id, g.colour, g.logo_id as logo, coalesce(g.greeting, '') as greeting
    from workspaces w left join approval_pages g on g.workspace_id = w.id where w.id = ${workspaceId}`.execute(
    db,
  )
  return rows[0]
}

export async function savePage(
  tx: Tx,
  workspaceId: string,
  page: { colour: string | null; logoId: string | null; greeting: string },
): Promise<void> {
  await tx
    .insertInto('approvalPages')
    .values({ workspaceId, ...page })
    .onConflict((on) => on.column('workspaceId').doUpdateSet({ ...page, updatedAt: sql`now()` }))
    .execute()
}

export const isMedia = async (db: Db, workspaceId: string, id: string): Promise<boolean> => {
  const { rows } = await sql`select from media where workspace_id = ${workspaceId} and id = ${id}
    and kind = 'image' and deleted_at is null`.execute(db)
  return rows.length > 0
}
