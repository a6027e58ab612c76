import type { Db } from '../../../../platform/db/index.ts'

const select = (db: Db, workspaceId: string, mediaId: string) =>
  db
    .selectFrom('mediaCaptions')
    .select(['id', 'language', 'fileName', 'digest', 'words', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)

export const findCaptions = (db: Db, workspaceId: string, mediaId: string) =>
  select(db, workspaceId, mediaId).where('replacedAt', 'is', null).orderBy('language').execute()

/** Also of what was replaced since: a post that was scheduled keeps what it was scheduled with. */
export async function findWords(
  db: Db,
  workspaceId: string,
  mediaId: string,
  digests: readonly string[],
): Promise<{ language: string; vtt: string }[]> {
  const rows = await select(db, workspaceId, mediaId)
    .where('digest', 'in', [...digests])
    .orderBy('language')
    .orderBy('createdAt')
    .execute()
  const each = new Map(rows.map(({ language, words }) => [language, { language, vtt: words }]))
  return [...each.values()]
}

export const insertCaptions = (
  db: Db,
  row: {
    workspaceId: string
    mediaId: string
    language: string
    fileName: string
    digest: string
    words: string
  },
) => db.insertInto('mediaCaptions').values(row).returning('id').executeTakeFirstOrThrow()

/** They stay for posts that were scheduled with them. */
export const endCaptions = (
  db: Db,
  workspaceId: string,
  mediaId: string,
  which: { id: string } | { language: string },
  at: Date,
) =>
  db
    .updateTable('mediaCaptions')
    .set({ replacedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)
    .where('replacedAt', 'is', null)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('language', '=', which.language)))
    .returning(['id', 'language', 'digest'])
    .execute()
