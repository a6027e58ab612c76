import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, isSeenCampaign, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'

/** So many names are looked for in a sentence; whoever has more chooses in the list. */
const mostNames = 500

type Named = { id: string; name: string }

export const findChannelNames = (db: Db, viewer: Viewer): Promise<(Named & { network: string })[]> =>
  db
    .selectFrom('channels')
    .select(['id', 'name', 'network'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('state', '!=', 'removed')
    .where(isIn(sightOf(viewer), 'id'))
    .orderBy('id')
    .limit(mostNames)
    .execute()

export const findCampaignNames = (db: Db, viewer: Viewer): Promise<Named[]> =>
  db
    .selectFrom('campaigns')
    .select(['id', 'name'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('archivedAt', 'is', null)
    .where(isSeenCampaign(sightOf(viewer)))
    .orderBy('id')
    .limit(mostNames)
    .execute()

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const { timeZone } = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return timeZone
}
