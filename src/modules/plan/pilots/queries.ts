import { type SqlBool, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Pauses, PilotBody, PilotState, Verdict } from './contract.ts'

export type PilotRow = NonNullable<Awaited<ReturnType<typeof findPilot>>>

/** A pilot tells the numbers of its channels: it is seen by who sees all of these. */
const seen = (viewer: Viewer) => {
  const sight = sightOf(viewer)
  return sight === null
    ? sql<SqlBool>`true`
    : sql<SqlBool>`not exists (select from jsonb_array_elements_text(p.channels) as c (id) where not ${isIn(sight, sql`c.id::uuid`)})`
}

const pilots = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('pilots as p')
    .select([
      'p.id',
      'p.name',
      'p.metric',
      'p.channels',
      'p.weeks',
      'p.perWeek',
      'p.care',
      'p.startsOn',
      'p.state',
    ])
    .select(['p.haltedOn', 'p.pauses', 'p.verdict', 'p.version', 'p.createdAt'])
    .where('p.workspaceId', '=', viewer.workspaceId)
    .where(seen(viewer))

export const findPilot = (db: Db, viewer: Viewer, id: string) =>
  pilots(db, viewer).where('p.id', '=', id).executeTakeFirst()

export const lockPilot = (tx: Tx, viewer: Viewer, id: string) =>
  pilots(tx, viewer).where('p.id', '=', id).forUpdate().executeTakeFirst()

/** Newest first. */
export const listPilots = (db: Db, viewer: Viewer, before: string | null, limit: number) =>
  pilots(db, viewer)
    .$if(before !== null, (query) => query.where('p.id', '<', before))
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()

export async function countPilots(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('pilots')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertPilot(tx: Tx, workspaceId: string, body: PilotBody, at: Date): Promise<string> {
  const { channelIds, ...rest } = body
  const { id } = await tx
    .insertInto('pilots')
    .values({ workspaceId, ...rest, channels: JSON.stringify(channelIds), createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = {
  name?: string
  state?: PilotState
  haltedOn?: string | null
  pauses?: Pauses
  verdict?: Verdict | null
}

export const updatePilot = (tx: Tx, workspaceId: string, id: string, { pauses, verdict, ...rest }: Change) =>
  tx
    .updateTable('pilots')
    .set(({ eb }) => ({
      ...rest,
      ...(pauses && { pauses: JSON.stringify(pauses) }),
      ...(verdict !== undefined && { verdict: verdict && JSON.stringify(verdict) }),
      version: eb('version', '+', 1),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deletePilot = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('pilots').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export const findChannels = (db: Db, viewer: Viewer, ids: readonly string[]) =>
  db
    .selectFrom('channels')
    .select(['id', 'network', 'name'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', 'in', [...ids])
    .where('state', '!=', 'removed')
    .$if(sightOf(viewer) !== null, (query) => query.where(isIn(sightOf(viewer), 'id')))
    .execute()

/** Of a channel that was removed since, too: what it brought stays true. */
export const findNetworks = (db: Db, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()

export type OutRow = { id: string; channelId: string; publishedAt: Date }

const mostOut = 5000

/** Posts of some channels that came out on some days and are still there, by whoever published them. */
export async function findOut(
  db: Db,
  workspaceId: string,
  channelIds: readonly string[],
  days: readonly { from: string; to: string }[],
  zone: string,
): Promise<OutRow[]> {
  if (days.length === 0) return []
  const { rows } = await sql<OutRow>`
    select p.id, p.channel_id, p.published_at
    from unnest(${days.map(({ from }) => from)}::date[], ${days.map(({ to }) => to)}::date[]) as d (first, last)
    join publications p on p.workspace_id = ${workspaceId} and p.kind = 'post' and p.gone_at is null
      and p.channel_id = any(${channelIds}::uuid[])
      and p.published_at >= d.first::timestamp at time zone ${zone}
      and p.published_at < (d.last + 1)::timestamp at time zone ${zone}
    order by p.published_at, p.id limit ${mostOut}`.execute(db)
  return rows
}

export const findZone = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select('timeZone').where('id', '=', workspaceId).executeTakeFirstOrThrow()
