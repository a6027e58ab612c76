/** Reads a table of an audience, as networks and web analytics export them, line by line. */
import { CsvError, parse } from 'csv-parse/sync'
import { type Fact, FactField, mostShares, type ReadTable, type Share, type TableFault } from './contract.ts'

const mostFaults = 100
const mostRows = 5000
/** Rounded shares of many parts may come to a little more than the whole. */
const slack = 1.02

type Line = { line: number; cells: string[] }
type Column = 'dimension' | 'value' | 'share' | 'count'

const named: Record<string, Column> = {
  dimension: 'dimension',
  field: 'dimension',
  value: 'value',
  segment: 'value',
  share: 'share',
  percent: 'share',
  '%': 'share',
  count: 'count',
  people: 'count',
  users: 'count',
}

/** What exports call what we have a word of our own for. */
const alike: Record<string, FactField> = {
  country: 'place',
  city: 'place',
  region: 'place',
  location: 'place',
  sex: 'gender',
  device: 'devices',
  interest: 'interests',
  languages: 'language',
  ages: 'age',
}

const details = {
  no_columns: 'The first line names the columns: dimension, value, and share or count.',
  unclosed: 'This line is no CSV: quotes are opened and not closed, or stand in the middle.',
  unknown_dimension:
    'Nothing here is called so. Write age, gender, place, language, devices or another field.',
  no_value: 'The value is missing.',
  not_a_number: 'This is no number. Write 31 %, 0.31 or, in a column of counts, 1200.',
  too_much: 'A share is at most 100 %, a count at most a billion, and neither is negative.',
  twice: 'The same value stands in an earlier line.',
  over_whole: 'With this line the shares of this dimension come to more than 100 %.',
} as const satisfies Record<TableFault['code'], string>

export function readAudience(csv: string, knownOn: string): ReadTable {
  const faults: TableFault[] = []
  const say = (line: number, code: TableFault['code'], found: string) =>
    void (
      faults.length < mostFaults &&
      faults.push({ line, code, detail: details[code], found: found.slice(0, 80) })
    )
  const lines = linesOf(csv, say)
  const [head, ...rest] = lines
  const columns = head?.cells.map((cell) => named[cell.trim().toLowerCase()]) ?? []
  const number = columns.includes('share') ? 'share' : 'count'
  if (!columns.includes('dimension') || !columns.includes('value') || !columns.includes(number)) {
    if (faults.length === 0) say(1, 'no_columns', head?.cells.join(', ') ?? '')
    return { rows: 0, facts: [], faults }
  }
  const parts = new Map<FactField, Parts>()
  for (const { line, cells } of rest.slice(0, mostRows)) {
    const cell = (name: Column): string => cells[columns.indexOf(name)]?.trim() ?? ''
    const cellsOf = { dimension: cell('dimension'), value: cell('value'), amount: cell(number) }
    const wrong = readLine(parts, number, cellsOf)
    if (wrong) say(line, ...wrong)
  }
  if (faults.length > 0) return { rows: rest.length, facts: [], faults }
  return {
    rows: rest.length,
    facts: [...parts].map(([field, found]) => factOf(field, found, knownOn)),
    faults,
  }
}

type Cells = { dimension: string; value: string; amount: string }

/** What is known of one dimension so far. */
type Parts = { sum: number; amounts: Map<string, number> }

type Wrong = [code: TableFault['code'], found: string]

/** Adds what a line says to its dimension, or answers what is wrong with it. */
function readLine(
  parts: Map<FactField, Parts>,
  number: 'share' | 'count',
  { dimension, value, amount }: Cells,
): Wrong | null {
  const name = dimension.toLowerCase()
  const field = alike[name] ?? FactField.safeParse(name).data
  if (!field) return ['unknown_dimension', dimension]
  if (value === '') return ['no_value', dimension]
  const read = number === 'share' ? shareOf(amount) : countOf(amount)
  if (read === null) return ['not_a_number', amount]
  if (read < 0 || read > (number === 'share' ? 1 : 1e9)) return ['too_much', amount]
  const known = parts.get(field) ?? { sum: 0, amounts: new Map<string, number>() }
  parts.set(field, known)
  const short = value.slice(0, 80)
  if (known.amounts.has(short)) return ['twice', value]
  if (number === 'share' && known.sum + read > slack) return ['over_whole', amount]
  known.sum += read
  known.amounts.set(short, read)
  return null
}

/** `31 %`, `31,2%`, `0.31`; without a sign, what is above 1 is a percentage. */
function shareOf(text: string): number | null {
  const read = numberOf(text.replace(/%/g, ''))
  if (read === null) return null
  return text.includes('%') || read > 1 ? read / 100 : read
}

/** `1200`, `1 200`, `1,200`. */
const countOf = (text: string): number | null => numberOf(text.replace(/(?<=\d)[,\s](?=\d{3}(?!\d))/g, ''))

function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : null
}

/** Largest part first; of very many the small ones are one. Counts become shares of their sum. */
function factOf(field: FactField, { sum, amounts }: Parts, knownOn: string): Fact {
  const whole = sum <= slack ? 1 : sum
  const sorted = [...amounts]
    .map(
      ([value, amount]): Share => ({ value, share: Math.min(1, Math.round((amount / whole) * 1e4) / 1e4) }),
    )
    .sort((a, b) => b.share - a.share)
  const [large, small] = [sorted.slice(0, mostShares - 1), sorted.slice(mostShares - 1)]
  const [only] = small
  const rest = small.reduce((all, { share }) => all + share, 0)
  const last = small.length > 1 ? { value: '…', share: Math.min(1, rest) } : only
  return {
    ...{ field, words: '', range: null, evidence: 'import', source: '', knownOn },
    shares: last ? [...large, last] : large,
  }
}

/** The cells of each line that is not empty, with its number in the file. */
function linesOf(csv: string, say: (line: number, code: TableFault['code'], found: string) => void): Line[] {
  try {
    const records = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: mostRows + 1,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    say(typeof error.lines === 'number' ? error.lines : 1, 'unclosed', '')
    return []
  }
}

/** Whichever of the usual three stands most often in the first line. */
function delimiterOf(csv: string): string {
  const [first = ''] = csv.split('\n', 1)
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign
}
