/** Reads tables of spending and of rates, line by line: each row says something, or what is wrong with it. */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Currency, digitsOf, minorOf, mostMinor, Rate } from '../money/contract.ts'
import type { TableFault } from './contract.ts'

export const mostRows = 5000
const mostFaults = 200

const sentences: Record<TableFault['code'], string> = {
  no_csv: 'From here on this is no CSV: quotes are opened and not closed, or stand in the middle.',
  no_columns: 'The first line names the columns. Not known or missing: {value}.',
  too_many_rows: 'There are more than {value} rows. Divide the file.',
  bad_day: '“{value}” is no day. Write it as 2030-01-31.',
  no_line: 'There is no line “{value}” in the budget. Write its name as it stands there.',
  two_lines: 'There are two lines “{value}”. Write the id of the one that is meant.',
  bad_amount: '“{value}” is no amount of this currency. Write 1234.50.',
  doubtful_amount:
    '“{value}” can be read in two ways. Write 1234 or 1.234 without the other sign, such as 1234.00.',
  too_much: '“{value}” is more than can be kept.',
  bad_hours: '“{value}” are no hours. Write 7.5, or 7:30.',
  no_amount: 'Neither an amount nor hours stand here.',
  no_currency: 'There is no currency “{value}”. Write its three letters, such as EUR.',
  same_currency: 'A currency is worth itself: {value}.',
  bad_rate: '“{value}” is no rate. Write 1.0842.',
  twice: 'The same stands in an earlier line: {value}.',
}

export class Faults {
  readonly all: TableFault[] = []
  say(line: number, code: TableFault['code'], value = ''): void {
    const short = value.slice(0, 120)
    if (this.all.length < mostFaults)
      this.all.push({ line, code, value: short, words: sentences[code].replace('{value}', short) })
  }
}

export type Row = { line: number; cells: Record<string, string> }

/** Rows by the names of their columns; `strange` columns are told unless they are wanted. */
export function rowsOf(csv: string, faults: Faults, most = mostRows): { names: string[]; rows: Row[] } {
  const records = recordsOf(csv, faults, most)
  const [head, ...rest] = records
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase())
  if (rest.length > most) faults.say(most + 2, 'too_many_rows', String(most))
  const rows = rest.slice(0, most).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.map((name, place) => [name, plain(cells[place])])),
  }))
  return { names, rows }
}

/** Spreadsheets write a stroke before what they might take for a formula; it is none of the words. */
const plain = (cell: string | undefined): string => (cell ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim()

function recordsOf(csv: string, faults: Faults, most: number): { line: number; cells: string[] }[] {
  try {
    const records = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: most + 2,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
    // A cell may go over several lines: a row is told by the line on which it begins.
    return records.map(({ record, raw, info }) => ({
      line: info.lines - (raw.trim().match(/\n/g)?.length ?? 0),
      cells: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    faults.say(typeof error.lines === 'number' ? error.lines : 1, 'no_csv')
    return []
  }
}

/** Whichever of the usual three stands most often in the first line. */
function delimiterOf(csv: string): string {
  const [first = ''] = csv.split('\n', 1)
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

const Day = z.iso.date()
export const dayIn = (text: string): string | null => Day.safeParse(text.slice(0, 10)).data ?? null
export const currencyIn = (text: string): string | null => Currency.safeParse(text).data ?? null
/** `0,842` is a rate; `25,400` may be twenty-five or twenty-five thousand, and is none. */
export const rateIn = (text: string): string | null =>
  /^[1-9]\d{0,2},\d{3}$/.test(text) ? null : (Rate.safeParse(text.replace(',', '.')).data ?? null)

/** `7.5`, `7,5` or `7:30`, in minutes. */
export function minutesIn(text: string): number | null {
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const hundredths = minorOf(text.replace(',', '.'), 2)
  if (hundredths === null || hundredths < 0 || hundredths > 10_000_000) return null
  return Math.round((hundredths * 60) / 100)
}

/**
 * `1234.50`, `1 234,50`, `1.234,50`, `1,234.50`. What can be read in two ways, such as `1,234`, is told and not guessed:
 * a budget that is wrong by a thousand is worse than a line that must be written again.
 */
export function amountIn(text: string, currency: string): number | 'bad' | 'doubtful' | 'too_much' {
  const digits = digitsOf(currency)
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[−–]/, '-')
  if (!/^-?\d[\d.,]{0,30}$/.test(bare)) return 'bad'
  const marks = bare.match(/[.,]/g) ?? []
  const [last] = marks.slice(-1)
  const groups = bare.split(/[.,]/)
  const inThousands = groups.length > 1 && groups.slice(1).every((group) => group.length === 3)
  const oneSign = new Set(marks).size === 1
  const decimal = (): string => {
    if (last === undefined || (oneSign && marks.length > 1)) return groups.join('')
    return `${groups.slice(0, -1).join('')}.${groups.at(-1)}`
  }
  if (oneSign && marks.length > 1 && !inThousands) return 'bad'
  if (marks.length > 1 && !groups.slice(1, -1).every((group) => group.length === 3)) return 'bad'
  if (marks.length === 1 && inThousands && digits !== 3) return 'doubtful'
  if (marks.length === 1 && inThousands && digits === 3 && last === ',') return 'doubtful'
  const minor = minorOf(decimal(), digits)
  if (minor === null) return 'bad'
  return Math.abs(minor) > mostMinor ? 'too_much' : minor
}
