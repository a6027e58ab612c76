import { createHash } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { withLimits } from '../../../platform/http/index.ts'

/** Large enough for a sharp 128 on a dense screen. */
const side = 256
const limits = { totalMs: 20_000, maxBytes: 5_000_000 }
/** What networks serve. SVG is not among them: it is a document, not a picture. */
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

/** Fetches the picture of an account and keeps a small copy. A picture that cannot be had leaves the old one. */
export async function drawAvatar(ctx: Context, channelId: string): Promise<void> {
  const channel = await ctx.db
    .selectFrom('channels')
    .select(['workspaceId', 'avatarSource', 'avatarUrl'])
    .where('id', '=', channelId)
    .executeTakeFirst()
  if (!channel) return
  const { workspaceId, avatarSource } = channel
  const picture = avatarSource ? await fetchPicture(ctx, avatarSource) : null
  if (avatarSource && !picture) return
  const avatarUrl = picture && (await keep(ctx, { workspaceId, channelId }, picture))
  await ctx.db.transaction().execute(async (tx) => {
    await tx.updateTable('channels').set({ avatarUrl }).where('id', '=', channelId).execute()
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id: channelId })
  })
}

async function fetchPicture(ctx: Context, url: string): Promise<Buffer | null> {
  const response = await ctx.fetch(url, withLimits(limits, { headers: { accept: 'image/*' } }))
  if (!response.ok) {
    await response.body?.cancel()
    // Gone for good: asking again changes nothing. A server in trouble is asked again by the job.
    if (response.status < 500) return null
    throw new Error(`The picture was answered with ${response.status}`)
  }
  return redraw(Buffer.from(await response.arrayBuffer()))
}

/** Drawn anew from its pixels: nothing else of the file comes through. */
async function redraw(bytes: Buffer): Promise<Buffer | null> {
  // Loaded when a picture comes: most processes never draw one.
  const { default: sharp } = await import('sharp')
  try {
    const image = sharp(bytes, { limitInputPixels: 40_000_000, failOn: 'error' })
    const { format } = await image.metadata()
    if (!formats.has(format)) return null
    return await image
      .rotate()
      .resize(side, side, { fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer()
  } catch {
    return null
  }
}

type Place = { workspaceId: string; channelId: string }

async function keep(ctx: Context, { workspaceId, channelId }: Place, picture: Buffer): Promise<string> {
  await ctx.storage.write(avatarKey(channelId), picture)
  const version = createHash('sha256').update(picture).digest('hex').slice(0, 12)
  // A picture in a page cannot say in a header which workspace it is of.
  return `/api/v1/channels/${channelId}/avatar?workspace=${workspaceId}&v=${version}`
}

export const avatarKey = (channelId: string): string => `avatars/${channelId}.webp`
