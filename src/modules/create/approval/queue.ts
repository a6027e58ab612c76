import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { andSeenPost } from '../../../app/sight.ts'
import type { Queue, QueueItem, QueueQuery } from './contract.ts'
import { approvalError } from './errors.ts'
import { mayApprove, seenOf } from './post.ts'
import { andWithinReach, seatsOf, stepsAsking } from './who.ts'

const Place = z.tuple([z.string().regex(/^(infinity|[\d :.+-]{6,40})$/), Id])

type Row = Omit<QueueItem, 'dueAt' | 'askedAt' | 'deadline' | 'mine'> & {
  dueAt: Date | null
  askedAt: Date | null
  deadlineAt: Date | null
  deadlineKey: string
  askedKey: string
  stepId: string
}

/**
 * What waits, by key. First a page of the list is found in its index, then the posts of that page are read: a queue of ten
 * thousand costs as much as one of fifty.
 */
export async function pageQueue(ctx: Context, actor: Actor, query: QueueQuery): Promise<Queue> {
  const { workspaceId } = actor
  const after = query.cursor === undefined ? null : readCursor(query.cursor)
  const mine = await mySteps(ctx, actor)
  if (query.whose === 'mine' && mine.steps.length === 0) return { items: [], next: null }
  const byDeadline = query.order === 'deadline'
  const key = byDeadline ? sql.ref('a.deadline') : sql.ref('a.askedAt')
  const { rows } = await sql<Row>`
    with page as materialized (
      select a.id, a.post_id, a.rule_id, a.step_id, a.open_channels, a.deadline, a.asked_at, a.overdue_at, a.answer_by
      from approval_asks a
      where a.workspace_id = ${workspaceId} and a.state = 'open'
        ${query.whose === 'mine' ? sql`and ${isMine(mine)} ${andWithinReach(actor, sql`a.open_channels`)}` : sql``}
        ${query.channel ? sql`and ${query.channel}::uuid = any(a.open_channels)` : sql``}
        ${query.rule ? sql`and a.rule_id = ${query.rule}` : sql``}
        ${query.overdue ? sql`and a.overdue_at is not null` : sql``}
        ${query.campaign ? sql`and exists (select from posts c where c.id = a.post_id and c.campaign_id = ${query.campaign})` : sql``}
        ${sightOf(actor) === null ? sql`` : sql`and exists (select from posts p where p.id = a.post_id ${andSeenPost(sightOf(actor), 'p')})`}
        ${after ? sql`and (${key}, a.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by ${key}, a.id limit ${query.limit + 1}
    )
    select a.id, a.post_id, a.step_id, t.name as step, r.name as rule, p.content ->> 'title' as title, p.at_once and p.stage = 'proposed' as at_once,
      left(coalesce(p.content -> 'parts' -> 0 ->> 'text', ''), 280) as text, u.name as author,
      a.open_channels as channel_ids, a.asked_at, a.deadline::text as deadline_key, nullif(a.deadline, 'infinity') as deadline_at, a.asked_at::text as asked_key,
      a.overdue_at is not null as overdue, ${seenOf('p.id')} as seen,
      (select min(d.due_at) from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id
        and d.channel_id = any(a.open_channels) and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed')) as due_at,
      exists (select from publication_changes x where x.workspace_id = p.workspace_id and x.post_id = p.id
        and x.channel_id = any(a.open_channels)) as published,
      (select count(*)::int from approval_comments x where x.post_id = p.id and x.kind = 'change'
        and x.resolved_at is null and x.deleted_at is null) as requests
    from page a join posts p on p.id = a.post_id join approval_steps t on t.id = a.step_id
    join approval_rules r on r.id = a.rule_id left join users u on u.id = p.author_id
    order by ${key}, a.id`.execute(ctx.db)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => present(row, mine.steps)),
    next: last ? encodeCursor([byDeadline ? last.deadlineKey : last.askedKey, last.id]) : null,
  }
}

function present(
  { deadlineAt, deadlineKey: _, askedKey: __, stepId, ...row }: Row,
  mySteps: readonly string[],
): QueueItem {
  return {
    ...row,
    title: row.title ?? '',
    dueAt: row.dueAt?.toISOString() ?? null,
    askedAt: row.askedAt?.toISOString() ?? null,
    deadline: deadlineAt?.toISOString() ?? null,
    mine: mySteps.includes(stepId),
  }
}

type Mine = { steps: string[]; handed: string[]; seats: string[]; personId: string | null }

async function mySteps(ctx: Context, actor: Actor): Promise<Mine> {
  if (!mayApprove(actor) || !actor.id) return { steps: [], handed: [], seats: [], personId: null }
  const seats = await seatsOf(ctx.db, actor.workspaceId, actor.id, ctx.clock.now())
  const asking = await stepsAsking(ctx.db, actor.workspaceId, seats)
  const own = new Set(asking.filter(({ escalates }) => !escalates).map(({ stepId }) => stepId))
  const handed = asking.filter((one) => one.escalates && !own.has(one.stepId)).map(({ stepId }) => stepId)
  return { steps: [...own, ...handed], handed, seats, personId: actor.id }
}

/** Asked of one of my seats, not written by me, and not said yes to already by all of them. */
const isMine = ({ steps, handed, seats, personId }: Mine) => sql`a.step_id = any(${steps}::uuid[])
  and (a.overdue_at is not null or a.step_id <> all(${handed}::uuid[]))
  and not exists (select from posts o join approval_rules r on r.id = a.rule_id
    where o.id = a.post_id and not r.own and o.author_id = ${personId})
  and not exists (
    select from approval_votes v join approval_versions f on f.post_id = v.post_id and f.channel_id = v.channel_id
      and f.digest = v.digest and f.current
    where v.workspace_id = a.workspace_id and v.post_id = a.post_id and v.channel_id = any(a.open_channels)
      and v.step_id = a.step_id and v.revoked_at is null and v.created_at >= a.asked_at and v.person_id = ${personId} and v.seat_id = any(${seats}::text[]))`

function readCursor(cursor: string): [string, string] {
  const place = decodeCursor(cursor, Place)
  if (!place) throw approvalError('bad_cursor')
  return place
}

/** How much waits for somebody, at most a hundred; what *Today* shows. */
export async function countMine(ctx: Context, actor: Actor): Promise<{ open: number; overdue: number }> {
  const mine = await mySteps(ctx, actor)
  if (mine.steps.length === 0) return { open: 0, overdue: 0 }
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where overdue)::int as overdue from (
      select a.overdue_at is not null as overdue from approval_asks a
      where a.workspace_id = ${actor.workspaceId} and a.state = 'open' and ${isMine(mine)}
        ${andWithinReach(actor, sql`a.open_channels`)}
      order by a.deadline, a.id limit 100) found`.execute(ctx.db)
  return rows[0] ?? { open: 0, overdue: 0 }
}
