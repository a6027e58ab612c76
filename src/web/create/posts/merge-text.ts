import { diffArrays } from 'diff'

/** Above this a merge would cost more than a person's look at both. */
const most = 20_000
const options = { maxEditLength: 3000, timeout: 150 }

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null

/** Words, and what stands between them; also where a language writes no spaces. */
const cut = (text: string): string[] =>
  segmenter ? [...segmenter.segment(text)].map(({ segment }) => segment) : (text.match(/\s+|[^\s]+/gu) ?? [])

/** In place of the text from `start` to `end` stands `words`. */
type Edit = { start: number; end: number; words: string }

/** What makes one text of another; null when it cannot be told in time. */
function editsOf(before: string, after: string): Edit[] | null {
  if (before.length > most || after.length > most) return null
  const pieces = diffArrays(cut(before), cut(after), options)
  if (!pieces) return null
  const edits: Edit[] = []
  let at = 0
  let open: Edit | null = null
  for (const { value, added, removed } of pieces) {
    const words = value.join('')
    if (!added && !removed) {
      at += words.length
      open = null
      continue
    }
    if (!open) {
      open = { start: at, end: at, words: '' }
      edits.push(open)
    }
    if (added) open.words += words
    else {
      at += words.length
      open.end = at
    }
  }
  return edits
}

/**
 * Brings two changes of one text together, word by word. Null when both changed the same words: then a person decides, and
 * both texts stay.
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const [ours, others] = [editsOf(base, mine), editsOf(base, theirs)]
  if (!ours || !others || base.trim() === '') return prolonged(mine, theirs)
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < ours.length || j < others.length) {
    const [our, other] = [ours[i], others[j]]
    if (our && other && isSamePlace(our, other)) {
      const both = together(our, other)
      if (!both) return null
      edits.push(both)
      i++
      j++
    } else if (our && (!other || our.end <= other.start)) {
      edits.push(our)
      i++
    } else if (other && (!our || other.end <= our.start)) {
      edits.push(other)
      j++
    } else return null
  }
  return applied(base, edits)
}

const isSamePlace = (one: Edit, other: Edit): boolean => one.start === other.start && one.end === other.end

/** Both did the same, or one went on where the other stopped, or both put something in between. */
function together(our: Edit, other: Edit): Edit | null {
  const words = prolonged(our.words, other.words)
  if (words !== null) return { ...our, words }
  if (our.start !== our.end || isAlike(our.words, other.words)) return null
  return isGlued(other.words, our.words) ? null : { ...our, words: other.words + our.words }
}

const prolonged = (one: string, other: string): string | null =>
  one.startsWith(other) ? one : other.startsWith(one) ? other : null

/** Begun with the same words, they are two forms of one sentence rather than two sentences. */
const isAlike = (one: string, other: string): boolean => {
  const [first] = cut(one.trimStart())
  return first !== undefined && first === cut(other.trimStart())[0]
}

const isGlued = (before: string, after: string): boolean =>
  /[\p{L}\p{N}\p{M}]$/u.test(before) && /^[\p{L}\p{N}\p{M}]/u.test(after)

function applied(text: string, edits: readonly Edit[]): string {
  let made = ''
  let at = 0
  for (const { start, end, words } of edits) {
    made += text.slice(at, start) + words
    at = end
  }
  return made + text.slice(at)
}

/** Where a place in a text is after the text became another. */
export function placeAfter(before: string, after: string, place: number): number {
  const edits = editsOf(before, after) ?? [ends(before, after)]
  let moved = 0
  for (const { start, end, words } of edits) {
    if (place < start || (place === start && start === end)) break
    if (place < end) return Math.min(start + moved + words.length, after.length)
    moved += words.length - (end - start)
  }
  return Math.max(0, Math.min(place + moved, after.length))
}

/** All that lies between where two texts begin alike and end alike. */
function ends(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { start, end: before.length - tail, words: after.slice(start, after.length - tail) }
}
