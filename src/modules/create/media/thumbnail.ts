import { createHash } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { mediaError } from './errors.ts'
import { inTurn, openPicture } from './picture.ts'
import { findForm, formKey, insertForm, type MediaFile } from './queries.ts'

/** A small WebP of a picture (its first frame), made when it is first asked for. */
export async function openThumbnail(ctx: Context, file: MediaFile, side: number): Promise<Buffer> {
  if (file.kind !== 'image') throw mediaError('no_thumbnail')
  const rule = `small-${side}`
  const known = await findForm(ctx.db, file.id, rule)
  if (known) return ctx.storage.read(known.storageKey)
  const { data, info } = await inTurn(async () =>
    (await openPicture(await ctx.storage.read(file.storageKey)))
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
