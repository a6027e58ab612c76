import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import {
  type Cadence,
  type ContentPlanBody,
  defaultShares,
  type Pillar,
  type Rubric,
  Rules,
  type Shares,
} from './contract.ts'

/** The part of a plan that is one row. */
export type Frame = { version: number; shares: Shares; rules: Rules }

export async function findFrame(db: Db, workspaceId: string): Promise<Frame | undefined> {
  const row = await db
    .selectFrom('contentPlans')
    .select(['version', 'shares', 'rules'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row && { version: row.version, shares: row.shares as Shares, rules: row.rules as Rules }
}

/** Whoever saves or applies a plan of the workspace waits here for the other; a reader does not. */
export const takeTurn = (tx: Tx, workspaceId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`content plan ${workspaceId}`}, 0))`.execute(tx)

export async function saveFrame(
  db: Db,
  workspaceId: string,
  { version, shares, rules }: Frame,
  now: Date,
): Promise<void> {
  const values = { version, shares: JSON.stringify(shares), rules: JSON.stringify(rules), updatedAt: now }
  await db
    .insertInto('contentPlans')
    .values({ workspaceId, ...values })
    .onConflict((on) => on.column('workspaceId').doUpdateSet(values))
    .execute()
}

export async function findPillars(db: Db, workspaceId: string): Promise<Pillar[]> {
  return db
    .selectFrom('pillars')
    .select(['id', 'name', 'about', 'share', 'goalId', 'personaId'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Those that are not named any more are put away: posts keep them. Answers whether all were the workspace's own. */
export async function savePillars(
  db: Db,
  workspaceId: string,
  pillars: readonly Pillar[],
  now: Date,
): Promise<boolean> {
  // All at first, so that two can change their names with each other.
  await db
    .updateTable('pillars')
    .set({ archivedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .execute()
  if (pillars.length === 0) return true
  const rows = await db
    .insertInto('pillars')
    .values(pillars.map((pillar, position) => ({ workspaceId, position, ...pillar })))
    .onConflict((on) =>
      on
        .column('id')
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          about: eb.ref('excluded.about'),
          share: eb.ref('excluded.share'),
          goalId: eb.ref('excluded.goalId'),
          personaId: eb.ref('excluded.personaId'),
          position: eb.ref('excluded.position'),
          archivedAt: null,
        }))
        .where('pillars.workspaceId', '=', workspaceId),
    )
    .returning('id')
    .execute()
  return rows.length === pillars.length
}

export async function findRubrics(db: Db, workspaceId: string): Promise<Rubric[]> {
  const rows = await db
    .selectFrom('rubrics')
    .select(['id', 'name', 'hint', 'weekday', 'atTime', 'everyWeeks', 'category', 'pillarId', 'channels'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ atTime, category, channels, ...row }) => ({
    ...row,
    time: atTime.slice(0, 5),
    category: category as Rubric['category'],
    channelIds: channels as string[],
  }))
}

export async function saveRubrics(db: Db, workspaceId: string, rubrics: readonly Rubric[]): Promise<boolean> {
  await db
    .deleteFrom('rubrics')
    .where('workspaceId', '=', workspaceId)
    .$if(rubrics.length > 0, (query) =>
      query.where(
        'id',
        'not in',
        rubrics.map(({ id }) => id),
      ),
    )
    .execute()
  if (rubrics.length === 0) return true
  const rows = await db
    .insertInto('rubrics')
    .values(
      rubrics.map(({ time, channelIds, ...rubric }, position) => ({
        workspaceId,
        position,
        ...rubric,
        atTime: time,
        channels: JSON.stringify(channelIds),
      })),
    )
    .onConflict((on) =>
      on
        .column('id')
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          hint: eb.ref('excluded.hint'),
          weekday: eb.ref('excluded.weekday'),
          atTime: eb.ref('excluded.atTime'),
          everyWeeks: eb.ref('excluded.everyWeeks'),
          category: eb.ref('excluded.category'),
          pillarId: eb.ref('excluded.pillarId'),
          channels: eb.ref('excluded.channels'),
          position: eb.ref('excluded.position'),
        }))
        .where('rubrics.workspaceId', '=', workspaceId),
    )
    .returning('id')
    .execute()
  return rows.length === rubrics.length
}

export async function findCadences(db: Db, workspaceId: string): Promise<Cadence[]> {
  const rows = await db
    .selectFrom('channelPlans')
    .select(['channelId', 'perWeek', 'weekdays', 'times'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('channelId')
    .execute()
  return rows.map(({ weekdays, times, ...row }) => ({
    ...row,
    weekdays: weekdays as number[],
    times: times as string[],
  }))
}

/** Channels that are not named publish nothing by plan; the rest of their channel plan stays. */
export async function saveCadences(db: Db, workspaceId: string, cadences: readonly Cadence[]): Promise<void> {
  await db
    .updateTable('channelPlans')
    .set((eb) => ({ perWeek: 0, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('perWeek', '>', 0)
    .$if(cadences.length > 0, (query) =>
      query.where(
        'channelId',
        'not in',
        cadences.map(({ channelId }) => channelId),
      ),
    )
    .execute()
  if (cadences.length === 0) return
  await db
    .insertInto('channelPlans')
    .values(
      cadences.map(({ channelId, perWeek, weekdays, times }) => ({
        workspaceId,
        channelId,
        perWeek,
        weekdays: JSON.stringify(weekdays),
        times: JSON.stringify(times),
      })),
    )
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'channelId'])
        .doUpdateSet((eb) => ({
          perWeek: eb.ref('excluded.perWeek'),
          weekdays: eb.ref('excluded.weekdays'),
          times: eb.ref('excluded.times'),
          version: eb('channelPlans.version', '+', 1),
        }))
        .where(
          sql<boolean>`(channel_plans.per_week, channel_plans.weekdays, channel_plans.times)
            is distinct from (excluded.per_week, excluded.weekdays, excluded.times)`,
        ),
    )
    .execute()
}

export type PlanChannel = { id: string; zone: string; removed: boolean }

/** All channels that the workspace ever had: what names a removed one is no stranger. */
export async function findPlanChannels(db: Db, workspaceId: string): Promise<PlanChannel[]> {
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'timeZone as zone', 'state'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()
  return rows.map(({ state, ...row }) => ({ ...row, removed: state === 'removed' }))
}

export async function findSetting(db: Db, workspaceId: string) {
  return db
    .selectFrom('workspaces')
    .select(['timeZone', 'language', 'weekStartsOn'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
}

/** Which of these goals or campaigns the workspace has not. */
export async function countMissing(
  db: Db,
  workspaceId: string,
  table: 'goals' | 'campaigns' | 'personas',
  ids: readonly string[],
): Promise<number> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return 0
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', wanted)
    .execute()
  return wanted.length - rows.length
}

/** A post on one channel at one time: due, out, or a draft with a wish. */
export type Placement = {
  channelId: string
  at: Date
  category: ContentPlanBody['rubrics'][number]['category'] | null
  pillarId: string | null
  rubricId: string | null
}

const mostPlacements = 20_000

export async function findPlacements(
  db: Db,
  workspaceId: string,
  from: Date,
  to: Date,
): Promise<Placement[]> {
  const { rows } = await sql<Placement>`
    with placed as (
      select d.post_id, d.channel_id, d.due_at as at from deliveries d
      where d.workspace_id = ${workspaceId} and d.due_at >= ${from} and d.due_at < ${to}
        and d.state not in ('cancelled', 'failed', 'missed')
      union all
      select p.id, v.channel_id, p.wish_at at time zone p.wish_zone from posts p join variants v on v.post_id = p.id
      where p.workspace_id = ${workspaceId} and p.deleted_at is null and p.stage <> 'scheduled'
        and p.wish_at >= (${from}::timestamptz at time zone 'UTC') - interval '1 day'
        and p.wish_at < (${to}::timestamptz at time zone 'UTC') + interval '1 day'
    )
    select l.channel_id, l.at, p.category, p.pillar_id, n.rubric_id
    from placed l join posts p on p.id = l.post_id and p.deleted_at is null
    left join planned_posts n on n.post_id = p.id
    where l.at >= ${from} and l.at < ${to}
    order by l.at, l.channel_id, p.id limit ${mostPlacements}`.execute(db)
  return rows
}

/** A plan that nobody saved yet is one with what stands by default. */
async function ensureFrame(db: Db, workspaceId: string): Promise<void> {
  const rules = JSON.stringify(Rules.parse({}))
  await db
    .insertInto('contentPlans')
    .values({ workspaceId, version: 0, shares: JSON.stringify(defaultShares), rules })
    .onConflict((on) => on.column('workspaceId').doNothing())
    .execute()
}

/** Whoever has the plan open is told that it is not the one that they read: how often a channel publishes stands in it. */
export async function cadenceChanged(db: Db, workspaceId: string, now: Date): Promise<void> {
  await ensureFrame(db, workspaceId)
  await db
    .updateTable('contentPlans')
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt: now }))
    .where('workspaceId', '=', workspaceId)
    .execute()
}

export type TeamHours = {
  /** What counts: the hours of the people in the team as soon as one of them has any, else the number that was typed. */
  hours: number | null
  from: 'people' | 'typed' | null
  typed: number | null
  /** So many people of the team have said their hours, and so many have not. */
  people: number
  untold: number
}

/** What the team can give in a week. */
export async function findCapacity(db: Db, workspaceId: string): Promise<TeamHours> {
  const { rows } = await sql<{
    typed: string | null
    minutes: number | null
    people: number
    untold: number
  }>`
    select (select capacity_hours from content_plans where workspace_id = ${workspaceId}) as typed,
      sum(minutes)::int as minutes, count(minutes)::int as people, (count(*) - count(minutes))::int as untold
    from team_people where workspace_id = ${workspaceId} and archived_at is null`.execute(db)
  const found = rows[0]
  const typed = found?.typed == null ? null : Number(found.typed)
  const { people, untold } = { people: found?.people ?? 0, untold: found?.untold ?? 0 }
  if (people > 0) return { hours: (found?.minutes ?? 0) / 60, from: 'people', typed, people, untold }
  return { hours: typed, from: typed === null ? null : 'typed', typed, people, untold }
}

export async function saveCapacity(db: Db, workspaceId: string, hours: number | null): Promise<void> {
  await ensureFrame(db, workspaceId)
  await db
    .updateTable('contentPlans')
    .set({ capacityHours: hours })
    .where('workspaceId', '=', workspaceId)
    .execute()
}

/** Shares of pillars that channels have of their own, by channel. */
export async function findOwnPillars(
  db: Db,
  workspaceId: string,
): Promise<Map<string, { id: string; share: number }[]>> {
  const rows = await db
    .selectFrom('channelPlans')
    .select(['channelId', 'pillars'])
    .where('workspaceId', '=', workspaceId)
    .execute()
  return new Map(
    rows.map(({ channelId, pillars }) => [
      channelId,
      (pillars as { pillarId: string; share: number }[]).map(({ pillarId: id, share }) => ({ id, share })),
    ]),
  )
}
