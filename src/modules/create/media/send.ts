import type { FastifyReply, FastifyRequest } from 'fastify'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { sendBytes } from '../../../app/range.ts'
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
    .header('etag', `"${file.digest}"`)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
  if (request.headers['if-none-match'] === `"${file.digest}"`) return reply.code(304).send()
  return sendBytes(request, reply, file.bytes, (range) => ctx.storage.stream(file.storageKey, range))
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
