import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { call, type Line } from './client.ts'

const count = z.number().nullish().catch(null)
const config = z.object({ quota_total: z.number() }).nullish().catch(null)
const Limits = z.object({
  data: z.array(z.object({ quota_usage: count, config, reply_quota_usage: count, reply_config: config })),
})

const fields = 'quota_usage,config,reply_quota_usage,reply_config'
/** The window moves: some room comes back before long, nobody says when. */
const waitMs = 15 * 60_000

/**
 * Refuses to begin what cannot be finished: the first post counts to one limit of 24 hours, what hangs on it to another. What
 * Threads does not tell stops nothing.
 */
export async function quotaFor(line: Line, pieces: number): Promise<void> {
  const asked = { method: 'GET', path: 'me/threads_publishing_limit', values: { fields } } as const
  const told = await call(line, asked, Limits).catch((failure: unknown) => {
    const silent = ['forbidden', 'odd_answer', 'not_taken']
    if (failure instanceof NetworkFailure && silent.includes(failure.code)) return null
    throw failure
  })
  const [limits] = told?.data ?? []
  if (!limits) return
  const left = roomIn(limits.quota_usage, limits.config)
  const leftForReplies = roomIn(limits.reply_quota_usage, limits.reply_config)
  if (left >= 1 && leftForReplies >= pieces - 1) return
  throw new NetworkFailure(
    'later',
    'This account has published as much as Threads allows in 24 hours. It goes out by itself when there is room again.',
    // A long thread may lack room where a single post has it.
    { code: 'quota_used', retryAt: new Date(line.tools.now().getTime() + waitMs), alone: true },
  )
}

const roomIn = (used: number | null | undefined, of: { quota_total: number } | null | undefined): number =>
  typeof used === 'number' && of ? of.quota_total - used : Number.POSITIVE_INFINITY
