/** Which days of a pilot count. */
import { addDays, type Day, daysBetween } from '../../measure/numbers/index.ts'
import type { Pauses, PilotState } from './contract.ts'

export type Span = {
  startsOn: Day
  weeks: number
  state: PilotState
  haltedOn: Day | null
  pauses: Pauses
}

const isPaused = (day: Day, pauses: Pauses): boolean =>
  pauses.some(({ from, to }) => from <= day && day <= to)

/** The last day that counts when nobody stops it: pauses move it. */
export function endOf({ startsOn, weeks, pauses }: Pick<Span, 'startsOn' | 'weeks' | 'pauses'>): Day {
  let left = weeks * 7
  let day = startsOn
  for (;;) {
    if (!isPaused(day, pauses)) left--
    if (left === 0) return day
    day = addDays(day, 1)
  }
}

/** The stretches of days that count, up to and including today; at most what the weeks hold. */
export function countedOf(span: Span, today: Day): { from: Day; to: Day }[] {
  const end = [endOf(span), today, ...(span.haltedOn ? [addDays(span.haltedOn, -1)] : [])].sort()[0] ?? today
  const counted: { from: Day; to: Day }[] = []
  for (let day = span.startsOn; day <= end; day = addDays(day, 1)) {
    if (isPaused(day, span.pauses)) continue
    const last = counted.at(-1)
    if (last && addDays(last.to, 1) === day) last.to = day
    else counted.push({ from: day, to: day })
  }
  return counted
}

export const lengthOf = (counted: readonly { from: Day; to: Day }[]): number =>
  counted.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0)
