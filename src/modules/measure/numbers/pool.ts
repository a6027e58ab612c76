import type { Metric, MetricId } from '../metrics/contract.ts'
import type { Missing, NumberValue } from './contract.ts'

/** Over the posts of which both sides of a metric are known: numerator, denominator, and how many these are. */
export type Sum = { num: number; den: number; n: number }

/** What one channel brings to the numbers of a period. */
export type Facts = {
  channelId: string
  network: string
  posts: number
  sums: Partial<Record<MetricId, Sum>>
  followers: {
    start: number | null
    end: number | null
    /** When the first value stems from inside the period: from then on growth is known. */
    since: Date | null
    at: Date | null
  }
  /** The newest point of its posts. */
  asOf: Date | null
}

type Share =
  | { facts: Facts; missing: Missing }
  | { facts: Facts; missing: null; num: number; den: number; n: number }
type Known = Extract<Share, { missing: null }>

/** Whether there can be such a number of a channel: its network tells it, or files have brought it. */
export type Tells = (channel: Pick<Facts, 'channelId' | 'network'>, metric: Metric) => boolean

/** One number out of many channels: sums are added and then divided; what is missing stays missing. */
export function poolNumber(
  metric: Metric,
  all: readonly Facts[],
  tells: Tells,
): Omit<NumberValue, 'compare'> {
  const shares = all.map((facts) => shareOf(metric, facts, tells))
  const known = shares.filter((share): share is Known => share.missing === null)
  const num = total(known, (share) => share.num)
  const den = metric.denominator ? total(known, (share) => share.den) : null
  const missing = missingOf(metric, shares, known, den)
  return {
    metric: metric.id,
    version: metric.version,
    value: missing ? null : den === null ? num : num / den,
    missing,
    base: { numerator: known.length > 0 ? num : null, denominator: known.length > 0 ? den : null },
    asOf: newest(known.map(({ facts }) => (metric.subject === 'channel' ? facts.followers.at : facts.asOf))),
    coverage: {
      channels: { of: all.length, have: known.length },
      posts:
        metric.subject === 'posts'
          ? { of: total(all, (facts) => facts.posts), have: total(known, (share) => share.n) }
          : null,
      lacking: shares.flatMap(({ facts, missing }) =>
        missing ? [{ channelId: facts.channelId, reason: missing }] : [],
      ),
      since: usesStart(metric)
        ? known.flatMap(({ facts: { channelId, followers } }) =>
            followers.since ? [{ channelId, at: followers.since.toISOString() }] : [],
          )
        : [],
    },
  }
}

/** Two periods side by side, over the channels that have a number in both: otherwise a channel that was joined would look like growth. */
export function comparePeriods(
  metric: Metric,
  now: readonly Facts[],
  then: readonly Facts[],
  tells: Tells,
): NonNullable<NumberValue['compare']> {
  const has = (facts: Facts) => shareOf(metric, facts, tells).missing === null
  const before = new Map(then.filter(has).map((facts) => [facts.channelId, facts]))
  const both = now.filter((facts) => has(facts) && before.has(facts.channelId))
  const a = poolNumber(metric, both, tells).value
  const b = poolNumber(
    metric,
    both.flatMap(({ channelId }) => before.get(channelId) ?? []),
    tells,
  ).value
  const difference = a === null || b === null ? null : a - b
  return {
    value: b,
    difference,
    change: difference === null || b === null || b === 0 ? null : difference / Math.abs(b),
    channels: both.length,
  }
}

function shareOf(metric: Metric, facts: Facts, tells: Tells): Share {
  if (!tells(facts, metric)) return { facts, missing: 'not_told' }
  if (metric.subject === 'channel') return followerShare(metric, facts)
  const sum = facts.sums[metric.id] ?? { num: 0, den: 0, n: 0 }
  if (facts.posts > 0 && sum.n === 0) return { facts, missing: 'no_data' }
  return { facts, missing: null, ...sum }
}

function followerShare(metric: Metric, facts: Facts): Share {
  const { start, end } = facts.followers
  const gained = metric.numerator.kind === 'followers' && metric.numerator.when === 'gained'
  if (end === null || (gained && start === null)) return { facts, missing: 'no_data' }
  return { facts, missing: null, num: gained ? end - (start ?? 0) : end, den: start ?? 0, n: 0 }
}

function missingOf(
  metric: Metric,
  shares: readonly Share[],
  known: readonly Known[],
  den: number | null,
): Missing | null {
  if (known.length === 0) {
    const untold = shares.length > 0 && shares.every((share) => share.missing === 'not_told')
    return untold ? 'not_told' : 'no_data'
  }
  if (den === null || den !== 0) return null
  return metric.subject === 'posts' && total(known, (share) => share.n) === 0 ? 'no_posts' : 'zero_base'
}

const usesStart = ({ numerator }: Metric): boolean =>
  numerator.kind === 'followers' && numerator.when === 'gained'

const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)

const newest = (instants: readonly (Date | null)[]): string | null => {
  const times = instants.flatMap((at) => (at ? [at.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}
