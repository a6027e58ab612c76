import type { Context, Tx } from '../../../../app/context.ts'
import { digestOf } from '../bytes.ts'
import { inTurn, openPicture } from '../picture.ts'
import { findMediaFile, formKey, insertForm } from '../queries.ts'
import { coverRule, posterSide } from './look.ts'

export type Moved = { mediaId: string; cover: string; jpeg: Buffer }

/**
 * Takes over the picture that somebody chose for a film, from a house that made it: to the byte, if it is what its digest says
 * and a picture as covers are. False when it is not, or when there is no such film.
 */
export async function takeOverCover(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  { mediaId, cover, jpeg }: Moved,
): Promise<boolean> {
  const media = await findMediaFile(tx, workspaceId, mediaId)
  if (!media || digestOf(jpeg) !== cover) return false
  const size = await inTurn(() => coverSize(jpeg)).catch(() => null)
  if (!size) return false
  const rule = coverRule(cover)
  const storageKey = formKey(media.storageKey, rule)
  await ctx.storage.write(storageKey, jpeg)
  const facts = { mime: 'image/jpeg', bytes: jpeg.length, digest: cover }
  await insertForm(tx, media.id, rule, { storageKey, ...size, ...facts })
  return true
}

/** Every pixel of it is read: what only begins as a picture is none. */
async function coverSize(jpeg: Buffer): Promise<{ width: number; height: number } | null> {
  const picture = await openPicture(jpeg)
  const { format, width, height } = await picture.metadata()
  if (format !== 'jpeg' || Math.max(width, height) > posterSide) return null
  await picture.stats()
  return { width, height }
}
