import { sql } from 'kysely'
import { asChannelRoles, type Reach, sightOf } from '../../../app/channel-roles.ts'
import type { Config } from '../../../app/config.ts'
import { asRole } from '../../../app/rights.ts'
import type { Db } from '../../../platform/db/index.ts'
import { isGuarded } from '../../people/sign-in/index.ts'
import type { Brand, BrandEntry } from './contract.ts'

/** A workspace with what the person sees of it. */
export type Mine = { id: string; name: string; timeZone: string; colour: string | null; sight: Reach }

/** The workspaces of a person that are open to them now: not those that are being deleted, or that ask for a second step first. */
export async function findMine(
  db: Db,
  config: Config,
  userId: string,
  beside: string | null,
  now: Date,
): Promise<Mine[]> {
  const { rows } = await sql<Omit<Mine, 'sight'> & { role: string; channelRoles: unknown }>`
    select w.id, w.name, w.time_zone, g.colour, m.role, m.channel_roles
    from members m join workspaces w on w.id = m.workspace_id left join approval_pages g on g.workspace_id = w.id
    where m.user_id = ${userId} and w.erase_at is null
      and (${beside}::uuid is null or w.organisation_id = (select b.organisation_id from workspaces b
        join members o on o.workspace_id = b.id and o.user_id = ${userId} where b.id = ${beside}::uuid))
      and (coalesce(w.second_step_from > ${now}::timestamptz, true) or ${isGuarded(config, sql.ref('m.user_id'))})
    order by lower(w.name), w.id limit 200`.execute(db)
  return rows.map(({ role, channelRoles, ...row }) => ({
    ...row,
    sight: sightOf({ role: asRole(role), channels: asChannelRoles(channelRoles) }),
  }))
}

/** What is seen of each, as a table for a query: one question for all of them. */
const tableOf = (mine: readonly Mine[]) => {
  const rows = mine.map(({ id, sight }) => ({
    workspace_id: id,
    chosen: sight && 'only' in sight ? sight.only : null,
    left_out: sight && 'but' in sight ? sight.but : null,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(workspace_id uuid, chosen uuid[], left_out uuid[])`
}

const seen = (channel: string) => sql`(m.chosen is null or ${sql.ref(channel)} = any(m.chosen))
  and (m.left_out is null or ${sql.ref(channel)} <> all(m.left_out))`

export async function findChannels(
  db: Db,
  mine: readonly Mine[],
): Promise<ReadonlyMap<string, Brand['channels']>> {
  const { rows } = await sql<Brand['channels'][number] & { workspaceId: string }>`
    select c.workspace_id, c.id, c.handle, c.network from ${tableOf(mine)}
    join channels c on c.workspace_id = m.workspace_id and c.state <> 'removed' and ${seen('c.id')}
    order by c.name, c.id`.execute(db)
  const found = new Map<string, Brand['channels']>()
  for (const { workspaceId, ...channel } of rows)
    found.set(workspaceId, [...(found.get(workspaceId) ?? []), channel])
  return found
}

type Row = Omit<BrandEntry, 'at' | 'states' | 'channelIds'> & {
  at: number
  states: string
  channelIds: string
}

/** What stands in several calendars between two instants, each seen with the person's own eyes; along the same indexes as one. */
export async function findBrandEntries(
  db: Db,
  mine: readonly Mine[],
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<BrandEntry[]> {
  const { rows } = await sql<Row>`
    with entries as (
      select m.workspace_id, e.* from ${tableOf(mine)} cross join lateral (
        select d.post_id, d.due_at as at, string_agg(distinct d.state, ',') as states,
          string_agg(d.channel_id::text, ',' order by d.channel_id) as channel_ids
        from deliveries d
        where d.workspace_id = m.workspace_id and d.due_at >= ${from} and d.due_at < ${to} and d.state <> 'cancelled'
          and ${seen('d.channel_id')}
        group by d.post_id, d.due_at
        union all
        select p.id, p.wish_at at time zone p.wish_zone, '',
          coalesce((select string_agg(v.channel_id::text, ',' order by v.channel_id) from variants v
            where v.post_id = p.id and ${seen('v.channel_id')}), '')
        from posts p
        where p.workspace_id = m.workspace_id and p.deleted_at is null and p.stage <> 'scheduled'
          and p.wish_at >= (${from}::timestamptz at time zone 'UTC') - interval '1 day'
          and p.wish_at < (${to}::timestamptz at time zone 'UTC') + interval '1 day'
          and (m.chosen is null and m.left_out is null
            or exists (select from variants v where v.post_id = p.id and ${seen('v.channel_id')})
            or (m.left_out is not null and not exists (select from variants v where v.post_id = p.id)))
      ) e
      where e.at >= ${from} and e.at < ${to}
    )
    select e.workspace_id, p.id as post_id, extract(epoch from e.at)::float8 as at, p.stage, e.states, e.channel_ids,
      coalesce(left(p.content->'parts'->0->>'text', 140), '') as text,
      coalesce(jsonb_array_length(p.content->'parts'->0->'media'), 0) as media
    from entries e cross join lateral (
      select * from posts p where p.id = e.post_id and p.workspace_id = e.workspace_id and p.deleted_at is null offset 0) p
    order by e.at, p.id limit ${limit}`.execute(db)
  return rows.map(({ at, states, channelIds, ...row }) => ({
    ...row,
    at: new Date(Math.round(at * 1000)).toISOString(),
    states: listed(states),
    channelIds: listed(channelIds),
  }))
}

const listed = (text: string): string[] => (text === '' ? [] : text.split(','))
