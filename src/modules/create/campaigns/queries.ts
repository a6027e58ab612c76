import { sightOf } from '../../../app/channel-roles.ts'
import { countNaming, isSeenCampaign, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Campaign, CampaignBody, CampaignChange, CampaignColour, CampaignLink } from './contract.ts'

const selectCampaigns = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('campaigns')
    .$if(sightOf(viewer) !== null, (query) => query.where(isSeenCampaign(sightOf(viewer))))
    .select(['id', 'name', 'colour', 'startsOn', 'endsOn', 'connection', 'createdAt', 'archivedAt'])
    .select(['brief', 'hashtags', 'links', 'version'])
    .select(countNaming(viewer, 'campaignId', 'campaigns.id').as('posts'))
    .where('workspaceId', '=', viewer.workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['executeTakeFirstOrThrow']>>

const toCampaign = (row: Row): Campaign => ({
  ...row,
  colour: row.colour as CampaignColour,
  links: row.links as CampaignLink[],
  connection: row.connection as Campaign['connection'],
  createdAt: row.createdAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
})

export async function findCampaigns(db: Db, viewer: Viewer, archived: boolean): Promise<Campaign[]> {
  const rows = await selectCampaigns(db, viewer)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(toCampaign)
}

export async function findCampaign(db: Db, viewer: Viewer, id: string): Promise<Campaign | undefined> {
  const row = await selectCampaigns(db, viewer).where('id', '=', id).executeTakeFirst()
  return row && toCampaign(row)
}

/** One change after the other: what is compared is what is written over. */
export const lockCampaign = (tx: Db, workspaceId: string, id: string) =>
  tx
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The living campaign of that name, other than `except`: names are told apart whatever their case. */
export async function findByName(
  db: Db,
  workspaceId: string,
  name: string,
  except?: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)])))
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .executeTakeFirst()
  return row?.id
}

const asColumn = ({ connection }: Pick<CampaignChange, 'connection'>): { connection?: string | null } =>
  connection === undefined ? {} : { connection: connection && JSON.stringify(connection) }

export async function insertCampaign(
  db: Db,
  workspaceId: string,
  { links, connection, ...fields }: CampaignBody,
): Promise<string> {
  const row = await db
    .insertInto('campaigns')
    .values({ workspaceId, ...fields, links: JSON.stringify(links), ...asColumn({ connection }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateCampaign(
  db: Db,
  workspaceId: string,
  id: string,
  { links, connection, version: _, ...fields }: CampaignChange & { archivedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('campaigns')
    .set({ ...fields, ...(links && { links: JSON.stringify(links) }), ...asColumn({ connection }) })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
