import type { Db, Tx } from '../../../app/context.ts'
import { Recipe } from './contract.ts'

/** The original that a picture was made of, and how; undefined for what was made of nothing here. */
export async function findEdit(
  db: Db,
  workspaceId: string,
  mediaId: string,
): Promise<{ sourceId: string; recipe: Recipe } | undefined> {
  const row = await db
    .selectFrom('mediaEdits')
    .select(['sourceId', 'recipe'])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)
    .executeTakeFirst()
  return row && { sourceId: row.sourceId, recipe: Recipe.parse(row.recipe) }
}

export async function countEdits(db: Db, workspaceId: string, sourceId: string): Promise<number> {
  const { n } = await db
    .selectFrom('mediaEdits')
    .innerJoin('media', 'media.id', 'mediaEdits.mediaId')
    .where('mediaEdits.workspaceId', '=', workspaceId)
    .where('mediaEdits.sourceId', '=', sourceId)
    .where('media.deletedAt', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

export async function insertEdit(
  tx: Tx,
  workspaceId: string,
  edit: { mediaId: string; sourceId: string; recipe: Recipe },
): Promise<void> {
  await tx
    .insertInto('mediaEdits')
    .values({ workspaceId, ...edit, recipe: JSON.stringify(edit.recipe) })
    .onConflict((on) => on.columns(['workspaceId', 'mediaId']).doNothing())
    .execute()
}
