import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reach } from '../../../app/channel-roles.ts'
import { andWithin, isIn, isSeenPost } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { NotificationKind } from './contract.ts'

export type Trouble = {
  workspaceId: string
  kind: NotificationKind
  subject: { kind: string; id: string }
  facts: object
  /** Of whom it is the affair; without, of all who have the right. */
  forPeople?: readonly string[] | null
}

/** Writes them down. One that is open already is told once more by its count, with the newest facts. */
export async function upsertNotifications(
  tx: Tx,
  troubles: readonly (Trouble & { count: number })[],
): Promise<{ id: string; workspaceId: string; count: number }[]> {
  const rows = troubles.map(({ workspaceId, kind, subject, facts, count, forPeople = null }) => ({
    workspaceId,
    kind,
    subjectKind: subject.kind,
    subjectId: subject.id,
    facts: JSON.stringify(facts),
    count,
    forPeople: forPeople && [...forPeople],
  }))
  return tx
    .insertInto('notifications')
    .values(rows)
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'kind', 'subjectKind', 'subjectId'])
        .where('resolvedAt', 'is', null)
        .doUpdateSet({
          facts: sql`excluded.facts`,
          forPeople: sql`excluded.for_people`,
          count: sql`notifications.count + excluded.count`,
        }),
    )
    .returning(['id', 'workspaceId', 'count'])
    .execute()
}

/** Whether it is open already; if so it gets the newest facts, and is counted no higher. */
export async function refreshOpen(
  tx: Tx,
  { workspaceId, kind, subject, facts, forPeople = null }: Trouble,
): Promise<'same' | 'changed' | null> {
  const { rows } = await sql<{ changed: boolean }>`
    update notifications n set facts = ${JSON.stringify(facts)}::jsonb, for_people = ${forPeople && [...forPeople]}::text[]
    from (select id, facts from notifications where workspace_id = ${workspaceId} and kind = ${kind}
      and subject_kind = ${subject.kind} and subject_id = ${subject.id} and resolved_at is null for update) o
    where n.id = o.id
    returning o.facts <> n.facts as changed`.execute(tx)
  const [row] = rows
  if (!row) return null
  return row.changed ? 'changed' : 'same'
}

/** Ends the open ones of a subject; true when there were any. */
export async function resolveOpen(
  tx: Tx,
  workspaceId: string,
  subject: { kind: string; id: string },
  kinds: readonly NotificationKind[],
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('notifications')
    .set({ resolvedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('kind', 'in', [...kinds])
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('resolvedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Kinds that are told of some channels; null: of all. */
export type Concern = { kinds: readonly NotificationKind[]; of: Reach }

type Asked = {
  workspaceId: string
  userId: string | null
  concerns: readonly Concern[]
  open: boolean
  before: string | null
  limit: number
}

/** Told to some people by name, or to all who have the right. A key, which is nobody, reads all. */
const isFor = (userId: string | null): RawBuilder<SqlBool> =>
  sql`(n.for_people is null or ${userId}::text is null or ${userId}::text = any(n.for_people))`

const concerns = (all: readonly Concern[], userId: string | null): RawBuilder<SqlBool> =>
  sql`(${sql.join(
    all.map((one) => concern(one, userId)),
    sql` or `,
  )})`

function concern({ kinds, of }: Concern, userId: string | null): RawBuilder<SqlBool> {
  const these = sql<SqlBool>`n.kind = any(${kinds}::text[])`
  if (of === null) return these
  // Whether a post goes out is decided for all its channels at once; one without channels, by who may on channels to come.
  // Series, feeds and films may be of any channel: told to whoever asked for them, and not to a key, which is nobody.
  return sql`${these} and case n.subject_kind
    when 'channel' then ${isIn(of, sql`n.subject_id::uuid`)}
    when 'delivery' then exists (select from deliveries d
      where d.workspace_id = n.workspace_id and d.id = n.subject_id::uuid ${andWithin(of, sql`d.channel_id`)})
    when 'post' then not exists (select from variants v
      where v.post_id = n.subject_id::uuid and not ${isIn(of, sql`v.channel_id`)})
      ${'only' in of ? sql`and exists (select from variants v where v.post_id = n.subject_id::uuid)` : sql``}
    when 'comment' then exists (select from approval_comments c join posts p on p.id = c.post_id
      where c.workspace_id = n.workspace_id and c.id = n.subject_id::uuid and ${isSeenPost(of, 'p')}
        and (c.channel_id is null or ${isIn(of, sql`c.channel_id`)}))
    when 'task' then exists (select from tasks t left join posts p on p.id = t.post_id
      where t.workspace_id = n.workspace_id and t.id = n.subject_id::uuid
        and (t.post_id is null or ${isSeenPost(of, 'p')}))
    when 'series' then coalesce(${userId}::text = any(n.for_people), false)
    when 'source' then coalesce(${userId}::text = any(n.for_people), false)
    when 'film' then coalesce(${userId}::text = any(n.for_people), false)
    else true end`
}

export const findNotifications = (
  db: Db,
  { workspaceId, userId, concerns: all, open, before, limit }: Asked,
) =>
  db
    .selectFrom('notifications as n')
    .leftJoin('notificationReads as r', (join) =>
      join.onRef('r.notificationId', '=', 'n.id').on('r.userId', '=', userId ?? ''),
    )
    .select(['n.id', 'n.kind', 'n.subjectKind', 'n.subjectId', 'n.facts', 'n.count', 'n.createdAt'])
    .select(['n.resolvedAt', 'r.readAt'])
    .where('n.workspaceId', '=', workspaceId)
    .where(concerns(all, userId))
    .where(isFor(userId))
    .$if(open, (query) => query.where('n.resolvedAt', 'is', null))
    .$if(before !== null, (query) => query.where(sql<SqlBool>`n.id < ${before}::uuid`))
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute()

export async function countUnread(
  db: Db,
  { workspaceId, userId, concerns: all }: Pick<Asked, 'workspaceId' | 'userId' | 'concerns'>,
): Promise<number> {
  const { unread } = await db
    .selectFrom('notifications as n')
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('n.workspaceId', '=', workspaceId)
    .where(concerns(all, userId))
    .where(isFor(userId))
    .where('n.resolvedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notificationReads as r')
            .select('r.userId')
            .whereRef('r.notificationId', '=', 'n.id')
            .where('r.userId', '=', userId ?? ''),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return unread
}

/** Marks one, or all open ones, as read; answers how many it found. */
export async function insertReads(
  db: Db,
  { workspaceId, userId, concerns: all }: Pick<Asked, 'workspaceId' | 'userId' | 'concerns'>,
  id: string | null,
): Promise<number> {
  const { rows } = await sql`
    with found as (
      select id from notifications n
      where workspace_id = ${workspaceId} and ${concerns(all, userId)} and ${isFor(userId)}
        and ${id === null ? sql`resolved_at is null` : sql`id = ${id}`}
    ), read as (
      insert into notification_reads (notification_id, user_id) select id, ${userId} from found
      on conflict do nothing
    )
    select id from found`.execute(db)
  return rows.length
}

export const findSettings = (db: Db, workspaceId: string, userId: string) =>
  db
    .selectFrom('notificationSettings')
    .select(['kind', 'mail', 'push'])
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute()

export async function saveSettings(
  db: Db,
  workspaceId: string,
  userId: string,
  kinds: readonly { kind: NotificationKind; mail: boolean; push?: boolean | undefined }[],
): Promise<void> {
  if (kinds.length === 0) return
  await db
    .insertInto('notificationSettings')
    .values(kinds.map(({ push = null, ...one }) => ({ ...one, push, workspaceId, userId })))
    .onConflict((on) =>
      on.columns(['workspaceId', 'userId', 'kind']).doUpdateSet({
        mail: sql`excluded.mail`,
        push: sql`coalesce(excluded.push, notification_settings.push)`,
      }),
    )
    .execute()
}

/** Open ones of which people were not told yet in one of the ways, with the channels that they are about. */
export const findUntold = (db: Db, workspaceId: string, way: 'mailedAt' | 'pushedAt') =>
  db
    .selectFrom('notifications as n')
    .select(['id', 'kind', 'subjectKind', 'facts', 'count', 'forPeople'])
    .select(
      sql<string[]>`case subject_kind
      when 'channel' then array[subject_id]
      when 'delivery' then array(select channel_id::text from deliveries d
        where d.workspace_id = n.workspace_id and d.id = n.subject_id::uuid)
      when 'post' then array(select channel_id::text from variants v where v.post_id = n.subject_id::uuid)
      when 'comment' then array(select coalesce(c.channel_id, v.channel_id)::text from approval_comments c
        left join variants v on v.post_id = c.post_id
        where c.id = n.subject_id::uuid and coalesce(c.channel_id, v.channel_id) is not null)
      when 'task' then array(select v.channel_id::text from tasks t join variants v on v.post_id = t.post_id
        where t.id = n.subject_id::uuid)
      else '{}' end`.as('channelIds'),
    )
    // What is of no post is seen by everybody of the team, whatever channels they see.
    .select(
      sql<boolean>`subject_kind = 'task' and exists (
        select from tasks t where t.id = n.subject_id::uuid and t.post_id is null)`.as('ofNoPost'),
    )
    .where('workspaceId', '=', workspaceId)
    .where('resolvedAt', 'is', null)
    .where(way, 'is', null)
    .orderBy('id')
    .limit(500)
    .execute()

/** Marks them as told, those that nobody else has marked meanwhile: each is told once. Answers which these were. */
export async function markPushed(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .updateTable('notifications')
    .set({ pushedAt: sql<Date>`now()` })
    .where('id', 'in', [...ids])
    .where('pushedAt', 'is', null)
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** One that is still open, as it is told now. */
export const findOpenNotice = (db: Db, id: string) =>
  db
    .selectFrom('notifications')
    .select(['id', 'workspaceId', 'kind', 'subjectKind', 'subjectId', 'facts', 'count'])
    .where('id', '=', id)
    .where('resolvedAt', 'is', null)
    .executeTakeFirst()

export const markMailed = (db: Db, ids: readonly string[]) =>
  db
    .updateTable('notifications')
    .set({ mailedAt: sql<Date>`now()` })
    .where('id', 'in', [...ids])
    .execute()

/** The people of a workspace with the kinds that they want no mail about. */
export const findReaders = (db: Db, workspaceId: string) =>
  db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['u.id', 'u.email', 'u.language', 'm.role', 'm.channelRoles'])
    .select(
      sql<string[]>`coalesce((select array_agg(s.kind) from notification_settings s
        where s.workspace_id = m.workspace_id and s.user_id = m.user_id and not s.mail), '{}')`.as(
        'unwanted',
      ),
    )
    .where('m.workspaceId', '=', workspaceId)
    .execute()

export const findWorkspaceName = (db: Db, workspaceId: string) =>
  db
    .selectFrom('workspaces')
    .select(['name', 'language', 'demo'])
    .where('id', '=', workspaceId)
    .executeTakeFirst()

/** Open ones stay, however old: somebody has to see to them. */
export const deleteResolved = (db: Db, before: Date) =>
  db.deleteFrom('notifications').where('resolvedAt', '<', before).execute()

/** Nothing can be done about these, or nobody does it; whoever has not read them by then needs not. */
export const resolveNews = (db: Db, kinds: readonly NotificationKind[], before: Date, now: Date) =>
  db
    .updateTable('notifications')
    .set({ resolvedAt: now })
    .where('kind', 'in', kinds)
    .where('createdAt', '<', before)
    .where('resolvedAt', 'is', null)
    .execute()
