/** Whether a post says who pays: where, in which words, in which language. */
import { textLength } from '../../../../networks/kit/text.ts'
import type { FindingCode } from '../contract.ts'
import { type Tongue, tongues } from './language.ts'
import type { Place, Side } from './looked.ts'
import type { Pack, Words } from './pack.ts'
import { findTerms, type Hit, type Searched, sentenceBefore, wordsOf } from './terms.ts'
import { negators, plainLabels, thaiNo } from './words.ts'

export type Labelled = {
  code: Extract<
    FindingCode,
    'missing' | 'unclear' | 'late' | 'first' | 'buried' | 'elsewhere' | 'other_language'
  > | null
  facts: Record<string, string | number>
  /** A whole sentence names who it is; a bare label does not. */
  sentence: boolean
}

type Found = { place: Place; hit: Hit; otherLanguage: boolean }

const all = (words: Words): string[] => Object.values(words).flatMap((list) => list ?? [])

/** What counts as a label in a language on a day; in any of them when the language is not known. */
function acceptedBy(pack: Pack, tongue: Tongue | null, day: string): { right: string[]; other: string[] } {
  const lists = pack.accepts.filter(({ from, until }) => (!from || from <= day) && (!until || day < until))
  const plain = (one: Tongue): readonly string[] =>
    pack.plainWords && !lists.some(({ words }) => words[one]) ? (plainLabels[one] ?? []) : []
  const of = (one: Tongue): string[] => [...lists.flatMap(({ words }) => words[one] ?? []), ...plain(one)]
  const any = lists.flatMap(({ words }) => words['*'] ?? [])
  if (tongue === null) return { right: unique([...any, ...tongues.flatMap(of)]), other: [] }
  const right = unique([...any, ...of(tongue)])
  return { right, other: unique(tongues.flatMap(of)).filter((term) => !right.includes(term)) }
}

const unique = (terms: readonly string[]): string[] => [...new Set(terms)]

/** `not an ad`, `keine Werbung`, `ไม่ใช่โฆษณา`. */
export function isNegated({ text }: Searched, hit: Hit): boolean {
  const before = sentenceBefore(text, hit.from)
  if (thaiNo.some((no) => before.trimEnd().endsWith(no))) return true
  return wordsOf(before)
    .slice(-3)
    .some((word) => negators.has(word))
}

export const isAccepted = (pack: Pack, places: readonly Place[], day: string): boolean =>
  places.some(({ text }) => hitsIn(text, acceptedBy(pack, null, day).right).length > 0)

/** The first ones decide: what comes later stands no better. */
const mostLooked = 24

const hitsIn = (text: Searched, terms: readonly string[]): Hit[] =>
  findTerms(text, terms)
    .sort((a, b) => a.from - b.from)
    .slice(0, mostLooked * 4)
    .filter((hit) => !isNegated(text, hit))
    .slice(0, mostLooked)

export function labelOf(
  pack: Pack,
  side: Side,
  places: readonly Place[],
  { tongue, day, has }: { tongue: Tongue | null; day: string; has: (code: FindingCode) => boolean },
): Labelled {
  const { right, other } = acceptedBy(pack, tongue, day)
  const found: Found[] = places.flatMap((place) => [
    ...hitsIn(place.text, right).map((hit) => ({ place, hit, otherLanguage: false })),
    ...hitsIn(place.text, other).map((hit) => ({ place, hit, otherLanguage: has('other_language') })),
  ])
  if (found.length === 0) return without(pack, places, tongue, day)
  const judged = found.map((one) => ({ one, trouble: troubleOf(pack, side, one, has) }))
  const best = judged.sort((a, b) => weightOf(a.trouble) - weightOf(b.trouble))[0]
  const sentence = judged.some(
    ({ one: { hit }, trouble }) => trouble.code === null && !hit.tag && !hit.term.endsWith(':'),
  )
  return { ...(best?.trouble ?? { code: 'missing', facts: {} }), sentence }
}

const weight: Record<string, number> = {
  none: 0,
  buried: 1,
  first: 2,
  late: 3,
  other_language: 4,
  elsewhere: 5,
}

const weightOf = ({ code }: Trouble): number => weight[code ?? 'none'] ?? 9

/** Nothing that counts: is there something that is taken for it? */
function without(pack: Pack, places: readonly Place[], tongue: Tongue | null, _day: string): Labelled {
  const terms = tongue
    ? [...(pack.rejects['*'] ?? []), ...(pack.rejects[tongue] ?? []), ...(pack.rejects.en ?? [])]
    : all(pack.rejects)
  for (const { text } of places) {
    const [hit] = findTerms(text, unique(terms), true).sort((a, b) => a.from - b.from)
    if (hit)
      return { code: 'unclear', facts: { word: text.source.slice(hit.start, hit.end) }, sentence: false }
  }
  return { code: 'missing', facts: {}, sentence: false }
}

type Trouble = Pick<Labelled, 'code' | 'facts'>

function troubleOf(pack: Pack, side: Side, found: Found, has: (code: FindingCode) => boolean): Trouble {
  const { place, hit, otherLanguage } = found
  const word = place.text.source.slice(hit.start, hit.end)
  if (otherLanguage) return { code: 'other_language', facts: { word } }
  if (place.where === 'title') return { code: null, facts: {} }
  if (place.where === 'reply') return { code: 'elsewhere', facts: { word, where: 'reply' } }
  if (place.part > 0) return { code: 'elsewhere', facts: { word, where: 'part' } }
  // Far beyond a fold nobody needs the exact count, which costs more the further it goes.
  const before = (end: number): number =>
    end > farAway ? end : textLength(place.text.source.slice(0, end), side.text)
  const { fold } = side.text
  if (has('late') && fold !== null && before(hit.end) > fold)
    return { code: 'late', facts: { word, fold, at: before(hit.end) } }
  const first = pack.rules.find(({ code }) => code === 'first')
  if (has('first') && first && before(hit.start) > (first.within ?? 0))
    return { code: 'first', facts: { word, at: before(hit.start) } }
  if (has('elsewhere') && fold === null && isAtTheEnd(place.text, hit))
    return { code: 'elsewhere', facts: { word, where: 'end' } }
  if (has('buried') && isBuried(place.text, hit)) return { code: 'buried', facts: { word } }
  return { code: null, facts: {} }
}

/** In units of UTF-16; a sign that readers see has a few of them. */
const farAway = 4000

const longText = 280

const isAtTheEnd = ({ source }: Searched, { start }: Hit): boolean =>
  source.length > longText && start > source.length * 0.75

/** Inside three hashtags or more that stand in a row, unless the row begins with it. */
function isBuried({ text, tags }: Searched, hit: Hit): boolean {
  if (!hit.tag) return false
  const at = tags.findIndex(({ from }) => from === hit.from)
  if (at < 0) return false
  const stands = (one: number): boolean => {
    const [left, right] = [tags[one], tags[one + 1]]
    return left !== undefined && right !== undefined && text.slice(left.to, right.from).trim() === ''
  }
  let [first, last] = [at, at]
  while (first > 0 && stands(first - 1)) first--
  while (stands(last)) last++
  return last - first >= 2 && at > first
}
