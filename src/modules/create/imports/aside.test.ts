import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readAside } from './aside.ts'

const head = '<?xml version="1.0"?>'
const book = (sheet: string, shared?: string): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns:r="r"><sheets><sheet name="Posts" r:id="a"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ...(shared && { 'xl/sharedStrings.xml': strToU8(`${head}<sst>${shared}</sst>`) }),
  })
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const rows = (count: number, cells: string) => `<row>${cells}</row>`.repeat(count)

/** How often others have their turn in this process meanwhile. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, over] = [0, false]
  const count = () => {
    turns += 1
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  await work.catch(() => undefined)
  over = true
  return turns
}

test('a large workbook comes whole and in its order, while others have their turn', async () => {
  const bytes = book(
    rows(1, cell('text') + cell('channels')) + rows(10_000, cell('A loaf of bread') + cell('@bakery')),
  )
  const reading = readAside(bytes)
  expect(await turnsDuring(reading)).toBeGreaterThan(20)
  const table = await reading
  expect(table).toMatchObject({ form: 'xlsx', sheet: 'Posts', header: ['text', 'channels'] })
  expect(table.rows).toHaveLength(10_000)
  expect(table.rows.at(-1)).toEqual({ n: 10_001, cells: ['A loaf of bread', '@bakery'] })
})

test.each([
  ['a million rows', () => book(rows(1_000_000, '<c><v>1</v></c>')), 'post_import.too_many_rows'],
  ['a million empty rows', () => book(rows(1_000_000, '')), 'post_import.no_rows'],
  ['more than it may unpack to', () => book(' '.repeat(49 << 20)), 'post_import.bomb'],
  [
    'one long shared text in each of its cells',
    () => book(rows(1000, '<c t="s"><v>0</v></c>'.repeat(100)), `<si><t>${'x'.repeat(90_000)}</t></si>`),
    'post_import.too_much_text',
  ],
  ['no archive', () => Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2), 'post_import.bad_xlsx'],
])('a workbook with %s is refused in words, and holds nobody up', async (_, make, code) => {
  const reading = readAside(make())
  expect(await turnsDuring(reading)).toBeGreaterThan(20)
  await expect(reading).rejects.toMatchObject({ code })
})

test('one that takes too long is let go of, and the next one has its place', async () => {
  const slow = book(rows(9000, cell('A loaf of bread').repeat(50)))
  await expect(readAside(slow, {}, 1)).rejects.toMatchObject({ code: 'post_import.too_slow' })
  const next = await readAside(book(rows(1, cell('text')) + rows(1, cell('Bread'))))
  expect(next.rows).toEqual([{ n: 2, cells: ['Bread'] }])
})

test('more at once than there are places wait for their turn; many more are asked to come again', async () => {
  const bytes = book(rows(1, cell('text')) + rows(2, cell('Bread')))
  const all = await Promise.allSettled(Array.from({ length: 14 }, () => readAside(bytes)))
  const count = (status: string) => all.filter((one) => one.status === status).length
  expect([count('fulfilled'), count('rejected')]).toEqual([10, 4])
})

test('a small table of text is read at once', async () => {
  expect((await readAside(strToU8('text,channels\nBread,@bakery'))).rows).toHaveLength(1)
})
