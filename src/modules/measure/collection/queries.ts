import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andWithin, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'

type SubjectKind = 'channel' | 'publication' | 'history'

/** Makes the rows of channels that have none yet: joined before, or by a version that did not know them. */
export async function ensureChannels(
  db: Db,
  kind: 'channel' | 'history',
  networks: readonly string[],
  now: Date,
) {
  await sql`
    insert into collections (subject_kind, subject_id, workspace_id, channel_id, next_at)
    select ${kind}, c.id, c.workspace_id, c.id, ${now}
    from channels c join workspaces w on w.id = c.workspace_id and not w.demo
    where c.network = any(${networks}::text[]) and c.state in ('active', 'paused')
      and not exists (select 1 from collections k where k.subject_kind = ${kind} and k.subject_id = c.id)
    on conflict do nothing`.execute(db)
}

/** Channels of which something is due. One that must be joined again is left alone until it is. */
export async function dueChannels(db: Db, kinds: readonly SubjectKind[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    select k.channel_id from collections k join channels c on c.id = k.channel_id
    where k.next_at <= ${now} and k.subject_kind = any(${kinds}::text[]) and c.state in ('active', 'paused')
    group by k.channel_id order by min(k.next_at)`.execute(db)
  return rows.map((row) => row.channelId)
}

export type DueChannel = {
  id: string
  workspaceId: string
  network: string
  server: string
  appId: string | null
  state: string
  demo: boolean
}

export const readChannel = (db: Db, channelId: string): Promise<DueChannel | undefined> =>
  db
    .selectFrom('channels')
    .innerJoin('workspaces', 'workspaces.id', 'channels.workspaceId')
    .select([
      'channels.id',
      'channels.workspaceId',
      'channels.network',
      'channels.server',
      'channels.appId',
      'channels.state',
      'workspaces.demo',
    ])
    .where('channels.id', '=', channelId)
    .executeTakeFirst()

export type DuePost = {
  id: string
  /** Null when the publication is no longer there. */
  remoteId: string | null
  publishedAt: Date | null
  goneAt: Date | null
  failures: number
}

/**
 * Claims up to `most` due posts of a channel until `lease`. Another worker passes them over; if this one dies, they are
 * due again when the lease ends.
 */
export async function claimPosts(
  db: Db,
  channelId: string,
  most: number,
  now: Date,
  lease: Date,
): Promise<DuePost[]> {
  const { rows } = await sql<DuePost>`
    with due as (
      select subject_id from collections
      where channel_id = ${channelId} and subject_kind = 'publication' and next_at <= ${now}
      -- Those that were put off together come in turns.
      order by next_at, collected_at nulls first limit ${most} for update skip locked
    ), claimed as (
      update collections k set next_at = ${lease} from due
      where k.subject_kind = 'publication' and k.subject_id = due.subject_id
      returning k.subject_id, k.failures
    )
    select claimed.subject_id as id, p.remote_id, p.published_at, p.gone_at, claimed.failures
    from claimed left join publications p on p.id = claimed.subject_id`.execute(db)
  return rows
}

/** How many channels that are asked about share their app, this one included. */
export async function countSharing(db: Db, { id, appId }: Pick<DueChannel, 'id' | 'appId'>): Promise<number> {
  if (appId === null) return 1
  const { many } = await db
    .selectFrom('channels')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('appId', '=', appId)
    .where('id', '!=', id)
    .where('state', 'in', ['active', 'paused'])
    .executeTakeFirstOrThrow()
  return Number(many) + 1
}

export type DueOne = { cursor: string | null; collectedAt: Date | null; failures: number }

/** Claims the row of the account itself, or of its history. */
export async function claimOne(
  db: Db,
  kind: 'channel' | 'history',
  channelId: string,
  now: Date,
  lease: Date,
): Promise<DueOne | undefined> {
  const { rows } = await sql<DueOne>`
    with due as (
      select subject_id from collections
      where subject_kind = ${kind} and subject_id = ${channelId} and next_at <= ${now} for update skip locked
    )
    update collections k set next_at = ${lease} from due
    where k.subject_kind = ${kind} and k.subject_id = due.subject_id
    returning k.cursor, k.collected_at, k.failures`.execute(db)
  return rows[0]
}

export type Settled = {
  kind: SubjectKind
  id: string
  nextAt: Date
  /** When it was last answered; null leaves it as it is. */
  collectedAt: Date | null
  failures: number
  /** Where to go on; null for from the start. */
  cursor?: string | null
}

export async function settle(db: Db, rows: readonly Settled[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update collections k
    set next_at = s.next_at, collected_at = coalesce(s.collected_at, k.collected_at), failures = s.failures, cursor = s.cursor
    from unnest(
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.nextAt)}::timestamptz[],
      ${rows.map((r) => r.collectedAt)}::timestamptz[], ${rows.map((r) => r.failures)}::int[],
      ${rows.map((r) => r.cursor ?? null)}::text[]
    ) as s (kind, id, next_at, collected_at, failures, cursor)
    where k.subject_kind = s.kind and k.subject_id = s.id`.execute(db)
}

/** What is not to be asked again: too old, or gone. */
export async function dropPosts(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('collections')
    .where('subjectKind', '=', 'publication')
    .where('subjectId', 'in', [...ids])
    .execute()
}

export async function markGone(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('publications')
    .set({ goneAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('goneAt', 'is', null)
    .execute()
}

/** Nothing of these channels is asked before `until`: the whole account, or all accounts of the app or the server. */
export async function postpone(
  db: Db,
  whom: { channelId: string } | { appId: string } | { network: string; server: string },
  until: Date,
): Promise<void> {
  const channels =
    'channelId' in whom
      ? sql`select ${whom.channelId}::uuid`
      : 'appId' in whom
        ? sql`select id from channels where app_id = ${whom.appId}`
        : sql`select id from channels where network = ${whom.network} and server = ${whom.server}`
  await sql`
    update collections set next_at = ${until}
    where next_at < ${until} and channel_id in (${channels})`.execute(db)
}

/** Makes due what a person wants to see now: the accounts, and posts of the last days, unless just asked for. */
export async function hasten(db: Db, viewer: Viewer, now: Date, notSince: Date): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    update collections k set next_at = ${now}
    from channels c
    where k.workspace_id = ${viewer.workspaceId} and c.id = k.channel_id and c.state in ('active', 'paused')
      ${andWithin(sightOf(viewer), sql`c.id`)} and k.next_at > ${now} and k.failures = 0 and (k.collected_at is null or k.collected_at < ${notSince})
      and (k.subject_kind <> 'publication' or exists (
        select 1 from publications p where p.id = k.subject_id and p.published_at > ${now}::timestamptz - interval '7 days'))
    returning k.channel_id`.execute(db)
  return [...new Set(rows.map((row) => row.channelId))]
}
