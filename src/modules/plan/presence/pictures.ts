import { createHash } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { hashPicture, type PictureHash } from '../impostors/index.ts'
import { findPicture, insertPicture } from './picture-queries.ts'

/** Large enough to compare by eye, small enough to be kept by hundreds. */
const side = 256
const limits = { totalMs: 20_000, maxBytes: 5_000_000 }
/** What networks serve. SVG is not among them: it is a document, not a picture. */
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

export type KeptPicture = { id: string; hash: PictureHash | null }

/** Fetches the picture of a profile, draws it anew and keeps it once; null where none can be had. */
export async function keepPicture(
  ctx: Context,
  workspaceId: string,
  url: string | null,
): Promise<KeptPicture | null> {
  const bytes = url ? await fetchPicture(ctx, url) : null
  if (!bytes) return null
  const sourceDigest = digestOf(bytes)
  const known = await findPicture(ctx.db, workspaceId, sourceDigest)
  if (known) return known
  const drawn = await redraw(bytes)
  if (!drawn) return null
  const hash = await hashPicture(drawn)
  const kept = { sourceDigest, digest: digestOf(drawn), mime: 'image/png', bytes: drawn, hash }
  return insertPicture(ctx.db, workspaceId, kept, ctx.clock.now())
}

export const digestOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** A picture is worth no trouble: what cannot be had is left out, and the next audit asks again. */
async function fetchPicture(ctx: Context, url: string): Promise<Buffer | null> {
  try {
    const response = await ctx.fetch(url, withLimits(limits, { headers: { accept: 'image/*' } }))
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    await response.body?.cancel()
    return null
  } catch (error) {
    ctx.log.debug({ err: error }, 'a picture of a profile could not be had')
    return null
  }
}

/** Drawn anew from its pixels: nothing else of the file comes through. */
async function redraw(bytes: Buffer): Promise<Buffer | null> {
  const { default: sharp } = await import('sharp')
  try {
    const image = sharp(bytes, { limitInputPixels: 40_000_000, failOn: 'error' })
    const { format } = await image.metadata()
    if (!formats.has(format)) return null
    return await image
      .rotate()
      .resize(side, side, { fit: 'cover', withoutEnlargement: true })
      .png({ compressionLevel: 9, palette: true })
      .toBuffer()
  } catch {
    return null
  }
}
