import { CsvError, parse } from 'csv-parse/sync'
import { delimiters, most } from './contract.ts'
import { importError } from './errors.ts'

type Delimiter = (typeof delimiters)[number]
export type Row = { n: number; cells: string[] }

/** RFC 4180, with whichever sign stands between its columns. */
export function readCsv(text: string, told?: Delimiter): { rows: Row[]; delimiter: Delimiter } {
  const { text: rest, named } = separatorLine(text)
  const delimiter = told ?? named ?? delimiterOf(rest)
  const offset = rest.length < text.length ? 1 : 0
  return { rows: read(rest, delimiter).map(({ n, cells }) => ({ n: n + offset, cells })), delimiter }
}

/** Excel says `sep=;` in a first line of its own. */
function separatorLine(text: string): { text: string; named?: Delimiter } {
  const found = /^\uFEFF?sep=(.)\r?\n/i.exec(text)
  const named = delimiters.find((one) => one === found?.[1])
  return found && named ? { text: text.slice(found[0].length), named } : { text }
}

const options = (delimiter: string) => ({
  bom: true,
  delimiter,
  relax_column_count: true,
  max_record_size: most.cell * 10,
})

/** Rows as a spreadsheet numbers them, without those that hold nothing. */
function read(text: string, delimiter: string): Row[] {
  try {
    const all: string[][] = parse(text, { ...options(delimiter), to: most.rows * 2 })
    return all.flatMap((cells, at) => (cells.some((cell) => cell.trim()) ? [{ n: at + 1, cells }] : []))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const reason = error.message.split('\n')[0]?.slice(0, 200)
    throw importError('bad_csv', { line: Number(error.lines ?? 1), reason })
  }
}

/** The sign that cuts the first rows into most columns, as many in each. */
export function delimiterOf(text: string): Delimiter {
  const start = text.slice(0, 64 << 10)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const widths = widthsOf(start, delimiter)
    const width = widths[0] ?? 1
    if (width < 2) continue
    const even = widths.filter((one) => one === width).length / widths.length
    const score = even * even * Math.min(width, 8)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function widthsOf(start: string, delimiter: string): number[] {
  try {
    // What was cut off in the middle may end inside of quotation marks: that says nothing of the rows before.
    const rows: string[][] = parse(start, {
      ...options(delimiter),
      to: 40,
      relax_quotes: true,
      skip_empty_lines: true,
    })
    return rows.map(({ length }) => length)
  } catch {
    return (start.split(/\r?\n/, 1)[0] ?? '').split(delimiter).length > 1
      ? [(start.split(/\r?\n/, 1)[0] ?? '').split(delimiter).length]
      : []
  }
}
