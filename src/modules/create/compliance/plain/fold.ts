/** A text in one case and one spelling, with the place in the original of each of its units. */
export type Folded = {
  /** The original, in composed form: places are places in it. */
  source: string
  text: string
  at: Uint32Array
  /** The same with words of two alphabets read as Latin and as Cyrillic; null where no word mixes them. */
  disguised: { latin: string; cyrillic: string } | null
}

const unseen = /^\p{Default_Ignorable_Code_Point}$/u
const space = /^[^\S\n]$/u

/** Signs that are typed in many forms. */
const alike: Record<string, string> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  ё: 'е',
  '\r': '\n',
}

const known = new Map<string, string>()
/** A text may hold every sign of Unicode; the ones that come again are few. */
const mostKnown = 5000

/** What a sign is searched as. Marks stay: they are letters in Thai and Vietnamese. */
function foldSign(sign: string): string {
  const before = known.get(sign)
  if (before !== undefined) return before
  const plain = sign.normalize('NFKC').toLowerCase().normalize('NFC')
  const folded = unseen.test(sign) ? '' : (alike[plain] ?? (space.test(sign) ? ' ' : plain))
  if (known.size < mostKnown) known.set(sign, folded)
  return folded
}

/** The plain signs of English as they are searched: most texts hold little else. */
const ascii: readonly string[] = Array.from({ length: 128 }, (_, code) => foldSign(String.fromCharCode(code)))

export function foldText(original: string): Folded {
  const source = original.normalize('NFC')
  const at: number[] = []
  const parts: string[] = []
  let last = ''
  for (let place = 0; place < source.length; ) {
    const code = source.codePointAt(place) ?? 0
    const size = code > 0xffff ? 2 : 1
    const folded = ascii[code] ?? foldSign(source.slice(place, place + size))
    // However many spaces stand between two words, they are one.
    if (folded !== '' && !(folded === ' ' && (last === ' ' || last === '\n'))) {
      parts.push(folded)
      for (let i = 0; i < folded.length; i++) at.push(place)
      last = folded
    }
    place += size
  }
  at.push(source.length)
  const text = parts.join('')
  return { source, text, at: Uint32Array.from(at), disguised: undisguise(text) }
}

/** As a term is written in a pack. */
export const foldTerm = (term: string): string => foldText(term).text

// Small letters that are drawn alike (Unicode TR39); one unit each, so that places stay.
const latinOf: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
}
const cyrillicOf: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
  u: 'и',
  n: 'п',
  r: 'г',
}

const isLatin = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isCyrillic = (code: number): boolean => code >= 0x400 && code <= 0x52f
const bothAlphabets = { latin: /[a-z]/, cyrillic: /[\u0400-\u052f]/ }

/** Words of two alphabets, read as each of them; places stay. */
function undisguise(text: string): Folded['disguised'] {
  if (!bothAlphabets.latin.test(text) || !bothAlphabets.cyrillic.test(text)) return null
  const mixed: [from: number, to: number][] = []
  let [from, latin, cyrillic] = [0, false, false]
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i)
    if (isLatin(code)) latin = true
    else if (isCyrillic(code)) cyrillic = true
    else {
      if (latin && cyrillic) mixed.push([from, i])
      ;[from, latin, cyrillic] = [i + 1, false, false]
    }
  }
  if (mixed.length === 0) return null
  return { latin: readAs(text, mixed, latinOf), cyrillic: readAs(text, mixed, cyrillicOf) }
}

function readAs(text: string, words: readonly [number, number][], letters: Record<string, string>): string {
  const parts: string[] = []
  let done = 0
  for (const [from, to] of words) {
    parts.push(text.slice(done, from))
    for (const sign of text.slice(from, to)) parts.push(letters[sign] ?? sign)
    done = to
  }
  parts.push(text.slice(done))
  return parts.join('')
}
