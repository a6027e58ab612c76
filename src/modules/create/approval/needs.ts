import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Standing } from './contract.ts'

/** A step that says no yet, and who would say yes in it. `roles`: whose holders would, though nobody holds them. */
export type Need = Standing['needs'][number]

/**
 * Whose yes is missing, were a post to leave this moment as it was put before the approvers; a draft, that was not, has none. On
 * one channel, or on all that it goes to.
 */
export async function findNeeds(
  db: Db,
  workspaceId: string,
  postId: string,
  only: string | null = null,
): Promise<Need[]> {
  const { rows } = await sql<Need>`
    with goes as (
      select v.channel_id from variants v
      where v.workspace_id = ${workspaceId} and v.post_id = ${postId} and ${only}::uuid is null
      union all
      select ${only}::uuid where ${only}::uuid is not null
    ), missing as (
      select s.step_id, array_agg(g.channel_id) as channels
      from goes g cross join lateral approval_steps_of(${workspaceId}, ${postId}, g.channel_id) s
      left join approval_versions f on f.workspace_id = ${workspaceId} and f.post_id = ${postId}
        and f.channel_id = g.channel_id and f.current
      where not approval_step_passed(${workspaceId}, ${postId}, g.channel_id, coalesce(f.digest, ''), f.due_at, s.step_id)
      group by s.step_id
    )
    select t.name as step, array(
      select u.name from users u where u.id in (
        select q.person_id from approval_asked(t.workspace_id) q where q.step_id = t.id and not q.escalates
        union
        select m.user_id from members m cross join unnest(x.channels) c (id)
        where m.workspace_id = t.workspace_id and role_on(m.role, m.channel_roles, c.id) = any(t.roles))
      order by lower(u.name), u.id limit 5) as who, t.roles
    from missing x join approval_steps t on t.id = x.step_id join approval_rules r on r.id = t.rule_id
    order by r.created_at, r.id, t.position limit 10`.execute(db)
  return rows.map(({ roles, ...need }) => ({ ...need, roles: need.who.length > 0 ? [] : roles }))
}

/** The names of people and steps, which read in every language; roles where there is nobody. */
export const sayNeeds = (needs: readonly Need[]): string =>
  needs
    .map(({ step, who, roles }) => {
      const asked = who.length > 0 ? who : roles
      return asked.length > 0 ? `${asked.join(', ')} (${step})` : step
    })
    .join('; ') || '?'
