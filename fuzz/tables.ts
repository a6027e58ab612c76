import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { joinList, splitList, splitThread } from '../src/modules/create/imports/cells.ts'
import { timeFormats } from '../src/modules/create/imports/contract.ts'
import { readTable } from '../src/modules/create/imports/table.ts'
import { readWritten } from '../src/modules/create/imports/times.ts'
import { AppError } from '../src/platform/errors.ts'
import { inTime, type Question } from './question.ts'

/** Read, or refused in words: anything else is a fault. */
function readOrRefuse(bytes: Uint8Array): ReturnType<typeof readTable> | null {
  try {
    return inTime(() => readTable(bytes))
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

const cell = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll('\0', ''))
const filled = cell.filter((text) => text.trim() !== '' && !/^'[=+\-@\t\r]/.test(text))
const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(',', ';', '\t', '|'))
  .chain(([width, delimiter]) =>
    fc.record({
      delimiter: fc.constant(delimiter),
      rows: fc.array(fc.array(filled, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 12,
      }),
      header: fc.constant(Array.from({ length: width }, (_, n) => `column ${n}`)),
    }),
  )

const attribute = fc.string({ maxLength: 12 }).map((text) => text.replace(/[<>&"]/g, ''))
const sheetXml = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<row r="1">',
        '</row>',
        '<c r="A1">',
        '</c>',
        '<v>',
        '</v>',
        '<t>',
        '</t>',
        '<is>',
        '</is>',
        '<!DOCTYPE x [',
        ']>',
        '&x;',
        '<![CDATA[',
      ),
      attribute.map((text) => `<c r="${text}" t="${text}"><v>${text}</v></c>`),
      fc.string({ maxLength: 20 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => `<worksheet><sheetData>${parts.join('')}</sheetData></worksheet>`)

const workbookOf = (sheet: string): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  })

export const questions: readonly Question[] = [
  {
    name: 'bytes-are-read-or-refused',
    property: fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      readOrRefuse(bytes)
    }),
  },
  {
    name: 'json-lists-are-read-or-refused',
    property: fc.property(
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 }),
      fc.nat(300),
      (items, cut) => {
        const text = JSON.stringify(items)
        readOrRefuse(Buffer.from(text))
        readOrRefuse(Buffer.from(text.slice(0, cut)))
      },
    ),
  },
  {
    name: 'no-row-of-a-table-is-lost',
    property: fc.property(tables, ({ delimiter, header, rows }) => {
      const text = stringify([header, ...rows], { delimiter, quoted: true, bom: true })
      const told = { delimiter: delimiter as ',' }
      const table = inTime(() => readTable(new TextEncoder().encode(text), told))
      const expected = rows.map((row) => row.map((one) => one.toWellFormed()))
      if (JSON.stringify(table.rows.map(({ cells }) => cells)) !== JSON.stringify(expected))
        throw new Error(`Read as ${JSON.stringify(table.rows)}`)
    }),
  },
  {
    name: 'workbooks-are-read-or-refused',
    property: fc.property(sheetXml, (sheet) => {
      readOrRefuse(workbookOf(sheet))
    }),
  },
  {
    name: 'broken-workbooks-are-refused',
    property: fc.property(
      fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      (changes) => {
        const bytes = workbookOf('<worksheet><sheetData/></worksheet>')
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        readOrRefuse(bytes)
      },
    ),
  },
  {
    name: 'lists-come-back-as-they-were',
    property: fc.property(
      fc.array(
        filled.map((text) => text.trim()),
        { maxLength: 8 },
      ),
      (items) => {
        const read = splitList(joinList(items), '|')
        if (JSON.stringify(read) !== JSON.stringify(items)) throw new Error(JSON.stringify(read))
      },
    ),
  },
  {
    name: 'threads-lose-no-words',
    property: fc.property(fc.array(filled, { minLength: 1, maxLength: 6 }), (texts) => {
      const whole = texts.join('\n---\n')
      const words = (text: string) =>
        text
          .split(/\s+/)
          .filter((word) => word && word !== '---')
          .join(' ')
      if (words(splitThread(whole, '---').join('\n')) !== words(whole)) throw new Error(whole)
    }),
  },
  {
    name: 'times-are-read-or-refused',
    property: fc.property(
      fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^[0-9./: -]{0,30}(am|pm|Z)?$/)),
      fc.constantFrom(...timeFormats),
      (text, format) => {
        const read = inTime(() => readWritten(text, format))
        if (typeof read !== 'string' && Number.isNaN(Date.parse(`${read.day}T00:00:00Z`)))
          throw new Error(JSON.stringify(read))
      },
    ),
  },
]
