import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { ask, Id, type Line, pageOf } from './client.ts'

/** What is out there, as the graph tells it. */
export const IgMedia = z.object({
  id: Id,
  caption: z.string().nullish(),
  media_type: z.string().optional(),
  media_product_type: z.string().optional(),
  permalink: z.string().optional(),
  timestamp: z.string().optional(),
  like_count: z.number().optional(),
  comments_count: z.number().optional(),
})
export type IgMedia = z.infer<typeof IgMedia>

export const mediaFields =
  'id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count'

export type Page = { items: IgMedia[]; after: string | null }

/** One page of the account's posts and reels, or of the stories of the last day; newest first. */
export const mediaPage = (
  line: Line,
  edge: 'media' | 'stories',
  after: string | null,
  signal?: AbortSignal,
): Promise<Page> =>
  ask(line, pageOf(IgMedia), {
    method: 'GET',
    path: `${line.user}/${edge}`,
    query: { fields: mediaFields, limit: 50, after: after ?? undefined },
    signal,
  })

/** `2026-11-30T08:00:00+0000`: an offset without a colon, which not every engine reads. */
export const instantOf = (timestamp: string | undefined): Date =>
  new Date((timestamp ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))

export function told(counts: Partial<Record<Measured['metric'], number | undefined>>): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [Measured['metric'], number | undefined][])
    if (typeof value === 'number') measured.push({ metric, value })
  return measured
}
