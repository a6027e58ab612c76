/** What is to be judged anew, and whom that concerns. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { groundKey } from './ground-queries.ts'

export type Outdated = {
  workspaceId: string
  postId: string
  dueAt: Date
  /** Somebody changed by what it is judged; not only the packs, or its day, became others. */
  byPeople: boolean
}

type Asked = {
  versions: readonly { id: string; version: string }[]
  until: Date
  most: number
  workspaceId: string | null
  after: { dueAt: string; postId: string } | null
}

/** Posts that are still to leave, or in somebody's hands, and were judged by other packs than those of now, on other ground, or for another day; the soonest first. */
export async function findOutdated(
  db: Db,
  { versions, until, most, workspaceId, after }: Asked,
): Promise<Outdated[]> {
  const known = JSON.stringify(versions)
  const key = groundKey({
    workspaceId: sql`d.workspace_id`,
    channelId: sql`d.channel_id`,
    personaId: sql`p.persona_id`,
    campaignId: sql`p.campaign_id`,
    influencerId: sql`p.influencer_id`,
  })
  const { rows } = await sql<Outdated>`
    select d.workspace_id, d.post_id, date_trunc('milliseconds', min(d.due_at)) as due_at,
      bool_or(r.ground is not null and r.ground <> '' and r.ground <> ${key}) as by_people
    from deliveries d
    join channels c on c.id = d.channel_id
    join posts p on p.id = d.post_id
    join variants v on v.post_id = d.post_id and v.channel_id = d.channel_id
    left join lateral (
      select packs, for_day, ground from compliance_results r
      where r.workspace_id = d.workspace_id and r.post_id = d.post_id and r.channel_id = d.channel_id
      order by r.at desc limit 1
    ) r on true
    where d.state in ('scheduled', 'waiting', 'handed') and d.due_at < ${until}
      ${workspaceId === null ? sql`` : sql`and d.workspace_id = ${workspaceId}`}
      and (r.packs is null or not (${known}::jsonb @> r.packs) or r.for_day <> (d.due_at at time zone c.time_zone)::date
        or r.ground <> ${key})
    group by d.workspace_id, d.post_id
    ${
      after === null
        ? sql``
        : sql`having (date_trunc('milliseconds', min(d.due_at)), d.post_id) > (${after.dueAt}::timestamptz, ${after.postId}::uuid)`
    }
    order by date_trunc('milliseconds', min(d.due_at)), d.post_id limit ${most}`.execute(db)
  return rows
}

/** Who wrote a post and who last put it on its way, as far as they are still here. */
export async function findPlanners(db: Db, workspaceId: string, postId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.user_id as id from members m where m.workspace_id = ${workspaceId} and m.user_id in (
      select author_id from posts where workspace_id = ${workspaceId} and id = ${postId}
      union
      (select actor_id from audit_log where workspace_id = ${workspaceId} and subject_id = ${postId}
        and action = 'post.scheduled' and actor_kind = 'person' order by id desc limit 1))
    order by m.user_id`.execute(db)
  return rows.map(({ id }) => id)
}
