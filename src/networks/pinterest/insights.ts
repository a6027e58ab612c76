import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Account, Insights, Tools } from '../kit/network.ts'
import { ask } from './client.ts'
import { Pin, User } from './entities.ts'

const day = 86_400_000
/** Pinterest tells days no further back than this. */
const mostDays = 89
const accountDays = 29

const Numbers = z.record(z.string(), z.number()).nullish().catch(null)
/** One group, `all`, as long as nothing is split. */
const Analytics = z.record(z.string(), z.object({ summary_metrics: Numbers, lifetime_metrics: Numbers }))

export const insights: Insights = {
  postsAtOnce: 20,
  // Two for each, while it is young.
  requestsAtOnce: 40,

  async posts(tools, account, remoteIds) {
    const known = new Map<string, Measured[]>()
    for (const id of remoteIds) {
      const pin = await pinBy(tools, account, id)
      if (pin) known.set(id, measured({ ...totalsOf(pin), ...(await youngOf(tools, account, pin)) }))
    }
    return known
  },

  async account(tools, account) {
    const user = await ask(tools, account, User, { method: 'GET', path: '/user_account' })
    const summary = await analytics(tools, account, '/user_account/analytics', {
      days: accountDays,
      metrics: ['IMPRESSION', 'OUTBOUND_CLICK', 'SAVE'],
    })
    return measured({
      followers: user.follower_count,
      following: user.following_count,
      posts: user.pin_count,
      impressions: summary.IMPRESSION,
      clicks: summary.OUTBOUND_CLICK,
      saves: summary.SAVE,
    })
  },
}

const pinBy = (tools: Tools, account: Account, id: string): Promise<Pin | null> =>
  ask(tools, account, Pin, { method: 'GET', path: `/pins/${id}`, query: { pin_metrics: true } }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.status === 404) return null
      throw failure
    },
  )

type Counts = Partial<Record<RawMetric, number | null | undefined>>

/** Totals since the pin was made; of pins from before March 2023 there are none. */
export function totalsOf({ pin_metrics: told }: Pin): Counts {
  const totals = told?.lifetime_metrics ?? told?.all_time ?? {}
  return {
    impressions: totals.impression,
    clicks: totals.clickthrough,
    likes: totals.reaction,
    replies: totals.comment,
    saves: totals.save,
  }
}

/** Saves and views are told by days alone: of a pin that is older than those days there is no whole number. */
async function youngOf(tools: Tools, account: Account, pin: Pin): Promise<Counts> {
  const age = Math.floor((tools.now().getTime() - pin.created_at.getTime()) / day)
  if (age >= mostDays) return {}
  const film = pin.media?.media_type === 'video'
  const summary = await analytics(tools, account, `/pins/${pin.id}/analytics`, {
    days: mostDays,
    metrics: film ? ['SAVE', 'VIDEO_MRC_VIEW'] : ['SAVE'],
  })
  return {
    ...(summary.SAVE !== undefined && { saves: summary.SAVE }),
    ...(summary.VIDEO_MRC_VIEW !== undefined && { views: summary.VIDEO_MRC_VIEW }),
  }
}

async function analytics(
  tools: Tools,
  account: Account,
  path: string,
  { days, metrics }: { days: number; metrics: readonly string[] },
): Promise<Record<string, number>> {
  const now = tools.now().getTime()
  const groups = await ask(tools, account, Analytics, {
    method: 'GET',
    path,
    query: {
      start_date: dayOf(now - days * day),
      end_date: dayOf(now),
      metric_types: metrics.join(','),
    },
  }).catch((failure: unknown) => {
    // Neither the sandbox nor every personal account has numbers by the day; the rest is told all the same.
    if (failure instanceof NetworkFailure && failure.kind === 'rejected')
      return {} as z.infer<typeof Analytics>
    throw failure
  })
  const group = groups.all ?? Object.values(groups)[0]
  return group?.summary_metrics ?? {}
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** What is not told is left out, never zero. */
export function measured(counts: Counts): Measured[] {
  const known: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [RawMetric, number | null | undefined][])
    if (typeof value === 'number') known.push({ metric, value })
  return known
}
