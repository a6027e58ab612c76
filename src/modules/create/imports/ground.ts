import { sql } from 'kysely'
import { type Actor, actorMay } from '../../../app/actor.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenCampaign, isSeenGoal, isSeenMedia, mayOn, type Viewer } from '../../../app/sight.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { Db } from '../../../platform/db/index.ts'
import { findInfluencerNames } from '../influencers/index.ts'
import { activeRule } from '../links/index.ts'
import { findMediaFacts } from '../media/index.ts'
import { findAllChannels } from '../posts/index.ts'
import type { Ground } from './judge.ts'

/** What rows can name, as far as whoever brings them sees it. */
export async function findGround(
  db: Db,
  viewer: Actor,
  networks: ReadonlyMap<string, Network>,
  names: { files: readonly string[]; ids: readonly string[] },
  now: Date,
): Promise<Ground> {
  const { workspaceId } = viewer
  const sight = sightOf(viewer)
  const [channels, campaigns, pillars, personas, goals, influencers, files, linkRule] = await Promise.all([
    findAllChannels(db, viewer),
    db
      .selectFrom('campaigns')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('archivedAt', 'is', null)
      .$if(sight !== null, (query) => query.where(isSeenCampaign(sight)))
      .execute(),
    db.selectFrom('pillars').select(['id', 'name']).where('workspaceId', '=', workspaceId).execute(),
    db.selectFrom('personas').select(['id', 'name']).where('workspaceId', '=', workspaceId).execute(),
    db
      .selectFrom('goals')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .$if(sight !== null, (query) => query.where(isSeenGoal(sight, 'goals')))
      .execute(),
    // Who outside speaks for the brand is the team’s to know.
    actorMay(viewer, 'team.read') ? findInfluencerNames(db, workspaceId) : [],
    findFiles(db, viewer, names.files),
    activeRule(db, workspaceId),
  ])
  const ids = sight === null ? names.ids : await seenOf(db, viewer, names.ids)
  const media = await findMediaFacts(db, workspaceId, [...ids, ...[...files.values()].flat()])
  return {
    ...{ workspaceId, now, channels, campaigns, pillars, personas, goals, influencers },
    ...{ files, media, networks, linkRule, may: (right, channelIds) => mayOn(viewer, right, channelIds) },
  }
}

async function findFiles(db: Db, viewer: Viewer, names: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (names.length === 0) return found
  const { rows } = await sql<{ id: string; name: string }>`
    select id, lower(file_name) as name from media
    where workspace_id = ${viewer.workspaceId} and deleted_at is null and lower(file_name) = any(${[...names]}::text[])
      and ${isSeenMedia(viewer)}
    order by id limit 20000`.execute(db)
  for (const { id, name } of rows) found.set(name, [...(found.get(name) ?? []), id])
  return found
}

/** Of these files those that somebody sees. */
async function seenOf(db: Db, viewer: Viewer, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from media where workspace_id = ${viewer.workspaceId} and id = any(${[...ids]}::uuid[])
      and ${isSeenMedia(viewer)}`.execute(db)
  return rows.map(({ id }) => id)
}
