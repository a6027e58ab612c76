/** Reads a table of an audience: groups that are told together, or one dimension after another. */
import { CsvError, parse } from 'csv-parse/sync'
import { agesOf, codeOf } from '../portraits/index.ts'
import { type AudienceFault, type Cut, cuts, type Part } from './contract.ts'

const mostRows = 5000
const mostFaults = 100
/** Rounded shares of many groups may come to a little more than the whole. */
const slack = 1.02

const words: Record<AudienceFault['code'], string> = {
  no_csv: 'From here on this is no CSV: quotes are opened and not closed, or stand in the middle.',
  no_columns:
    'The first line names the columns: age, gender, place or language (those told together) and count or share; or dimension, value and count or share.',
  too_many_rows: 'There are more than {value} rows. Divide the file.',
  unknown_dimension: 'By “{value}” nothing is cut here. Write age, gender, place or language.',
  no_value: 'The group is missing.',
  not_a_number: '“{value}” is no number. Write 31 %, 0.31 or, in a column of counts, 1200.',
  too_much: '“{value}” is too much, or less than nothing.',
  twice: 'The same group stands in an earlier line: {value}.',
  over_whole: 'With this line the shares come to more than 100 %: {value}.',
  nothing: 'The table has no groups.',
}

export type ReadAudience = { parts: Part[]; people: number | null; unread: string[]; faults: AudienceFault[] }

const alike: Record<string, Cut> = {
  ...{ age: 'age', ages: 'age', gender: 'gender', sex: 'gender' },
  ...{ place: 'place', country: 'place', region: 'place', language: 'language', languages: 'language' },
}

type Amounts = Map<string, { values: string[]; amount: number }>
type Reader = {
  counts: boolean
  /** The column is called by percent: 0.9 is less than one of a hundred. */
  percent: boolean
  by: Map<string, { dimensions: Cut[]; cells: Amounts; sum: number }>
  unread: Set<string>
  say: (line: number, code: AudienceFault['code'], value?: string) => void
}

export function readAudience(csv: string): ReadAudience {
  const faults: AudienceFault[] = []
  const say: Reader['say'] = (line, code, value = '') => {
    const short = value.slice(0, 80)
    if (faults.length < mostFaults)
      faults.push({ line, code, value: short, words: words[code].replace('{value}', short) })
  }
  const [head, ...rows] = linesOf(csv, say)
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase())
  const at = (...wanted: string[]) => names.findIndex((name) => wanted.includes(name))
  const [share, count] = [at('share', 'percent', '%'), at('count', 'people', 'users')]
  const together = cuts.flatMap((cut) => {
    const column = names.findIndex((name) => alike[name] === cut)
    return column < 0 ? [] : [{ cut, column }]
  })
  const [dimension, value] = [at('dimension', 'field'), at('value', 'segment')]
  const number = share >= 0 ? share : count
  const long = dimension >= 0 && value >= 0
  if (number < 0 || (together.length === 0 && !long)) {
    if (faults.length === 0) say(1, 'no_columns')
    return { parts: [], people: null, unread: [], faults }
  }
  const percent = share >= 0 && names[share] !== 'share'
  const reader: Reader = { counts: share < 0, percent, by: new Map(), unread: new Set(), say }
  if (rows.length > mostRows) say(mostRows + 2, 'too_many_rows', String(mostRows))
  for (const { line, cells } of rows.slice(0, mostRows)) {
    const cell = (column: number) => cells[column]?.trim() ?? ''
    if (long && together.length === 0) {
      const cut = alike[cell(dimension).toLowerCase()]
      if (cut) readRow(reader, line, [{ cut, said: cell(value) }], cell(number))
      else say(line, 'unknown_dimension', cell(dimension))
    } else
      readRow(
        reader,
        line,
        together.map(({ cut, column }) => ({ cut, said: cell(column) })),
        cell(number),
      )
  }
  if (faults.length === 0 && reader.by.size === 0) say(1, 'nothing')
  return finish(reader, faults)
}

function readRow(
  { counts, percent, by, unread, say }: Reader,
  line: number,
  groups: { cut: Cut; said: string }[],
  written: string,
) {
  if (groups.some(({ said }) => said === '')) return say(line, 'no_value')
  const amount = counts ? countIn(written) : shareIn(written, percent)
  if (amount === null) return say(line, 'not_a_number', written)
  if (amount < 0 || amount > (counts ? 1e9 : 1)) return say(line, 'too_much', written)
  const values = groups.map(({ cut, said }) => {
    const code = codeIn(cut, said)
    if (!code) unread.add(said.slice(0, 80))
    return code ?? '?'
  })
  const dimensions = groups.map(({ cut }) => cut)
  const part = by.get(dimensions.join()) ?? { dimensions, cells: new Map(), sum: 0 }
  by.set(dimensions.join(), part)
  const key = values.join('|')
  const known = part.cells.get(key)
  // What is not understood is one group, however often it comes.
  if (known && !values.includes('?')) return say(line, 'twice', groups.map(({ said }) => said).join(', '))
  if (!counts && part.sum + amount > slack) return say(line, 'over_whole', written)
  part.sum += amount
  part.cells.set(key, { values, amount: amount + (known?.amount ?? 0) })
}

const codeIn = (cut: Cut, said: string): string | null => {
  if (cut !== 'age') return codeOf(cut, said) ?? null
  const ages = agesOf(said)
  return ages ? `${ages.from}-${ages.to}` : null
}

/** Counts become shares of their sum; people are as many as the largest part counts. */
function finish({ by, counts, unread }: Reader, faults: AudienceFault[]): ReadAudience {
  if (faults.length > 0) return { parts: [], people: null, unread: [...unread], faults }
  const all = [...by.values()]
  const people = counts ? Math.round(Math.max(...all.map(({ sum }) => sum))) : null
  const parts = all.map(({ dimensions, cells, sum }): Part => {
    // A dimension that counts fewer people than another does not tell of the rest.
    const whole = people ?? Math.max(1, sum)
    return {
      dimensions,
      cells: [...cells.values()].map(({ values, amount }) => ({
        values,
        share: whole > 0 ? Math.min(1, amount / whole) : 0,
      })),
    }
  })
  return { parts, people, unread: [...unread].slice(0, 40), faults }
}

/** `31 %`, `31,2%`, `0.31`; without a sign, what is above 1 is a percentage, and so is all of a column that is called so. */
function shareIn(text: string, percent: boolean): number | null {
  const read = numberIn(text.replaceAll('%', ''))
  if (read === null) return null
  return percent || text.includes('%') || read > 1 ? read / 100 : read
}

/** `1200`, `1 200`, `1,200`, `1.200`: people come whole, so three digits behind a sign are thousands. */
function countIn(text: string): number | null {
  const plain = text.trim()
  const tight = /^\d{1,3}([.,\s]\d{3})+$/.test(plain) ? plain.replace(/\D/g, '') : plain
  const read = numberIn(tight)
  return read !== null && Number.isInteger(read) ? read : null
}

function numberIn(text: string): number | null {
  const tight = text.trim().replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(tight) ? Number(tight) : null
}

function linesOf(csv: string, say: Reader['say']): { line: number; cells: string[] }[] {
  const [first = ''] = csv.split('\n', 1)
  const delimiter = [';', '\t'].find((sign) => first.includes(sign)) ?? ','
  try {
    const records = parse(csv, {
      ...{ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true },
      to: mostRows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    say(typeof error.lines === 'number' ? error.lines : 1, 'no_csv')
    return []
  }
}
