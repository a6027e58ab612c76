import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { deadlineAfter } from './deadline.ts'
import { type Changed, tellOfAsks } from './tell.ts'

/**
 * Writes anew what waits for whom, for some posts. The votes are the truth; this is what queues are read from. What an edit
 * did not touch stays as it was asked. A time that had passed before anybody was asked is nobody's deadline.
 */
export async function syncAsks(
  tx: Tx,
  ctx: Context,
  actor: Pick<Actor, 'workspaceId' | 'name'>,
  postIds: readonly string[],
): Promise<Changed[]> {
  if (postIds.length === 0) return []
  const { workspaceId } = actor
  const now = ctx.clock.now()
  await rememberRules(tx, workspaceId, postIds)
  const changed = await writeAsks(tx, workspaceId, postIds, now)
  await restIdle(tx, workspaceId, postIds, changed)
  const opened = changed.filter((ask) => ask.opened)
  await setDeadlines(tx, workspaceId, opened, now)
  await tellOfAsks(tx, ctx, actor, postIds, changed)
  return changed
}

/** Once under a rule, a post stays under it, whatever category or campaign it is given later. */
const rememberRules = (tx: Tx, workspaceId: string, postIds: readonly string[]) =>
  sql`
    insert into approval_subjects (workspace_id, post_id, rule_id)
    select distinct f.workspace_id, f.post_id, t.rule_id
    from approval_versions f cross join lateral approval_steps_of(f.workspace_id, f.post_id, f.channel_id) t
    where f.workspace_id = ${workspaceId} and f.post_id = any(${postIds}::uuid[]) and f.current
    order by 1, 2, 3
    on conflict do nothing`.execute(tx)

async function writeAsks(tx: Tx, workspaceId: string, postIds: readonly string[], now: Date) {
  const { rows } = await sql<Changed>`
    with subject as (
      select f.post_id, f.channel_id, f.digest, coalesce(d.due_at, f.due_at) as due_at, x.id is not null as is_change
      from approval_versions f
      join posts o on o.id = f.post_id
      left join lateral (
        select q.due_at, q.state from deliveries q
        where q.workspace_id = f.workspace_id and q.post_id = f.post_id and q.channel_id = f.channel_id and q.state <> 'cancelled'
        order by q.created_at desc limit 1) d on true
      left join publication_changes x on x.workspace_id = f.workspace_id and x.post_id = f.post_id
        and x.channel_id = f.channel_id and x.digest = f.digest
      where f.workspace_id = ${workspaceId} and f.post_id = any(${postIds}::uuid[]) and f.current
        -- What is out on one channel may be a draft again for the others.
        and o.deleted_at is null and (o.stage in ('proposed', 'scheduled') or x.id is not null)
        and (d.state is null or d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed') or x.id is not null)
    ), judged as (
      select s.post_id, s.channel_id, case when not s.is_change then s.due_at end as due_at, t.step_id, t.rule_id, t.place,
        approval_step_passed(${workspaceId}, s.post_id, s.channel_id, s.digest, s.due_at, t.step_id) as passed
      from subject s cross join lateral approval_steps_of(${workspaceId}, s.post_id, s.channel_id) t
    ), steps as (
      select post_id, step_id, rule_id, place, coalesce(array_agg(channel_id order by channel_id) filter (where not passed), '{}') as open_channels,
        min(due_at) filter (where not passed) as due_at
      from judged group by post_id, step_id, rule_id, place
    ), placed as (
      select s.*, case when s.open_channels = '{}' then 'done'
        when exists (select from steps e where e.post_id = s.post_id and e.rule_id = s.rule_id and e.place < s.place
          and e.open_channels && s.open_channels) then 'later' else 'open' end as state
      from steps s
    ), before as (
      select a.post_id, a.step_id, a.state from approval_asks a
      where a.workspace_id = ${workspaceId} and a.post_id = any(${postIds}::uuid[])
      order by a.post_id, a.step_id for update
    ), written as (
      insert into approval_asks as a (workspace_id, post_id, rule_id, step_id, position, state, open_channels, asked_at, deadline, settled_at)
      select ${workspaceId}, post_id, rule_id, step_id, place, state, open_channels,
        case when state = 'open' then ${now}::timestamptz end, coalesce(case when due_at > ${now}::timestamptz then due_at end, 'infinity'),
        case when state = 'done' then ${now}::timestamptz end
      from placed
      on conflict (workspace_id, post_id, step_id) do update set
        position = excluded.position, state = excluded.state, open_channels = excluded.open_channels,
        asked_at = case when excluded.state = 'open' and a.state <> 'open' then excluded.asked_at else a.asked_at end,
        deadline = case when excluded.state = 'open' and a.state <> 'open' then excluded.deadline
          when excluded.deadline = 'infinity' and a.deadline <= ${now}::timestamptz then a.deadline
          else least(a.answer_by, excluded.deadline) end,
        overdue_at = case when excluded.state = 'open' and a.state = 'open' then a.overdue_at end,
        reminded_at = case when excluded.state = 'open' and a.state = 'open' then a.reminded_at end,
        settled_at = excluded.settled_at
      returning a.post_id, a.step_id, a.state
    )
    select w.post_id, w.step_id, w.state,
      w.state = 'open' and coalesce(b.state <> 'open', true) as opened,
      w.state = 'done' and coalesce(b.state <> 'done', true) as settled
    from written w left join before b using (post_id, step_id)`.execute(tx)
  return rows
}

/** Of drafts, of what is out, and under rules that do not fit any more, nothing is asked. */
async function restIdle(tx: Tx, workspaceId: string, postIds: readonly string[], kept: readonly Changed[]) {
  await sql`
    update approval_asks a set state = 'idle', open_channels = '{}'
    where a.workspace_id = ${workspaceId} and a.post_id = any(${postIds}::uuid[]) and a.state <> 'idle'
      and (a.post_id, a.step_id) not in (
        select * from unnest(${kept.map((one) => one.postId)}::uuid[], ${kept.map((one) => one.stepId)}::uuid[]))`.execute(
    tx,
  )
}

type StepTime = {
  id: string
  hours: number | null
  working: boolean
  remindHours: number | null
  timeZone: string
}

async function setDeadlines(tx: Tx, workspaceId: string, opened: readonly Changed[], now: Date) {
  if (opened.length === 0) return
  const { rows } = await sql<StepTime>`
    select t.id, t.hours, t.working, t.remind_hours, w.time_zone
    from approval_steps t join workspaces w on w.id = t.workspace_id
    where t.workspace_id = ${workspaceId} and t.id = any(${[...new Set(opened.map((one) => one.stepId))]}::uuid[])`.execute(
    tx,
  )
  for (const step of rows) {
    const answerBy = step.hours && deadlineAfter(now, step.hours, step.working, step.timeZone)
    const posts = opened.filter(({ stepId }) => stepId === step.id).map(({ postId }) => postId)
    await sql`
      update approval_asks set answer_by = ${answerBy || null}::timestamptz,
        deadline = least(${answerBy || null}::timestamptz, deadline),
        remind_at = case when ${step.remindHours}::int is not null and least(${answerBy || null}::timestamptz, deadline) < 'infinity'
          then greatest(${now}::timestamptz, least(${answerBy || null}::timestamptz, deadline) - make_interval(hours => ${step.remindHours}::int)) end
      where workspace_id = ${workspaceId} and step_id = ${step.id} and post_id = any(${posts}::uuid[])`.execute(
      tx,
    )
  }
}
