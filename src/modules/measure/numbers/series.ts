import type { Metric } from '../metrics/contract.ts'
import type { DayPoint } from './contract.ts'
import type { Day } from './days.ts'
import { type Facts, poolNumber, type Tells } from './pool.ts'

/**
 * One value for each day over all channels. A channel counts from the first day on which it has one; after that, a day
 * that lacks its value is a gap: a line that dipped by a whole channel would lie.
 */
export function pointsOf(metric: Metric, days: ReadonlyMap<Day, readonly Facts[]>, tells: Tells): DayPoint[] {
  const begun = new Set<string>()
  return [...days].map(([day, facts]) => {
    const told = facts.filter((one) => tells(one, metric))
    const { value, coverage } = poolNumber(metric, told, tells)
    const lacking = new Set(coverage.lacking.map(({ channelId }) => channelId))
    for (const { channelId } of told) if (!lacking.has(channelId)) begun.add(channelId)
    const missing = told.filter(({ channelId }) => lacking.has(channelId) && begun.has(channelId))
    return {
      day,
      value: missing.length > 0 ? null : value,
      have: coverage.channels.have,
      of: begun.size,
    }
  })
}
