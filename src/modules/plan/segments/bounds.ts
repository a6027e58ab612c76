/**
 * How large a part of some people a filter holds, as far as a source tells for certain.
 *
 * What a source tells together (women of 25 to 34) is cut exactly. What it tells apart (so many women, so many of 25 to 34)
 * says nothing of how the two hang together, and nothing is assumed of that: the answer lies between the bounds of Fréchet,
 * from all that the parts must have in common to the smallest of them. A band of ages that lies partly inside may be inside
 * or not, and so may whatever was not told or not understood.
 */
import type { Bounds, Cut, Filter, Part } from './contract.ts'

export type Answer = { share: Bounds; untold: Cut[]; blurred: Cut[]; apart: boolean }

type Side = 'in' | 'out' | 'maybe'

/** Shares are told to a hundredth of a percent, and sums of many of them are not more exact. */
const slack = 1e-6

export function boundsOf(filter: Filter, wanted: readonly Cut[], parts: readonly Part[]): Answer {
  const useful = parts
    .map((part) => cutPart(filter, wanted, part))
    .filter((one) => one !== null)
    // What tells most together comes first.
    .sort((a, b) => b.cuts.length - a.cuts.length || b.share.low - a.share.low)
  const chosen: typeof useful = []
  const covered = new Set<Cut>()
  for (const one of useful) {
    if (one.cuts.every((cut) => covered.has(cut))) continue
    chosen.push(one)
    for (const cut of one.cuts) covered.add(cut)
  }
  const untold = wanted.filter((cut) => !covered.has(cut))
  const inCommon = chosen.reduce((sum, { share }) => sum + share.low, 0) - (chosen.length - 1)
  const high = Math.min(1, ...useful.map(({ share }) => share.high))
  const low = untold.length > 0 ? 0 : Math.min(high, Math.max(0, inCommon))
  return {
    share: { low: low < slack ? 0 : low, high },
    untold,
    blurred: [...new Set(chosen.flatMap(({ blurred }) => blurred))],
    apart: chosen.length > 1,
  }
}

/** What one part says of the cuts that it tells; null when it tells none of them. */
function cutPart(filter: Filter, wanted: readonly Cut[], { dimensions, cells }: Part) {
  const cuts = dimensions.filter((one) => wanted.includes(one))
  if (cuts.length === 0) return null
  let [inside, maybe, told] = [0, 0, 0]
  const blurred = new Set<Cut>()
  for (const { values, share } of cells) {
    told += share
    const sides = cuts.map((cut) => ({
      cut,
      side: sideOf(filter, cut, values[dimensions.indexOf(cut)] ?? ''),
    }))
    if (sides.some(({ side }) => side === 'out')) continue
    if (sides.every(({ side }) => side === 'in')) inside += share
    else {
      maybe += share
      for (const { cut, side } of sides) if (side === 'maybe' && share > slack) blurred.add(cut)
    }
  }
  const left = told > 1 - 0.005 ? 0 : 1 - told
  if (left > 0) for (const cut of cuts) blurred.add(cut)
  return {
    cuts,
    blurred: [...blurred],
    share: { low: Math.min(1, inside), high: Math.min(1, inside + maybe + left) },
  }
}

function sideOf({ ages, genders, places, languages }: Filter, cut: Cut, value: string): Side {
  if (value === '' || value === '?') return 'maybe'
  if (cut === 'age') {
    const [from = 0, to = 0] = value.split('-').map(Number)
    if (!ages || (from >= ages.from && to <= ages.to)) return 'in'
    return to < ages.from || from > ages.to ? 'out' : 'maybe'
  }
  const wanted: readonly string[] = { gender: genders, place: places, language: languages }[cut]
  return wanted.includes(value) ? 'in' : 'out'
}
