import { sql } from 'kysely'
import { systemActor } from '../../../app/actor.ts'
import { auditEach } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { giveToPeople } from '../handovers/index.ts'
import { notifyAll, resolveDelivered } from '../notifications/index.ts'
import { recordPublications } from '../publications/index.ts'
import { type Held, lockOrder } from './held.ts'
import type { Settlement, State } from './outcome.ts'
import type { Time } from './time.ts'

/** One outcome to be written down. `number` is the attempt it belongs to, and the fence: a newer attempt makes it void. */
export type Settling = { held: Held; number: number; settlement: Settlement }

/**
 * Writes outcomes down, many at once, with all that follows from them in the same transaction. Answers for each
 * whether it counted. One that comes after our lease still counts if it is certain and nobody has begun anew: an
 * answer that is late is better than a doubt.
 */
export async function settleAttempts(
  ctx: Context,
  time: Time,
  workerId: string,
  items: readonly Settling[],
): Promise<boolean[]> {
  return ctx.db.transaction().execute(async (tx) => {
    const settled = await writeOutcomes(tx, time, workerId, lockOrder(items))
    const counted = items.filter(({ held }) => settled.has(held.id))
    await recordPublished(tx, ctx, counted)
    await recordHanded(tx, ctx, counted)
    await auditEnds(tx, counted)
    await tellTroubles(tx, ctx, counted)
    return items.map(({ held }) => settled.has(held.id))
  })
}

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms))

async function writeOutcomes(
  tx: Tx,
  time: Time,
  workerId: string,
  items: readonly Settling[],
): Promise<Set<string>> {
  const all = <T>(pick: (s: Settlement) => T): T[] => items.map(({ settlement }) => pick(settlement))
  const { rows } = await sql<{ id: string }>`
    with s as (
      select * from unnest(
        ${items.map(({ held }) => held.id)}::uuid[], ${items.map(({ number }) => number)}::int[],
        ${all((s) => s.state)}::text[], ${all((s) => dateOf(s.nextAt))}::timestamptz[],
        ${all((s) => dateOf(s.publishedAt))}::timestamptz[],
        ${all((s) => s.parts && JSON.stringify(s.parts))}::text[],
        ${all((s) => s.pending && JSON.stringify(s.pending))}::text[], ${all((s) => s.tries)}::int[],
        ${all((s) => s.failure?.kind ?? null)}::text[], ${all((s) => s.failure?.code ?? null)}::text[],
        ${all((s) => s.failure?.words ?? null)}::text[], ${all((s) => s.certain)}::boolean[],
        ${all((s) => s.attempt?.outcome ?? null)}::text[], ${all((s) => s.attempt?.status ?? null)}::int[],
        ${all((s) => s.attempt?.code ?? null)}::text[], ${all((s) => s.attempt?.words ?? null)}::text[],
        ${all((s) => s.attempt?.retryAt ?? null)}::timestamptz[]
      ) s (id, number, state, next_at, published_at, parts, pending, tries, kind, code, words, certain,
        outcome, a_status, a_code, a_words, a_retry_at)
    ), counting as (
      select s.* from s cross join lateral (
        select from deliveries d
        where d.id = s.id and d.attempts = s.number
          and (d.worker_id is not distinct from ${workerId} and d.state in ('claimed', 'sending', 'sent')
            or s.certain and d.state in ('sending', 'in_doubt'))
        for no key update
      ) still
    ), settled as (
      update deliveries d set state = s.state, worker_id = null, tries = s.tries, updated_at = now(),
        next_at = coalesce(s.next_at, d.next_at), published_at = coalesce(s.published_at, d.published_at),
        parts = coalesce(s.parts::jsonb, d.parts),
        pending = case when s.state = 'sent' then coalesce(s.pending::jsonb, d.pending) end,
        failure_kind = s.kind, failure_code = s.code, failure_words = s.words
      from counting s where d.id = s.id
      returning d.id
    ), told as (
      update attempts a set finished_at = ${time.sql()}, outcome = s.outcome, status = s.a_status, code = s.a_code,
        words = s.a_words, retry_at = s.a_retry_at
      from s
      where a.delivery_id = s.id and a.number = s.number and s.outcome is not null
        and (a.finished_at is null or a.outcome = 'unknown')
    )
    select id from settled`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

async function recordPublished(tx: Tx, ctx: Context, items: readonly Settling[]): Promise<void> {
  const published = items.flatMap(({ held, settlement }) => {
    const [first] = settlement.parts ?? []
    if (settlement.state !== 'published' || !first) return []
    const { workspaceId, channelId, postId, id: deliveryId } = held
    return [
      {
        workspaceId,
        channelId,
        postId,
        deliveryId,
        remoteId: first.remoteId,
        url: first.url,
        text: held.content.parts[0]?.text ?? '',
        publishedAt: new Date(settlement.publishedAt ?? 0),
      },
    ]
  })
  if (published.length === 0) return
  await recordPublications(tx, ctx, published)
  await resolveDelivered(tx, published)
}

/** Who is asked to put it there, from here on. */
const recordHanded = (tx: Tx, ctx: Context, items: readonly Settling[]): Promise<void> =>
  giveToPeople(
    tx,
    ctx,
    items.flatMap(({ held, settlement }) =>
      settlement.state === 'handed' ? [{ ...held, dueAt: new Date(held.dueAt), takenBy: null }] : [],
    ),
  )

const ends = ['published', 'handed', 'failed', 'in_doubt', 'missed'] as const satisfies State[]

const auditEnds = (tx: Tx, items: readonly Settling[]): Promise<void> =>
  auditEach(
    tx,
    items.flatMap(({ held: { workspaceId, id }, settlement }) => {
      const end = ends.find((state) => state === settlement.state)
      if (!end) return []
      const entry = { action: `delivery.${end}` as const, subject: { kind: 'delivery', id } }
      return [{ actor: systemActor(workspaceId), entry }]
    }),
  )

/** Tells people of what needs them. */
async function tellTroubles(tx: Tx, ctx: Context, items: readonly Settling[]): Promise<void> {
  const troubles = items.flatMap(({ held, settlement: { state, failure } }) => {
    const lacks = state === 'published' && failure !== null
    if (!lacks && state !== 'failed' && state !== 'in_doubt' && state !== 'missed') return []
    const { workspaceId, channelId, network, id } = held
    const facts = {
      deliveryId: id,
      channelId,
      network,
      words: failure?.words ?? '',
      code: failure?.code ?? '',
    }
    const subject = state === 'missed' ? { kind: 'channel', id: channelId } : { kind: 'delivery', id }
    const kind = state === 'published' ? ('delivery.lacks' as const) : (`delivery.${state}` as const)
    return [{ workspaceId, kind, subject, facts }]
  })
  if (troubles.length > 0) await notifyAll(tx, ctx, troubles)
}
