import type { FastifyReply, FastifyRequest } from 'fastify'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { mediaError } from './errors.ts'
import { inTurn, openPicture } from './picture.ts'
import { findBringers, findMediaFile, type MediaFile } from './queries.ts'
import { openThumbnail } from './thumbnail.ts'

/** What a browser needs of it never changes: another picture has another id. */
const forever = 'private, max-age=31536000, immutable'

/** Answers the file itself, whole or the range asked for, so that a film can be wound to any place. */
export async function sendFile(
  ctx: Context,
  viewer: Viewer,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = await findSeenFile(ctx, viewer, id)
  guard(reply)
    .header('content-type', file.mime)
    .header('accept-ranges', 'bytes')
    .header('etag', `"${file.digest}"`)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
  if (request.headers['if-none-match'] === `"${file.digest}"`) return reply.code(304).send()
  const range = rangeOf(request.headers.range, file.bytes)
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send()
  if (!range) return reply.header('content-length', file.bytes).send(ctx.storage.stream(file.storageKey))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`)
    .header('content-length', range.end - range.start + 1)
    .send(ctx.storage.stream(file.storageKey, range))
}

export async function sendThumbnail(
  ctx: Context,
  viewer: Viewer,
  id: string,
  side: number,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = await findSeenFile(ctx, viewer, id)
  const bytes = await openThumbnail(ctx, viewer.workspaceId, file, side)
  return guard(reply).header('content-type', 'image/webp').send(bytes)
}

/** A picture (its first frame) as a JPEG no larger than `side`, for programs that look at it; nothing of it is kept. */
export async function openShown(ctx: Context, viewer: Viewer, id: string, side: number): Promise<Buffer> {
  const file = await findSeenFile(ctx, viewer, id)
  if (file.kind !== 'image') throw mediaError('no_thumbnail')
  return inTurn(async () =>
    (await openPicture(await ctx.storage.read(file.storageKey)))
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer(),
  )
}

/** A file that a person brought is shown, never run, whatever it pretends to be. */
const guard = (reply: FastifyReply): FastifyReply =>
  reply
    .header('cache-control', forever)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')

/** The file of what somebody sees, deleted things too while they are kept. */
export async function findSeenFile(ctx: Context, viewer: Viewer, id: string): Promise<MediaFile> {
  const file = await findMediaFile(ctx.db, viewer.workspaceId, id)
  const isSeen = sightOf(viewer) === null || (await findBringers(ctx.db, viewer, id)) !== undefined
  if (!file || !isSeen) throw mediaError('not_found')
  return file
}

/** One range of RFC 9110; several at once are answered whole, which is allowed. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | undefined {
  const found = header?.match(/^bytes=(\d*)-(\d*)$/)
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const suffix = found[1] === ''
  const start = suffix ? Math.max(0, size - Number(found[2])) : Number(found[1])
  const end = suffix || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  if (start >= size || (suffix && Number(found[2]) === 0)) return 'outside'
  return end < start ? undefined : { start, end }
}
