import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/index.ts'
import type { JudgeManyBody } from './contract.ts'
import { takersLike } from './people-queries.ts'

type Place = { workspaceId: string; contestId: string }
type Verdict = {
  verdict: JudgeManyBody['verdict']
  reason: string
  batchId: string
  at: Date
  userId: string | null
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

/** Each with a note of how they stood before. Answers whom it changed. */
export async function judgeAll(
  tx: Tx,
  place: Place,
  whom: readonly string[],
  { verdict, reason, batchId, at, userId }: Verdict,
): Promise<string[]> {
  const { workspaceId, contestId } = place
  const state = verdict === 'keep' ? 'kept' : 'out'
  const { rows } = await sql<{ id: string }>`
    with wanted as (select p.id, p.state from contest_people p
      where ${takersLike(place, { q: '' })} and p.id = any(${[...whom]}::uuid[]) and p.state <> ${state}),
    noted as (
      insert into contest_notes (workspace_id, contest_id, person_id, what, reason, user_id, at, batch_id, before)
      select ${workspaceId}, ${contestId}, w.id, ${verdict}, ${reason}, ${userId}, ${at}::timestamptz, ${batchId}::uuid, w.state
      from wanted w)
    update contest_people p set state = ${state}, reason = ${reason}, judged_by = ${userId}, judged_at = ${at}::timestamptz
    from wanted w where p.id = w.id returning p.id`.execute(tx)
  return ids(rows)
}

/** As if it had not been: who was judged before that stands as they were judged then. The audit log has both. */
export async function undoAll(tx: Tx, { workspaceId, contestId }: Place, batchId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select n.id, n.person_id, n.before from contest_notes n
      where n.workspace_id = ${workspaceId} and n.contest_id = ${contestId} and n.batch_id = ${batchId}::uuid
        and not exists (select from contest_notes l where l.person_id = n.person_id and l.what in ('keep', 'exclude', 'reopen')
          and (l.at, l.id) > (n.at, n.id))),
    earlier as (
      select m.person_id, m.before, e.reason, e.user_id, e.at from mine m left join lateral (
        select n.reason, n.user_id, n.at from contest_notes n
        where n.person_id = m.person_id and n.id <> m.id and n.what in ('keep', 'exclude') order by n.at desc, n.id desc limit 1
      ) e on m.before in ('kept', 'out')),
    gone as (delete from contest_notes n using mine m where n.id = m.id)
    update contest_people p set state = e.before, judged_by = e.user_id, judged_at = e.at,
      reason = case when e.before = 'out' then coalesce(e.reason, '') else '' end
    from earlier e where p.contest_id = ${contestId} and p.id = e.person_id returning p.id`.execute(tx)
  return ids(rows)
}
