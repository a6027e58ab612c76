import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { reachOf } from '../../../app/channel-roles.ts'
import type { Db } from '../../../platform/db/index.ts'
import { approvalError } from './errors.ts'

/** In whose places somebody sits now: their own, and of those for whom they stand in. */
export async function seatsOf(db: Db, workspaceId: string, personId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id from approval_stand_ins
    where workspace_id = ${workspaceId} and stand_in_id = ${personId}
      and from_at <= ${now}::timestamptz and until_at > ${now}::timestamptz`.execute(db)
  return [personId, ...rows.map((row) => row.personId)]
}

/** A person, by name; keys and the program itself approve nothing. */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'person' || !actor.id) throw approvalError('people_only')
  return actor.id
}

/** Which steps ask somebody in one of these seats: by name, by the matrix of the team, by role, or after the deadline. */
export async function stepsAsking(
  db: Db,
  workspaceId: string,
  seats: readonly string[],
): Promise<{ stepId: string; seatId: string; escalates: boolean }[]> {
  const { rows } = await sql<{ stepId: string; seatId: string; escalates: boolean }>`
    select step_id, person_id as seat_id, escalates from approval_asked(${workspaceId})
    where person_id = any(${seats}::text[])
    union
    select t.id, m.user_id, false
    from approval_steps t join members m on m.workspace_id = t.workspace_id and m.user_id = any(${seats}::text[])
    where t.workspace_id = ${workspaceId}
      and (m.role = any(t.roles) or exists (
        select from jsonb_each_text(m.channel_roles -> 'parts') part where part.value = any(t.roles)))`.execute(
    db,
  )
  return rows
}

/** Only where something is open on a channel on which they may approve. */
export function andWithinReach(actor: Actor, channels: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const reach = reachOf(actor, 'post.approve')
  if (reach === null) return sql<SqlBool>``
  return 'only' in reach
    ? sql<SqlBool>`and ${channels} && ${reach.only}::uuid[]`
    : sql<SqlBool>`and not (${channels} <@ ${reach.but}::uuid[])`
}

/** Of a member `m`: they have the right to approve on at least one channel. The migration of the matrix says the same. */
export const approvesSomewhere = sql`(m.role in ('owner', 'manager', 'client') or exists (
  select from jsonb_each_text(m.channel_roles -> 'parts') part where part.value in ('owner', 'manager', 'client')))`

/** Members who have the right to approve on at least one channel. */
export async function findApprovers(db: Db, workspaceId: string) {
  const { rows } = await sql<{ id: string; name: string; role: string }>`
    select u.id, u.name, m.role from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and ${approvesSomewhere}
    order by lower(u.name), u.id limit 500`.execute(db)
  return rows
}
