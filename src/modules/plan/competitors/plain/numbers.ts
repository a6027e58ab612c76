/** What is reckoned of a competitor, or of us. */
import { z } from 'zod'
import { Format, Source } from './given.ts'

const Day = z.iso.date()
const Instant = z.iso.datetime()

/** Why there is no number: nothing of it was told, nothing was published, or there is nothing to divide by. */
export const Missing = z.enum(['not_told', 'no_data', 'no_posts', 'zero_base', 'not_read'])
export type Missing = z.infer<typeof Missing>

export const Figure = z.object({
  value: z.number().nullable(),
  missing: Missing.nullable(),
  partial: z.boolean().describe('Some of what it is reckoned from could not be read'),
})
export type Figure = z.infer<typeof Figure>

/**
 * What is reckoned of one competitor, or of us, over a window. Every formula has one home, `reckon.ts`, and is the
 * catalogue's (`measure/metrics`) where that has one.
 */
export const Numbers = z.object({
  followers: Figure.describe('The newest known, profiles added up; at most 7 days older than today'),
  growth: Figure.describe('(followers now − followers at the start) ÷ followers at the start'),
  posts: Figure.describe('Posts published in the window, without replies and reposts'),
  perWeek: Figure.describe('Posts ÷ days of the window that are known × 7, profiles added up'),
  engagements: Figure.describe('Likes, reposts, replies, quotes and saves of these posts, as far as told'),
  perPost: Figure.describe('Engagements ÷ posts of which they are told'),
  erFollowers: Figure.describe(
    'Engagement rate by followers: Σ engagements ÷ Σ followers on the day of each post',
  ),
  answered: Figure.describe(
    'Comments of others that they answered ÷ comments of others, of the posts looked at',
  ),
  answerMinutes: Figure.describe(
    'Median minutes from such a comment to their first answer, of those answered',
  ),
  formats: z
    .array(z.object({ format: Format, posts: z.int(), share: z.number().min(0).max(1) }))
    .describe('Of the posts, largest first'),
  base: z.object({
    profiles: z.int(),
    networks: z.array(z.string()),
    sources: z.array(Source),
    counts: z.array(z.string()).describe('Which counts are told at all'),
    counted: z.int().describe('Posts of which engagements are told'),
    assumed: z
      .int()
      .describe('Posts for whose day no followers are known, and for which the next known ones were taken'),
    comments: z.int(),
    commentPosts: z.int().describe('Posts whose comments were read'),
    threads: z.int().describe('Posts beneath which somebody spoke, as far as they were asked for'),
    threadsUnread: z.int().describe('Those of them that could not be read the last time'),
    commentsWhole: z.boolean().describe('The network showed all of them'),
    days: z.number().describe('Days of the window of which all posts are known, the fewest of the profiles'),
    followersOn: Day.nullable().describe('The day of the oldest of the followers that were added up'),
    asOf: Instant.nullable(),
  }),
})
export type Numbers = z.infer<typeof Numbers>

/** Who publishes and never so shows none of it; where the format of some posts is not known, nobody can say so. */
export function shareOfFormat({ formats: shares }: Numbers, format: Format): number | null {
  const found = shares.find((one) => one.format === format)
  if (found) return found.share
  return shares.length > 0 && !shares.some((one) => one.format === 'unknown') ? 0 : null
}
