import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenMedia, isSeenPost, type Viewer } from '../../../app/sight.ts'
import type { MediaFacts } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Media, MediaChange } from './contract.ts'
import { filmColumns, filmOf } from './films/queries.ts'
import { livingFolder } from './folder-queries.ts'
import { usableEnd } from './rights.ts'

/** What is needed to read or convert the file itself. */
export type MediaFile = MediaFacts & {
  animated: boolean
  digest: string
  fileName: string
  storageKey: string
}

export type NewMedia = Omit<MediaFile, 'id' | 'alt'> & {
  uploadDigest: string
  createdBy: string | null
  broughtBy: string[]
}

export type MediaForm = Pick<MediaFile, 'storageKey' | 'mime' | 'bytes' | 'width' | 'height' | 'digest'>

const kindOf = (kind: string): MediaFacts['kind'] => (kind === 'video' ? 'video' : 'image')

/** Where another form of a kept file lies: beside it. */
export const formKey = (storageKey: string, name: string): string => storageKey.replace(/[^/]+$/, name)

/** Inserts, or brings back what was deleted. undefined when another upload of the same file was quicker. */
export async function insertMedia(db: Db, workspaceId: string, media: NewMedia): Promise<string | undefined> {
  const row = await db
    .insertInto('media')
    .values({ workspaceId, ...media })
    .onConflict((on) => on.columns(['workspaceId', 'uploadDigest']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function sumBytes(db: Db, workspaceId: string): Promise<number> {
  const { used } = await db
    .selectFrom('media')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('bytes'), sql<string>`0`).as('used'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(used)
}

export async function findByUpload(
  db: Db,
  workspaceId: string,
  uploadDigest: string,
): Promise<{ id: string; deleted: boolean } | undefined> {
  const row = await db
    .selectFrom('media')
    .select(['id', 'deletedAt'])
    .where('workspaceId', '=', workspaceId)
    // Also what was taken out of the library as a file and comes back: it must not lose its rights on the way.
    .where((eb) => eb.or([eb('uploadDigest', '=', uploadDigest), eb('digest', '=', uploadDigest)]))
    .orderBy((eb) => eb('uploadDigest', '=', uploadDigest), 'desc')
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, deleted: row.deletedAt !== null }
}

/** Somebody else brings the same file. */
export const addBringer = (db: Db, workspaceId: string, id: string, bringer: string) =>
  sql`
  update media set brought_by = array_append(brought_by, ${bringer})
  where workspace_id = ${workspaceId} and id = ${id} and ${bringer}::text <> all(brought_by)`.execute(db)

export async function setDeleted(db: Db, workspaceId: string, id: string, at: Date | null): Promise<boolean> {
  const row = await db
    .updateTable('media')
    .set({ deletedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', at === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  return row.numUpdatedRows > 0n
}

export async function updateMedia(
  db: Db,
  workspaceId: string,
  id: string,
  change: MediaChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .updateTable('media')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function findMedia(db: Db, viewer: Viewer, id: string): Promise<Media | undefined> {
  const row = await selectMedia(db, viewer)
    .where('media.id', '=', id)
    .where('media.deletedAt', 'is', null)
    .executeTakeFirst()
  return row && toMedia(row)
}

export const selectMedia = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('media')
    .$if(sightOf(viewer) !== null, (query) => query.where(isSeenMedia(viewer)))
    .select([
      'media.id',
      'media.kind',
      'media.mime',
      'media.bytes',
      'media.width',
      'media.height',
      'media.durationMs',
      'media.animated',
      'media.alt',
      'media.fileName',
      'media.tags',
      'media.owner',
      'media.licence',
      'media.terms',
      'media.usableUntil',
      'media.consent',
      'media.createdAt',
    ])
    .select([livingFolder.as('folderId'), usableEnd.as('usableEnd'), ...filmColumns])
    .select((eb) =>
      eb
        .selectFrom('mediaEdits')
        .whereRef('mediaEdits.workspaceId', '=', 'media.workspaceId')
        .whereRef('mediaEdits.mediaId', '=', 'media.id')
        .select('mediaEdits.sourceId')
        .as('editedFrom'),
    )
    .select((eb) =>
      eb
        .selectFrom('postMedia')
        .innerJoin('posts', 'posts.id', 'postMedia.postId')
        .whereRef('postMedia.mediaId', '=', 'media.id')
        .where('postMedia.workspaceId', '=', viewer.workspaceId)
        .where('posts.deletedAt', 'is', null)
        .$if(sightOf(viewer) !== null, (query) => query.where(isSeenPost(sightOf(viewer), 'posts')))
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('uses'),
    )
    .where('media.workspaceId', '=', viewer.workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof selectMedia>['executeTakeFirstOrThrow']>>

export const toMedia = (row: Row): Media => ({
  ...row,
  kind: kindOf(row.kind),
  uses: row.uses ?? 0,
  captions: row.captions ?? [],
  licence: row.licence as Media['licence'],
  consent: row.consent as Media['consent'],
  usableEnd: row.usableEnd?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})

/** Includes what was deleted but is still kept: a delivery on its way may need it. */
export async function findMediaFile(db: Db, workspaceId: string, id: string): Promise<MediaFile | undefined> {
  const row = await db
    .selectFrom('media')
    .select(['id', 'kind', 'mime', 'bytes', 'width', 'height', 'durationMs', 'alt'])
    .select(['animated', 'digest', 'fileName', 'storageKey'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, kind: kindOf(row.kind) }
}

export async function findFacts(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, MediaFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('media')
    .select(['id', 'kind', 'mime', 'bytes', 'width', 'height', 'durationMs', 'alt'])
    .select([...filmColumns])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .where('deletedAt', 'is', null)
    .execute()
  return new Map(
    rows.map(({ film, cover, captions, ...row }) => [
      row.id,
      { ...row, kind: kindOf(row.kind), ...filmOf({ kind: row.kind, film, cover, captions }) },
    ]),
  )
}

/** The same of what somebody may show in a post: of pictures that they see. */
export async function findSeenFacts(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, MediaFacts>> {
  const facts = await findFacts(db, viewer.workspaceId, ids)
  if (facts.size === 0 || sightOf(viewer) === null) return facts
  const seen = await db
    .selectFrom('media')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', 'in', [...facts.keys()])
    .where(isSeenMedia(viewer))
    .execute()
  return new Map(seen.flatMap(({ id }) => pairOf(facts, id)))
}

function pairOf(facts: ReadonlyMap<string, MediaFacts>, id: string): [string, MediaFacts][] {
  const known = facts.get(id)
  return known ? [[id, known]] : []
}

/** Who brought a file that somebody sees, deleted or not; undefined when they do not. */
export const findBringers = (db: Db, viewer: Viewer, id: string) =>
  db
    .selectFrom('media')
    .select('broughtBy')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .where(isSeenMedia(viewer))
    .executeTakeFirst()

/** Posts that will still be published with it: proposed ones, and those with deliveries that are not at their end. */
export async function countWaitingUses(db: Db, workspaceId: string, id: string): Promise<number> {
  const row = await db
    .selectFrom('postMedia')
    .innerJoin('posts', 'posts.id', 'postMedia.postId')
    .where('postMedia.workspaceId', '=', workspaceId)
    .where('postMedia.mediaId', '=', id)
    .where('posts.deletedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('posts.stage', '=', 'proposed'),
        eb.exists(
          eb
            .selectFrom('deliveries')
            .whereRef('deliveries.postId', '=', 'posts.id')
            .where('deliveries.workspaceId', '=', workspaceId)
            .where('deliveries.state', 'not in', ['published', 'cancelled'])
            .select('deliveries.id'),
        ),
      ]),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

export async function findForm(db: Db, mediaId: string, rule: string): Promise<MediaForm | undefined> {
  return db
    .selectFrom('mediaForms')
    .select(['storageKey', 'mime', 'bytes', 'width', 'height', 'digest'])
    .where('mediaId', '=', mediaId)
    .where('rule', '=', rule)
    .executeTakeFirst()
}

export async function insertForm(db: Db, mediaId: string, rule: string, form: MediaForm): Promise<void> {
  await db
    .insertInto('mediaForms')
    .values({ mediaId, rule, ...form })
    .onConflict((on) => on.doNothing())
    .execute()
}

export type Purged = { id: string; storageKey: string; forms: string[] }

/** Forgets what was deleted before an instant and no post shows any more; the answer names the files to remove. */
export async function purgeDeleted(db: Db, before: Date, limit: number): Promise<Purged[]> {
  const { rows } = await sql<Purged>`
    with gone as (
      select m.id, m.storage_key from media m
      where m.deleted_at < ${before}
        and not exists (select 1 from post_media p where p.media_id = m.id)
        and not exists (select 1 from media_edits e where e.source_id = m.id)
      order by m.id limit ${limit} for update skip locked
    ), forms as (
      select g.id, array_agg(f.storage_key) as keys
      from gone g join (select media_id, storage_key from media_forms union all select media_id, storage_key from media_proofs) f
        on f.media_id = g.id group by g.id
    ), removed as (delete from media m using gone g where m.id = g.id)
    select g.id, g.storage_key, coalesce(f.keys, '{}') as forms from gone g left join forms f on f.id = g.id
  `.execute(db)
  return rows
}

export async function findFailedConversions(db: Db, workspaceId: string, mediaId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('filmConversions')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)
    .where('state', '=', 'failed')
    .execute()
  return rows.map(({ id }) => id)
}
