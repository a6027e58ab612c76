import type { Goal, Interval, Trend } from '../../../modules/plan/goals/contract.ts'
import type { ChartData } from '../../kit/chart-data.ts'
import { addDays, type Day } from '../../kit/days.ts'

/** So many days before the goal's start are drawn too. */
const before = 28

type Names = { value: string; forecast: string; target: string; floor: string }

/**
 * All days from a month before the start to the deadline, evenly. The forecast comes at some days only and is drawn
 * straight between them, from the last known value on.
 */
export function drawTrend(
  goal: Pick<Goal, 'startsOn' | 'deadline' | 'target' | 'floor'>,
  trend: Pick<Trend, 'points' | 'forecast'>,
  names: Names,
): ChartData {
  const first = trend.points[0]?.day ?? goal.startsOn
  const from = later(first, addDays(goal.startsOn, -before))
  const known = new Map(trend.points.map(({ day, value }) => [day, value]))
  const last = trend.points.findLast(({ value }) => value !== null)
  const end = later(goal.deadline, last?.day ?? goal.deadline)
  const x = daysOf(from, end)
  const ahead = fill(x, last, trend.forecast)
  return {
    x,
    series: [
      { name: names.value, values: x.map((day) => known.get(day) ?? null) },
      ...(ahead.size > 0
        ? [
            {
              name: names.forecast,
              values: x.map((day) => ahead.get(day)?.median ?? null),
              band: x.map((day): [number, number] | null => {
                const one = ahead.get(day)
                return one ? [one.low, one.high] : null
              }),
            },
          ]
        : []),
      { name: names.target, values: x.map(() => goal.target), faint: true },
      ...(goal.floor === null ? [] : [{ name: names.floor, values: x.map(() => goal.floor), faint: true }]),
    ],
  }
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

function daysOf(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to && days.length < 1200; day = addDays(day, 1)) days.push(day)
  return days
}

/** The days between two that are foretold, on the straight line between them. */
function fill(
  days: readonly Day[],
  last: { day: Day; value: number | null } | undefined,
  forecast: Trend['forecast'],
): Map<Day, Interval> {
  if (!last || last.value === null || forecast.length === 0) return new Map()
  const { value } = last
  const start = { day: last.day, median: value, low: value, high: value }
  const knots = [start, ...forecast.filter(({ day }) => day > last.day)]
  const filled = new Map<Day, Interval>()
  for (const [place, to] of knots.entries()) {
    const fromKnot = knots[place - 1]
    if (!fromKnot) continue
    const between = days.filter((day) => day >= fromKnot.day && day <= to.day)
    for (const [step, day] of between.entries()) {
      const share = between.length < 2 ? 1 : step / (between.length - 1)
      const at = (key: keyof Interval) => fromKnot[key] + (to[key] - fromKnot[key]) * share
      filled.set(day, { median: at('median'), low: at('low'), high: at('high') })
    }
  }
  return filled
}
