import { sightOf } from '../../../app/channel-roles.ts'
import type { Db, Tx } from '../../../app/context.ts'
import { isSeenMedia, type Viewer } from '../../../app/sight.ts'
import { type BrandBody, BrandColour, BrandFonts, type BrandLogo } from './contract.ts'

/** What holds until somebody chooses. */
const plainFonts: BrandFonts = {
  heading: { font: 'sans', bold: true },
  text: { font: 'sans', bold: false },
}

export type StoredKit = { version: number; colours: BrandColour[]; fonts: BrandFonts }

export async function findKit(db: Db, workspaceId: string): Promise<StoredKit> {
  const row = await db
    .selectFrom('brandKits')
    .select(['version', 'colours', 'fonts'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  if (!row) return { version: 0, colours: [], fonts: plainFonts }
  return {
    version: row.version,
    colours: BrandColour.array().parse(row.colours),
    fonts: BrandFonts.parse(row.fonts),
  }
}

/** Those that are still in the library and that one sees there, in their order. */
export async function findLogos(db: Db, viewer: Viewer): Promise<BrandLogo[]> {
  const { workspaceId } = viewer
  const rows = await db
    .selectFrom('brandLogos')
    .innerJoin('media', 'media.id', 'brandLogos.mediaId')
    .select(['brandLogos.mediaId', 'brandLogos.name', 'media.mime', 'media.width', 'media.height'])
    .where('brandLogos.workspaceId', '=', workspaceId)
    .where('media.workspaceId', '=', workspaceId)
    .where('media.deletedAt', 'is', null)
    .$if(sightOf(viewer) !== null, (query) => query.where(isSeenMedia(viewer)))
    .orderBy('brandLogos.place')
    .execute()
  return rows.map((row) => ({ ...row, kind: 'image' }))
}

/** Writes it if nobody was quicker: the answer says whether. */
export async function writeKit(tx: Tx, workspaceId: string, body: BrandBody): Promise<boolean> {
  const { version, colours, fonts } = body
  const row = { colours: JSON.stringify(colours), fonts: JSON.stringify(fonts), version: version + 1 }
  const written =
    version === 0
      ? await tx
          .insertInto('brandKits')
          .values({ workspaceId, ...row })
          .onConflict((on) => on.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('brandKits')
          .set(row)
          .where('workspaceId', '=', workspaceId)
          .where('version', '=', version)
          .executeTakeFirst()
  return (
    Number(
      'numUpdatedRows' in written ? written.numUpdatedRows : (written.numInsertedOrUpdatedRows ?? 0n),
    ) === 1
  )
}

export async function writeLogos(tx: Tx, workspaceId: string, logos: BrandBody['logos']): Promise<void> {
  await tx.deleteFrom('brandLogos').where('workspaceId', '=', workspaceId).execute()
  if (logos.length === 0) return
  await tx
    .insertInto('brandLogos')
    .values(logos.map((logo, place) => ({ workspaceId, ...logo, place })))
    .execute()
}

/** Which of these are pictures of the library that stand still. */
export async function findStill(db: Db, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('media')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('kind', '=', 'image')
    .where('animated', '=', false)
    .where('deletedAt', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
