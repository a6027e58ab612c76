import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import { catalogue, type Metric, metricOf, rawMetrics } from '../metrics/contract.ts'
import type {
  ChannelNumbers,
  DaySeries,
  NumberValue,
  Overview,
  OverviewQuery,
  Period,
  SeriesQuery,
} from './contract.ts'
import { comparedTo, earlier, periodOf } from './days.ts'
import { dailyFacts, factsOf, whichOf } from './facts.ts'
import { comparePeriods, type Facts, poolNumber } from './pool.ts'
import { type Brought, type ChannelRow, countYoung } from './queries.ts'
import { mayTell, resolveScope, type Scope } from './scope.ts'
import { pointsOf } from './series.ts'
import { settlingHours } from './settling.ts'

/** All numbers of a period: over all channels, and for each. */
export async function readOverview(ctx: Context, viewer: Viewer, query: OverviewQuery): Promise<Overview> {
  const scope = await resolveScope(ctx, viewer, query)
  const now = ctx.clock.now()
  const period = periodOf(query, scope.zone, now)
  const compare = comparedTo(period, query.compare)
  const metrics = catalogue.filter(
    (metric) => mayTell(scope, metric) && (!query.metrics || query.metrics.includes(metric.id)),
  )
  const [facts, before, young] = await Promise.all([
    factsOf(ctx.db, scope, period, metrics),
    compare ? factsOf(ctx.db, scope, compare, metrics) : null,
    countYoung(ctx.db, whichOf(scope, period), new Date(now.getTime() - settlingHours * 3_600_000)),
  ])
  const number = numberMaker(scope, metrics)
  const totals = number(facts, before)
  return {
    period,
    compare,
    asOf: newest(totals),
    settling: { posts: young, hours: settlingHours },
    totals,
    channels: scope.channels.map((channel) => {
      const own = (list: readonly Facts[]) => list.filter((one) => one.channelId === channel.id)
      return describeChannel(channel, scope, number(own(facts), before && own(before)))
    }),
  }
}

/** The numbers asked for, each beside its comparison. */
const numberMaker =
  (scope: Scope, metrics: readonly Metric[]) =>
  (facts: readonly Facts[], before: readonly Facts[] | null): NumberValue[] =>
    metrics.map((metric) => ({
      ...poolNumber(metric, facts, scope.tells),
      compare: before && comparePeriods(metric, facts, before, scope.tells),
    }))

const describeChannel = (channel: ChannelRow, scope: Scope, numbers: NumberValue[]): ChannelNumbers => ({
  channelId: channel.id,
  network: channel.network,
  handle: channel.handle,
  name: channel.name,
  state: channel.state,
  brought: rawMetrics.filter((raw) => isBrought(scope.brought.get(channel.id), raw)),
  collectedAt: channel.collectedAt?.toISOString() ?? null,
  nextAt: channel.nextAt?.toISOString() ?? null,
  numbers,
})

const isBrought = (brought: Brought | undefined, raw: RawMetric): boolean =>
  brought !== undefined && (brought.channel.has(raw) || brought.publication.has(raw))

const newest = (numbers: readonly NumberValue[]): string | null =>
  numbers.reduce<string | null>((best, { asOf }) => (asOf && (!best || asOf > best) ? asOf : best), null)

/** One number, day by day, and the same of the period beside it. Days to come are left out. */
export async function readSeries(ctx: Context, viewer: Viewer, query: SeriesQuery): Promise<DaySeries> {
  const scope = await resolveScope(ctx, viewer, query)
  const metric = metricOf(query.metric)
  const period = periodOf(query, scope.zone, ctx.clock.now())
  const compare = comparedTo(period, query.compare)
  const today = periodOf({}, scope.zone, ctx.clock.now()).to
  const points = async ({ from, to }: Pick<Period, 'from' | 'to'>) =>
    mayTell(scope, metric)
      ? pointsOf(
          metric,
          await dailyFacts(ctx.db, scope, { from, to: earlier(to, today) }, [metric]),
          scope.tells,
        )
      : []
  return {
    metric: metric.id,
    version: metric.version,
    period,
    compare,
    points: await points(period),
    comparePoints: compare ? await points(compare) : [],
  }
}
