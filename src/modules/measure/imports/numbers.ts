import { type NumberFormat, numberFormats } from './contract.ts'

/** A number as somebody wrote it. Null: the cell says that there is none, which is not a zero. */
export type Written = { value: number | null; shortened: boolean }
export type NumberFault = 'no_number' | 'share' | 'shortened' | 'not_whole'

/** What stands in a cell where a network knows nothing. */
const missing = new Set([
  '',
  '-',
  '–',
  '—',
  '−',
  'n/a',
  'na',
  '#n/a',
  'null',
  'nan',
  'none',
  'н/д',
  '…',
  '...',
])

const endings: Record<string, number> = {
  k: 1e3,
  m: 1e6,
  b: 1e9,
  тыс: 1e3,
  млн: 1e6,
  млрд: 1e9,
  tūkst: 1e3,
  milj: 1e6,
  mljrd: 1e9,
  พัน: 1e3,
  หมื่น: 1e4,
  แสน: 1e5,
  ล้าน: 1e6,
  n: 1e3,
  nghìn: 1e3,
  tr: 1e6,
  triệu: 1e6,
  tỷ: 1e9,
}

const shapes: Record<NumberFormat, RegExp> = {
  plain: /^\d{1,15}(?:\.\d{1,15})?$/,
  comma: /^(?:\d{1,15}|\d{1,3}(?:,\d{2,3}){0,4},\d{3})(?:\.\d{1,15})?$/,
  point: /^(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,5})(?:,\d{1,15})?$/,
  space: /^(?:\d{1,15}|\d{1,3}(?: \d{3}){1,5})(?:[.,]\d{1,15})?$/,
  apostrophe: /^(?:\d{1,15}|\d{1,3}(?:'\d{3}){1,5})(?:[.,]\d{1,15})?$/,
}

/** Spaces of every width are one; so are the signs for less than nothing, and apostrophes. */
const tidy = (text: string): string =>
  text
    .slice(0, 60)
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, ' ')
    .replace(/[’ʼ`]/g, "'")
    .replace(/^[−–]/, '-')
    .trim()

/** Reads by the way of writing that was named, and by no other. */
export function readNumber(text: string, format: NumberFormat, rounded: boolean): Written | NumberFault {
  const bare = tidy(text)
  if (text.length > 60) return 'no_number'
  if (missing.has(bare.toLowerCase())) return { value: null, shortened: false }
  if (bare.includes('%')) return 'share'
  const { digits, sign, times } = parted(bare)
  if (!shapes[format].test(digits)) return 'no_number'
  if (times !== 1 && !rounded) return 'shortened'
  const value = readDigits(digits, format) * times
  // What is shortened is rounded already; 1.2345M has no half of a like.
  const whole = times === 1 ? value : Math.round(value)
  return Number.isInteger(whole)
    ? { value: whole === 0 ? 0 : sign * whole, shortened: times !== 1 }
    : 'not_whole'
}

function parted(text: string): { digits: string; sign: 1 | -1; times: number } {
  const sign = text.startsWith('-') ? -1 : 1
  const body = text.replace(/^[-+] ?/, '')
  const found = /^([\d .,']+?) ?([\p{L}\p{M}]{1,8})\.?$/u.exec(body)
  const times = endings[found?.[2]?.toLowerCase() ?? '']
  return found && times !== undefined
    ? { digits: found[1] ?? '', sign, times }
    : { digits: body, sign, times: 1 }
}

function readDigits(digits: string, format: NumberFormat): number {
  if (format === 'plain') return Number(digits)
  if (format === 'comma') return Number(digits.replaceAll(',', ''))
  if (format === 'point') return Number(digits.replaceAll('.', '').replace(',', '.'))
  return Number(digits.replace(/[ ']/g, '').replace(',', '.'))
}

export type Fitting = { formats: NumberFormat[]; only: NumberFormat | null; shortened: boolean }

/**
 * By which ways of writing all of these can be read, and the one to take where all of them read the same. Cells that no way
 * reads are told at their rows.
 */
export function fittingNumbers(values: readonly string[]): Fitting {
  const readings = numberFormats.map((format) => values.map((value) => readNumber(value, format, true)))
  const known = values.map((_, n) => readings.some((reading) => isRead(reading[n])))
  const fits = readings.filter((reading) => known.every((isKnown, n) => !isKnown || isRead(reading[n])))
  const formats = fits.flatMap((reading) => numberFormats[readings.indexOf(reading)] ?? [])
  const same = new Set(fits.map((reading) => JSON.stringify(reading))).size === 1
  const shortened = readings.some((reading) =>
    reading.some((one) => typeof one === 'object' && one.shortened),
  )
  return { formats, only: same ? (formats[0] ?? null) : null, shortened }
}

/** A broken number is read too: 1,234 as a little more than one, which somebody must decide. */
const isRead = (one: Written | NumberFault | undefined): boolean =>
  one !== undefined && one !== 'no_number' && one !== 'share'
