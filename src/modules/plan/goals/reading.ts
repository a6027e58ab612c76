import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Metric, type MetricId, metricOf, windowDays } from '../../measure/metrics/contract.ts'
import {
  type Asked,
  addDays,
  type Day,
  dailyFacts,
  daysBetween,
  type Facts,
  pointsOf,
  poolNumber,
  resolveScope,
  type Scope,
} from '../../measure/numbers/index.ts'
import { cutsOf } from '../segments/contract.ts'
import { findSegmentFilter } from '../segments/index.ts'
import type { GoalScope, Live, Measure } from './contract.ts'

/** A value told so many days ago still stands for today. */
const staleDays = 7
/** So much past is looked at. */
const pastDays = 200

/** One number as a goal sees it: a value for each day, and what a forecast learns from. */
export type Reading = {
  unit: Measure['unit']
  /** The step in which it can change at all; nothing is known more precisely. */
  grain: number
  today: Day
  points: { day: Day; value: number | null }[]
  /** The value of a day: for levels the last known of the week before it, for windows the 28 days that end on it. */
  on(day: Day): Live
  /** The days that the value of a day is made of. */
  window(day: Day): { from: Day; to: Day }
  learn: Lesson
}

/** Values at equal steps, the last of which ends on `last`. */
export type Lesson = {
  of: 'day' | 'week'
  last: Day
  values: (number | null)[]
  /** How many values make up the goal's number: one day, or four weeks. */
  span: number
  /** What the mean of those is multiplied with: counts of four weeks are four times a week's. */
  factor: number
}

/** Several numbers of the same channels in one go. */
export async function readCatalogue(
  ctx: Context,
  viewer: Viewer,
  ids: readonly MetricId[],
  of: GoalScope,
): Promise<Map<MetricId, Reading>> {
  const scope = await resolveScope(ctx, viewer, await askedOf(ctx.db, viewer, of))
  const metrics = ids.map(metricOf)
  const today = dayOf(ctx.clock.now(), scope.zone)
  const days = await dailyFacts(ctx.db, scope, { from: addDays(today, -pastDays), to: today }, metrics)
  return new Map(
    metrics.map((metric) => [
      metric.id,
      metric.goal === 'level'
        ? readLevel(metric, scope, days, today)
        : readWindow(metric, scope, days, today),
    ]),
  )
}

const grains = { count: 1, share: 1e-6, perPost: 1e-3 } as const

/** A segment that is gone, or cuts people, has no channels that are wholly its own: then there is no number either. */
export async function askedOf(db: Db, { workspaceId }: Viewer, { kind, id }: GoalScope): Promise<Asked> {
  if (id === null) return {}
  if (kind === 'channel') return { channels: [id] }
  if (kind === 'segment') {
    const filter = await findSegmentFilter(db, workspaceId, id)
    return { channels: filter && cutsOf(filter).length === 0 ? filter.channelIds : [] }
  }
  return kind === 'network' ? { network: id } : { campaign: id }
}

type Days = ReadonlyMap<Day, Facts[]>

function readLevel(metric: Metric, scope: Scope, days: Days, today: Day): Reading {
  const points = sinceBegun(pointsOf(metric, days, scope.tells)).map(({ day, value }) => ({ day, value }))
  const last = points.findLast(({ value }) => value !== null)?.day ?? today
  return {
    unit: metric.unit,
    grain: grains[metric.unit],
    today,
    points,
    on(day) {
      const known = points.findLast((one) => one.value !== null && one.day <= day)
      const at = known && daysBetween(known.day, day) < staleDays ? known.day : day
      return liveOf(metric, scope, days.get(at) ?? [], at)
    },
    window: (day) => ({ from: day, to: day }),
    learn: {
      of: 'day',
      last,
      values: points.filter(({ day }) => day <= last).map(({ value }) => value),
      span: 1,
      factor: 1,
    },
  }
}

function readWindow(metric: Metric, scope: Scope, days: Days, today: Day): Reading {
  const all = [...days].map(([day, facts]) => [day, facts.map((one) => onlyOf(one, metric.id))] as const)
  const begun = all.findIndex(([, facts]) => facts.some((one) => one.posts > 0))
  const first = begun < 0 ? all.length : begun
  const over = (end: number, length: number) =>
    addUp(
      all.slice(Math.max(first, end - length + 1), end + 1).map(([, facts]) => facts),
      scope,
      metric.id,
    )
  const points = all
    .map(([day], i) => ({
      day,
      value: i - first + 1 >= windowDays ? poolNumber(metric, over(i, windowDays), scope.tells).value : null,
    }))
    .slice(first)
  const lastWhole = all.length - 1 - metric.settleDays
  const weeks = Math.max(0, Math.floor((lastWhole - first + 1) / 7))
  return {
    unit: metric.unit,
    grain: grains[metric.unit],
    today,
    points: sinceBegun(points),
    on(day) {
      const i = all.findIndex((one) => one[0] === day)
      return liveOf(metric, scope, i < 0 ? [] : over(i, windowDays), day)
    },
    window: (day) => ({ from: addDays(day, 1 - windowDays), to: day }),
    learn: {
      of: 'week',
      last: all[lastWhole]?.[0] ?? today,
      values: Array.from({ length: weeks }, (_, week) => {
        const end = lastWhole - 7 * (weeks - 1 - week)
        return poolNumber(metric, over(end, 7), scope.tells).value
      }),
      span: windowDays / 7,
      factor: metric.pooling === 'sum' ? windowDays / 7 : 1,
    },
  }
}

function liveOf(metric: Metric, scope: Scope, facts: readonly Facts[], day: Day): Live {
  const none = facts.length === 0 && scope.channels.length > 0
  const number = poolNumber(metric, facts, scope.tells)
  return {
    value: number.value,
    missing: none ? 'no_data' : number.missing,
    day,
    asOf: number.asOf,
    coverage: none ? null : number.coverage,
  }
}

const sinceBegun = <P extends { value: number | null }>(points: readonly P[]): P[] => {
  const begun = points.findIndex(({ value }) => value !== null)
  return begun < 0 ? [] : points.slice(begun)
}

/** Of all sums the one that is read, so that adding up 28 days two hundred times stays cheap. */
const onlyOf = (facts: Facts, id: MetricId): Facts => ({ ...facts, sums: { [id]: facts.sums[id] } })

/** The sums of several days as if they were one. */
function addUp(days: readonly (readonly Facts[])[], scope: Scope, id: MetricId): Facts[] {
  return scope.channels.map((channel, i) => {
    // Each day has its channels in the order of the scope.
    const own = days.flatMap((facts) => facts[i] ?? [])
    const sums: Facts['sums'] = {}
    const parts = own.flatMap((one) => one.sums[id] ?? [])
    if (parts.length > 0)
      sums[id] = {
        num: total(parts, (sum) => sum.num),
        den: total(parts, (sum) => sum.den),
        n: total(parts, (sum) => sum.n),
      }
    const newest = own.flatMap((one) => one.asOf?.getTime() ?? [])
    return {
      channelId: channel.id,
      network: channel.network,
      posts: total(own, (one) => one.posts),
      sums,
      followers: { start: null, end: null, since: null, at: null },
      asOf: newest.length === 0 ? null : new Date(Math.max(...newest)),
    }
  })
}

const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)
