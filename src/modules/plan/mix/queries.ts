import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andWithin, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Gauge, MixGauges, MixQuery } from './contract.ts'

type Row = { state: keyof MixGauges; category: keyof Gauge['categories']; pillarId: string | null; n: number }

/** How many posts there are of each kind, counted where they lie. */
export async function countMix(db: Db, viewer: Viewer, { from, to }: MixQuery): Promise<MixGauges> {
  const sight = sightOf(viewer)
  const { rows } = await sql<Row>`
    with placed as (
      select case when d.state = 'published' then 'published' else 'scheduled' end as state, p.category, p.pillar_id
      from deliveries d join posts p on p.id = d.post_id and p.deleted_at is null
      where d.workspace_id = ${viewer.workspaceId} and d.due_at >= ${from} and d.due_at < ${to}
        and d.state not in ('cancelled', 'failed', 'missed') ${andWithin(sight, sql`d.channel_id`)}
      union all
      select 'planned', p.category, p.pillar_id from posts p
      join variants v on v.post_id = p.id ${andWithin(sight, sql`v.channel_id`)}
      where p.workspace_id = ${viewer.workspaceId} and p.deleted_at is null and p.stage <> 'scheduled'
        and p.wish_at >= (${from}::timestamptz at time zone 'UTC') - interval '1 day'
        and p.wish_at < (${to}::timestamptz at time zone 'UTC') + interval '1 day'
        and p.wish_at at time zone p.wish_zone >= ${from} and p.wish_at at time zone p.wish_zone < ${to}
      union all
      select 'planned', n.category, n.pillar_id from planned_posts n
      join channels c on c.id = n.channel_id and c.state <> 'removed'
      left join posts p on p.id = n.post_id and p.deleted_at is null
      where n.workspace_id = ${viewer.workspaceId} and n.at >= ${from} and n.at < ${to} and p.id is null
        ${andWithin(sight, sql`n.channel_id`)}
    )
    select state, coalesce(category, 'none') as category, pillar_id, count(*)::int as n
    from placed group by state, category, pillar_id order by state, category, pillar_id`.execute(db)
  const of = (state: keyof MixGauges) => gaugeOf(rows.filter((row) => row.state === state))
  return { planned: of('planned'), scheduled: of('scheduled'), published: of('published') }
}

function gaugeOf(rows: readonly Row[]): Gauge {
  const categories = { engaging: 0, brand: 0, educational: 0, promotional: 0, none: 0 }
  const pillars = new Map<string | null, number>()
  for (const { category, pillarId, n } of rows) {
    categories[category] += n
    pillars.set(pillarId, (pillars.get(pillarId) ?? 0) + n)
  }
  return {
    total: rows.reduce((sum, { n }) => sum + n, 0),
    categories,
    pillars: [...pillars].map(([pillarId, count]) => ({ pillarId, count })),
  }
}
