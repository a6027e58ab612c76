import { readText } from './bytes.ts'
import { most, type UploadQuery } from './contract.ts'
import { type Row, readCsv } from './csv.ts'
import { importError } from './errors.ts'
import { readXlsx } from './xlsx.ts'

/** A table as it was brought: what its columns are called, and its rows by their number. */
export type Table = {
  form: 'csv' | 'xlsx' | 'json'
  encoding: string | null
  delimiter: string | null
  sheet: string | null
  sheets: string[]
  header: string[]
  rows: Row[]
}

const nothing = { encoding: null, delimiter: null, sheet: null, sheets: [] }

/** By its content, not by its name. */
export function readTable(bytes: Uint8Array, told: UploadQuery = {}): Table {
  if (bytes.length > most.bytes) throw importError('too_large', { most: most.bytes >> 20 })
  return bounded(readForm(bytes, told))
}

type Read = Omit<Table, 'header'>

function readForm(bytes: Uint8Array, told: UploadQuery): Read {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]))
    return { ...nothing, form: 'xlsx', ...readXlsx(bytes, told.sheet) }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw importError('old_excel')
  const { text, encoding } = readText(bytes, told.encoding)
  if (isBinary(text)) throw importError('which_form')
  if (/^\s*\[/.test(text.slice(0, 1000))) return { ...nothing, form: 'json', encoding, rows: readJson(text) }
  return { ...nothing, form: 'csv', encoding, ...readCsv(text, told.delimiter) }
}

const startsWith = (bytes: Uint8Array, signs: readonly number[]): boolean =>
  signs.every((sign, n) => bytes[n] === sign)

/** A picture or an archive: nobody's text has such signs. */
const isBinary = (text: string): boolean =>
  [...text.slice(0, 10_000)].some((sign) => sign < '\u0009' && sign !== '\ufeff')

/** Objects as rows: every name that one of them has is a column, lists become cells with strokes between. */
function readJson(text: string): Row[] {
  const list = parsed(text)
  if (list.length > most.rows) throw importError('too_many_rows', { most: most.rows })
  const names = [...new Set(list.flatMap((one) => Object.keys(one)))]
  if (names.length > most.columns) throw importError('too_many_columns', { most: most.columns })
  const rows = list.map((one, at) => ({ n: at + 2, cells: names.map((name) => cellOf(one[name])) }))
  return [{ n: 1, cells: names }, ...rows]
}

function parsed(text: string): Record<string, unknown>[] {
  if (depthOf(text) > deepest) throw importError('bad_json', { reason: 'it is nested too deeply' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw importError('bad_json', { reason: error instanceof Error ? error.message.slice(0, 120) : '' })
  }
  if (!Array.isArray(value)) throw importError('bad_json', { reason: 'it is not a list' })
  const odd = value.findIndex((one) => typeof one !== 'object' || one === null || Array.isArray(one))
  if (odd >= 0) throw importError('bad_json', { reason: `number ${odd + 1} of it is no object` })
  return value as Record<string, unknown>[]
}

const deepest = 30

/** How many lists and objects stand in each other, looked at before anything is built of them. */
function depthOf(text: string): number {
  let [now, most, inText] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (inText && sign === 0x5c) at += 1
    else if (sign === 0x22) inText = !inText
    else if (inText) continue
    else if (sign === 0x5b || sign === 0x7b) most = Math.max(most, ++now)
    else if (sign === 0x5d || sign === 0x7d) now -= 1
  }
  return most
}

/** A list within a list stays JSON: escaped once more at each depth it would double and double. */
const cellOf = (value: unknown): string =>
  Array.isArray(value) ? value.map((one) => escaped(plainOf(one))).join('|') : plainOf(value)

function plainOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const escaped = (text: string): string => text.replace(/[\\|]/g, '\\$&')

function bounded({ rows: all, ...read }: Read): Table {
  const [head, ...rows] = all
  if (!head || rows.length === 0) throw importError('no_rows')
  if (rows.length > most.rows) throw importError('too_many_rows', { most: most.rows })
  if (all.some(({ cells }) => cells.length > most.columns))
    throw importError('too_many_columns', { most: most.columns })
  const long = rows.find(({ cells }) => cells.some((cell) => cell.length > most.cell))
  if (long) throw importError('cell_too_long', { row: long.n, most: most.cell })
  const text = rows.reduce((sum, row) => sum + weightOf(row), 0)
  if (text > most.text) throw importError('too_much_text', { most: most.text / 1_000_000 })
  const header = head.cells.map((cell) => stored(cell).trim().slice(0, 200))
  const cellOf = read.form === 'csv' ? (cell: string) => unguarded(stored(cell)) : stored
  return { ...read, header, rows: rows.map(({ n, cells }) => ({ n, cells: cells.map(cellOf) })) }
}

/** How many characters a row has; an empty cell is not nothing either. */
export const weightOf = ({ cells }: Row): number => cells.reduce((sum, cell) => sum + cell.length + 1, 0)

/** Exports put a stroke before what a spreadsheet would take for a formula; here it comes off again. */
const unguarded = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** The database keeps no zero sign, and half of a sign of two halves is none. */
const stored = (cell: string): string => cell.replaceAll('\0', '').toWellFormed()
