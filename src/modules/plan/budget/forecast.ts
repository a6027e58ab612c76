/**
 * How spending stands against its plan, and where it will be at the end. Whole minor units of one currency throughout.
 *
 * Months that are over count as they were, months to come as planned. The month that runs: what is spent at once counts as the
 * larger of plan and spending. What goes evenly is what is spent, and for the rest of the month neither the plan alone (it
 * would not learn) nor the pace alone (after two days it would shout), but both: the pace by the part of the month that is
 * over, the plan by the part that is left.
 */
import { divide } from '../money/contract.ts'
import type { Outlook, Spread, Standing } from './contract.ts'

export type MonthOf = { month: string; planned: number; spent: number }

const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()

/** -1: over. 0: it runs. 1: to come. */
const place = (month: string, today: string): number =>
  Math.sign(month.slice(0, 7) < today.slice(0, 7) ? -1 : month.slice(0, 7) > today.slice(0, 7) ? 1 : 0)

/** What will have been spent at the end of the month. */
export function forecastOf({ month, planned, spent }: MonthOf, spread: Spread, today: string): number {
  const where = place(month, today)
  if (where < 0) return spent
  if (where > 0 || spread === 'once') return Math.max(spent, planned)
  const [days, over] = [BigInt(daysIn(month)), BigInt(today.slice(8, 10))]
  const left = days - over
  // spent + left/days × (spent + left/days × planned), the pace being spent ÷ (over/days).
  const above = BigInt(spent) * days * days + left * (BigInt(spent) * days + left * BigInt(planned))
  return Number(divide(above, days * days))
}

/** What should be spent by the end of today. What goes at once is never late while its month runs. */
export function dueOf({ month, planned, spent }: MonthOf, spread: Spread, today: string): number {
  const where = place(month, today)
  if (where < 0) return planned
  if (where > 0 || spread === 'once') return Math.min(planned, Math.max(0, spent))
  return Number(divide(BigInt(planned) * BigInt(today.slice(8, 10)), BigInt(daysIn(month))))
}

/** More than a twentieth above is told before it happens; that a tenth stays unspent is told as well. */
export function standingOf({
  planned,
  spent,
  forecast,
}: Pick<Outlook, 'planned' | 'spent' | 'forecast'>): Standing {
  if (planned === 0) return spent === 0 && forecast === 0 ? 'empty' : 'unplanned'
  if (spent > planned) return 'over'
  if ((forecast - planned) * 20 > planned) return 'will_be_over'
  if ((planned - forecast) * 10 > planned) return 'under'
  return 'on'
}

export type LineOf = { id: string; spread: Spread; months: readonly MonthOf[] }
type Sums = Omit<Outlook, 'drivers' | 'standing'>

const none: Sums = { planned: 0, spent: 0, due: 0, forecast: 0 }
const add = (a: Sums, b: Sums): Sums => ({
  planned: a.planned + b.planned,
  spent: a.spent + b.spent,
  due: a.due + b.due,
  forecast: a.forecast + b.forecast,
})

export const sumsOf = ({ spread, months }: LineOf, today: string, within: (month: string) => boolean): Sums =>
  months
    .filter(({ month }) => within(month))
    .map((one) => ({
      planned: one.planned,
      spent: one.spent,
      due: dueOf(one, spread, today),
      forecast: forecastOf(one, spread, today),
    }))
    .reduce(add, none)

const mostDrivers = 3

/** Of all lines together, and which of them make the difference. */
export function outlookOf(
  lines: readonly LineOf[],
  today: string,
  within: (month: string) => boolean = () => true,
): Outlook {
  const each = lines.map((line) => ({ lineId: line.id, sums: sumsOf(line, today, within) }))
  const sums = each.map((one) => one.sums).reduce(add, none)
  const side = Math.sign(sums.forecast - sums.planned)
  const drivers = each
    .map(({ lineId, sums: { forecast, planned } }) => ({ lineId, minor: forecast - planned }))
    .filter(({ minor }) => side !== 0 && Math.sign(minor) === side)
    .sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor) || (a.lineId < b.lineId ? -1 : 1))
    .slice(0, mostDrivers)
  return { ...sums, standing: standingOf(sums), drivers }
}

export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`
