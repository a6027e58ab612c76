import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { joinList, splitList, splitThread, withTags } from './cells.ts'
import { guessColumns } from './columns.ts'
import { readTable } from './table.ts'
import { fittingFormats, readWritten } from './times.ts'
import { civilOfSerial, kindOfFormat } from './xlsx-days.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('a table is read with whichever sign stands between its columns, and rows keep their numbers', () => {
  for (const [sign, name] of [
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'stroke'],
  ] as const) {
    const text = [
      ['text', 'channels', 'at'],
      ['Hello', '@bakery', '2030-01-31 09:30'],
      ['', '', ''],
      ['"Two\nlines"', 'x', ''],
    ]
      .map((row) => row.join(sign))
      .join('\r\n')
    const table = readTable(utf8(text))
    expect(table, name).toMatchObject({ form: 'csv', delimiter: sign, header: ['text', 'channels', 'at'] })
    expect(table.rows).toEqual([
      { n: 2, cells: ['Hello', '@bakery', '2030-01-31 09:30'] },
      { n: 4, cells: ['Two\nlines', 'x', ''] },
    ])
  }
})

const in8 = (encoding: string, text: string): Uint8Array => {
  const decoder = new TextDecoder(encoding)
  const byte = new Map(Array.from({ length: 256 }, (_, n) => [decoder.decode(Uint8Array.of(n)), n]))
  return Uint8Array.from([...text].map((sign) => byte.get(sign) ?? 63))
}

test.each([
  ['windows-1251', 'текст,канал\nСвежий хлеб каждое утро,@пекарня\n'],
  ['windows-1257', 'teksts,kanāls\nŠodien svaiga maize: rupjmaize, ķimeņu un sēklu,@maiznīca\n'],
  ['windows-874', 'ข้อความ,ช่อง\nขนมปังสดใหม่ทุกเช้า,@ร้าน\n'],
  ['windows-1252', 'text,channel\nGrüße aus der Bäckerei: süß und größer,@bäcker\n'],
])('text in %s is known by its letters', (encoding, text) => {
  const table = readTable(in8(encoding, text))
  expect(table.encoding).toBe(encoding)
  expect(table.header[0]).toBe(text.split(',')[0])
})

test('Vietnamese of the old code page is known by its marks', () => {
  const text = 'văn bản,kênh\nBánh mì nóng hôi mỗi sáng, mời cả nhà đến thưởng thức,@lò\n'
  // There some letters are written as a letter and a mark.
  const marked = text.replace(/[ảỗờẻếứ]/g, (sign) =>
    sign
      .normalize('NFD')
      .replace(/^(.)(\u0302|\u031b)(.)$/u, (_, a, b, c) => `${`${a}${b}`.normalize('NFC')}${c}`),
  )
  expect(readTable(in8('windows-1258', marked)).encoding).toBe('windows-1258')
})

test('UTF-16 is known with its mark and without', () => {
  const text = 'text,channels\nHello,@bakery\n'
  const wide = new Uint8Array(Buffer.from(text, 'utf16le'))
  expect(readTable(Uint8Array.of(0xff, 0xfe, ...wide))).toMatchObject({
    encoding: 'utf-16le',
    header: ['text', 'channels'],
  })
  expect(readTable(wide)).toMatchObject({ encoding: 'utf-16le', header: ['text', 'channels'] })
})

test('a workbook is read as it shows itself: days as days, no formula run', async () => {
  const day = new Date(Date.UTC(2030, 0, 31, 9, 30))
  const bytes = await writeXlsxFile([
    [{ value: 'text' }, { value: 'at' }, { value: 'n' }],
    [
      { value: 'Hello', type: String },
      { value: day, type: Date, format: 'dd.mm.yyyy hh:mm' },
      { value: 3, type: Number },
    ],
  ]).toBuffer()
  const table = readTable(new Uint8Array(bytes))
  expect(table).toMatchObject({ form: 'xlsx', header: ['text', 'at', 'n'] })
  expect(table.rows).toEqual([{ n: 2, cells: ['Hello', '2030-01-31 09:30', '3'] }])
})

const workbook = (sheet: string, more: Record<string, string> = {}) =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  })

test('a workbook that claims a million rows and columns, or that declares entities, costs nothing', () => {
  const far = workbook(
    '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Far</t></is></c></row></sheetData></worksheet>',
  )
  expect(readTable(far).rows).toEqual([{ n: 1_048_576, cells: ['Far'] }])
  const wide = workbook(
    '<worksheet><sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
  )
  expect(() => readTable(wide)).toThrow(/more than 200 columns/)
  const entities = workbook(
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>',
  )
  expect(() => readTable(entities)).toThrow(/broken/)
  const formula = workbook(
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="A2" t="str"><f>HYPERLINK("http://evil")</f><v>shown</v></c></row></sheetData></worksheet>',
  )
  expect(readTable(formula).rows[0]?.cells).toEqual(['shown'])
})

test('a workbook that unpacks to more than is allowed is refused before it is unpacked', () => {
  const bomb = workbook('<worksheet/>', { 'xl/sharedStrings.xml': ' '.repeat(49 << 20) })
  expect(bomb.length).toBeLessThan(1 << 20)
  expect(() => readTable(bomb)).toThrow(/larger than 48 MB/)
})

test('one long text that stands in every cell is counted as often as it stands there', () => {
  const row = (n: number) => `<row r="${n}">${'<c t="s"><v>0</v></c>'.repeat(50)}</row>`
  const sheet = `<worksheet><sheetData>${Array.from({ length: 60 }, (_, n) => row(n + 1)).join('')}</sheetData></worksheet>`
  const shared = (length: number) => ({
    'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(length)}</t></si></sst>`,
  })
  expect(() => readTable(workbook(sheet, shared(50_000)))).toThrow(/more than 32 million characters/)
  expect(() => readTable(workbook(sheet, shared(100_001)))).toThrow(/more than 100000 characters/)
  expect(readTable(workbook(sheet, shared(50))).rows).toHaveLength(59)
})

test('an archive that names a file twice, or says less of it than it unpacks to, is not unpacked', () => {
  const bytes = workbook('<worksheet/>', { 'xl/styles.xml': ' '.repeat(8 << 20) })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (mark: number, from = 0): number => {
    for (let place = from; place + 4 <= bytes.length; place++)
      if (view.getUint32(place, true) === mark) return place
    return -1
  }
  const end = at(0x06054b50)
  const list = view.getUint32(end + 16, true)
  const first = bytes.slice(list, at(0x02014b50, list + 4))
  const twice = new Uint8Array([...bytes.subarray(0, end), ...first, ...bytes.subarray(end)])
  const tail = new DataView(twice.buffer, end + first.length)
  tail.setUint16(8, view.getUint16(end + 8, true) + 1, true)
  tail.setUint16(10, view.getUint16(end + 10, true) + 1, true)
  expect(() => readTable(twice)).toThrow(/broken \(a name is in it twice\)/)
  const lying = bytes.slice()
  const last = lying.subarray(0, end).length
  const entries = new DataView(lying.buffer)
  for (let place = list; place < last; place = at(0x02014b50, place + 4)) {
    if (place < 0) break
    entries.setUint32(place + 24, 10, true)
  }
  expect(() => readTable(lying)).toThrow(/broken/)
})

test('lists within lists grow no faster than they are written, and are not nested without end', () => {
  const deep = (depth: number) => `[{"text":${'['.repeat(depth)}"a|b"${']'.repeat(depth)}}]`
  expect(readTable(utf8(deep(20))).rows[0]?.cells[0]?.length).toBeLessThan(100)
  expect(() => readTable(utf8(deep(100_000)))).toThrow(/nested too deeply/)
  expect(readTable(utf8('[{"text":"[[[[ \\" ]","n":[["a","b"],"c"]}]')).rows[0]?.cells).toEqual([
    '[[[[ " ]',
    '["a","b"]|c',
  ])
})

test('what is no table says so', () => {
  expect(() => readTable(utf8(''))).toThrow(/no rows/)
  expect(() => readTable(utf8('text\n'))).toThrow(/no rows/)
  expect(() => readTable(utf8('text\n"open'))).toThrow(/no CSV/)
  expect(() => readTable(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toThrow(/old Excel/)
  expect(() => readTable(Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2))).toThrow(/broken/)
  expect(() => readTable(utf8('[1]'))).toThrow(/no object/)
  expect(readTable(utf8('[{"text":"a","channels":["x","y|z"]}]')).rows).toEqual([
    { n: 2, cells: ['a', 'x|y\\|z'] },
  ])
})

test('days are read by the format that was named and by no other', () => {
  expect(readWritten('03/04/2030 9:30', 'dmy')).toEqual({ day: '2030-04-03', time: '09:30', offset: null })
  expect(readWritten('03/04/2030 9:30 pm', 'mdy')).toEqual({ day: '2030-03-04', time: '21:30', offset: null })
  expect(readWritten('31/01/2573 09.30', 'dmy_buddhist')).toEqual({
    day: '2030-01-31',
    time: '09:30',
    offset: null,
  })
  expect(readWritten('2030-01-31T07:30:00Z', 'dmy')).toEqual({
    day: '2030-01-31',
    time: '07:30',
    offset: 'Z',
  })
  expect(readWritten('31.02.2030 09:30', 'dmy')).toBe('no_day')
  expect(readWritten('31.01.30', 'dmy')).toBe('two_digit_year')
  expect(readWritten('31.01.2573', 'dmy')).toBe('buddhist_year')
  expect(readWritten('tomorrow', 'dmy')).toBe('no_time')
  expect(fittingFormats(['03/04/2030', '05/06/2030'])).toEqual(['dmy', 'mdy'])
  expect(fittingFormats(['03/04/2030', '25/06/2030'])).toEqual(['dmy'])
  expect(fittingFormats(['2030-01-31 09:30'])).toEqual(['ymd'])
})

test('numbers of a workbook are days where its format says so', () => {
  expect(kindOfFormat(22, undefined)).toBe('both')
  expect(kindOfFormat(165, 'dd.mm.yyyy')).toBe('day')
  expect(kindOfFormat(166, '[h]:mm')).toBe('time')
  expect(kindOfFormat(167, '"day" 0.00')).toBe(null)
  expect(civilOfSerial(47514.395833, 'both', false)).toBe('2030-01-31 09:30')
  expect(civilOfSerial(0.395833, 'time', false)).toBe('09:30')
})

const channels = [
  { id: '01900000-0000-7000-8000-000000000001', handle: '@bakery', name: 'The bakery', network: 'chirp' },
  { id: '01900000-0000-7000-8000-000000000002', handle: '@news', name: 'News', network: 'gazette' },
]

test.each([
  ['English', ['Post', 'Accounts', 'Date', 'Hour', 'Image URL', 'Alt text', 'Campaign']],
  ['Latvian', ['Teksts', 'Kanāli', 'Datums', 'Pulksteņlaiks', 'Attēls', 'Alt teksts', 'Kampaņa']],
  ['Russian', ['Текст', 'Каналы', 'Дата', 'Время', 'Картинка', 'Описание картинки', 'Кампания']],
  ['Thai', ['ข้อความ', 'ช่องทาง', 'วันที่', 'เวลา', 'รูปภาพ', 'คำอธิบายภาพ', 'แคมเปญ']],
  ['Vietnamese', ['Văn bản', 'Kênh', 'Ngày', 'Giờ', 'Hình ảnh', 'Mô tả ảnh', 'Chiến dịch']],
])('columns that are called in %s are known', (_, header) => {
  expect(guessColumns(header, { channels, options: [] })).toEqual([
    'text',
    'channels',
    'date',
    'time',
    'media',
    'alt',
    'campaign',
  ])
})

test('a text of one channel and a setting of a network are known by their names', () => {
  const header = ['text', 'Text (News)', 'text: @bakery', 'gazette.lead', 'whatever', 'text']
  expect(guessColumns(header, { channels, options: ['gazette.lead'] })).toEqual([
    'text',
    `text@${channels[1]?.id}`,
    `text@${channels[0]?.id}`,
    'option@gazette.lead',
    null,
    null,
  ])
})

test('cells with several things keep what is escaped, and a thread is cut where its sign stands alone', () => {
  const items = ['a|b', 'c\\d', 'e']
  expect(splitList(joinList(items), '|')).toEqual(items)
  expect(splitThread('one\n---\ntwo --- still\n---\nthree', '---')).toEqual(['one', 'two --- still', 'three'])
  expect(withTags('Bread #rye', 'rye, #fresh')).toBe('Bread #rye\n\n#fresh')
})
