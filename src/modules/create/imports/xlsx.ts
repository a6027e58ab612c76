import { strFromU8 } from 'fflate'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { AppError } from '../../../platform/errors.ts'
import { most } from './contract.ts'
import type { Row } from './csv.ts'
import { importError } from './errors.ts'
import { unzipSome } from './unzip.ts'
import { civilOfSerial, kindOfFormat } from './xlsx-days.ts'

/**
 * The values of one sheet. Formulas are not run: what they gave when the workbook was saved is read. Every size is bounded
 * before anything is unpacked, and no more is unpacked than the archive says.
 */
export function readXlsx(
  bytes: Uint8Array,
  wanted?: string,
): { rows: Row[]; sheet: string; sheets: string[] } {
  try {
    const files = unpack(bytes)
    const { sheets, since1904 } = readWorkbook(files)
    const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
    const names = sheets.map(({ name }) => name)
    if (!sheet) throw importError('no_sheet', { sheet: wanted ?? '', sheets: names.join(', ') })
    const shared = readShared(files['xl/sharedStrings.xml'])
    const styles = readStyles(files['xl/styles.xml'])
    const rows = readSheet(files[sheet.path], { shared, styles, since1904 })
    return { rows, sheet: sheet.name, sheets: names }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw importError('bad_xlsx', { reason: error instanceof Error ? error.message.slice(0, 120) : '' })
  }
}

type Files = Record<string, Uint8Array>

const mostUnpacked = 48 << 20
const parts =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[\w.-]+\.xml)$/

const unpack = (bytes: Uint8Array): Files => unzipSome(bytes, (name) => parts.test(name), mostUnpacked)

type Handlers = {
  open?: (tag: SaxesTagPlain) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Names without their prefix: some programs write `x:row`. */
const plain = (name: string): string => name.slice(name.indexOf(':') + 1)

function walk(bytes: Uint8Array | undefined, { open, close, text }: Handlers): void {
  if (!bytes) return
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  // A workbook needs none; what is declared in one could grow without bound.
  parser.on('doctype', () => {
    throw new Error('it has a document type')
  })
  parser.on('opentag', (tag) => open?.({ ...tag, name: plain(tag.name) }))
  parser.on('closetag', (tag) => close?.(plain(tag.name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.write(strFromU8(bytes)).close()
}

const attribute = ({ attributes }: SaxesTagPlain, name: string): string => String(attributes[name] ?? '')

function readWorkbook(files: Files): { sheets: { name: string; path: string }[]; since1904: boolean } {
  const targets = new Map<string, string>()
  walk(files['xl/_rels/workbook.xml.rels'], {
    open: (tag) => {
      if (tag.name === 'Relationship') targets.set(attribute(tag, 'Id'), attribute(tag, 'Target'))
    },
  })
  const found: { name: string; path: string }[] = []
  let since1904 = false
  walk(files['xl/workbook.xml'], {
    open: (tag) => {
      if (tag.name === 'workbookPr') since1904 = /^(1|true)$/.test(attribute(tag, 'date1904'))
      if (tag.name !== 'sheet') return
      const target = targets.get(attribute(tag, 'r:id')) ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      if (path in files) found.push({ name: attribute(tag, 'name').slice(0, 100), path })
    },
  })
  if (found.length === 0) throw new Error('it has no sheets')
  return { sheets: found, since1904 }
}

function readShared(bytes: Uint8Array | undefined): string[] {
  const all: string[] = []
  let [now, inText, aside] = ['', false, false]
  walk(bytes, {
    open: ({ name }) => {
      if (name === 'si') now = ''
      if (name === 'rPh') aside = true
      if (name === 't') inText = !aside
    },
    text: (text) => {
      if (inText) now += text
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') aside = false
      if (name === 'si') all.push(unescaped(now))
    },
  })
  return all
}

/** For each style of a cell whether it shows a number as a day, a time, or both. */
function readStyles(bytes: Uint8Array | undefined) {
  const own = new Map<number, string>()
  const styles: ReturnType<typeof kindOfFormat>[] = []
  let inCells = false
  walk(bytes, {
    open: (tag) => {
      if (tag.name === 'numFmt') own.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode'))
      if (tag.name === 'cellXfs') inCells = true
      if (tag.name !== 'xf' || !inCells) return
      const id = Number(attribute(tag, 'numFmtId'))
      styles.push(kindOfFormat(id, own.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

type Book = { shared: readonly string[]; styles: ReturnType<typeof readStyles>; since1904: boolean }

function readSheet(bytes: Uint8Array | undefined, book: Book): Row[] {
  const rows: Row[] = []
  let row: Row = { n: 0, cells: [] }
  let cell = { column: 0, type: '', style: 0 }
  let [value, inValue] = ['', false]
  let weight = 0
  const begin = (n: number): void => {
    row = { n, cells: [] }
  }
  walk(bytes, {
    open: (tag) => {
      if (tag.name === 'row') begin(Number(attribute(tag, 'r')) || row.n + 1)
      if (tag.name === 'c') {
        const column = columnOf(attribute(tag, 'r')) ?? row.cells.length
        cell = { column, type: attribute(tag, 't'), style: Number(attribute(tag, 's')) }
        value = ''
      }
      if (tag.name === 'v' || tag.name === 't') inValue = true
      if (tag.name === 'rPh') inValue = false
    },
    text: (text) => {
      if (inValue) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false
      // A text that is kept once can stand in every cell: what they have together is counted, not what the file has.
      if (name === 'c' && value !== '') weight += put(row, cell.column, textOf(value, cell, book))
      if (weight > most.text) throw importError('too_much_text', { most: most.text / 1_000_000 })
      if (name !== 'row' || !row.cells.some((one) => one?.trim())) return
      rows.push({ n: row.n, cells: Array.from(row.cells, (one) => one ?? '') })
      if (rows.length > most.rows + 1) throw importError('too_many_rows', { most: most.rows })
    },
  })
  return rows
}

/** Answers how much text it has put there. */
function put(row: Row, column: number, text: string): number {
  if (text.length > most.cell) throw importError('cell_too_long', { row: row.n, most: most.cell })
  if (text.trim() === '') return 0
  if (column >= most.columns) throw importError('too_many_columns', { most: most.columns })
  row.cells[column] = text
  return text.length
}

/** `AB12` is column 27. */
function columnOf(place: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function textOf(value: string, { type, style }: { type: string; style: number }, book: Book): string {
  if (type === 's') return book.shared[Number(value)] ?? ''
  if (type === 'inlineStr' || type === 'str') return unescaped(value)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value
  if (type === 'e') return value
  const kind = book.styles[style] ?? null
  return kind ? (civilOfSerial(Number(value), kind, book.since1904) ?? value) : value
}

/** Signs that XML cannot hold stand as `_x000D_` in a workbook. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
