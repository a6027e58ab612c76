/** Reads a table of weeks, row by row: each says something, or what is wrong with it. */
import { CsvError, parse } from 'csv-parse/sync'
import { type ManualFault, mostImported, type Was } from './contract.ts'
import { mondayOf } from './weeks.ts'

const mostFaults = 200
const mostRows = 5000

const sentences: Record<ManualFault['code'], string> = {
  no_csv: 'From here on this is no CSV: quotes are opened and not closed, or stand in the middle.',
  no_columns:
    'The first line names the columns: week, number and value; or week, and a column for each number by its name.',
  too_many_rows: 'There are more than {value} values. Divide the file.',
  bad_day: '“{value}” is no day. Write any day of the week as 2030-01-31.',
  not_over: 'The week of {value} has not begun yet.',
  no_number: 'No number here is called “{value}”. Add it first, or write its name as it stands there.',
  bad_value: '“{value}” is no value. Write 1234.5 without a unit, and nothing below 0.',
  twice: 'The same week of the same number stands in an earlier line: {value}.',
}

type Named = { id: string; name: string }
export type ReadWeeks = { values: Pick<Was, 'metricId' | 'week' | 'now'>[]; faults: ManualFault[] }

export function readWeeksOf(csv: string, numbers: readonly Named[], today: string): ReadWeeks {
  const read: ReadWeeks = { values: [], faults: [] }
  const say: Say = (line, code, value = '') => {
    const short = value.slice(0, 120)
    if (read.faults.length < mostFaults)
      read.faults.push({ line, code, value: short, words: sentences[code].replace('{value}', short) })
  }
  const [head, ...rows] = linesOf(csv, say)
  const cells = columnsOf(head?.cells ?? [], numbers, say)
  if (!cells) return read
  const seen = new Set<string>()
  for (const { line, cells: row } of rows)
    for (const one of cells(row)) {
      const found = readCell(one, line, { today, seen, say })
      if (found) read.values.push(found)
    }
  if (read.values.length > mostImported) say(rows.length + 1, 'too_many_rows', String(mostImported))
  return read.faults.length > 0 ? { values: [], faults: read.faults } : read
}

type Say = (line: number, code: ManualFault['code'], value?: string) => void
type Cell = { day: string; name: string; number: Named | undefined; value: string }

/** How the cells of a row are read: a row for each value, or a column for each number. */
function columnsOf(
  head: readonly string[],
  numbers: readonly Named[],
  say: Say,
): ((row: readonly string[]) => Cell[]) | null {
  const byName = new Map(numbers.map((one) => [one.name.trim().toLowerCase(), one]))
  const names = head.map((name) => name.trim())
  const place = (...wanted: string[]) => names.findIndex((name) => wanted.includes(name.toLowerCase()))
  const [week, number, value] = [
    place('week', 'day', 'date'),
    place('number', 'name', 'metric'),
    place('value'),
  ]
  const at = (row: readonly string[], column: number) => plain(row[column])
  if (week >= 0 && number >= 0 && value >= 0)
    return (row) => {
      const name = at(row, number)
      return [{ day: at(row, week), name, number: byName.get(name.toLowerCase()), value: at(row, value) }]
    }
  const others = names.flatMap((name, column) => (column === week || name === '' ? [] : [{ name, column }]))
  const strange = others.filter(({ name }) => !byName.has(name.toLowerCase()))
  for (const { name } of strange.slice(0, 20)) if (week >= 0) say(1, 'no_number', name)
  if (week < 0 || others.length === 0) say(1, 'no_columns')
  if (week < 0 || others.length === 0 || strange.length > 0) return null
  // An empty cell says nothing: the week stays as it is.
  return (row) =>
    others.flatMap(({ name, column }) => {
      const said = at(row, column)
      return said === ''
        ? []
        : [{ day: at(row, week), name, number: byName.get(name.toLowerCase()), value: said }]
    })
}

function readCell(
  { day, name, number, value }: Cell,
  line: number,
  { today, seen, say }: { today: string; seen: Set<string>; say: Say },
): ReadWeeks['values'][number] | null {
  const no: (...fault: Parameters<Say>) => null = (...fault) => {
    say(...fault)
    return null
  }
  const week = dayOf(day)
  if (!week) return no(line, 'bad_day', day)
  if (week > today) return no(line, 'not_over', week)
  if (!number) return no(line, 'no_number', name)
  const now = amountOf(value)
  if (now === null) return no(line, 'bad_value', value)
  const key = `${number.id} ${week}`
  if (seen.has(key)) return no(line, 'twice', `${number.name}, ${week}`)
  seen.add(key)
  return { metricId: number.id, week, now }
}

/** The Monday of the week in which a written day lies. */
function dayOf(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  const at = new Date(`${text}T00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : mondayOf(text)
}

/** `1234.5`, `1234,5`, `1 234,5`; what could be read in two ways is not read. */
function amountOf(text: string): number | null {
  const tight = text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '').replace(',', '.')
  if (!/^\d{1,13}(\.\d{1,6})?$/.test(tight) || /^\d{1,3},\d{3}$/.test(text)) return null
  const value = Number(tight)
  return value <= 1e12 ? value : null
}

/** Spreadsheets write a stroke before what they might take for a formula; it is none of the words. */
const plain = (cell: string | undefined): string => (cell ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim()

function linesOf(csv: string, say: Say): { line: number; cells: string[] }[] {
  const [first = ''] = csv.split('\n', 1)
  const delimiter = [';', '\t'].find((sign) => first.includes(sign)) ?? ','
  try {
    const records = parse(csv, {
      ...{ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true },
      to: mostRows + 1,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    say(typeof error.lines === 'number' ? error.lines : 1, 'no_csv')
    return []
  }
}
