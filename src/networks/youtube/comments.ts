import { z } from 'zod'
import { call, type Line, listOf } from './client.ts'

const Comment = z.object({
  id: z.string(),
  snippet: z.object({
    authorChannelId: z.object({ value: z.string().optional() }).optional(),
    authorDisplayName: z.string().default(''),
    authorChannelUrl: z.string().optional(),
    authorProfileImageUrl: z.string().optional(),
    textOriginal: z.string().optional(),
    textDisplay: z.string().default(''),
    publishedAt: z.coerce.date().optional(),
  }),
})
export type Comment = z.infer<typeof Comment>

const Thread = z.object({ id: z.string(), snippet: z.object({ topLevelComment: Comment }) })

/** The comments directly under a film, the newest first. */
export async function commentsOf(
  line: Line,
  videoId: string,
  cursor: string | null,
): Promise<{ comments: Comment[]; cursor: string | null }> {
  const { items, nextPageToken } = await call(line, listOf(Thread), {
    method: 'GET',
    at: '/youtube/v3/commentThreads',
    query: {
      part: 'snippet',
      videoId,
      maxResults: 100,
      order: 'time',
      textFormat: 'plainText',
      pageToken: cursor ?? undefined,
    },
  })
  const next = nextPageToken ?? null
  return {
    comments: items.map(({ id, snippet }) => ({ ...snippet.topLevelComment, id })),
    cursor: next === cursor ? null : next,
  }
}

/** What somebody wrote, without marks. */
export const wordsOf = ({ snippet }: Comment): string => snippet.textOriginal ?? snippet.textDisplay

/** A comment of the channel's own that says this. */
export const isOwn = (one: Comment, channelId: string, text: string): boolean =>
  one.snippet.authorChannelId?.value === channelId && wordsOf(one).trim() === text.trim()
