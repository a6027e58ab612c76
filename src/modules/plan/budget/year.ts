import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import { costOf } from '../money/contract.ts'
import type { BudgetYear, Line, LineKind, LineMonth, LineOnly, Side } from './contract.ts'
import { costKinds, incomeKinds } from './contract.ts'
import { type LineOf, outlookOf, quarterOf, standingOf, sumsOf } from './forecast.ts'
import * as queries from './queries.ts'
import { type Exchange, exchangeOf } from './rates.ts'

type Viewer = { workspaceId: string }
type Missing = Map<string, BudgetYear['missing'][number]>

/** A year of the budget: lines, months, sums in the currency of the workspace, and where it goes. */
export async function readYear(ctx: Context, { workspaceId }: Viewer, asked?: number): Promise<BudgetYear> {
  const { db } = ctx
  const today = dayOf(ctx.clock.now(), await queries.findZone(db, workspaceId))
  const year = asked ?? Number(today.slice(0, 4))
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const [currency, all] = await Promise.all([
    queries.findCurrency(db, workspaceId),
    queries.findLines(db, workspaceId, null),
  ])
  const base = currency ?? all[0]?.currency ?? null
  const [planned, spent] = await Promise.all([
    queries.findMonths(db, workspaceId, from, to),
    queries.findSpent(db, workspaceId, [from, to], base),
  ])
  const rates = base ? await ratesFor(ctx, workspaceId, base, all, spent, to) : exchangeOf([])
  const desk = new Desk(base ?? '', rates)
  // What was put away counts where it has something in this year, and is not shown as a line to work on otherwise.
  const used = new Set([...planned, ...spent].map(({ lineId }) => lineId))
  const shown = all.filter(({ id, archivedAt }) => archivedAt === null || used.has(id))
  const [plannedOf, spentOf] = [groupBy(planned), groupBy(spent)]
  const lines = shown.map((line) => desk.line(line, plannedOf.get(line.id), spentOf.get(line.id), today))
  const sums = (side: Side) =>
    sumsOfSide(
      lines.filter((line) => line.side === side),
      side,
      year,
      today,
    )
  return {
    ...{ year, today, currency: base, lines, cost: sums('cost'), income: sums('income') },
    missing: [...desk.missing.values()].sort((a, b) => (a.from < b.from ? -1 : 1)),
  }
}

async function ratesFor(
  ctx: Context,
  workspaceId: string,
  base: string,
  lines: readonly LineOnly[],
  spent: readonly queries.SpentOn[],
  until: string,
): Promise<Exchange> {
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
class Desk {
  readonly missing: Missing = new Map()
  readonly #base: string
  readonly #exchange: Exchange

  constructor(base: string, exchange: Exchange) {
    this.#base = base
    this.#exchange = exchange
  }

  #reckon(minor: number, currency: string, day: string): number | null {
    const found = this.#exchange.convert(minor, currency, this.#base, day)
    if (found !== null) return found
    const known = this.missing.get(currency)
    if (known) {
      known.count += 1
      if (day < known.day) known.day = day
    } else this.missing.set(currency, { from: currency, to: this.#base, day, count: 1 })
    return null
  }

  /** A plan is reckoned by the last rate that is known of its month. */
  #plannedIn(line: LineOnly, { minor, minutes, month }: queries.Planned): number | null {
    const own = minutes === null ? (minor ?? 0) : costOf(minutes, line.hourly ?? 0)
    return this.#reckon(own, line.currency, lastOf(month))
  }

  line(
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

const forReckoning = ({ id, spread, months }: Pick<Line, 'id' | 'spread' | 'months'>): LineOf => ({
  id,
  spread,
  months: months.map(({ month, planned, spent }) => ({ month, planned: planned ?? 0, spent })),
})

const kindsOf: Record<Side, readonly LineKind[]> = { cost: costKinds, income: incomeKinds }

function sumsOfSide(lines: readonly Line[], side: Side, year: number, today: string): BudgetYear['cost'] {
  const all = lines.map(forReckoning)
  const runs = today.startsWith(`${year}-`)
  const month = today.slice(0, 7)
  const quarter = quarterOf(today)
  return {
    months: Array.from({ length: 12 }, (_, place) => {
      const name = `${year}-${String(place + 1).padStart(2, '0')}-01`
      const there = all.flatMap(({ months }) => months.filter((one) => one.month === name))
      const sum = (of: 'planned' | 'spent') => there.reduce((known, one) => known + one[of], 0)
      return { month: name, planned: sum('planned'), spent: sum('spent') }
    }),
    year: outlookOf(all, today),
    quarter: runs ? outlookOf(all, today, (one) => quarterOf(one) === quarter) : null,
    month: runs ? outlookOf(all, today, (one) => one.startsWith(month)) : null,
    byKind: kindsOf[side].map((kind) => {
      const { planned, spent, forecast } = outlookOf(
        lines.filter((line) => line.kind === kind).map(forReckoning),
        today,
      )
      return { kind, planned, spent, forecast }
    }),
  }
}
