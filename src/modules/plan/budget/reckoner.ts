/** Reckons lines of the budget, in whatever currencies they are, into the one of the workspace. */
import type { Context } from '../../../app/context.ts'
import { costOf } from '../money/contract.ts'
import type { BudgetYear, Line, LineMonth, LineOnly } from './contract.ts'
import { type LineOf, standingOf, sumsOf } from './forecast.ts'
import * as queries from './queries.ts'
import { type Exchange, exchangeOf } from './rates.ts'

type Missing = Map<string, BudgetYear['missing'][number]>

export async function ratesFor(
  ctx: Context,
  workspaceId: string,
  base: string | null,
  lines: readonly LineOnly[],
  spent: readonly queries.SpentOn[],
  until: string,
): Promise<Exchange> {
  if (base === null) return exchangeOf([])
  const needed = new Set([base, ...[...lines, ...spent].map(({ currency }) => currency)])
  if (needed.size < 2) return exchangeOf([])
  return exchangeOf(await queries.findRatesOf(ctx.db, workspaceId, [...needed], until))
}

function groupBy<Of extends { lineId: string }>(all: readonly Of[]): Map<string, Of[]> {
  const found = new Map<string, Of[]>()
  for (const one of all) {
    const known = found.get(one.lineId)
    if (known) known.push(one)
    else found.set(one.lineId, [one])
  }
  return found
}

/** Reckons lines into the currency of the workspace, and notes which rates are missing. */
export class Reckoner {
  readonly #missing: Missing = new Map()
  readonly #base: string
  readonly #exchange: Exchange

  constructor(base: string, exchange: Exchange) {
    this.#base = base
    this.#exchange = exchange
  }

  #reckon(minor: number, currency: string, day: string): number | null {
    const found = this.#exchange.convert(minor, currency, this.#base, day)
    if (found !== null) return found
    const known = this.#missing.get(currency)
    if (known) {
      known.count += 1
      if (day < known.day) known.day = day
    } else this.#missing.set(currency, { from: currency, to: this.#base, day, count: 1 })
    return null
  }

  /** A plan is reckoned by the last rate that is known of its month. */
  #plannedIn(line: LineOnly, { minor, minutes, month }: queries.Planned): number | null {
    const own = minutes === null ? (minor ?? 0) : costOf(minutes, line.hourly ?? 0)
    return this.#reckon(own, line.currency, lastOf(month))
  }

  /** Which rates are missing, by the currency that lacks one. */
  get missing(): BudgetYear['missing'] {
    return [...this.#missing.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
  }

  lines(
    lines: readonly LineOnly[],
    planned: readonly queries.Planned[],
    spent: readonly queries.SpentOn[],
    today: string,
  ): Line[] {
    const [plannedOf, spentOf] = [groupBy(planned), groupBy(spent)]
    return lines.map((line) => this.#line(line, plannedOf.get(line.id), spentOf.get(line.id), today))
  }

  #line(
    line: LineOnly,
    planned: readonly queries.Planned[] = [],
    spent: readonly queries.SpentOn[] = [],
    today: string,
  ): Line {
    const months = new Map<string, LineMonth>()
    const at = (month: string): LineMonth => {
      const empty = { minor: null, minutes: null, planned: 0, spent: 0, spentMinutes: 0, partial: false }
      const known = months.get(month) ?? { month, ...empty }
      months.set(month, known)
      return known
    }
    for (const one of planned)
      Object.assign(at(one.month), {
        ...{ minor: one.minor, minutes: one.minutes },
        planned: this.#plannedIn(line, one),
      })
    for (const one of spent) {
      const month = at(`${one.day.slice(0, 7)}-01`)
      const reckoned = this.#reckon(one.minor, one.currency, one.day)
      month.spent += reckoned ?? 0
      month.spentMinutes += one.minutes
      month.partial ||= reckoned === null
    }
    const sorted = [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
    const sums = sumsOf(forReckoning({ ...line, months: sorted }), today, () => true)
    return { ...line, months: sorted, year: { ...sums, standing: standingOf(sums) } }
  }
}

const lastOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)

export const forReckoning = ({ id, spread, months }: Pick<Line, 'id' | 'spread' | 'months'>): LineOf => ({
  id,
  spread,
  months: months.map(({ month, planned, spent }) => ({ month, planned: planned ?? 0, spent })),
})
