import { sql } from 'kysely'
import { type Actor, actorMay } from '../../../app/actor.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenCampaign, isSeenGoal } from '../../../app/sight.ts'
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
    findFiles(db, workspaceId, names.files),
    activeRule(db, workspaceId),
  ])
  const media = await findMediaFacts(db, workspaceId, [...names.ids, ...[...files.values()].flat()])
  return {
    ...{ workspaceId, now, channels, campaigns, pillars, personas, goals, influencers },
    ...{ files, media, networks, linkRule },
  }
}

async function findFiles(
  db: Db,
  workspaceId: string,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (names.length === 0) return found
  const { rows } = await sql<{ id: string; name: string }>`
    select id, lower(file_name) as name from media
    where workspace_id = ${workspaceId} and deleted_at is null and lower(file_name) = any(${[...names]}::text[])
    order by id limit 20000`.execute(db)
  for (const { id, name } of rows) found.set(name, [...(found.get(name) ?? []), id])
  return found
}
