/** What a post names and does not own: each is looked for in its workspace only, a campaign and a goal among those that are seen. */
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, isSeenCampaign, isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'

export type ChannelRow = {
  id: string
  network: string
  handle: string
  name: string
  state: string
  timeZone: string
  limits: ChannelLimits
}

/** Those of the channels that belong to the workspace and are joined. */
export async function findChannels(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ChannelRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'network', 'handle', 'name', 'state', 'timeZone', 'limits'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .where('state', '!=', 'removed')
    .execute()
  return new Map(rows.map((row) => [row.id, { ...row, limits: row.limits as ChannelLimits }]))
}

/** All joined channels that the viewer sees. */
export async function findAllChannels(db: Db, viewer: Viewer): Promise<ChannelRow[]> {
  const sight = sightOf(viewer)
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'network', 'handle', 'name', 'state', 'timeZone', 'limits'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('state', '!=', 'removed')
    .$if(sight !== null, (query) => query.where(isIn(sight, 'id')))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, limits: row.limits as ChannelLimits }))
}

export async function isCampaign(db: Db, viewer: Viewer, id: string): Promise<boolean> {
  const sight = sightOf(viewer)
  const row = await db
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .$if(sight !== null, (query) => query.where(isSeenCampaign(sight)))
    .executeTakeFirst()
  return row !== undefined
}

export async function isPillar(db: Db, { workspaceId }: Viewer, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('pillars')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function isPersona(db: Db, { workspaceId }: Viewer, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('personas')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function isGoal(db: Db, viewer: Viewer, id: string): Promise<boolean> {
  const sight = sightOf(viewer)
  const row = await db
    .selectFrom('goals')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .$if(sight !== null, (query) => query.where(isSeenGoal(sight, 'goals')))
    .executeTakeFirst()
  return row !== undefined
}

export async function zoneOfWorkspace(db: Db, workspaceId: string): Promise<string> {
  const row = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.timeZone
}
