import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import { ask, type Line } from './client.ts'
import { interactions, longestSeconds, privacyLevels } from './manifest.ts'

/** What an account may do at this moment; TikTok wants it asked before each post. */
export const Creator = z.object({
  creator_username: z.string().optional(),
  creator_nickname: z.string().optional(),
  privacy_level_options: z.array(z.string()).default([]),
  comment_disabled: z.boolean().optional(),
  duet_disabled: z.boolean().optional(),
  stitch_disabled: z.boolean().optional(),
  max_video_post_duration_sec: z.number().positive().optional(),
})
export type Creator = z.infer<typeof Creator>

export const creatorOf = (line: Line, signal?: AbortSignal): Promise<Creator> =>
  ask(line, Creator, { method: 'POST', path: '/v2/post/publish/creator_info/query/', json: {}, signal })

/** The same, for who only wants to know: null while TikTok lets the account post nothing. */
export async function creatorIfAny(line: Line): Promise<Creator | null> {
  try {
    return await creatorOf(line)
  } catch (failure) {
    const barred = ['daily_posts', 'posting_barred', 'app_accounts', 'scope_not_granted']
    if (failure instanceof NetworkFailure && barred.includes(failure.code)) return null
    throw failure
  }
}

/** Who may see posts, by what TikTok offers and what it lets an app do that is not audited. */
export const offered = (creator: Creator, audited: boolean): string[] =>
  creator.privacy_level_options.filter((level) => audited || level === 'SELF_ONLY')

export function limitsBy(creator: Creator, audited: boolean): ChannelLimits {
  const levels = offered(creator, audited)
  const seconds = creator.max_video_post_duration_sec
  const without = interactions.flatMap(([option, disabled]) => (creator[disabled] ? [option] : []))
  return {
    ...(seconds !== undefined && { videos: { maxSeconds: Math.min(longestSeconds, seconds) } }),
    choices: {
      privacy: privacyLevels.filter(({ value }) => levels.includes(value)).map((one) => ({ ...one })),
    },
    ...(without.length > 0 && { without }),
  }
}

/** Drafts alone were allowed: nobody can be chosen who would see a post. */
export const draftsAlone: ChannelLimits = { choices: { privacy: [] } }
