import { sql } from 'kysely'
import type { Draft, Json } from '../../../networks/kit/content.ts'
import type { SentPart } from '../../../networks/kit/network.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { lacksApproval } from './approved.ts'
import type { Held, LaneFacts } from './held.ts'
import { missedWords, unapprovedWords } from './missed.ts'
import type { Pace } from './pace.ts'
import type { Time } from './time.ts'

export type Claim = { lanes: LaneFacts[]; held: Held[]; missed: Missed[]; more: boolean }
export type Missed = { id: string; workspaceId: string; channelId: string; dueAt: Date }

type Asking = {
  workerId: string
  pace: Pace
  time: Time
  /** Lanes that this worker holds and of which it has enough for now. */
  full: readonly string[]
  /** Caps of the networks' manifests, for channels that set none. */
  caps: readonly { network: string; cap: number }[]
  lanesMost: number
}

/**
 * Takes lanes that have something due within the horizon, and the first deliveries of each. In four statements: a lane
 * is locked before its queue is read, so that what is planned meanwhile either is seen or lowers the lane's `next_at`
 * after us. Nobody waits for anybody: what another worker has locked is passed over.
 */
export async function claimDue(db: Db, asking: Asking): Promise<Claim> {
  const none = { lanes: [], held: [], missed: [], more: false }
  if (!(await anythingDue(db, asking))) return none
  return db.transaction().execute(async (tx) => {
    const ids = await lockLanes(tx, asking)
    if (ids.length === 0) return none
    const each = rowsEach(asking, ids)
    const { held, missed } = await takeDeliveries(tx, asking, ids, each)
    const lanes = await holdLanes(tx, asking, ids)
    await readSent(tx, asking, lanes)
    const cutShort = each < asking.pace.laneRows && held.length >= each
    return { lanes, held, missed, more: ids.length === asking.lanesMost || missed.length > 0 || cutShort }
  })
}

const horizon = ({ time, pace }: Asking) =>
  sql<Date>`${time.sql()} + ${pace.horizon / 1000} * interval '1 second'`

/** Costs next to nothing when there is nothing: this is what an idle worker asks. */
async function anythingDue(db: Db, asking: Asking): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (
      select from lanes
      where next_at <= ${horizon(asking)} and (worker_id is null or worker_id = ${asking.workerId})
    ) as due`.execute(db)
  return rows[0]?.due === true
}

/**
 * Workspaces take turns: the first lane of each, then the second of each. A channel that is paused or must be joined
 * again is passed over, and one whose workspace is being deleted, and one whose account, app or server is known to refuse us until after the horizon. Who has
 * lost its lease and does not know it yet gets nothing.
 */
async function lockLanes(tx: Tx, asking: Asking): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    with open as (
      select l.channel_id, l.next_at, row_number() over (partition by l.workspace_id order by l.next_at) as turn
      from lanes l join channels c on c.id = l.channel_id join workspaces w on w.id = l.workspace_id
      where l.next_at <= ${horizon(asking)} and (l.worker_id is null or l.worker_id = ${asking.workerId})
        and l.channel_id <> all(${asking.full}::uuid[])
        and c.state = 'active' and w.erase_at is null
        and not exists (
          select from limits b
          where b.scope in ('account:' || c.id, 'app:' || c.network || ':' || coalesce(c.app_id::text, c.server), 'server:' || c.network || ':' || c.server)
            and b.blocked_until > ${horizon(asking)})
    ), chosen as (
      select channel_id, turn, next_at from open order by turn, next_at limit ${asking.lanesMost}
    )
    select l.channel_id from lanes l join chosen using (channel_id)
    where (l.worker_id is null or l.worker_id = ${asking.workerId})
      and exists (select from workers k where k.id = ${asking.workerId} and k.lease_until > ${asking.time.sql()})
    order by chosen.turn, chosen.next_at
    for no key update of l skip locked`.execute(tx)
  return rows.map((row) => row.channelId)
}

type Row = Omit<
  Held,
  'state' | 'dueAt' | 'at' | 'staleAt' | 'content' | 'parts' | 'preparedAt' | 'firstAttemptAt'
> & {
  state: Held['state'] | 'missed'
  dueAt: Date
  nextAt: Date
  stalenessMinutes: number
  content: unknown
  parts: unknown
  preparedAt: Date | null
  firstAttemptAt: Date | null
}

/** A long statement keeps the attempts waiting that are written meanwhile: many lanes get less each, and their turn again. */
const rowsEach = ({ pace }: Asking, ids: readonly string[]): number =>
  Math.max(1, Math.min(pace.laneRows, Math.floor(pace.claimRows / ids.length)))

/**
 * Takes the first of each lane. What is later than its workspace allows is not sent any more: it becomes `missed`, and a
 * person decides. A thread that has begun goes on. What lacks a yes when its time comes is missed too, begun or not.
 * What may not be shown is asked last, of the few that are under way: what it may cost then stays out of the plan for the queue.
 */
async function takeDeliveries(
  tx: Tx,
  asking: Asking,
  ids: readonly string[],
  each: number,
): Promise<{ held: Held[]; missed: Missed[] }> {
  const { rows } = await sql<Row>`
    update deliveries d set
      worker_id = case when due.late then null else ${asking.workerId} end,
      state = case when due.late then 'missed' when d.state in ('scheduled', 'waiting') then 'claimed' else d.state end,
      updated_at = case when due.late then now() else d.updated_at end,
      failure_kind = case when due.late then 'later' else d.failure_kind end,
      failure_code = case when not due.late then d.failure_code when due.unapproved then 'not_approved' else 'missed' end,
      failure_words = case when not due.late then d.failure_words when due.unapproved then ${unapprovedWords}
        else coalesce(d.failure_words || ' ', '') || ${missedWords} end
    from unnest(${ids}::uuid[]) lane (channel_id)
    join channels c on c.id = lane.channel_id
    join workspaces w on w.id = c.workspace_id
    cross join lateral (
      select q.id, ${lacksApproval('q')} as unapproved, q.state in ('scheduled', 'waiting') and q.parts = '[]'
        and q.due_at < ${asking.time.sql()} - w.staleness_minutes * interval '1 minute' as stale,
        q.state in ('scheduled', 'waiting') as to_send
      from deliveries q
      where q.channel_id = lane.channel_id and q.worker_id is null
        and q.state in ('scheduled', 'waiting', 'sending', 'sent') and q.next_at <= ${horizon(asking)}
      order by q.next_at, q.due_at, q.id limit ${each} for no key update skip locked
    ) first
    cross join lateral (select first.id, first.unapproved, first.stale or (first.to_send and first.unapproved) as late) due
    where d.id = due.id
    returning d.id, d.workspace_id, d.post_id, d.channel_id, d.network, d.state, d.due_at, d.next_at, d.key, d.digest,
      d.content, d.parts, d.prepared, d.prepared_at, d.pending, d.attempts, d.tries, d.first_attempt_at, w.staleness_minutes, due.unapproved,
      d.state in ('sending', 'sent') and shows_barred(d.workspace_id, d.content, greatest(d.due_at, ${asking.time.sql()})) as barred`.execute(
    tx,
  )
  const claim: { held: Held[]; missed: Missed[] } = { held: [], missed: [] }
  for (const { state, ...row } of rows)
    if (state === 'missed') claim.missed.push(row)
    else claim.held.push(asHeld({ ...row, state }))
  return claim
}

function asHeld({ nextAt, stalenessMinutes, ...row }: Row & Pick<Held, 'state'>): Held {
  const dueAt = row.dueAt.getTime()
  return {
    ...row,
    dueAt,
    at: nextAt.getTime(),
    staleAt: dueAt + stalenessMinutes * 60_000,
    content: row.content as Draft,
    parts: row.parts as SentPart[],
    prepared: row.prepared as Json | null,
    preparedAt: row.preparedAt?.getTime() ?? null,
    firstAttemptAt: row.firstAttemptAt?.getTime() ?? null,
  }
}

/** Takes the lanes and says anew when the rest of their queue is due. */
async function holdLanes(tx: Tx, asking: Asking, ids: readonly string[]): Promise<LaneFacts[]> {
  const { rows } = await sql<Omit<LaneFacts, 'restAt'> & { nextAt: Date | number }>`
    update lanes l set worker_id = ${asking.workerId}, next_at = coalesce((
        select q.next_at from deliveries q
        where q.channel_id = l.channel_id and q.worker_id is null
          and q.state in ('scheduled', 'waiting', 'sending', 'sent')
        order by q.next_at limit 1), 'infinity')
    from channels c
    where l.channel_id = any(${ids}::uuid[]) and c.id = l.channel_id
    returning l.channel_id, l.workspace_id, c.network, c.server, c.app_id, c.daily_cap, l.next_at`.execute(tx)
  const caps = new Map(asking.caps.map(({ network, cap }) => [network, cap]))
  return rows.map(({ nextAt, ...row }) => ({
    ...row,
    dailyCap: row.dailyCap ?? caps.get(row.network) ?? null,
    sentAt: [],
    restAt: Number(nextAt),
  }))
}

/** What left on each capped channel in the last 24 hours. What may be out counts like what is. */
async function readSent(tx: Tx, asking: Asking, lanes: readonly LaneFacts[]): Promise<void> {
  const capped = lanes.filter((lane) => lane.dailyCap !== null)
  if (capped.length === 0) return
  const { rows } = await sql<{ channelId: string; at: Date }>`
    select lane.channel_id, sent.first_attempt_at as at
    from unnest(${capped.map((lane) => lane.channelId)}::uuid[], ${capped.map((lane) => lane.dailyCap)}::int[])
      lane (channel_id, cap)
    cross join lateral (
      select q.first_attempt_at from deliveries q
      where q.channel_id = lane.channel_id and q.due_at > ${asking.time.sql()} - interval '8 days'
        and q.first_attempt_at > ${asking.time.sql()} - interval '24 hours'
        and q.state in ('sending', 'sent', 'published', 'in_doubt')
      order by q.first_attempt_at desc limit lane.cap
    ) sent
    order by sent.first_attempt_at desc`.execute(tx)
  const byId = new Map(capped.map((lane) => [lane.channelId, lane]))
  for (const { channelId, at } of rows) byId.get(channelId)?.sentAt.push(at.getTime())
}

/**
 * Gives lanes back in which this worker has nothing more to do; with null, all. One that somebody is just writing to is
 * passed over: it stays ours, and whoever waits for nobody closes no circle of waiting.
 */
export async function releaseLanes(db: Db, workerId: string, ids: readonly string[] | null): Promise<void> {
  await sql`
    with mine as (
      select channel_id from lanes
      where worker_id = ${workerId} and (${ids === null} or channel_id = any(${ids ?? []}::uuid[]))
      for no key update skip locked
    )
    update lanes l set worker_id = null from mine where l.channel_id = mine.channel_id`.execute(db)
}
