import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import type { RawMetric } from '../kit/manifest.ts'
import { ask, Count, Id, type Line, listOf } from './client.ts'
import { remoteIdOf } from './status.ts'

/** A public post: a film, and photos as TikTok lists them beside films. */
export const Video = z.object({
  id: Id,
  create_time: z.number().positive().optional(),
  share_url: z.string().optional(),
  title: z.string().optional(),
  video_description: z.string().optional(),
  like_count: Count,
  comment_count: Count,
  share_count: Count,
  view_count: Count,
})
export type Video = z.infer<typeof Video>

const fields =
  'id,create_time,share_url,title,video_description,like_count,comment_count,share_count,view_count'

const Page = z.object({
  videos: listOf(Video),
  cursor: z.union([z.number(), z.string()]).optional(),
  has_more: z.boolean().optional(),
})

/** The newest first. The cursor is an instant in milliseconds: what is older than it follows. */
export async function videoPage(
  line: Line,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<{ videos: Video[]; cursor: string | null }> {
  const page = await ask(line, Page, {
    method: 'POST',
    path: '/v2/video/list/',
    query: { fields },
    json: { max_count: 20, ...(cursor !== null && { cursor: Number(cursor) }) },
    signal,
  })
  const next = page.has_more && page.cursor !== undefined ? String(page.cursor) : null
  return { videos: page.videos, cursor: next === cursor ? null : next }
}

/** Most ids that TikTok takes at once. */
export const atOnce = 20

export async function videosBy(line: Line, ids: readonly string[]): Promise<Video[]> {
  if (ids.length === 0) return []
  const { videos } = await ask(line, z.object({ videos: listOf(Video) }), {
    method: 'POST',
    path: '/v2/video/query/',
    query: { fields },
    json: { filters: { video_ids: [...ids] } },
  })
  return videos
}

/** What TikTok leaves out is not told, which is not zero. */
export const told = (counts: Partial<Record<RawMetric, number | undefined>>): Measured[] =>
  Object.entries(counts).flatMap(([metric, value]) =>
    value === undefined ? [] : [{ metric: metric as RawMetric, value }],
  )

export const measuredOf = (video: Video): Measured[] =>
  told({
    likes: video.like_count,
    views: video.view_count,
    replies: video.comment_count,
    reposts: video.share_count,
  })

/** As people share it, without what tells by whom. */
export function addressOf({ share_url = '' }: Video): string | null {
  const url = URL.parse(share_url)
  return url ? url.origin + url.pathname : null
}

/** By what it goes here: its address tells photos from films. */
export const nameOf = (video: Video): string =>
  remoteIdOf(/\/photo\/\d+$/.test(addressOf(video) ?? '') ? 'photo' : 'video', video.id)
