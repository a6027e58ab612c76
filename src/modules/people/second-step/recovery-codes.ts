import { randomInt } from 'node:crypto'
import { digestOf } from '../../../platform/digest.ts'

const count = 10
/** Digits and small letters without those that look alike: 16 of them are 80 bits, more than anybody can try. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 16

/** In groups of four, for reading aloud and typing. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: count }, () =>
    Array.from({ length }, () => letters[randomInt(letters.length)])
      .join('')
      .replace(/.{4}(?=.)/g, '$&-'),
  )

/** What a person may take for another sign when they read it from paper. */
const alike: Record<string, string> = { o: '0', i: '1', l: '1', u: 'v' }

/** Of a code as somebody types it: with spaces, dashes, in capitals. */
export function digestOfRecoveryCode(typed: string): Buffer {
  const plain = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/[oilu]/g, (letter) => alike[letter] ?? letter)
  return digestOf(plain)
}
