import { sql } from 'kysely'
import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, isIn, isSeenCampaign, isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { PlannedFields, PlannedPost } from './contract.ts'

type Row = Omit<PlannedPost, 'at'> & { at: Date }

const fields = sql`
  n.id, n.channel_id, to_char(n.wish_at, 'YYYY-MM-DD"T"HH24:MI') as civil, n.wish_zone as zone, n.at, n.category, n.pillar_id,
  n.rubric_id, r.name as rubric, n.campaign_id, n.goal_id, n.persona_id, n.appeal, n.occasion, n.hint, n.fixed, p.id as post_id`

/** A post that was deleted leaves its place open again. */
const from = (sight: Reach) => sql`
  planned_posts n join channels c on c.id = n.channel_id and c.state <> 'removed' ${andWithin(sight, sql`n.channel_id`)}
  left join posts p on p.id = n.post_id and p.deleted_at is null
  left join rubrics r on r.id = n.rubric_id`

const toPlanned = (row: Row): PlannedPost => ({ ...row, at: row.at.toISOString() })

export type Page = {
  from: string
  to: string
  written: boolean
  campaign?: string | undefined
  limit: number
  after?: { at: string; id: string } | undefined
}

/** By time; those without a post unless all are asked for. */
export async function findPlanned(db: Db, viewer: Viewer, page: Page): Promise<PlannedPost[]> {
  const { rows } = await sql<Row>`
    select ${fields} from ${from(sightOf(viewer))}
    where n.workspace_id = ${viewer.workspaceId} and n.at >= ${page.from} and n.at < ${page.to}
      ${page.written ? sql`` : sql`and p.id is null`}
      ${page.campaign ? sql`and n.campaign_id = ${page.campaign}` : sql``}
      ${page.after ? sql`and (n.at, n.id) > (${page.after.at}::timestamptz, ${page.after.id}::uuid)` : sql``}
    order by n.at, n.id limit ${page.limit}`.execute(db)
  return rows.map(toPlanned)
}

export async function findOne(db: Db, viewer: Viewer, id: string): Promise<PlannedPost | undefined> {
  const { rows } = await sql<Row>`
    select ${fields} from ${from(sightOf(viewer))}
    where n.workspace_id = ${viewer.workspaceId} and n.id = ${id}`.execute(db)
  return rows[0] && toPlanned(rows[0])
}

export async function isPost(db: Db, viewer: Viewer, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = ${id} and p.deleted_at is null
      ${andSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows.length > 0
}

/** For which place in the plan a post was written. */
export async function findOfPost(db: Db, viewer: Viewer, postId: string): Promise<PlannedPost | null> {
  const { rows } = await sql<Row>`
    select ${fields} from ${from(sightOf(viewer))}
    where n.workspace_id = ${viewer.workspaceId} and n.post_id = ${postId} and p.id is not null`.execute(db)
  return rows[0] ? toPlanned(rows[0]) : null
}

/** Holds it still until the transaction ends, then reads it. */
export async function lockPlanned(tx: Tx, viewer: Viewer, id: string): Promise<PlannedPost | undefined> {
  await tx
    .selectFrom('plannedPosts')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return findOne(tx, viewer, id)
}

/** Open ones on the days of a span, each day by the clock on which the post was wished. */
export async function findOpenOnDays(
  db: Db,
  workspaceId: string,
  first: string,
  last: string,
): Promise<PlannedPost[]> {
  const { rows } = await sql<Row>`
    select ${fields} from ${from(null)}
    where n.workspace_id = ${workspaceId} and n.wish_at::date between ${first}::date and ${last}::date and p.id is null
    order by n.at, n.id`.execute(db)
  return rows.map(toPlanned)
}

export const countPlanned = async (db: Db, workspaceId: string): Promise<number> => {
  const row = await db
    .selectFrom('plannedPosts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.n
}

/** What else is planned, or on its way, on the same channel at the same time. */
export async function countMeeting(
  db: Db,
  workspaceId: string,
  { id, channelId, at }: Pick<PlannedPost, 'id' | 'channelId' | 'at'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from planned_posts n left join posts p on p.id = n.post_id and p.deleted_at is null
        where n.workspace_id = ${workspaceId} and n.channel_id = ${channelId} and n.at = ${at}::timestamptz
          and n.id <> ${id} and p.id is null)::int
      + (select count(*) from deliveries d
        where d.workspace_id = ${workspaceId} and d.channel_id = ${channelId} and d.due_at = ${at}::timestamptz
          and d.state in ('scheduled', 'claimed', 'waiting', 'handed'))::int as count`.execute(db)
  return rows[0]?.count ?? 0
}

const columnsOf = ({ civil, zone, ...rest }: Partial<PlannedFields>) => ({
  ...rest,
  ...(civil !== undefined && { wishAt: civil }),
  ...(zone !== undefined && { wishZone: zone }),
})

type New = PlannedFields & { fixed: boolean }

export async function insertPlanned(db: Db, workspaceId: string, planned: readonly New[]): Promise<string[]> {
  if (planned.length === 0) return []
  const rows = await db
    .insertInto('plannedPosts')
    .values(
      planned.map(({ civil, zone, ...rest }) => ({ workspaceId, wishAt: civil, wishZone: zone, ...rest })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function updatePlanned(
  db: Db,
  workspaceId: string,
  id: string,
  change: Partial<PlannedFields> & { fixed?: boolean; postId?: string | null },
): Promise<void> {
  await db
    .updateTable('plannedPosts')
    .set(columnsOf(change))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Many at once: each by its id, all fields that are given. */
export async function replacePlanned(
  db: Db,
  workspaceId: string,
  rows: readonly { id: string; fields: PlannedFields; fixed: boolean }[],
): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(rows.map(({ id, fields, fixed }) => ({ id, fixed, ...fields })))
  await sql`
    update planned_posts n set wish_at = c.civil, wish_zone = c.zone, at = c.at, category = c.category,
      pillar_id = c."pillarId", rubric_id = c."rubricId", campaign_id = c."campaignId", goal_id = c."goalId",
      persona_id = c."personaId", appeal = c.appeal, occasion = c.occasion, hint = c.hint, fixed = c.fixed
    from jsonb_to_recordset(${json}::jsonb) as c (id uuid, civil timestamp, zone text, at timestamptz, category text,
      "pillarId" uuid, "rubricId" uuid, "campaignId" uuid, "goalId" uuid, "personaId" uuid, appeal text, occasion text, hint text, fixed boolean)
    where n.workspace_id = ${workspaceId} and n.id = c.id`.execute(db)
}

/** What nobody wrote or fixed, and whose time is long over. */
export async function deleteLapsed(db: Db, workspaceId: string, before: Date): Promise<void> {
  await db
    .deleteFrom('plannedPosts')
    .where('workspaceId', '=', workspaceId)
    .where('at', '<', before)
    .where('fixed', '=', false)
    .where('postId', 'is', null)
    .execute()
}

export async function deletePlanned(db: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('plannedPosts')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
}

/** The zone of a channel that is joined; undefined when there is none. */
export async function findZone(db: Db, workspaceId: string, channelId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('channels')
    .select('timeZone')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .where('state', '!=', 'removed')
    .executeTakeFirst()
  return row?.timeZone
}

/** What ids are called, of everything that the viewer sees. */
export type Names = {
  channels: ReadonlyMap<string, { name: string; handle: string; network: string; zone: string }>
  pillars: ReadonlyMap<string, string>
  campaigns: ReadonlyMap<string, string>
  goals: ReadonlyMap<string, string>
  personas: ReadonlyMap<string, string>
}

export async function findNames(db: Db, viewer: Viewer): Promise<Names> {
  const { workspaceId } = viewer
  const sight = sightOf(viewer)
  const [channels, pillars, campaigns, goals, personas] = await Promise.all([
    db
      .selectFrom('channels')
      .select(['id', 'name', 'handle', 'network', 'timeZone as zone'])
      .where('workspaceId', '=', workspaceId)
      .where('state', '!=', 'removed')
      .$if(sight !== null, (query) => query.where(isIn(sight, 'id')))
      .execute(),
    db
      .selectFrom('pillars')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('archivedAt', 'is', null)
      .execute(),
    db
      .selectFrom('campaigns')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('archivedAt', 'is', null)
      .$if(sight !== null, (query) => query.where(isSeenCampaign(sight)))
      .execute(),
    db
      .selectFrom('goals')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('archivedAt', 'is', null)
      .$if(sight !== null, (query) => query.where(isSeenGoal(sight, 'goals')))
      .execute(),
    db
      .selectFrom('personas')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('archivedAt', 'is', null)
      .execute(),
  ])
  const named = (rows: readonly { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]))
  return {
    channels: new Map(channels.map(({ id, ...channel }) => [id, channel])),
    pillars: named(pillars),
    campaigns: named(campaigns),
    goals: named(goals),
    personas: named(personas),
  }
}
