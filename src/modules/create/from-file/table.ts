import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { fromFileError } from './errors.ts'
import { columns } from './row.ts'

/** One row before it was looked at, and where in the file it begins. */
export type Found = { place: string; value: unknown }

const lists = ['channels', 'media', 'alt']

/** The rows of a table or of a list of objects. */
export async function readTable(path: string): Promise<Found[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw fromFileError('not_read', { path, reason: error.code })
  })
  if (!/\.(csv|json)$/i.test(path)) throw fromFileError('which_form', { path })
  const rows = /\.csv$/i.test(path) ? readCsv(path, text) : readJson(path, text)
  if (rows.length === 0) throw fromFileError('no_rows', { path })
  return rows
}

type Record = { record: { [column: string]: string }; info: { lines: number } }

/** RFC 4180; a cell with several things has them with a stroke between, an empty one says nothing. */
function readCsv(path: string, text: string): Found[] {
  let line = 2
  return parseCsv(path, text).map(({ record, info }) => {
    const filled = Object.entries(record).filter(([, cell]) => cell.trim() !== '')
    const value = Object.fromEntries(
      filled.map(([name, cell]) => [name, lists.includes(name) ? split(cell) : cell]),
    )
    const place = `line ${line}`
    line = info.lines + 1
    return { place, value }
  })
}

const split = (cell: string): string[] =>
  cell
    .split('|')
    .map((one) => one.trim())
    .filter(Boolean)

function parseCsv(path: string, text: string): Record[] {
  const heads = (names: string[]): string[] => {
    const trimmed = names.map((name) => name.trim().toLowerCase())
    const strange = trimmed.filter((name) => !columns.includes(name))
    if (strange.length > 0)
      throw fromFileError('strange_columns', { path, names: strange.join(', '), known: columns.join(', ') })
    return trimmed
  }
  try {
    return parse(text, {
      bom: true,
      columns: heads,
      info: true,
      skip_empty_lines: true,
    }) as unknown as Record[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw fromFileError('no_csv', { path, line: Number(error.lines), reason: error.message })
  }
}

function readJson(path: string, text: string): Found[] {
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value)) throw new Error('it is not a list')
    return value.map((one, n) => ({ place: `post ${n + 1}`, value: one }))
  } catch (error) {
    throw fromFileError('no_json', { path, reason: error instanceof Error ? error.message : '' })
  }
}
