import confusables from 'unhomoglyph/data.json' with { type: 'json' }

/** Of each sign that can be taken for another, what stands for all that look like it (Unicode TR39, confusables.txt). */
const prototypes = new Map<string, string>(Object.entries(confusables))
// Unicode has it as an i; in the typefaces of screens it is an l.
prototypes.set('ӏ', 'l')

/** Letters between which stands what nobody sees; and wide, mathematical and circled letters, which nobody types for a name. */
const tricks =
  /\p{L}[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+\p{L}|[\uff21-\uff5a\u2460-\u24ff\u{1d400}-\u{1d7ff}]/u

/** Signs that are not seen: joiners, marks of direction, variation selectors. They make two names differ for a program only. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu

/** Marks above and below Latin, Greek and Cyrillic letters. Thai vowels are of the Thai script and stay. */
const accents = /[\u0300-\u036f]/g

const separators = /[\s._\-–—·•|/\\'’"“”«»()[\]{}!?,:;+&@#~*]+/gu

/** What people see when they look at a text for a moment: two texts with the same skeleton look the same (UTS #39, section 4). */
export const skeletonOf = (text: string): string =>
  [...text.normalize('NFD').replace(unseen, '')]
    .map((sign) => prototypes.get(sign) ?? sign)
    .join('')
    .normalize('NFD')

/** Digits and pairs that are read as letters in handles, and are not among Unicode's confusables. */
const readAs: readonly [RegExp, string][] = [
  [/vv/g, 'w'],
  [/[4@]/g, 'a'],
  [/3/g, 'e'],
  [/[5$]/g, 's'],
  [/7/g, 't'],
  [/8/g, 'b'],
  [/[9q]/g, 'g'],
  [/i/g, 'l'],
]

/**
 * The forms under which a name is compared, from the strictest to the loosest. `plain`: as it is written, but for case and
 * form of signs. `seen`: what is seen, twice, because a capital I looks like an l and a small i does not. `read`: without
 * accents, digits read as letters.
 */
export type Forms = {
  plain: string
  bare: string
  hides: boolean
  seen: readonly string[]
  read: readonly string[]
}

export function formsOf(name: string): Forms {
  const text = name.normalize('NFKC')
  const seen = [skeletonOf(text).toLowerCase(), skeletonOf(text.toLowerCase()).toLowerCase()]
  const plain = text.toLowerCase().normalize('NFC').replace(unseen, '')
  return {
    plain,
    hides: tricks.test(name),
    bare: withoutAccents(plain),
    seen: [...new Set(seen)],
    read: [...new Set(seen.map(asRead))],
  }
}

const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(accents, '').replaceAll('đ', 'd').replaceAll('ł', 'l').normalize('NFC')

function asRead(seen: string): string {
  return readAs.reduce((text, [sign, letter]) => text.replace(sign, letter), withoutAccents(seen))
}

/** Without what stands between words. */
export const joined = (text: string): string => text.replace(separators, '')

export const wordsOf = (text: string): string[] => text.split(separators).filter(Boolean)

const scripts = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Armenian: /\p{Script=Armenian}/u,
  Thai: /\p{Script=Thai}/u,
} as const

/** Whether one word is put together from several alphabets, as hardly anybody writes on purpose. */
export const mixesAlphabets = (text: string): boolean =>
  text
    .normalize('NFKC')
    .split(separators)
    .some((word) => Object.values(scripts).filter((script) => script.test(word)).length > 1)
