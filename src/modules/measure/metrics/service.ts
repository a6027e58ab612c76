import type { Context } from '../../../app/context.ts'
import type { Manifest, MetricMeaning, RawMetric } from '../../../networks/kit/manifest.ts'
import { type Catalogue, catalogue, type Metric, needsOf, type Term } from './contract.ts'

/** The catalogue, and what each network means by the counts that it is made of. */
export const describeMetrics = (ctx: Context): Catalogue => ({
  metrics: catalogue.map((metric) => ({ ...metric, needs: needsOf(metric) })),
  networks: [...ctx.networks.values()].map(({ manifest }) => ({
    network: manifest.id,
    name: manifest.name,
    tells: [
      ...manifest.metrics.post.map((told) => tellOf(told, 'post')),
      ...manifest.metrics.account.map((told) => tellOf(told, 'account')),
    ],
  })),
})

const tellOf = (told: MetricMeaning, of: 'post' | 'account') => ({
  metric: told.metric,
  of,
  meaning: told.meaning,
  lagMinutes: told.lagMinutes,
  source: told.source.from,
})

type Told = Pick<Manifest, 'metrics'> | undefined
/** What files have brought of a channel and its posts. */
type Brought = { channel: ReadonlySet<string>; publication: ReadonlySet<string> } | undefined

/**
 * Whether enough is told for a metric, by the network or by files that were brought: of a sum of counts any one, of a
 * fraction both sides.
 */
export function tells(manifest: Told, metric: Metric, brought?: Brought): boolean {
  const side = (term: Term | null): boolean => {
    if (term === null || term.kind === 'posts') return true
    if (term.kind === 'followers')
      return has(manifest?.metrics.account, 'followers') || brought?.channel.has('followers') === true
    return term.of.some((raw) => has(manifest?.metrics.post, raw) || brought?.publication.has(raw) === true)
  }
  return side(metric.numerator) && side(metric.denominator)
}

const has = (list: readonly MetricMeaning[] | undefined, raw: RawMetric): boolean =>
  list?.some((told) => told.metric === raw) ?? false
