/**
 * In which order categories follow one another, so that not only a month but every stretch of it has the mix.
 *
 * The measure is a window: 20 posts that follow one another. Of a share p it holds 20p posts, or, where that is no whole
 * number, one of the two next to it ("near"). Without places that are fixed beforehand every window is near, whatever the
 * shares and however many categories there are:
 *
 * 1. The first window can be filled: a place is open to a category only while none has more than its upper number and the
 *    places left suffice for the lower numbers of all. Lower numbers add up to at most 20 and upper ones to at least 20, so
 *    there is always one to choose.
 * 2. A window that is near can be moved on by one: what leaves it at the back may be said again at the front, and the
 *    counts stay as they were. So from one near window there is always a way to the next.
 *
 * Near means less than one post away from the mix, and not away at all where shares are multiples of 5 %. Among the ways that
 * stay near the one is taken that also keeps all stretches from the beginning even, and each channel by itself; it is found
 * with a beam, because a place that is fixed (a rubric, a post by hand) wants to be made room for before it comes. With fixed
 * places nobody can promise anything: a rubric each day that is a fifth of the mix breaks it. Then windows are kept as near
 * as the beam finds them, and `worstWindow` tells how near that is.
 */

import { atOnce, type Steps } from '../../../platform/turns.ts'

export const windowLength = 20

/** A category or pillar, and how much of the mix it is to have. Shares are weights; 100 together reads best. */
export type Share = { id: string; share: number }

export type Place = {
  /** What is there already, or has to be. */
  fixed: string | null
  /** What else is to be even: the places of one channel among themselves, of one category among themselves. */
  groups?: readonly string[]
}

/** How many ways are followed at once; more where fewer found no good one. */
const beams = [16, 64, 256]
const mostAlike = 4
/** Ways times places: about half a second. Longer plans are content with fewer ways. */
const mostWork = 120_000

/** How much a post too many in a window weighs against one that is only not near. */
const beyondOne = 100

const nobody = 255

type Step = { choice: number; back: Step | null }

/** A way that is followed. `wrong` and `uneven` grow along it; less is better, the first before the second. */
type Way = {
  window: Uint8Array
  inWindow: Int16Array
  total: Int32Array
  byGroup: Int32Array
  groupSize: Int32Array
  length: number
  wrong: number
  uneven: number
  last: Step | null
}

/** `ahead`: what is seen to go wrong later, because of places that are fixed. */
type Next = { way: Way; choice: number; wrong: number; ahead: number; uneven: number }

/** What stands where `fixed` is null. `before`: what was published last, oldest first. Same input, same answer. */
export const sequence = (
  shares: readonly Share[],
  places: readonly Place[],
  before: readonly string[] = [],
): string[] => atOnce(sequenceSteps(shares, places, before))

/** The same, pausing at each place: thousands of them take a second. */
export function* sequenceSteps(
  shares: readonly Share[],
  places: readonly Place[],
  before: readonly string[],
): Steps<string[]> {
  const known = shares.filter(({ share }) => share > 0)
  if (known.length === 0) return places.map(({ fixed }) => fixed ?? '')
  const all = [...known, ...strangers(shares, known, places, before)]
  const lead = before.slice(1 - windowLength)
  let best: { ids: string[]; deviation: number } | null = null
  for (const beam of beams) {
    const ids = yield* follow(mixOf(all), places, before, beam)
    const deviation = worstWindow(all, [...lead, ...ids])?.deviation ?? 0
    if (!best || deviation < best.deviation) best = { ids, deviation }
    if (best.deviation <= 1 || beam * 4 * places.length > mostWork) break
  }
  return best?.ids ?? []
}

function* follow(
  mix: Mix,
  places: readonly Place[],
  before: readonly string[],
  beam: number,
): Steps<string[]> {
  const groups = numbersOf(places)
  let ways = [start(mix, groups.count, before)]
  for (const [i, place] of places.entries()) {
    const own = groups.of[i] ?? []
    const open = place.fixed === null ? mix.open : [mix.indexOf(place.fixed)]
    const coming = comingOf(mix, places, i)
    const next = ways.flatMap((way) => open.map((choice) => weigh(mix, way, choice, own, coming)))
    next.sort((a, b) => a.wrong + a.ahead - b.wrong - b.ahead || a.uneven - b.uneven)
    ways = unlike(next, beam).map((one) => take(one, own, mix.size))
    yield
  }
  return ways[0] ? told(ways[0], mix, places.length) : []
}

/** The best, but not all of one kind: ways with the same counts in their window are soon the same way. */
function unlike(next: readonly Next[], beam: number): Next[] {
  const kinds = new Map<string, number>()
  const kept: Next[] = []
  for (const one of next) {
    if (kept.length === beam) break
    const kind = `${one.way.inWindow.join()} ${one.choice} ${one.way.window[one.way.length % windowLength]}`
    const alike = kinds.get(kind) ?? 0
    if (alike >= mostAlike) continue
    kinds.set(kind, alike + 1)
    kept.push(one)
  }
  return kept
}

/** What has no share but is there all the same. */
function strangers(
  shares: readonly Share[],
  known: readonly Share[],
  places: readonly Place[],
  before: readonly string[],
): Share[] {
  const there = [...shares.map(({ id }) => id), ...before, ...places.flatMap(({ fixed }) => fixed ?? [])]
  const names = new Set(known.map(({ id }) => id))
  return [...new Set(there)].filter((id) => !names.has(id)).map((id) => ({ id, share: 0 }))
}

type Mix = {
  size: number
  sum: number
  weights: readonly number[]
  low: readonly number[]
  high: readonly number[]
  /** What 20 posts would hold of it, and the least that is within a post of that. */
  ideal: readonly number[]
  least: readonly number[]
  /** What a free place may have. */
  open: readonly number[]
  indexOf(id: string): number
  idOf(index: number): string
}

function mixOf(shares: readonly Share[]): Mix {
  const weights = shares.map(({ share }) => share)
  const sum = weights.reduce((a, b) => a + b, 0)
  const index = new Map(shares.map(({ id }, i) => [id, i]))
  const ideal = weights.map((weight) => (windowLength * weight) / sum)
  return {
    size: shares.length,
    ideal,
    least: ideal.map((one) => Math.ceil(one - 1)),
    sum,
    weights,
    low: ideal.map(Math.floor),
    high: ideal.map(Math.ceil),
    open: weights.flatMap((weight, i) => (weight > 0 ? [i] : [])),
    indexOf: (id) => index.get(id) ?? 0,
    idOf: (i) => shares[i]?.id ?? '',
  }
}

function numbersOf(places: readonly Place[]): { count: number; of: number[][] } {
  const numbers = new Map<string, number>()
  const of = places.map(({ groups = [] }) =>
    groups.map((name) => {
      const known = numbers.get(name) ?? numbers.size
      numbers.set(name, known)
      return known
    }),
  )
  return { count: numbers.size, of }
}

function start(mix: Mix, groups: number, before: readonly string[]): Way {
  let way: Way = {
    window: new Uint8Array(windowLength).fill(nobody),
    inWindow: new Int16Array(mix.size),
    total: new Int32Array(mix.size),
    byGroup: new Int32Array(groups * mix.size),
    groupSize: new Int32Array(groups),
    length: 0,
    wrong: 0,
    uneven: 0,
    last: null,
  }
  for (const id of before.slice(-windowLength))
    way = { ...take({ way, choice: mix.indexOf(id), wrong: 0, uneven: 0 }, [], mix.size), last: null }
  return way
}

/** What it costs to go on with `choice`. */
function weigh(
  mix: Mix,
  way: Way,
  choice: number,
  groups: readonly number[],
  coming: readonly number[],
): Next {
  const leaving = way.window[way.length % windowLength] ?? nobody
  return {
    way,
    choice,
    wrong: way.wrong + wrongness(mix, way, choice, leaving),
    ahead: coming.length === 0 ? 0 : outlook(mix, way, choice, coming),
    uneven: way.uneven + unevenness(mix, way, choice, groups),
  }
}

function wrongness(
  { size, sum, weights, low, high }: Mix,
  way: Way,
  choice: number,
  leaving: number,
): number {
  const left = windowLength - Math.min(windowLength, way.length + 1)
  let [wrong, lacking] = [0, 0]
  for (let i = 0; i < size; i++) {
    const count = (way.inWindow[i] ?? 0) + Number(i === choice) - Number(i === leaving)
    const over = Math.max(0, count - (high[i] ?? 0))
    const under = Math.max(0, (low[i] ?? 0) - count)
    const away = Math.abs(count - (windowLength * (weights[i] ?? 0)) / sum) - 1
    lacking += under
    wrong += over
    if (away > 0 && (over > 0 || left === 0)) wrong += beyondOne * away
  }
  // While the window is not full, what lacks may still come: as long as there are places left for all of it.
  return wrong + Math.max(0, lacking - left)
}

/** The next places of a window, with `nobody` where they are free; empty where none is fixed. */
function comingOf(mix: Mix, places: readonly Place[], at: number): number[] {
  const next = places.slice(at + 1, at + windowLength)
  if (next.every(({ fixed }) => fixed === null)) return []
  return next.map(({ fixed }) => (fixed === null ? nobody : mix.indexOf(fixed)))
}

/** What no choice can mend any more: windows to come that fixed places overfill, or in which too few are left free. */
function outlook(mix: Mix, way: Way, choice: number, coming: readonly number[]): number {
  const counts = way.inWindow.slice()
  const { window, length } = way
  add(counts, choice, 1)
  drop(counts, window[length % windowLength] ?? nobody)
  let [free, wrong] = [0, 0]
  // The hot place of a long plan with rubrics: plain loops, nothing made anew.
  for (let i = 0; i < coming.length; i++) {
    drop(counts, window[(length + 1 + i) % windowLength] ?? nobody)
    const fixed = coming[i] ?? nobody
    if (fixed === nobody) free++
    else add(counts, fixed, 1)
    if (length + 2 + i >= windowLength) wrong += shortage(mix, counts, free)
  }
  return wrong
}

function shortage({ size, low, high, least, ideal }: Mix, counts: Int16Array, free: number): number {
  let [over, lacking, far] = [0, 0, 0]
  for (let i = 0; i < size; i++) {
    const count = counts[i] ?? 0
    const [upper, lower] = [high[i] ?? 0, low[i] ?? 0]
    if (count > upper) over += count - upper + beyondOne * Math.max(0, count - (ideal[i] ?? 0) - 1)
    else if (count < lower) {
      lacking += lower - count
      far += Math.max(0, (least[i] ?? 0) - count)
    }
  }
  return over + Math.max(0, lacking - free) + beyondOne * Math.max(0, far - free)
}

function drop(counts: Int16Array, at: number): void {
  if (at !== nobody) add(counts, at, -1)
}

function unevenness(
  { size, sum, weights }: Mix,
  way: Way,
  choice: number,
  groups: readonly number[],
): number {
  let squares = 0
  for (let i = 0; i < size; i++) {
    const weight = (weights[i] ?? 0) / sum
    const here = Number(i === choice)
    squares += ((way.total[i] ?? 0) + here - (way.length + 1) * weight) ** 2
    for (const group of groups) {
      const count = (way.byGroup[group * size + i] ?? 0) + here
      squares += (count - ((way.groupSize[group] ?? 0) + 1) * weight) ** 2 / 2
    }
  }
  return squares
}

function take(
  { way, choice, wrong, uneven }: Omit<Next, 'ahead'>,
  groups: readonly number[],
  size: number,
): Way {
  const at = way.length % windowLength
  const leaving = way.window[at] ?? nobody
  const window = way.window.slice()
  const inWindow = way.inWindow.slice()
  window[at] = choice
  add(inWindow, choice, 1)
  if (leaving !== nobody) add(inWindow, leaving, -1)
  const total = way.total.slice()
  add(total, choice, 1)
  const byGroup = groups.length > 0 ? way.byGroup.slice() : way.byGroup
  const groupSize = groups.length > 0 ? way.groupSize.slice() : way.groupSize
  for (const group of groups) {
    add(byGroup, group * size + choice, 1)
    add(groupSize, group, 1)
  }
  const last = { choice, back: way.last }
  return { window, inWindow, total, byGroup, groupSize, length: way.length + 1, wrong, uneven, last }
}

function add(counts: Int16Array | Int32Array, at: number, n: number): void {
  counts[at] = (counts[at] ?? 0) + n
}

function told(way: Way, mix: Mix, length: number): string[] {
  const ids = new Array<string>(length)
  let step = way.last
  for (let i = length - 1; step; i--, step = step.back) ids[i] = mix.idOf(step.choice)
  return ids
}

/** The window that is farthest from the mix. */
export type Worst = {
  /** In posts: 1 is one too many or one too few. */
  deviation: number
  id: string
  /** Where the window begins. */
  from: number
}

/** Over all windows of that length; null where there are too few posts for one. */
export function worstWindow(
  shares: readonly Share[],
  ids: readonly string[],
  length: number = windowLength,
): Worst | null {
  if (ids.length < length) return null
  const sum = shares.reduce((total, { share }) => total + share, 0)
  const wanted = new Map(shares.map(({ id, share }) => [id, sum > 0 ? (length * share) / sum : 0]))
  for (const id of ids) if (!wanted.has(id)) wanted.set(id, 0)
  const counts = new Map([...wanted.keys()].map((id) => [id, 0]))
  const count = (id: string, n: number) => counts.set(id, (counts.get(id) ?? 0) + n)
  let worst: Worst | null = null
  for (const [i, id] of ids.entries()) {
    count(id, 1)
    if (i >= length) count(ids[i - length] ?? '', -1)
    if (i < length - 1) continue
    for (const [name, want] of wanted) {
      const deviation = Math.abs((counts.get(name) ?? 0) - want)
      if (!worst || deviation > worst.deviation + 1e-9) worst = { deviation, id: name, from: i - length + 1 }
    }
  }
  return worst
}
