import type { TextRule } from './manifest.ts'
import { byteLength, hashtagsIn, mentionsIn, type Span, textLength, urlsIn } from './text.ts'

type Rule = Pick<
  TextRule,
  'max' | 'maxBytes' | 'unit' | 'weights' | 'emoji' | 'urlLength' | 'urls' | 'mentionsCountLocally'
>

/** What is never cut: a grapheme, a URL, a mention or a hashtag. `breaks` says how good a place to cut is before it. */
type Atom = { start: number; end: number; length: number; bytes: number; space: boolean; breaks: Break }

type Break = 'never' | 'grapheme' | 'word' | 'phrase' | 'sentence' | 'line' | 'paragraph'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

/** Cuts at a better place are taken when the part they leave is at least this full. */
const wellFilled = 0.5
const best: readonly Break[] = ['paragraph', 'line', 'sentence', 'phrase']

/**
 * Splits a long text into parts that each fit the rule, at the end of a paragraph, a line, a sentence, a phrase or a word,
 * also in scripts without spaces. A single URL, mention or hashtag longer than the rule allows becomes a part of its own
 * that is too long, for `checkDraft` to name. Spaces at the cuts are dropped; nothing else changes. `numbered`: each part
 * ends with its number, ` 1/3`, for which room is left. `sent`: what is sent instead of a stretch of the text, such as a
 * mention; parts fit when they are sent.
 */
export function splitThread(text: string, rule: Rule, { numbered = false, sent = asItIs } = {}): string[] {
  const plain = cutUp(text, rule, sent)
  if (!numbered || plain.length < 2) return plain
  for (const digits of [1, 2, 3]) {
    const parts = cutUp(text, narrower(rule, 2 * digits + 2), sent)
    if (String(parts.length).length <= digits)
      return parts.map((part, at) => `${part} ${at + 1}/${parts.length}`)
  }
  return plain
}

type Sent = (text: string) => string
const asItIs: Sent = (text) => text

const narrower = (rule: Rule, by: number): Rule => ({
  ...rule,
  max: rule.max === null ? null : Math.max(1, rule.max - by),
  ...(rule.maxBytes !== undefined && { maxBytes: Math.max(1, rule.maxBytes - by) }),
})

function cutUp(text: string, rule: Rule, sent: Sent): string[] {
  const whole = text.trim()
  const all = sent(whole)
  if (fits(textLength(all, rule), byteLength(all), rule)) return whole === '' ? [] : [whole]
  const atoms = atomsOf(whole, rule, sent)
  const parts: string[] = []
  let from = 0
  while (from < atoms.length) {
    const to = cutAfter(atoms, from, rule)
    const first = atoms[from]
    const last = atoms[to - 1]
    if (first && last) parts.push(whole.slice(first.start, last.end).trim())
    from = skipSpace(atoms, to)
  }
  return parts
}

function fits(length: number, bytes: number, rule: Rule): boolean {
  return (rule.max === null || length <= rule.max) && (rule.maxBytes === undefined || bytes <= rule.maxBytes)
}

/** The first atom of the next part. */
function cutAfter(atoms: readonly Atom[], from: number, rule: Rule): number {
  const reach = reachFrom(atoms, from, rule)
  if (reach === atoms.length) return reach
  for (const kind of best) {
    const cut = lastBreak(atoms, from, reach, kind)
    if (cut - from >= (reach - from) * wellFilled) return cut
  }
  const word = lastBreak(atoms, from, reach, 'word')
  if (word > from) return word
  const grapheme = lastBreak(atoms, from, reach, 'grapheme')
  return grapheme > from ? grapheme : reach
}

/** How far a part that starts at `from` can reach; at least one atom. Spaces at its end do not count. */
function reachFrom(atoms: readonly Atom[], from: number, rule: Rule): number {
  let length = 0
  let bytes = 0
  for (let at = from; at < atoms.length; at++) {
    const atom = atoms[at]
    if (!atom) break
    length += atom.length
    bytes += atom.bytes
    if (!atom.space && !fits(length, bytes, rule)) return Math.max(at, from + 1)
  }
  return atoms.length
}

const rank: Record<Break, number> = {
  never: 0,
  grapheme: 1,
  word: 2,
  phrase: 3,
  sentence: 4,
  line: 5,
  paragraph: 6,
}

/** The last place up to `reach` that is at least as good a cut, or `from` when there is none. */
function lastBreak(atoms: readonly Atom[], from: number, reach: number, kind: Break): number {
  for (let at = reach; at > from; at--) if (rank[atoms[at]?.breaks ?? 'paragraph'] >= rank[kind]) return at
  return from
}

function skipSpace(atoms: readonly Atom[], from: number): number {
  let at = from
  while (atoms[at]?.space) at++
  return at
}

function atomsOf(text: string, rule: Rule, sent: Sent): Atom[] {
  const spans: Span[] = [...urlsIn(text, rule), ...mentionsIn(text), ...hashtagsIn(text)].sort(
    (a, b) => a.start - b.start,
  )
  const breaks = breaksOf(text)
  const atoms: Atom[] = []
  let span = 0
  for (const { segment, index } of graphemes.segment(text)) {
    const end = index + segment.length
    while ((spans[span]?.end ?? Number.POSITIVE_INFINITY) <= index) span++
    const guarded = spans[span]
    const last = atoms.at(-1)
    if (guarded && last && index > guarded.start && last.start >= guarded.start) last.end = end
    else atoms.push(atomAt(text, index, end, breaks))
  }
  return atoms.map((atom) => measured(sent(text.slice(atom.start, atom.end)), atom, rule))
}

function atomAt(text: string, start: number, end: number, breaks: ReadonlyMap<number, Break>): Atom {
  const space = /^\s+$/u.test(text.slice(start, end))
  return { start, end, length: 0, bytes: 0, space, breaks: breaks.get(start) ?? 'grapheme' }
}

const measured = (own: string, atom: Atom, rule: Rule): Atom => ({
  ...atom,
  length: textLength(own, rule),
  bytes: byteLength(own),
})

function breaksOf(text: string): Map<number, Break> {
  const breaks = new Map<number, Break>()
  let before = { wordLike: false, text: '' }
  for (const { segment, index, isWordLike } of words.segment(text)) {
    const wordLike = isWordLike === true
    if (/[\s。、！？…）」』】]$/u.test(before.text) || (before.wordLike && wordLike))
      breaks.set(index, 'word')
    before = { wordLike, text: segment }
  }
  for (const { at, kind } of phrasesOf(text)) if (breaks.has(at)) breaks.set(at, kind)
  for (const { index } of sentences.segment(text))
    if (breaks.has(index) && !shortened.test(text.slice(Math.max(0, index - 16), index)))
      breaks.set(index, 'sentence')
  for (const found of text.matchAll(/\n[^\S\n]*/gu)) breaks.set(found.index + found[0].length, 'line')
  for (const found of text.matchAll(/\n\s*\n\s*/gu)) breaks.set(found.index + found[0].length, 'paragraph')
  return breaks
}

// What ends with a full stop and not the sentence: initials, titles, numbers, `plkst.`, `т. е.`, `พ.ศ.`
const shortened =
  /(?:^|[\s("„«.])(?:\p{L}\p{M}*|\p{Lu}\p{Ll}|mrs?|ms|prof|str|vs|etc|approx|nr|no|plkst|piem|utt|apm|ул|стр|руб|коп|тыс|млн|млрд|см|рис|им|гг|др|пр|tp)\.\s+$/iu

// In these scripts a space stands between phrases, seldom a full stop behind a sentence.
const spaceless = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`
const phraseEnd = new RegExp(
  // A repetition mark or an ellipsis belongs to the word before it, also behind a space.
  String.raw`(?<=${spaceless}[!?”"')]{0,9})[^\S\n]+(?=["'“(]*${spaceless})(?![ๆฯ])`,
  'gu',
)
/** Words with which people end what they say, out of politeness. */
const politeEnd = /(?:ครับ|ค่ะ|คะ|จ้ะ|จ๊ะ|จ้า|ฮะ|ขอบคุณ)[!?”"')]*$/u

/** Where phrases end in scripts without spaces between words, and which of them end a sentence. */
const phrasesOf = (text: string): { at: number; kind: Break }[] =>
  [...text.matchAll(phraseEnd)].map((found) => ({
    at: found.index + found[0].length,
    kind: politeEnd.test(text.slice(Math.max(0, found.index - 16), found.index)) ? 'sentence' : 'phrase',
  }))
