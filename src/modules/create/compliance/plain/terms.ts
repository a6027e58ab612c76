/**
 * Words that a pack looks for. `#word` is a hashtag, `word:` a label (it stands by itself: before a colon, in brackets, alone
 * in its line), everything else a phrase. `*` at the end of a piece stands for any ending, `…` for some words of the same
 * sentence. Nothing of it becomes a regular expression, and a text of any length is gone through once for each term.
 */
import { type Folded, foldTerm } from './fold.ts'

export type Hit = {
  /** In the folded text. */
  from: number
  to: number
  /** In the original. */
  start: number
  end: number
  term: string
  tag: boolean
}

type Piece = { text: string; open: boolean }
type Compiled = { term: string; kind: 'tag' | 'label' | 'phrase'; pieces: readonly Piece[] }

/** Words between two pieces of a phrase. */
const gap = 48
/** More of one term are not looked at: the first ones decide. */
const mostHits = 40
const mostTries = 1000

const compiled = new Map<string, Compiled>()

function compile(term: string): Compiled {
  const before = compiled.get(term)
  if (before) return before
  const kind = term.startsWith('#') ? 'tag' : term.endsWith(':') ? 'label' : 'phrase'
  const bare = kind === 'tag' ? term.slice(1) : kind === 'label' ? term.slice(0, -1) : term
  const pieces = bare.split('…').map((piece) => {
    const open = piece.trim().endsWith('*')
    return { text: foldTerm(open ? piece.trim().slice(0, -1) : piece.trim()), open }
  })
  const made = { term, kind, pieces } as const
  compiled.set(term, made)
  return made
}

/** In these scripts words stand side by side without spaces: there is no edge that could be asked for. */
const joined =
  /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u
const letter = /^[\p{L}\p{M}\p{N}_]$/u
const mark = /^\p{M}$/u

const signAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 32) : ''

function signBefore(text: string, at: number): string {
  if (at <= 0) return ''
  const unit = text.charCodeAt(at - 1)
  return text.slice(unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? at - 2 : at - 1, at)
}

function isEdgeBefore(text: string, at: number): boolean {
  const before = signBefore(text, at)
  return before === '' || !letter.test(before) || joined.test(before) || joined.test(signAt(text, at))
}

function isEdgeAfter(text: string, at: number): boolean {
  const after = signAt(text, at)
  if (after === '' || !letter.test(after)) return true
  // A mark belongs to the letter before it, so the word is another one.
  return !mark.test(after) && (joined.test(after) || joined.test(signBefore(text, at)))
}

/** Where a sentence ends; a full stop inside `4.99` or `example.com` ends none. */
function endsSentence(text: string, at: number): boolean {
  const sign = text[at] ?? ''
  if (sign === '\n' || sign === '!' || sign === '?' || sign === '…') return true
  return sign === '.' && !letter.test(signAt(text, at + 1))
}

/** The first place of a piece at or after `from`, before `most`; -1 when there is none. */
function placeOf(text: string, piece: Piece, from: number, most = text.length): number {
  for (let at = text.indexOf(piece.text, from); at >= 0 && at <= most; at = text.indexOf(piece.text, at + 1))
    if (isEdgeBefore(text, at) && (piece.open || isEdgeAfter(text, at + piece.text.length))) return at
  return -1
}

/** The end of the rest of a phrase, when it follows in the same sentence; -1 when not. */
function restEnds(text: string, pieces: readonly Piece[], end: number): number {
  let to = end
  for (const piece of pieces) {
    const window = text.slice(to, to + gap + piece.text.length)
    const place = placeOf(window, piece, 0)
    // The edges of the window are none of the text: what is cut off there is looked at in the text itself.
    if (place < 0 || (!piece.open && !isEdgeAfter(text, to + place + piece.text.length))) return -1
    for (let at = to; at < to + place; at++) if (endsSentence(text, at)) return -1
    to += place + piece.text.length
  }
  return to
}

export type Tag = { from: number; to: number; tag: string }

/** Beyond that a text is no text. */
const mostTags = 2000

/** Hashtags, also those that hang together (`#one#two`). */
export function tagsIn(text: string): Tag[] {
  const found: Tag[] = []
  for (let at = text.indexOf('#'); at >= 0 && found.length < mostTags; at = text.indexOf('#', at + 1)) {
    const before = signBefore(text, at)
    if (before !== '' && (letter.test(before) || before === '&' || before === '/') && !isTagEnd(found, at))
      continue
    let to = at + 1
    for (let sign = signAt(text, to); sign !== '' && letter.test(sign); sign = signAt(text, to))
      to += sign.length
    const tag = text.slice(at + 1, to)
    if (tag !== '' && !mark.test(signAt(tag, 0))) found.push({ from: at, to, tag })
  }
  return found
}

const isTagEnd = (found: readonly Tag[], at: number): boolean => found.at(-1)?.to === at

/** Where in a text something can begin, by its first signs. */
type Starts = ReadonlyMap<string, readonly number[]>

/** So many first signs of a word; of scripts without spaces one more, because there every sign may begin one. */
const headOf = (piece: string): string => piece.slice(0, joined.test(signAt(piece, 0)) ? 3 : 2)

const wordSign = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code > 0x7f && letter.test(String.fromCharCode(code)))

/** No ASCII letter, and not of the scripts that most texts are written in: it may be of one without spaces. */
const mayBeJoined = (code: number): boolean => code >= 0xe00

function startsIn(text: string): Starts {
  const found = new Map<string, number[]>()
  const note = (head: string, at: number): void => {
    const known = found.get(head)
    if (known) known.push(at)
    else found.set(head, [at])
  }
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const now = wordSign(code)
    if (now && mayBeJoined(code) && joined.test(text[at] ?? '')) note(text.slice(at, at + 3), at)
    else if (now && !inside) note(text.slice(at, at + 2), at)
    inside = now && !mayBeJoined(code)
  }
  return found
}

/** A form in which a text is searched, with what was found in it before: several packs ask for the same. */
type Form = { text: string; starts: Starts; tags: readonly Tag[]; found: Map<string, readonly Hit[]> }

const formOf = (text: string): Form => ({
  text,
  starts: startsIn(text),
  tags: tagsIn(text),
  found: new Map(),
})

/** A text made ready to be searched for many terms. */
export type Searched = Folded & { tags: readonly Tag[]; plain: Form; disguises: readonly Form[] }

export function searched(folded: Folded): Searched {
  const plain = formOf(folded.text)
  const { disguised } = folded
  const disguises = disguised ? [formOf(disguised.latin), formOf(disguised.cyrillic)] : []
  return { ...folded, tags: plain.tags, plain, disguises }
}

const opening = new Set([
  '',
  '.',
  '!',
  '?',
  '\n',
  '(',
  '[',
  '{',
  '【',
  '「',
  '*',
  '|',
  '_',
  '•',
  '-',
  '/',
  '>',
  '"',
  '~',
  ':',
])
const closing = new Set([
  '',
  '\n',
  ')',
  ']',
  '}',
  '】',
  '」',
  '*',
  '|',
  '_',
  '•',
  '-',
  '/',
  '>',
  '"',
  '~',
  ':',
  '.',
  ',',
  '!',
  ';',
])
const idle = /^[\s\p{S}\p{Emoji_Presentation}]$/u

/** Whether what stands there stands by itself. */
function isLabel(text: string, from: number, to: number): boolean {
  let before = from
  let sign = signBefore(text, before)
  while (sign !== '' && sign !== '\n' && !opening.has(sign) && idle.test(sign) && from - before < 12) {
    before -= sign.length
    sign = signBefore(text, before)
  }
  if (!opening.has(sign)) return false
  let after = to
  sign = signAt(text, after)
  while (sign !== '' && sign !== '\n' && !closing.has(sign) && idle.test(sign) && after - to < 12) {
    after += sign.length
    sign = signAt(text, after)
  }
  return closing.has(sign)
}

/** All places of the terms, in no order. `disguised`: also words that are written with letters of two alphabets. */
export function findTerms(searched: Searched, terms: readonly string[], disguised = false): Hit[] {
  const forms = disguised ? [searched.plain, ...searched.disguises] : [searched.plain]
  return forms.flatMap((form) => terms.flatMap((term) => foundIn(searched, form, term)))
}

function foundIn(searched: Searched, form: Form, term: string): readonly Hit[] {
  const before = form.found.get(term)
  if (before) return before
  const hits = findIn(searched, form, compile(term))
  form.found.set(term, hits)
  return hits
}

function findIn(searched: Searched, form: Form, { term, kind, pieces }: Compiled): Hit[] {
  const [first, ...rest] = pieces
  if (!first || first.text === '') return []
  if (kind === 'tag') return findTags(searched, form, first, term)
  const { text, starts } = form
  const found: Hit[] = []
  let tries = 0
  for (const at of starts.get(headOf(first.text)) ?? []) {
    if (!text.startsWith(first.text, at) || !isEdgeBefore(text, at)) continue
    if (!first.open && !isEdgeAfter(text, at + first.text.length)) continue
    tries++
    const end = restEnds(text, rest, at + first.text.length)
    if (end >= 0 && (kind !== 'label' || isLabel(text, at, end)))
      found.push(hitOf(searched, at, end, term, false))
    if (found.length >= mostHits || tries >= mostTries) break
  }
  return found
}

const findTags = (searched: Searched, form: Form, { text: wanted, open }: Piece, term: string): Hit[] =>
  form.tags
    .filter(({ tag }) => tag === wanted || (open && tag.startsWith(wanted)))
    .slice(0, mostHits)
    .map(({ from, to }) => hitOf(searched, from, to, term, true))

const hitOf = ({ at }: Folded, from: number, to: number, term: string, tag: boolean): Hit => ({
  from,
  to,
  start: at[from] ?? 0,
  // Its last sign, whole.
  end: at[to] ?? 0,
  term,
  tag,
})

/** The sentence up to a place, at most so many units of it. */
export function sentenceBefore(text: string, at: number, most = 40): string {
  let from = at
  while (from > 0 && at - from < most && !endsSentence(text, from - 1)) from--
  return text.slice(from, at)
}

export const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{M}\p{N}']+/u).filter(Boolean)
