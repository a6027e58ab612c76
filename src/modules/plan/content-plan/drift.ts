/** Whether what went out lately and what is scheduled next is away from the mix, and what would mend it. */
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { countMix, type Gauge, leastToJudge } from '../mix/index.ts'
import type { Drift } from '../waiting/contract.ts'
import type { Shares } from './contract.ts'
import { findFrame } from './queries.ts'

/** Four weeks back, and as many ahead. */
const windowDays = 28
const dayMs = 86_400_000
/** So far a share may be from the plan, in parts of one: two posts of twenty. */
const tolerance = 0.1

const categories = ['engaging', 'brand', 'educational', 'promotional'] as const

export async function readDrift(ctx: Context, viewer: Viewer): Promise<Drift> {
  const frame = await findFrame(ctx.db, viewer.workspaceId)
  // The mix is of all channels, and a plan that nobody saved is nobody's.
  if (!frame || frame.version === 0 || sightOf(viewer) !== null)
    return { state: 'unknown', posts: 0, away: [] }
  const now = ctx.clock.now().getTime()
  const [from, to] = [-1, 1].map((side) => new Date(now + side * windowDays * dayMs).toISOString())
  const { published, scheduled } = await countMix(ctx.db, viewer, { from: from ?? '', to: to ?? '' })
  return driftOf([published, scheduled], frame.shares)
}

export function driftOf(gauges: readonly Pick<Gauge, 'categories'>[], shares: Shares): Drift {
  const counts = categories.map((category) => ({
    category,
    count: gauges.reduce((sum, gauge) => sum + gauge.categories[category], 0),
    planned: shares[category] / 100,
  }))
  const posts = counts.reduce((sum, { count }) => sum + count, 0)
  if (posts < leastToJudge) return { state: 'few', posts, away: [] }
  const away = counts
    .map((one) => ({ ...one, share: one.count / posts }))
    .filter(({ share, planned }) => Math.abs(share - planned) > tolerance + 1e-9)
    .map(({ category, share, planned, count }) => ({
      ...{ category, share, planned },
      // So many more, and nothing else, would bring it to its share.
      more: share < planned && planned < 1 ? Math.ceil((planned * posts - count) / (1 - planned)) : 0,
    }))
    .sort((a, b) => a.share - a.planned - (b.share - b.planned))
  return { state: away.length > 0 ? 'away' : 'kept', posts, away }
}
