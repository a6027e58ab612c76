import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { notifyAll, type Trouble } from '../../publish/notifications/index.ts'
import { adoptScheduled } from './rule-queries.ts'
import { syncAsks } from './sync.ts'

/** So many posts a minute in a workspace; what is left is found the minute after. */
const most = 500

/** What the minute asks of approvals. Nothing here decides what may go out: the dispatcher asks the votes themselves. */
export async function keep(ctx: Context): Promise<void> {
  await remindAndTell(ctx)
  await endWord(ctx.db, ctx.clock.now())
  for (const workspaceId of await workspacesWithRules(ctx.db))
    await ctx.db.transaction().execute(async (tx) => {
      const adopted = await adoptScheduled(tx, workspaceId, ctx.clock.now(), most)
      const stale = await findStale(tx, workspaceId, ctx.clock.now())
      const posts = [...new Set([...adopted, ...stale])]
      if (posts.length === 0) return
      await syncAsks(tx, ctx, { workspaceId, name: 'Carillon' }, posts)
      await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: null })
    })
}

/** Mere word, after which nothing is to be done, ends by itself after a week. */
const endWord = (db: Db, now: Date) =>
  sql`
    update notifications set resolved_at = ${now}::timestamptz
    where kind in ('approval.approved', 'approval.mentioned', 'approval.replied') and resolved_at is null
      and created_at < ${now}::timestamptz - interval '7 days'`.execute(db)

async function workspacesWithRules(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct r.workspace_id as id from approval_rules r join workspaces w on w.id = r.workspace_id
    where r.enabled and w.erase_at is null`.execute(db)
  return rows.map((row) => row.id)
}

/** Posts whose list of what waits is not what the votes say: somebody left, lost a right, moved a time, or it is out. */
async function findStale(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ postId: string }>`
    select distinct d.post_id from deliveries d
    where d.workspace_id = ${workspaceId} and d.state in ('scheduled', 'claimed', 'waiting', 'missed', 'handed')
      and d.due_at between ${now}::timestamptz - interval '7 days' and ${now}::timestamptz + interval '7 days'
      and lacks_approval(d.workspace_id, d.post_id, d.channel_id, d.digest, d.due_at)
      and not exists (select from approval_asks a where a.workspace_id = d.workspace_id and a.post_id = d.post_id
        and a.state in ('open', 'later') and d.channel_id = any(a.open_channels))
      and not exists (select from approval_comments x where x.post_id = d.post_id and x.kind = 'change'
        and x.resolved_at is null and x.deleted_at is null)
    union
    select a.post_id from approval_asks a join posts p on p.id = a.post_id
    where a.workspace_id = ${workspaceId} and a.state in ('open', 'later') and (p.deleted_at is not null
      or (p.stage = 'draft' and not exists (select from publication_changes x where x.post_id = a.post_id
        and x.channel_id = any(a.open_channels)))
      or exists (select from deliveries d where d.workspace_id = a.workspace_id and d.post_id = a.post_id
        and d.channel_id = any(a.open_channels) and d.state in ('sending', 'sent', 'published', 'in_doubt')
        and not exists (select from publication_changes x where x.post_id = a.post_id and x.channel_id = d.channel_id)))
    union
    select x.post_id from publication_changes x join deliveries d on d.id = x.delivery_id join posts p on p.id = x.post_id
    where x.workspace_id = ${workspaceId} and x.state = 'waiting' and p.deleted_at is null
      and lacks_approval(x.workspace_id, x.post_id, x.channel_id, x.digest, d.due_at)
      and not exists (select from approval_asks a where a.workspace_id = x.workspace_id and a.post_id = x.post_id
        and a.state in ('open', 'later') and x.channel_id = any(a.open_channels))
      and not exists (select from approval_comments c where c.post_id = x.post_id and c.kind = 'change'
        and c.resolved_at is null and c.deleted_at is null)
    limit ${most}`.execute(tx)
  return rows.map((row) => row.postId)
}

type Due = {
  workspaceId: string
  postId: string
  step: string
  text: string
  overdue: boolean
  atDeadline: string
  people: string[]
  handedTo: string[]
}

/** Each reminder and each overrun is told once for each time that it was asked. */
async function remindAndTell(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const due = await takeDue(tx, ctx.clock.now())
    if (due.length > 0) await notifyAll(tx, ctx, due.map(troubleOf))
    for (const workspaceId of new Set(due.map((one) => one.workspaceId)))
      await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: null })
  })
}

function troubleOf(one: Due): Trouble {
  const { workspaceId, postId, step, text, overdue, atDeadline, people, handedTo } = one
  const told = atDeadline === 'escalate' && overdue ? [...new Set([...people, ...handedTo])] : people
  return {
    workspaceId,
    kind: overdue ? 'approval.overdue' : 'approval.reminder',
    subject: { kind: 'post', id: postId },
    facts: { step, text },
    forPeople: told.length > 0 ? told : null,
  }
}

async function takeDue(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with due as (
      select a.id, coalesce(a.answer_by <= ${now}::timestamptz, false) and a.overdue_at is null as overdue
      from approval_asks a join workspaces w on w.id = a.workspace_id
      where a.state = 'open' and least(a.remind_at, a.answer_by) <= ${now}::timestamptz and w.erase_at is null
        and ((a.answer_by <= ${now}::timestamptz and a.overdue_at is null)
          or (a.remind_at <= ${now}::timestamptz and a.reminded_at is null and a.overdue_at is null))
      order by a.id limit 1000 for update of a skip locked
    ), marked as (
      update approval_asks a set overdue_at = case when due.overdue then ${now}::timestamptz else a.overdue_at end,
        reminded_at = ${now}::timestamptz
      from due where a.id = due.id
      returning a.workspace_id, a.post_id, a.step_id, due.overdue
    )
    select m.workspace_id, m.post_id, m.overdue, t.name as step, t.at_deadline,
      left(coalesce(p.content -> 'parts' -> 0 ->> 'text', ''), 140) as text,
      array(select s.person_id from approval_asked(t.workspace_id) s where s.step_id = t.id and not s.escalates and s.person_id is not null
        union select b.user_id from members b where b.workspace_id = t.workspace_id and b.role = any(t.roles)) as people,
      array(select s.person_id from approval_seats s where s.step_id = t.id and s.escalates and s.person_id is not null) as handed_to
    from marked m join approval_steps t on t.id = m.step_id join posts p on p.id = m.post_id
    where not m.overdue or t.at_deadline <> 'nothing'`.execute(tx)
  return rows
}
