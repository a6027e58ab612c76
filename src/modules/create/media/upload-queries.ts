import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Upload, UploadBody } from './contract.ts'

/** Where the pieces of an upload lie in the storage. */
export const folderOf = (workspaceId: string, id: string): string => `${workspaceId}/upload-${id}`
export const pieceKey = (workspaceId: string, id: string, number: number): string =>
  `${folderOf(workspaceId, id)}/${number}`

/** Whose uploads are meant: each sees and sends only their own. */
export type Bringer = Pick<Actor, 'workspaceId' | 'id'>

const selectUploads = (db: Db, { workspaceId, id: bringer }: Bringer) =>
  db
    .selectFrom('mediaUploads')
    .select(['id', 'fileName', 'mark', 'sourceUrl', 'bytes', 'received', 'pieceBytes', 'state', 'problem'])
    .select(['mediaId', 'digest', 'createdAt', 'expiresAt'])
    .select((eb) =>
      eb
        .selectFrom('mediaPieces')
        .whereRef('mediaPieces.uploadId', '=', 'mediaUploads.id')
        .select(sql<number[]>`coalesce(array_agg(number order by number), '{}')`.as('all'))
        .as('pieces'),
    )
    .where('workspaceId', '=', workspaceId)
    .where('bringer', 'is not distinct from', bringer)

type Row = Awaited<ReturnType<ReturnType<typeof selectUploads>['executeTakeFirstOrThrow']>>

const toUpload = ({ digest: _, problem, pieces, state, ...row }: Row): Upload => ({
  ...row,
  state: state as Upload['state'],
  problem: problem as Upload['problem'],
  pieces: pieces ?? [],
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})

export async function findUploads(db: Db, bringer: Bringer): Promise<Upload[]> {
  const rows = await selectUploads(db, bringer)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(toUpload)
}

export async function findUpload(db: Db, bringer: Bringer, id: string): Promise<Upload | undefined> {
  const row = await selectUploads(db, bringer).where('id', '=', id).executeTakeFirst()
  return row && toUpload(row)
}

/** One that broke off: of the same mark, name and length. */
export async function findBroken(db: Db, bringer: Bringer, body: UploadBody): Promise<Upload | undefined> {
  if (body.mark === '') return undefined
  const row = await selectUploads(db, bringer)
    .where('state', '=', 'receiving')
    .where('mark', '=', body.mark)
    .where('fileName', '=', body.fileName)
    .where('bytes', '=', body.bytes)
    .executeTakeFirst()
  return row && toUpload(row)
}

export async function countOpen(db: Db, { workspaceId, id }: Bringer): Promise<number> {
  const { n } = await db
    .selectFrom('mediaUploads')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('bringer', 'is not distinct from', id)
    .where('state', 'in', ['receiving', 'finishing'])
    .executeTakeFirstOrThrow()
  return n
}

/** What all that are under way will have, so that many at once do not pass the quota together. */
export async function sumOpen(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(coalesce(bytes, received)), 0)::bigint as sum from media_uploads
    where workspace_id = ${workspaceId} and state in ('receiving', 'finishing')`.execute(db)
  return Number(rows[0]?.sum ?? 0)
}

export type NewUpload = {
  fileName: string
  mark?: string
  sourceUrl?: string
  bytes: number | null
  pieceBytes: number
  digest?: string | null
  state: 'receiving' | 'finishing'
  expiresAt: Date
}

export async function insertUpload(db: Db, actor: Actor, upload: NewUpload): Promise<string> {
  const { id } = await db
    .insertInto('mediaUploads')
    .values({
      ...upload,
      workspaceId: actor.workspaceId,
      bringer: actor.id,
      bringerKind: actor.kind,
      bringerName: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Holds an upload that still takes pieces. */
export const lockReceiving = (tx: Tx, { workspaceId, id: bringer }: Bringer, id: string) =>
  tx
    .selectFrom('mediaUploads')
    .select(['id', 'bytes', 'pieceBytes'])
    .where('workspaceId', '=', workspaceId)
    .where('bringer', 'is not distinct from', bringer)
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .forUpdate()
    .executeTakeFirst()

/** Answers how many bytes are here now. */
export async function putPiece(
  tx: Tx,
  uploadId: string,
  piece: { number: number; bytes: number; digest: string },
): Promise<number> {
  await tx
    .insertInto('mediaPieces')
    .values({ uploadId, ...piece })
    .onConflict((on) => on.columns(['uploadId', 'number']).doUpdateSet({ digest: piece.digest }))
    .execute()
  const { rows } = await sql<{ received: number }>`
    update media_uploads set received = (select sum(bytes) from media_pieces where upload_id = ${uploadId})
    where id = ${uploadId} returning received`.execute(tx)
  return rows[0]?.received ?? 0
}

export const setUpload = (
  db: Db,
  workspaceId: string,
  id: string,
  change: {
    state?: Upload['state']
    received?: number
    bytes?: number | null
    problem?: string | null
    mediaId?: string
    heldUntil?: Date | null
    retryAt?: Date
    expiresAt?: Date
  },
) =>
  db
    .updateTable('mediaUploads')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export async function deleteUpload(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('mediaUploads')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export type Taken = {
  id: string
  workspaceId: string
  bringer: string | null
  bringerKind: Actor['kind']
  bringerName: string
  fileName: string
  sourceUrl: string | null
  digest: string | null
  tries: number
}

/**
 * The next that is whole or waits to be fetched, held for a while. At most `most` are held in the whole house; workspaces
 * that have none under way come first, and what was tried in vain comes last.
 */
export async function claimUpload(
  db: Db,
  now: Date,
  heldUntil: Date,
  most: number,
): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    with busy as (select workspace_id from media_uploads where state = 'finishing' and held_until > ${now}),
    next as (
      select id from media_uploads u
      where state = 'finishing' and (held_until is null or held_until <= ${now})
        and (retry_at is null or retry_at <= ${now}) and (select count(*) from busy) < ${most}
      order by (select count(*) from busy b where b.workspace_id = u.workspace_id), tries, created_at
      limit 1 for update skip locked)
    update media_uploads u set held_until = ${heldUntil}, tries = tries + 1 from next where u.id = next.id
    returning u.id, u.workspace_id as "workspaceId", u.bringer, u.bringer_kind as "bringerKind",
      u.bringer_name as "bringerName", u.file_name as "fileName", u.source_url as "sourceUrl", u.digest, u.tries`.execute(
    db,
  )
  return rows[0]
}

export const findPieceNumbers = (db: Db, uploadId: string) =>
  db.selectFrom('mediaPieces').select(['number']).where('uploadId', '=', uploadId).orderBy('number').execute()

/** What nobody goes on with, and what was done or failed long enough ago. */
export async function deleteExpired(db: Db, now: Date): Promise<{ id: string; workspaceId: string }[]> {
  return db
    .deleteFrom('mediaUploads')
    .where('expiresAt', '<', now)
    .where((eb) => eb.or([eb('heldUntil', 'is', null), eb('heldUntil', '<', now)]))
    .returning(['id', 'workspaceId'])
    .execute()
}
