import { createHash } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { mediaError } from './errors.ts'
import { coverRule, posterRule } from './films/look.ts'
import { findFilm } from './films/queries.ts'
import { inTurn, openPicture } from './picture.ts'
import { findForm, formKey, insertForm, type MediaFile, type MediaForm } from './queries.ts'

/** A small WebP of a picture (its first frame) or of what stands for a film, made when it is first asked for. */
export async function openThumbnail(
  ctx: Context,
  workspaceId: string,
  file: MediaFile,
  side: number,
): Promise<Buffer> {
  const source = file.kind === 'image' ? file : await posterOf(ctx, workspaceId, file)
  const of = file.kind === 'image' ? '' : `-${source.digest.slice(0, 12)}`
  const rule = `small-${side}${of}`
  const known = await findForm(ctx.db, file.id, rule)
  if (known) return ctx.storage.read(known.storageKey)
  const { data, info } = await inTurn(async () =>
    (await openPicture(await ctx.storage.read(source.storageKey)))
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true }),
  )
  const storageKey = formKey(file.storageKey, rule)
  await ctx.storage.write(storageKey, data)
  await insertForm(ctx.db, file.id, rule, {
    storageKey,
    mime: 'image/webp',
    bytes: data.length,
    width: info.width,
    height: info.height,
    digest: createHash('sha256').update(data).digest('hex'),
  })
  return data
}

async function posterOf(ctx: Context, workspaceId: string, file: MediaFile): Promise<MediaForm> {
  const cover = (await findFilm(ctx.db, workspaceId, file.id))?.cover
  const chosen = cover ? await findForm(ctx.db, file.id, coverRule(cover)) : undefined
  const poster = chosen ?? (await findForm(ctx.db, file.id, posterRule))
  if (!poster) throw mediaError('no_thumbnail')
  return poster
}
