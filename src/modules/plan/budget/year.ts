import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { BudgetYear, Line, LineKind, Side, YearQuery } from './contract.ts'
import { costKinds, incomeKinds } from './contract.ts'
import { outlookOf, quarterOf } from './forecast.ts'
import * as queries from './queries.ts'
import { forReckoning, Reckoner, ratesFor } from './reckoner.ts'

type Viewer = { workspaceId: string }

/** A year of the budget, or of what a campaign has of it: lines, months, sums in the currency of the workspace, and where it goes. */
export async function readYear(
  ctx: Context,
  { workspaceId }: Viewer,
  { year: asked, campaign }: YearQuery,
): Promise<BudgetYear> {
  const { db } = ctx
  const today = dayOf(ctx.clock.now(), await queries.findZone(db, workspaceId))
  const year = asked ?? Number(today.slice(0, 4))
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const [currency, all] = await Promise.all([
    queries.findCurrency(db, workspaceId),
    queries.findLines(db, workspaceId, null, campaign),
  ])
  const base = currency ?? all[0]?.currency ?? null
  const ids = campaign === undefined ? null : all.map(({ id }) => id)
  const [planned, spent] = await Promise.all([
    queries.findMonths(db, workspaceId, from, to, ids),
    queries.findSpent(db, workspaceId, [from, to], base, ids),
  ])
  const reckoner = new Reckoner(base ?? '', await ratesFor(ctx, workspaceId, base, all, spent, to))
  // What was put away counts where it has something in this year, and is not shown as a line to work on otherwise.
  const used = new Set([...planned, ...spent].map(({ lineId }) => lineId))
  const shown = all.filter(({ id, archivedAt }) => archivedAt === null || used.has(id))
  const lines = reckoner.lines(shown, planned, spent, today)
  const sums = (side: Side) =>
    sumsOfSide(
      lines.filter((line) => line.side === side),
      side,
      year,
      today,
    )
  return {
    ...{ year, today, currency: base, lines, cost: sums('cost'), income: sums('income') },
    missing: reckoner.missing,
  }
}

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
