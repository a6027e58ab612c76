/** A number that people enter by hand, week by week, as a goal sees it. A week that was not entered is not known. */
import { addDays, type Day, daysBetween } from '../../measure/numbers/index.ts'
import type { WeekValue } from '../manual/index.ts'
import type { Live } from './contract.ts'
import type { Reading } from './reading.ts'

/** So many days after the end of a week its value still stands. */
const staleDays = 14

export function readByHand(entered: readonly WeekValue[], today: Day): Reading {
  const known = entered.filter(({ week }) => week <= today).toSorted((a, b) => (a.week < b.week ? -1 : 1))
  const [first, last] = [known[0], known.at(-1)]
  const byWeek = new Map(known.map(({ week, value }) => [week, value]))
  const weeks = first && last ? everyWeek(first.week, last.week) : []
  const valueIn = (week: Day): number | null => byWeek.get(week) ?? null
  const weekOf = (day: Day): Day | null => {
    const found = known.findLast(({ week }) => week <= day)
    return found && daysBetween(addDays(found.week, 6), day) <= staleDays ? found.week : null
  }
  return {
    unit: 'hand',
    grain: known.every(({ value }) => Number.isInteger(value)) ? 1 : 0.01,
    today,
    // A value stands for each day of its week.
    points: weeks.flatMap((week) =>
      Array.from({ length: 7 }, (_, day) => ({ day: addDays(week, day), value: valueIn(week) })).filter(
        ({ day }) => day <= today,
      ),
    ),
    on(day): Live {
      const week = weekOf(day)
      const end = week === null ? day : addDays(week, 6)
      return {
        value: week === null ? null : valueIn(week),
        missing: week === null ? 'no_data' : null,
        day: earlier(end, day),
        asOf: null,
        coverage: null,
      }
    },
    window(day) {
      const week = weekOf(day) ?? day
      return { from: week, to: week === day ? day : addDays(week, 6) }
    },
    learn: {
      of: 'week',
      last: last ? addDays(last.week, 6) : today,
      values: weeks.map(valueIn),
      span: 1,
      factor: 1,
    },
  }
}

function everyWeek(first: Day, last: Day): Day[] {
  const weeks: Day[] = []
  for (let week = first; week <= last; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
