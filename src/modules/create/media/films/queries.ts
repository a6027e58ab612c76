import { sql } from 'kysely'
import type { Db } from '../../../../platform/db/index.ts'
import type { CaptionsRef, FilmFacts } from './contract.ts'

/** What is known of the films of a list, beside their rows; for `select` on `media`. */
export const filmColumns = [
  sql<FilmFacts | null>`(
    select f.facts from media_films f where f.workspace_id = media.workspace_id and f.media_id = media.id)`.as(
    'film',
  ),
  sql<string | null>`(
    select f.cover from media_films f where f.workspace_id = media.workspace_id and f.media_id = media.id)`.as(
    'cover',
  ),
  sql<CaptionsRef[] | null>`(
    select json_agg(json_build_object(
      'language', c.language, 'digest', c.digest, 'bytes', octet_length(c.words)) order by c.language)
    from media_captions c
    where c.workspace_id = media.workspace_id and c.media_id = media.id and c.replaced_at is null)`.as(
    'captions',
  ),
] as const

type Row = { kind: string; film: FilmFacts | null; cover: string | null; captions: CaptionsRef[] | null }

/** As a post and a network are told: nothing of it for pictures. */
export const filmOf = ({ kind, film, cover, captions }: Row) =>
  kind === 'video' ? { film, ...(cover && { cover }), ...(captions && { captions }) } : {}

export const findFilm = (db: Db, workspaceId: string, mediaId: string) =>
  db
    .selectFrom('mediaFilms')
    .select(['cover', 'coverMs', sql<FilmFacts | null>`facts`.as('facts')])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)
    .executeTakeFirst()

export async function keepFacts(
  db: Db,
  workspaceId: string,
  mediaId: string,
  facts: FilmFacts | null,
  at: Date,
): Promise<void> {
  const row = { facts: facts && JSON.stringify(facts), lookedAt: at }
  await db
    .insertInto('mediaFilms')
    .values({ workspaceId, mediaId, ...row })
    .onConflict((on) => on.columns(['workspaceId', 'mediaId']).doUpdateSet(row))
    .execute()
}

/** A row that is made for a cover alone: nobody has looked into the film yet. */
const never = new Date(0)

export async function setCover(
  db: Db,
  workspaceId: string,
  mediaId: string,
  cover: { cover: string | null; coverMs: number | null },
): Promise<void> {
  await db
    .insertInto('mediaFilms')
    .values({ workspaceId, mediaId, facts: null, lookedAt: never, ...cover })
    .onConflict((on) => on.columns(['workspaceId', 'mediaId']).doUpdateSet(cover))
    .execute()
}

export type Unseen = {
  id: string
  workspaceId: string
  storageKey: string
  mime: string
  bytes: number
}

/** Films into which nobody has looked, of the whole house, the newest first. */
export async function findUnseen(db: Db, limit: number): Promise<Unseen[]> {
  return db
    .selectFrom('media as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspaceId')
    .select(['m.id', 'm.workspaceId', 'm.storageKey', 'm.mime', 'm.bytes'])
    .where('m.kind', '=', 'video')
    .where('m.deletedAt', 'is', null)
    .where('w.eraseAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mediaFilms as f')
            .whereRef('f.workspaceId', '=', 'm.workspaceId')
            .whereRef('f.mediaId', '=', 'm.id')
            .where('f.lookedAt', '>', never)
            .select('f.mediaId'),
        ),
      ),
    )
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute()
}

/**
 * Says of a cut what it was made of: from here on it has the rights of the whole film, as pictures have that were made of
 * others. What was cut of a cut is of the first. False when that was said before.
 */
export async function insertCut(
  db: Db,
  workspaceId: string,
  { cutId, of }: { cutId: string; of: { id: string; width: number; height: number } },
): Promise<boolean> {
  const before = await db
    .selectFrom('mediaEdits')
    .select('sourceId')
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', of.id)
    .executeTakeFirst()
  const sourceId = before?.sourceId ?? of.id
  if (sourceId === cutId) return false
  // Nothing is done to its pictures.
  const crop = { left: 0, top: 0, width: of.width, height: of.height }
  const recipe = { turn: 0, mirror: false, focus: { x: 0.5, y: 0.5 }, crop, logos: [], words: [] }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('mediaEdits')
    .values({ workspaceId, mediaId: cutId, sourceId, recipe: JSON.stringify(recipe) })
    .onConflict((on) => on.columns(['workspaceId', 'mediaId']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
