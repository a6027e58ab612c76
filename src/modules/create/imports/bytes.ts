import type { encodings } from './contract.ts'
import { importError } from './errors.ts'

export type Encoding = (typeof encodings)[number]

/** The text of a file. What encoding it has is found out, or told where that went wrong. */
export function readText(bytes: Uint8Array, told?: Encoding): { text: string; encoding: Encoding } {
  const encoding = told ?? encodingOf(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes), encoding }
  } catch {
    throw importError('bad_text', { encoding })
  }
}

/** By its mark; as UTF-8 where it is that; else by which alphabet its letters make most sense in. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 64 << 10)
  const wide = unmarkedUtf16(start)
  if (wide) return wide
  if (isUtf8(bytes)) return 'utf-8'
  const scored = alphabets.map(({ encoding, ...alphabet }) => ({
    encoding,
    score: scoreOf(new TextDecoder(encoding).decode(start), alphabet),
  }))
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Tables are full of signs whose other half is zero: commas, ends of lines, digits. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  let [even, odd] = [0, 0]
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0) even += 1
    if (bytes[i + 1] === 0) odd += 1
  }
  const enough = bytes.length / 20
  if (odd > enough && even < odd / 10) return 'utf-16le'
  return even > enough && odd < even / 10 ? 'utf-16be' : null
}

type Alphabet = { letters: ReadonlySet<string>; alone: boolean }

/** `alone`: its letters do not stand beside Latin ones in a word. */
const alphabet = (encoding: Encoding, letters: string, alone: boolean) => ({
  encoding,
  letters: new Set(letters + letters.toUpperCase()),
  alone,
})

const thai = String.fromCodePoint(
  ...Array.from({ length: 0x3a }, (_, n) => 0x0e01 + n),
  ...Array.from({ length: 0x1b }, (_, n) => 0x0e40 + n),
)
const alphabets = [
  alphabet('windows-1252', 'äöüßéèàçñåøæœêôîûëïíóúáãõâ', false),
  alphabet('windows-1251', 'абвгдежзийклмнопрстуфхцчшщъыьэюяё', true),
  alphabet('windows-1257', 'āčēģīķļņšūžąęėįųõäöü', false),
  alphabet('windows-1258', 'àáâãèéêìíòóôõùúýăđĩũơư\u0300\u0301\u0303\u0309\u0323', false),
  alphabet('windows-874', thai, true),
] as const

const between = /[\s\p{P}\p{S}]/u
const isPlain = (sign: string): boolean => sign.codePointAt(0) !== undefined && sign < '\u0080'

/** A letter of the alphabet speaks for it, any other sign beyond ASCII against it; so does a letter beside those of another. */
function scoreOf(text: string, { letters, alone }: Alphabet): number {
  let score = 0
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (isPlain(sign) || quotes.has(sign)) continue
    score += letters.has(sign) ? 1 : -3
    const before = text[i - 1] ?? ' '
    const besideLatin = isPlain(before) && !between.test(before) && !/\d/.test(before)
    if (besideLatin) score += alone ? -2 : 0.5
  }
  return score
}

/** These stand in texts of every alphabet. */
const quotes = new Set('“”„‘’‚«»–—…•€™©®°№\u00a0')
