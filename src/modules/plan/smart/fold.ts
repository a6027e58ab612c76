/** A text in the form in which words are looked for, and where each of its letters stands in the text as it was written. */
export type Folded = { text: string; at: readonly number[]; written: string }

/** Marks above Latin and Cyrillic letters go, since many write without them; Thai vowels are letters and stay. */
const above = /[\u0300-\u036f\u200b-\u200d\ufeff]/g

export function fold(written: string): Folded {
  const letters: string[] = []
  const at: number[] = []
  let place = 0
  for (const sign of written) {
    for (const letter of folded(sign)) {
      letters.push(letter)
      at.push(place)
    }
    place += sign.length
  }
  at.push(place)
  return { text: letters.join(''), at, written }
}

const folded = (sign: string): string => {
  const plain = sign.normalize('NFKD').toLowerCase().replace(above, '').replace('đ', 'd').replace(/\s/g, ' ')
  const code = plain.codePointAt(0) ?? 0
  // ๐ … ๙
  return code >= 0x0e50 && code <= 0x0e59 ? String(code - 0x0e50) : plain
}

export const foldWord = (word: string): string => fold(word).text

/** What stood there, as it was written. */
export const asWritten = ({ at, written }: Folded, { from, to }: Span): string =>
  written.slice(at[from], at[to]).trim()

export type Span = { from: number; to: number }
