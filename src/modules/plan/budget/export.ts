import { stringify } from 'csv-stringify/sync'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { decimalOf, digitsOf } from '../money/contract.ts'
import type { BudgetYear, ExportQuery } from './contract.ts'
import { mostEntries } from './entries.ts'
import * as queries from './queries.ts'
import { readYear } from './year.ts'

export type Exported = { fileName: string; mime: string; body: string | Buffer }
/** Text, or a number as a decimal with the digits of its currency. */
type Cell = string | { decimal: string }

/** A year as a file for a spreadsheet: lines with their months, or each thing that was spent. */
export async function exportBudget(
  ctx: Context,
  actor: Actor,
  { what, format, year, campaign }: ExportQuery,
): Promise<Exported> {
  const budget = await readYear(ctx, actor, { year, campaign })
  const table = what === 'lines' ? linesOf(budget) : await entriesOf(ctx, actor, budget, campaign)
  const fileName = `carillon-budget-${what}-${year}.${format}`
  if (format === 'csv')
    return { fileName, mime: 'text/csv; charset=utf-8; header=present', body: csvOf(table) }
  return { fileName, mime: xlsxMime, body: await xlsxOf(table) }
}

const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const money = (minor: number | null, currency: string): Cell =>
  minor === null ? '' : { decimal: decimalOf(minor, digitsOf(currency)) }
const hours = (minutes: number | null): Cell =>
  minutes === null ? '' : { decimal: (minutes / 60).toFixed(2) }

/** Planned in the currency of the line; spent in that of the workspace, because it may have been in several. */
function linesOf({ lines, year, currency }: BudgetYear): Cell[][] {
  const base = currency ?? ''
  const months = Array.from({ length: 12 }, (_, place) => `${year}-${String(place + 1).padStart(2, '0')}`)
  const head = [
    ...['side', 'kind', 'name', 'currency', 'hourly', 'note'],
    ...months.flatMap((month) => [`${month} planned`, `${month} hours`, `${month} spent ${base}`]),
    ...[`planned ${base}`, `spent ${base}`, `forecast ${base}`],
  ]
  const rows = lines.map((line): Cell[] => [
    ...[line.side, line.kind, line.name, line.currency, money(line.hourly, line.currency), line.note],
    ...months.flatMap((month) => {
      const found = line.months.find((one) => one.month.startsWith(month))
      if (!found) return ['', '', '']
      return [money(found.minor, line.currency), hours(found.minutes), money(found.spent, base)]
    }),
    ...[line.year.planned, line.year.spent, line.year.forecast].map((minor) => money(minor, base)),
  ])
  return [head, ...rows]
}

async function entriesOf(
  ctx: Context,
  { workspaceId }: Actor,
  { lines, year }: BudgetYear,
  campaign: string | undefined,
): Promise<Cell[][]> {
  const names = new Map(lines.map((line) => [line.id, line]))
  const page = { from: `${year}-01-01`, to: `${year}-12-31`, limit: mostEntries, after: null, campaign }
  const entries = await queries.findEntries(ctx.db, workspaceId, page)
  const head = ['day', 'line', 'kind', 'amount', 'currency', 'hours', 'note', 'entered by']
  return [
    head,
    ...entries.map(({ lineId, day, minor, currency, minutes, note, enteredBy }): Cell[] => [
      ...[day, names.get(lineId)?.name ?? '', names.get(lineId)?.kind ?? ''],
      ...[money(minor, currency), currency, hours(minutes), note, enteredBy ?? ''],
    ]),
  ]
}

const plain = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.decimal)

/** Texts that a spreadsheet would take for a formula are quoted away; amounts below zero are none. */
const csvOf = (table: readonly Cell[][]): string =>
  stringify(
    table.map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell.decimal))),
    { bom: true, record_delimiter: 'windows' },
  )

const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

async function xlsxOf([head = [], ...rows]: readonly Cell[][]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const first = head.map((cell) => ({ value: plain(cell), type: String, fontWeight: 'bold' as const }))
  // A spreadsheet reckons with floating point whatever we give it; text stays text, so that nothing is taken for a formula.
  const cells = rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'string'
        ? { value: cell, type: String }
        : { value: Number(cell.decimal), type: Number, format: formatOf(cell.decimal) },
    ),
  )
  return writeXlsxFile([first, ...cells], {
    columns: head.map(() => ({ width: 16 })),
    stickyRowsCount: 1,
  }).toBuffer()
}

const formatOf = (decimal: string): string => {
  const digits = decimal.split('.')[1]?.length ?? 0
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
}
