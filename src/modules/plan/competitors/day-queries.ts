import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { DayBody, Source } from './contract.ts'

export type LatestDay = {
  profileId: string
  day: string
  followers: number | null
  following: number | null
  posts: number | null
  source: Source
}

/** The newest day of each profile of which anything is known. */
export async function latestDays(
  db: Db,
  workspaceId: string,
  profileIds: readonly string[],
): Promise<LatestDay[]> {
  if (profileIds.length === 0) return []
  const { rows } = await sql<LatestDay>`
    select d.profile_id, d.day, d.followers, d.following, d.posts, coalesce(d.followers_source, d.source) as source
    from unnest(${profileIds}::uuid[]) as u (id) cross join lateral (
      select * from competitor_days where workspace_id = ${workspaceId} and profile_id = u.id order by day desc limit 1
    ) d`.execute(db)
  return rows
}

export const findDays = (db: Db, workspaceId: string, profileIds: readonly string[], from: string) =>
  db
    .selectFrom('competitorDays')
    .select(['profileId', 'day', 'followers', 'following', 'posts'])
    .select(sql<Source>`coalesce(followers_source, source)`.as('source'))
    .where('workspaceId', '=', workspaceId)
    .where('profileId', 'in', [...profileIds])
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('profileId')
    .execute()

/**
 * Writes what days counted; a figure that is left out (undefined) stays as it was, and so does one that the network told where
 * people bring another. Answers how many days are new and how many are otherwise now.
 */
export async function writeDays(
  tx: Db,
  workspaceId: string,
  profileId: string,
  days: readonly ({ day: string } & DayBody)[],
  { source, at }: { source: Source; at: Date },
): Promise<{ added: number; changed: number }> {
  if (days.length === 0) return { added: 0, changed: 0 }
  const each = (of: (name: Counted) => RawBuilder<unknown>) => sql.join(countedOfDay.map(of))
  const { rows } = await sql<{ added: boolean }>`
    insert into competitor_days as d (workspace_id, profile_id, day, ${each((name) => sql.ref(name))},
      ${each((name) => sql.ref(`${name}_source`))}, source, at)
    select ${workspaceId}, ${profileId}, n.day, ${each((name) => sql`n.${sql.ref(name)}`)},
      ${each((name) => sql`case when n.${sql.ref(name)} is not null then ${source} end`)}, ${source}, ${at}
    from unnest(${days.map(({ day }) => day)}::date[],
      ${each((name) => sql`${days.map((one) => one[name] ?? null)}::bigint[]`)}) as n (day, ${each((name) => sql.ref(name))})
    on conflict (workspace_id, profile_id, day) do update set
      ${each((name) => taken(name, name))}, ${each((name) => taken(name, `${name}_source`))},
      source = excluded.source, at = excluded.at
      where ${sql.join(countedOfDay.map(isTaken), sql` or `)}
    returning (xmax = 0) as added`.execute(tx)
  return {
    added: rows.filter(({ added }) => added).length,
    changed: rows.filter(({ added }) => !added).length,
  }

  function taken(name: Counted, column: string) {
    return sql`${sql.ref(column)} = case when ${isTaken(name)} then excluded.${sql.ref(column)} else d.${sql.ref(column)} end`
  }

  /** Whether the day that meets another one names the figure, and may. */
  function isTaken(name: Counted) {
    const given = days.filter((one) => one[name] !== undefined).map(({ day }) => day)
    return sql`(excluded.day = any(${given}::date[])
      and (excluded.source = 'network' or d.${sql.ref(`${name}_source`)} is distinct from 'network'))`
  }
}

const countedOfDay = ['followers', 'following', 'posts'] as const
type Counted = (typeof countedOfDay)[number]

/** Which figures of a day the network told. */
export async function toldByNetwork(
  db: Db,
  workspaceId: string,
  profileId: string,
  day: string,
): Promise<Counted[]> {
  const row = await db
    .selectFrom('competitorDays')
    .select(['followersSource', 'followingSource', 'postsSource'])
    .where('workspaceId', '=', workspaceId)
    .where('profileId', '=', profileId)
    .where('day', '=', day)
    .executeTakeFirst()
  return countedOfDay.filter((name) => row?.[`${name}Source`] === 'network')
}

/** What people brought of a day; what the network told stays. */
export async function deleteDay(
  tx: Tx,
  workspaceId: string,
  profileId: string,
  day: string,
): Promise<boolean> {
  const which = sql`workspace_id = ${workspaceId} and profile_id = ${profileId} and day = ${day}`
  const isTold = sql`'network' in (followers_source, following_source, posts_source)`
  const cleared = countedOfDay.flatMap((name) =>
    [name, `${name}_source`].map(
      (column) =>
        sql`${sql.ref(column)} = case when ${sql.ref(`${name}_source`)} = 'network' then ${sql.ref(column)} end`,
    ),
  )
  const gone = await sql`delete from competitor_days where ${which} and ${isTold} is not true`.execute(tx)
  const kept = await sql`
    update competitor_days set source = 'network', ${sql.join(cleared)}
    where ${which} and source <> 'network'`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) + Number(kept.numAffectedRows ?? 0) > 0
}
