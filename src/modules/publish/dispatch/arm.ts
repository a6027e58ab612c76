import { sql } from 'kysely'
import type { Json } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lacksApproval } from './approved.ts'
import { type Held, lockOrder } from './held.ts'
import type { Time } from './time.ts'

/** `send`: something may leave. `look`: only read, after an unclear end or while the network works on it. */
export type AttemptKind = 'send' | 'look'
export type Arming = { held: Held; kind: AttemptKind }
export type Armed = { number: number; prepared: Json | null; firstAttemptAt: Date }

/** Clocks differ by the time of a round trip; the instant itself is waited for afterwards. */
const slack = 0.5

/**
 * Writes attempts down before anything leaves. This is the last word of the database: from here on a crash is an
 * unclear end. One statement looks once more at all that may have changed since the claim: still ours and our lease
 * alive, content unchanged and approved, not taken back, channel not paused, workspace not being deleted, not too late. Answers null for those that may not go.
 *
 * Rows are locked one by one by their id, with all conditions, and only then changed. Told in one join, the planner,
 * whose statistics are of a time when no worker held anything, reads the table from end to end, or all that a worker
 * holds for each row: that is what `is not distinct from` keeps it from.
 */
export async function armAttempts(
  db: Db,
  time: Time,
  workerId: string,
  asked: readonly Arming[],
): Promise<(Armed | null)[]> {
  const items = lockOrder(asked)
  const { rows } = await sql<Armed & { id: string }>`
    with wanted as (
      select * from unnest(
        ${items.map(({ held }) => held.id)}::uuid[], ${items.map(({ held }) => held.state)}::text[],
        ${items.map(({ held }) => held.digest)}::text[], ${items.map(({ held }) => held.attempts)}::int[],
        ${items.map(({ kind }) => kind)}::text[],
        ${items.map(({ held }) => (held.parts.length > 0 ? null : new Date(held.staleAt)))}::timestamptz[]
      ) w (id, state, digest, attempts, kind, stale_at)
    ), mine as (
      select w.id, w.kind from wanted w cross join lateral (
        select from deliveries d
        where d.id = w.id and d.worker_id is not distinct from ${workerId} and d.state = w.state and d.digest = w.digest
          and d.attempts = w.attempts and d.next_at <= ${time.sql()} + ${slack} * interval '1 second'
          and (w.state <> 'claimed' or w.stale_at is null or w.stale_at >= ${time.sql()})
          and (w.kind <> 'send' or not ${lacksApproval('d')})
          and exists (
            select from channels c join workspaces s on s.id = c.workspace_id
            where c.id = d.channel_id and c.state = 'active' and s.erase_at is null)
          and exists (select from workers k where k.id = ${workerId} and k.lease_until > ${time.sql()})
        for no key update of d
      ) still
    ), armed as (
      update deliveries d set attempts = d.attempts + 1, updated_at = now(),
        state = case when d.state = 'sent' then 'sent' else 'sending' end,
        first_attempt_at = coalesce(d.first_attempt_at, ${time.sql()})
      from mine where d.id = mine.id
      returning d.id, d.workspace_id, d.attempts, d.key, d.digest, d.prepared, d.next_at, d.first_attempt_at, mine.kind
    ), written as (
      insert into attempts (workspace_id, delivery_id, number, kind, worker_id, key, digest, started_at)
      select workspace_id, id, attempts, kind, ${workerId}, key, digest, greatest(next_at, ${time.sql()}) from armed
    )
    select id, attempts as number, prepared, first_attempt_at from armed`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return asked.map(({ held }) => byId.get(held.id) ?? null)
}

/**
 * Takes attempts back that were written down but surely did not leave: the lane was stopped before their turn, or the
 * answer to `armAttempts` was lost. The delivery stands again as before it.
 */
export async function disarmAttempts(
  db: Db,
  workerId: string,
  asked: readonly { held: Held; nextAt: number | null }[],
): Promise<void> {
  const items = lockOrder(asked)
  await sql`
    with back as (
      select * from unnest(
        ${items.map(({ held }) => held.id)}::uuid[], ${items.map(({ held }) => held.attempts + 1)}::int[],
        ${items.map(({ held }) => held.state)}::text[],
        ${items.map(({ nextAt }) => (nextAt === null ? null : new Date(nextAt)))}::timestamptz[]
      ) b (id, number, state, next_at)
    ), mine as (
      select b.* from back b cross join lateral (
        select from deliveries d
        where d.id = b.id and d.worker_id is not distinct from ${workerId} and d.state in ('sending', 'sent') and d.attempts = b.number
          and exists (select from attempts a where a.delivery_id = b.id and a.number = b.number and a.outcome is null)
        for no key update of d
      ) still
    ), freed as (
      update deliveries d set worker_id = null, updated_at = now(), attempts = b.number - 1,
        next_at = coalesce(b.next_at, d.next_at),
        first_attempt_at = case when b.number = 1 and b.state = 'claimed' then null else d.first_attempt_at end,
        state = case when b.state <> 'claimed' then b.state when b.number = 1 then 'scheduled' else 'waiting' end
      from mine b where d.id = b.id
      returning d.id, b.number
    )
    delete from attempts a using freed f
    where a.delivery_id = f.id and a.number = f.number and a.outcome is null`.execute(db)
}

/**
 * Gives back what was claimed and not begun. With `quiet`, what may have begun too, and none of it before so many
 * milliseconds: what is `sending` stays so, and its outcome is found out as if this worker had died.
 */
export async function releaseHeld(
  db: Db,
  time: Time,
  workerId: string,
  asked: readonly Held[],
  quiet: number | null = null,
): Promise<void> {
  const items = lockOrder(asked.map((held) => ({ held })))
  await sql`
    with mine as (
      select b.id
      from unnest(${items.map(({ held }) => held.id)}::uuid[], ${items.map(({ held }) => held.attempts)}::int[]) b (id, attempts)
      cross join lateral (
        select from deliveries d
        where d.id = b.id and d.worker_id is not distinct from ${workerId}
          and (d.attempts = b.attempts or ${quiet !== null})
        for no key update
      ) still
    )
    update deliveries d set worker_id = null,
      next_at = case when ${quiet !== null}
        then greatest(d.next_at, ${time.sql()} + ${(quiet ?? 0) / 1000} * interval '1 second') else d.next_at end,
      state = case when d.state <> 'claimed' then d.state when d.attempts = 0 then 'scheduled' else 'waiting' end
    from mine where d.id = mine.id`.execute(db)
}
