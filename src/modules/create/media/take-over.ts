import { Readable } from 'node:stream'
import type { Context, Tx } from '../../../app/context.ts'
import { typeOfContent } from './content.ts'
import { imageTypes, videoTypes } from './contract.ts'
import { mediaError } from './errors.ts'
import { readFilm } from './film.ts'
import { type Arrival, withArrival } from './intake.ts'
import { inTurn, lookAt } from './picture.ts'
import { findMediaFile, type MediaFile } from './queries.ts'

/**
 * Takes over the file of a picture or film whose row has come already, from a house that has cleaned it: as it is, to the
 * byte, if it is what the row says. Answers its key in the storage; null when there is no such row.
 */
export async function takeOverMedia(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  id: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string | null> {
  const row = await findMediaFile(tx, workspaceId, id)
  if (!row) return null
  await withArrival(ctx, Readable.from(bytes, { objectMode: false }), async (arrival) => {
    const wrong = await misfit(row, arrival)
    if (wrong) throw mediaError('other_file', { name: row.fileName, what: wrong })
    await ctx.storage.adopt(row.storageKey, arrival.path)
  })
  return row.storageKey
}

/** The first thing in which a file is not what its row says; null when it is. */
async function misfit(row: MediaFile, { path, bytes, digest }: Arrival): Promise<string | null> {
  if (digest !== row.digest || bytes !== row.bytes) return 'its bytes are others'
  const types: readonly string[] = row.kind === 'image' ? imageTypes : videoTypes
  const mime = await typeOfContent(path)
  if (mime !== row.mime || !types.includes(mime))
    return `it is ${mime || 'of an unknown type'}, not ${row.mime}`
  const size = await sizeOf(row, path)
  return size.width === row.width && size.height === row.height ? null : 'it has another size'
}

async function sizeOf(
  { kind, mime, bytes }: MediaFile,
  path: string,
): Promise<{ width: number; height: number }> {
  if (kind === 'image') return inTurn(() => lookAt(path))
  return readFilm(path, mime, bytes)
}
