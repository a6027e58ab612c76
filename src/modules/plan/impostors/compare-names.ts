import { type AffixKind, affixes } from './affixes.ts'
import { graphemesOf, likeness, slipsBetween } from './similarity.ts'
import { type Forms, formsOf, joined, mixesAlphabets, skeletonOf, wordsOf } from './skeleton.ts'

/**
 * How one name resembles another. `same`: but for case and separators. `lookalike`: other signs that look the same.
 * `slip`: some signs differ. `within`: ours with something around it. `near`: alike as a whole. `other`: not alike.
 */
export type NameLikeness = {
  how: 'same' | 'lookalike' | 'slip' | 'within' | 'near' | 'other'
  slips: number
  /** What stands around ours, by kind; `digits` and `rest` besides those of the lists. */
  around: readonly Around[]
  /** Ours is in it, but written with signs that only look the same. */
  disguised: boolean
  /** One word of theirs is of several alphabets. */
  mixed: boolean
}
export type Around = { words: string; kind: AffixKind | 'digits' | 'rest' }

const other: NameLikeness = { how: 'other', slips: 0, around: [], disguised: false, mixed: false }

/** Shorter names lie within everything: `art` in `party`. */
const leastWithin = 4

export function compareNames(ours: string, theirs: string): NameLikeness {
  const [a, b] = [formsOf(ours), formsOf(theirs)]
  if (joined(a.plain) === '' || joined(b.plain) === '') return other
  const mixed = mixesAlphabets(theirs) && !mixesAlphabets(ours)
  const found = whole(a, b) ?? inside(a, b) ?? slip(a, b) ?? near(a, b) ?? other
  return { ...found, mixed: mixed && found.how !== 'other' }
}

const meets = (one: readonly string[], other: readonly string[]): boolean => {
  const bare = new Set(one.map(joined))
  return other.some((text) => bare.has(joined(text)))
}

function whole(a: Forms, b: Forms): NameLikeness | null {
  if (joined(a.bare) === joined(b.bare))
    return b.hides && !a.hides ? { ...other, how: 'lookalike', disguised: true } : { ...other, how: 'same' }
  if (meets(a.seen, b.seen) || meets(a.read, b.read)) return { ...other, how: 'lookalike', disguised: true }
  return null
}

/** Ours, word for word or glued, with something before or after it. */
function inside(a: Forms, b: Forms): NameLikeness | null {
  const plain = around(a.bare, b.bare)
  if (plain) return { ...other, how: 'within', around: plain }
  for (const theirs of [...b.seen, ...b.read])
    for (const ours of [...a.seen, ...a.read]) {
      const found = around(ours, theirs)
      if (found) return { ...other, how: 'within', around: found, disguised: true }
    }
  return null
}

/** What is left of their words without ours; null when ours is not in them. A short name counts only as words of its own. */
function around(ours: string, theirs: string): Around[] | null {
  const [inner, flat] = [joined(ours), joined(theirs)]
  const at = graphemesOf(inner).length < leastWithin ? -1 : flat.indexOf(inner)
  if (at >= 0) return [flat.slice(0, at), flat.slice(at + inner.length)].filter(Boolean).flatMap(kindsIn)
  const words = wordsOf(theirs)
  const word = words.indexOf(ours)
  return word < 0 || words.length < 2 ? null : words.filter((_, n) => n !== word).flatMap(kindsIn)
}

const kindByAffix = new Map<string, AffixKind>(
  // What is honest is heard first, then places: `official fan club` is a fan club.
  (['claim', 'place', 'honest'] as const).flatMap((kind) =>
    affixes[kind].map((affix) => [joined(skeletonOf(affix.toLowerCase()).toLowerCase()), kind] as const),
  ),
)
const longest = [...kindByAffix].sort(([a], [b]) => b.length - a.length)

/** Takes a remainder apart into what the lists know, longest first; at most so many pieces. */
function kindsIn(words: string): Around[] {
  const found: Around[] = []
  let rest = joined(skeletonOf(words).toLowerCase())
  const digits = /^[0-9]+$/.test(words)
  if (digits) return [{ words, kind: 'digits' }]
  for (let n = 0; n < 6 && rest !== ''; n++) {
    const known = longest.find(([affix]) =>
      affix.length > 2 ? rest.startsWith(affix) || rest.endsWith(affix) : rest === affix,
    )
    if (!known) break
    found.push({ words: known[0], kind: known[1] })
    rest = rest.startsWith(known[0]) ? rest.slice(known[0].length) : rest.slice(0, -known[0].length)
  }
  if (rest !== '') found.push({ words: rest, kind: /^[0-9ol]+$/.test(rest) ? 'digits' : 'rest' })
  return found
}

/** Slips, in the whole name or in what is left of it without affixes. A short name has no room for many. */
function slip(a: Forms, b: Forms): NameLikeness | null {
  const allowed = (text: string) => {
    const { length } = graphemesOf(text)
    return length >= 9 ? 2 : length >= 4 ? 1 : 0
  }
  let best: NameLikeness | null = null
  const words = wordsOf(b.bare)
  for (const ours of [a.bare, ...a.read].map(joined)) {
    const most = allowed(ours)
    if (most === 0) continue
    for (const whole of [b.bare, ...b.read].map(joined)) {
      const slips = slipsBetween(ours, whole)
      if (slips <= most && slips < (best?.slips ?? 9)) best = { ...other, how: 'slip', slips }
    }
    for (const core of coresOf(words, b)) {
      const slips = slipsBetween(ours, core.core)
      if (slips <= most && slips < (best?.slips ?? 9))
        best = { ...other, how: 'slip', slips, around: core.around }
    }
  }
  return best
}

/** Their name without one affix that the lists know, at the beginning or the end. */
function coresOf(words: readonly string[], b: Forms): { core: string; around: Around[] }[] {
  const cores: { core: string; around: Around[] }[] = []
  for (const text of new Set([b.bare, ...b.read].map(joined)))
    for (const [affix, kind] of longest) {
      if (affix.length < 3 && !words.includes(affix)) continue
      const piece: Around[] = [{ words: affix, kind }]
      if (text.startsWith(affix)) cores.push({ core: text.slice(affix.length), around: piece })
      if (text.endsWith(affix)) cores.push({ core: text.slice(0, -affix.length), around: piece })
    }
  return cores
}

function near(a: Forms, b: Forms): NameLikeness | null {
  const best = Math.max(...a.read.flatMap((x) => b.read.map((y) => likeness(joined(x), joined(y)))))
  const long = Math.min(...[a, b].map(({ plain }) => graphemesOf(joined(plain)).length)) >= 6
  return long && best >= 0.9 ? { ...other, how: 'near' } : null
}
