import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { type AddressBody, pieceBytes, type Upload, type UploadBody } from './contract.ts'
import { mediaError } from './errors.ts'
import { takeUploadsJob } from './jobs.ts'
import { plainName, refuseBeyondQuota } from './service.ts'
import {
  countOpen,
  deleteExpired,
  deleteUpload,
  findBroken,
  findUpload,
  findUploads,
  folderOf,
  insertUpload,
  lockReceiving,
  pieceKey,
  putPiece,
  setUpload,
  sumOpen,
} from './upload-queries.ts'

/** How long an upload waits for its next piece, and how long what became of it can be seen. */
const days = { waits: 7, seen: 1 }
const mostOpen = 50

const later = (ctx: Context, count: number): Date => new Date(ctx.clock.now().getTime() + count * 86_400_000)

export const listUploads = async (ctx: Context, actor: Actor): Promise<{ items: Upload[] }> => ({
  items: await findUploads(ctx.db, actor),
})

export async function readUpload(ctx: Context, actor: Actor, id: string): Promise<Upload> {
  const upload = await findUpload(ctx.db, actor, id)
  if (!upload) throw mediaError('upload_not_found')
  return upload
}

/** Begins a file that comes in pieces; one that broke off goes on instead. */
export async function beginUpload(ctx: Context, actor: Actor, body: UploadBody): Promise<Upload> {
  const max = ctx.config.maxUploadBytes
  if (body.bytes > max) throw mediaError('too_large', { max })
  const fileName = plainName(body.fileName)
  const broken = await findBroken(ctx.db, actor, { ...body, fileName })
  if (broken) return broken
  await refuseMany(ctx, actor, body.bytes)
  const id = await insertUpload(ctx.db, actor, {
    ...{ fileName, mark: body.mark, bytes: body.bytes, digest: body.digest ?? null },
    ...{ pieceBytes, state: 'receiving', expiresAt: later(ctx, days.waits) },
  })
  return readUpload(ctx, actor, id)
}

async function refuseMany(ctx: Context, actor: Actor, bytes: number): Promise<void> {
  if ((await countOpen(ctx.db, actor)) >= mostOpen) throw mediaError('too_many_uploads', { most: mostOpen })
  await refuseBeyondQuota(ctx, actor.workspaceId, bytes + (await sumOpen(ctx.db, actor.workspaceId)))
}

type Piece = { id: string; number: number; digest?: string | undefined; stream: Readable }

/** Keeps a piece where every process finds it. It counts once it is whole; sent again it replaces itself. */
export async function takePiece(ctx: Context, actor: Actor, piece: Piece): Promise<Upload> {
  const { id, number, stream } = piece
  const upload = await readUpload(ctx, actor, id)
  if (upload.state !== 'receiving') throw mediaError('upload_over')
  const expected = lengthOf(upload, number)
  const key = pieceKey(actor.workspaceId, id, number)
  const hash = createHash('sha256')
  let [bytes, digest] = [0, '']
  await ctx.storage.take(
    key,
    (async function* () {
      for await (const chunk of stream) {
        bytes += chunk.length
        if (bytes > expected) throw mediaError('piece_length', { number, bytes, expected })
        hash.update(chunk)
        yield chunk
      }
      if (bytes !== expected) throw mediaError('piece_length', { number, bytes, expected })
      digest = hash.digest('hex')
      // Before it is kept: what arrived well before may not be replaced by what was spoiled on its way.
      if (piece.digest && piece.digest !== digest) throw mediaError('digest_differs')
    })(),
  )
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await lockReceiving(tx, actor, id))) throw mediaError('upload_over')
    const received = await putPiece(tx, id, { number, bytes, digest })
    const whole = received === upload.bytes
    const state = whole ? ('finishing' as const) : ('receiving' as const)
    await setUpload(tx, actor.workspaceId, id, { state, expiresAt: later(ctx, days.waits) })
    if (whole) await ctx.jobs.add(takeUploadsJob, {}, { tx, key: 'media.take_uploads' })
  })
  return readUpload(ctx, actor, id)
}

function lengthOf({ bytes, pieceBytes: each }: Upload, number: number): number {
  const all = bytes ?? 0
  const count = Math.ceil(all / each)
  if (number >= count) throw mediaError('no_such_piece', { count })
  return number === count - 1 ? all - number * each : each
}

export async function dropUpload(ctx: Context, actor: Actor, id: string): Promise<void> {
  await readUpload(ctx, actor, id)
  await deleteUpload(ctx.db, actor.workspaceId, id)
  await ctx.storage.clear(folderOf(actor.workspaceId, id))
  await ctx.events.emit(ctx.db, { workspaceId: actor.workspaceId, topic: 'uploads', id })
}

/** Asks for a file of the web; a worker fetches it by the guarded way out. */
export async function fetchAddress(ctx: Context, actor: Actor, { url }: AddressBody): Promise<Upload> {
  await refuseMany(ctx, actor, 0)
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').at(-1) || hostname
  const id = await ctx.db.transaction().execute(async (tx) => {
    const made = await insertUpload(tx, actor, {
      ...{ fileName: plainName(readable(last)), sourceUrl: url, bytes: null, pieceBytes: 0 },
      ...{ state: 'finishing', expiresAt: later(ctx, days.seen) },
    })
    await ctx.jobs.add(takeUploadsJob, {}, { tx, key: 'media.take_uploads' })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'uploads', id: made })
    return made
  })
  return readUpload(ctx, actor, id)
}

function readable(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Row first, then pieces, as with everything that is forgotten. */
export async function endUploads(ctx: Context): Promise<void> {
  for (const { id, workspaceId } of await deleteExpired(ctx.db, ctx.clock.now()))
    await ctx.storage.clear(folderOf(workspaceId, id))
}

export const seenUntil = (ctx: Context): Date => later(ctx, days.seen)
