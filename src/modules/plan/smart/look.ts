import { foldWord, type Span } from './fold.ts'

/** Folded, and whether more letters may follow. */
type Word = { text: string; stem: boolean; joined: boolean }
export type Words<T> = readonly { word: Word; means: T }[]

const thai = /[\u0e00-\u0e7f]/

/** `subscriber*` is found at the beginning of longer words too. Thai words stand anywhere, as nothing parts them. */
export const wordsOf = <T>(means: T, list: string): Words<T> =>
  list.split('|').map((one) => {
    const stem = one.endsWith('*')
    const text = foldWord(stem ? one.slice(0, -1) : one)
    return { means, word: { text, stem, joined: thai.test(text) } }
  })

/** Names that people gave: found as they stand, never read as a pattern. Latin names may take an ending (Instagramā). */
export const namesOf = <T>(names: readonly { name: string; means: T }[]): Words<T> =>
  names.flatMap(({ name, means }) => {
    const text = foldWord(name).trim()
    return text.length < 2 && text !== 'x'
      ? []
      : [{ means, word: { text, stem: text.length > 4, joined: thai.test(text) } }]
  })

export type Hit<T> = Span & { means: T }

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

function ends(text: string, word: Word, from: number): boolean {
  const to = from + word.text.length
  if (word.joined) return true
  // A Thai letter right before or after a Latin word is a border too.
  const borders = (sign: string | undefined) => !isLetter(sign) || thai.test(sign ?? '')
  return borders(text[from - 1]) && (word.stem || borders(text[to]))
}

/** A stem reaches to the end of its word. */
function endOf(text: string, { text: { length }, stem }: Word, from: number): number {
  let to = from + length
  while (stem && isLetter(text[to]) && !thai.test(text[to] ?? '')) to++
  return to
}

/** Where words stand, from left to right; of two that overlap the longer one. `taken` is not looked at. */
export function look<T>(text: string, words: Words<T>, taken: readonly Span[] = []): Hit<T>[] {
  const all: Hit<T>[] = []
  for (const { word, means } of words) {
    for (let from = text.indexOf(word.text); from >= 0; from = text.indexOf(word.text, from + 1))
      if (ends(text, word, from)) all.push({ from, to: endOf(text, word, from), means })
  }
  all.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const kept: Hit<T>[] = []
  for (const hit of all) if (![...kept, ...taken].some((one) => overlaps(one, hit))) kept.push(hit)
  return kept.sort((a, b) => a.from - b.from)
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to
