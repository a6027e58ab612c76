import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { RowNote } from './contract.ts'
import * as queries from './queries.ts'
import { openTable } from './whose.ts'

/** The same rows with one more column, which says what is to be mended. It is left out when the file comes back. */
export const faultsColumn = 'Faults (leave this column out)'

const rowsAtOnce = 500

export async function faultsFile(ctx: Context, actor: Actor, id: string, format: 'csv' | 'xlsx') {
  const found = await openTable(ctx.db, actor, id)
  const rows = faultRows(found.header, (page) => queries.findRows(ctx.db, actor.workspaceId, found.id, page))
  return tableFile(found.fileName, rows, format)
}

/** Rows as a file that is mended and brought back. Nothing in it is taken for a formula. */
export async function tableFile(fileName: string, rows: AsyncIterable<string[]>, format: 'csv' | 'xlsx') {
  const name = fileName.replace(/\.\w{2,5}$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_')
  if (format === 'xlsx')
    return { fileName: `${name}-faults.xlsx`, mime: xlsxMime, body: await workbookOf(rows) }
  const csv = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true })
  const source = Readable.from(rows)
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  return { fileName: `${name}-faults.csv`, mime: 'text/csv; charset=utf-8', body: source.pipe(csv) }
}

const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Noted = { n: number; cells: readonly string[]; notes: readonly RowNote[] }
type PageOf<Row> = (page: { after: number; limit: number }) => Promise<readonly Row[]>

/** The rows of any table that was brought, read a page at a time, each with what is wrong with it. */
export async function* faultRows<Row extends Noted>(
  header: readonly string[],
  read: PageOf<Row>,
): AsyncGenerator<string[]> {
  yield [...header, faultsColumn]
  for (let after = 0; ; ) {
    const rows = await read({ after, limit: rowsAtOnce })
    for (const row of rows) yield withFaults(header, row)
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.n ?? after
  }
}

/** As many cells as there are columns, and one more that says what is wrong. */
function withFaults(header: readonly string[], { n, cells, notes }: Noted): string[] {
  const words = notes.map(({ column, detail }) =>
    column === null ? detail : `${header[column] ?? ''}: ${detail}`,
  )
  return [...header.map((_, i) => cells[i] ?? ''), words.length > 0 ? `${n}: ${words.join(' ')}` : '']
}

/** Every cell is text, so that nothing is taken for a formula. */
async function workbookOf(rows: AsyncIterable<string[]>): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const cells: { value: string; type: StringConstructor }[][] = []
  // A cell of a workbook holds no more than this.
  for await (const row of rows)
    cells.push(row.map((value) => ({ value: value.slice(0, 32_767), type: String })))
  return writeXlsxFile(cells, { stickyRowsCount: 1 }).toBuffer()
}
