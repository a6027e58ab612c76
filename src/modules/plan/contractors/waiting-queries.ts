import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Waiting } from '../waiting/contract.ts'

type Asking = { userId: string; today: string; manages: boolean }

/**
 * What was handed in waits for who approves that kind of work, what is overdue for who is responsible for it; both for who
 * looks after the job where the matrix names no member, and for those who lead where nobody does.
 */
export async function findWaiting(
  db: Db,
  workspaceId: string,
  { userId, today, manages }: Asking,
): Promise<Waiting['items']> {
  const { rows } = await sql<Waiting['items'][number]>`
    with waiting as (
      select j.id, j.title, j.deadline, j.work_id, j.owner_id,
        case when j.state = 'delivered' then 'accept' else 'overdue' end as why,
        case when j.state = 'delivered' then 'approves' else 'responsible' end as part
      from contractor_jobs j
      where j.workspace_id = ${workspaceId} and (j.state = 'delivered'
        or (j.state in ('brief', 'looking', 'agreed', 'changes') and j.deadline < ${today}::date))
    ), named as (
      select w.id, array_agg(m.user_id) as users
      from waiting w
      join team_works k on k.id = w.work_id and k.archived_at is null
      join team_parts p on p.workspace_id = ${workspaceId} and p.work_id = w.work_id and w.part = any(p.parts)
      join team_people t on t.id = p.person_id and t.archived_at is null
      join members m on m.workspace_id = ${workspaceId} and m.user_id = t.user_id
      group by w.id
    )
    select w.id, w.title, w.why, w.deadline, c.name as contractor
    from waiting w
    left join named n on n.id = w.id
    left join contractor_candidates c on c.job_id = w.id and c.chosen
    where ${userId} = any(n.users)
      or (w.owner_id = ${userId} and (n.users is null or w.why = 'overdue'))
      or (${manages} and n.users is null and w.owner_id is null)
    order by w.deadline nulls last, w.id limit 50`.execute(db)
  return rows
}

export type Due = { workspaceId: string; id: string; title: string; deadline: string; days: number }

/** Jobs whose deadline is near where the workspace is, marked as told. */
export async function takeDue(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update contractor_jobs j set reminded_for = j.deadline
    from workspaces w
    where w.id = j.workspace_id and w.erase_at is null
      and j.deadline is not null and j.state in ('brief', 'looking', 'agreed', 'changes')
      and j.reminded_for is distinct from j.deadline
      and j.deadline - j.remind_days <= (${now}::timestamptz at time zone w.time_zone)::date
    returning j.workspace_id, j.id, j.title, j.deadline,
      greatest(0, j.deadline - (${now}::timestamptz at time zone w.time_zone)::date) as days`.execute(tx)
  return rows
}
