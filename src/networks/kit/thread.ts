import type { TextRule } from './manifest.ts'
import { byteLength, mentionsIn, type Span, textLength, urlsIn } from './text.ts'

type Rule = Pick<
  TextRule,
  'max' | 'maxBytes' | 'unit' | 'weights' | 'emoji' | 'urlLength' | 'mentionsCountLocally'
>

/** What is never cut: a grapheme, a URL or a mention. `breaks` says how good a place to cut is before it. */
type Atom = { start: number; end: number; length: number; bytes: number; space: boolean; breaks: Break }

type Break = 'never' | 'grapheme' | 'word' | 'sentence' | 'line' | 'paragraph'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

/** Cuts at a better place are taken when the part they leave is at least this full. */
const wellFilled = 0.5
const best: readonly Break[] = ['paragraph', 'line', 'sentence']

/**
 * Splits a long text into parts that each fit the rule, at the end of a paragraph, a line, a sentence or a word,
 * also in scripts without spaces. A single URL or mention longer than the rule allows becomes a part of its own
 * that is too long, for `checkDraft` to name. Spaces at the cuts are dropped; nothing else changes.
 */
export function splitThread(text: string, rule: Rule): string[] {
  const whole = text.trim()
  if (fits(textLength(whole, rule), byteLength(whole), rule)) return whole === '' ? [] : [whole]
  const atoms = atomsOf(whole, rule)
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

const rank: Record<Break, number> = { never: 0, grapheme: 1, word: 2, sentence: 3, line: 4, paragraph: 5 }

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

function atomsOf(text: string, rule: Rule): Atom[] {
  const spans: Span[] = [...urlsIn(text), ...mentionsIn(text)].sort((a, b) => a.start - b.start)
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
  return atoms.map((atom) => measured(text, atom, rule))
}

function atomAt(text: string, start: number, end: number, breaks: ReadonlyMap<number, Break>): Atom {
  const space = /^\s+$/u.test(text.slice(start, end))
  return { start, end, length: 0, bytes: 0, space, breaks: breaks.get(start) ?? 'grapheme' }
}

function measured(text: string, atom: Atom, rule: Rule): Atom {
  const own = text.slice(atom.start, atom.end)
  return { ...atom, length: textLength(own, rule), bytes: byteLength(own) }
}

function breaksOf(text: string): Map<number, Break> {
  const breaks = new Map<number, Break>()
  let before = { wordLike: false, text: '' }
  for (const { segment, index, isWordLike } of words.segment(text)) {
    const wordLike = isWordLike === true
    if (/[\s。、！？…）」』】]$/u.test(before.text) || (before.wordLike && wordLike))
      breaks.set(index, 'word')
    before = { wordLike, text: segment }
  }
  for (const { index } of sentences.segment(text)) if (breaks.has(index)) breaks.set(index, 'sentence')
  for (const found of text.matchAll(/\n[^\S\n]*/gu)) breaks.set(found.index + found[0].length, 'line')
  for (const found of text.matchAll(/\n\s*\n\s*/gu)) breaks.set(found.index + found[0].length, 'paragraph')
  return breaks
}
