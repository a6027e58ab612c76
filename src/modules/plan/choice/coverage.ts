/** What part of an audience some networks reach together, and which networks reach most of it in the hours there are. */

import { type Ages, agesOf, oldest, type Parts, type People } from '../portraits/index.ts'
import type { Coverage, Covered, Interval } from './contract.ts'
import { nothingKnown, weighedByKnown } from './interval.ts'
import { type Found, reachIn, type Told } from './reach.ts'

export type Candidate = {
  network: string
  /** All that is known of it. */
  figures: readonly Told[]
  barredIn: ReadonlySet<string>
  hours: number | null
}

/** An age band of the audience; null where ages are not known. */
export type Cell = { ages: Ages | null; share: number }

/** Cuts the ages of an audience where the figures of any network are cut, so that each piece has one figure of each. */
export function cellsOf(people: Pick<People, 'ages'>, candidates: readonly Candidate[]): Cell[] {
  if (!people.ages) return [{ ages: null, share: 1 }]
  const cuts = new Set<number>()
  for (const { figures } of candidates)
    for (const figure of figures) {
      const tells = figure.measure === 'use' && figure.dimension === 'age' && figure.number !== null
      const read = tells ? agesOf(figure.value) : null
      if (read) cuts.add(read.from).add(Math.min(oldest, read.to) + 1)
    }
  const cells = people.ages.flatMap(({ from, to, share }) => {
    const edges = [from, ...[...cuts].filter((cut) => cut > from && cut <= to).sort((a, b) => a - b), to + 1]
    return edges.slice(0, -1).map((start, i) => {
      const end = (edges[i + 1] ?? to + 1) - 1
      const part = (share * (end - start + 1)) / (to - from + 1)
      return { ages: { from: start, to: end, share: 1 }, share: part }
    })
  })
  const left = 1 - people.ages.reduce((sum, { share }) => sum + share, 0)
  return left > 1e-9 ? [...cells, { ages: null, share: left }] : cells
}

/** Network by network what is known of each cell. */
export type Reached = readonly (readonly Found[])[]

export const reachedBy = (
  candidates: readonly Candidate[],
  cells: readonly Cell[],
  people: Pick<People, 'genders'>,
  countries: Parts,
  today: string,
  /** Of the whole audience, where its parts are only a means to add it up. */
  span?: number | null,
): Reached =>
  candidates.map(({ figures, barredIn }) =>
    cells.map(({ ages }) =>
      reachIn(figures, { ages: ages && [ages], genders: people.genders }, countries, barredIn, today, span),
    ),
  )

/**
 * Who is reached by at least one of several networks. At least the most that one of them reaches, because all others may reach
 * the same people; at most all of them together, because none may; likeliest as if one use told nothing of another.
 */
export function together(values: readonly Interval[]): Interval {
  if (values.length === 0) return { low: 0, mid: 0, high: 0 }
  const low = Math.max(...values.map((value) => value.low))
  const high = Math.min(
    1,
    values.reduce((sum, value) => sum + value.high, 0),
  )
  const mid = 1 - values.reduce((left, value) => left * (1 - value.mid), 1)
  return { low, mid: Math.min(high, Math.max(low, mid)), high }
}

/** Networks of which nothing is known may reach everybody there, or nobody: they only widen. */
function reachedTogether(found: readonly Found[]): Interval {
  const known = found.filter((one) => one.known)
  if (known.length === 0) return nothingKnown
  const { low, mid } = together(known.map(({ value }) => value))
  return { low, mid, high: together(found.map(({ value }) => value)).high }
}

/** At most so much of an age band is reached, and it is called not reached. */
const third = 1 / 3

export function coverageOf(
  candidates: readonly Candidate[],
  cells: readonly Cell[],
  reached: Reached,
  countries: Parts,
): Coverage {
  const parts = cells.map((cell, i): Covered => {
    const found = reached.flatMap((ofNetwork) => ofNetwork[i] ?? [])
    return {
      ages: cell.ages && named(cell.ages),
      share: cell.share,
      reached: reachedTogether(found),
      known: found.some((one) => one.known),
    }
  })
  const byKnown = cells.map((_, i) =>
    together(reached.flatMap((ofNetwork) => (ofNetwork[i]?.known ? ofNetwork[i].value : []))),
  )
  return {
    parts,
    reached: weighedByKnown(
      parts.map(({ share, reached: value, known }) => ({ weight: share, value, known })),
    ),
    barred: [...countries.keys()].filter((country) =>
      candidates.every(({ barredIn }) => barredIn.has(country)),
    ),
    unknown: candidates.flatMap(({ network }, i) =>
      reached[i]?.some(({ known }) => known) ? [] : [network],
    ),
    unreached: parts.flatMap(({ ages, known }, i) =>
      known && ages !== null && (byKnown[i]?.mid ?? 1) <= third ? [ages] : [],
    ),
  }
}

const named = ({ from, to }: Ages): string =>
  to >= oldest ? `${from}+` : from === to ? `${from}` : `${from}-${to}`

const seenAs = (found: readonly Found[]) => ({
  value: reachedTogether(found),
  known: found.some(({ known }) => known),
})

/** A network is worth its hours when it reaches so many more of the audience. */
const worth = 0.02

/**
 * The networks that reach most people by what is sure at least, and fit into the hours; every set is looked at, so that none is
 * better. By what is likeliest, figures of another country would count as much as those of one's own. Networks of which
 * nothing is known, that are barred, or whose hours cannot be told take no part.
 */
export function bestSet(
  candidates: readonly Candidate[],
  cells: readonly Cell[],
  reached: Reached,
  capacityHours: number | null,
): { networks: string[]; reached: Interval; hours: number } | null {
  const usable = candidates
    .map((candidate, i) => ({ candidate, found: reached[i] ?? [] }))
    .filter(
      ({ candidate, found }) =>
        candidate.hours !== null && found.some(({ known, value }) => known && value.high > 0),
    )
    .slice(0, 16)
  if (capacityHours === null || usable.length === 0) return null
  const left = usable.map(({ found }) => found.map(({ known, value }) => (known ? 1 - value.low : 1)))
  const hours = usable.map(({ candidate }) => candidate.hours ?? 0)
  let best = { value: 0, set: 0 }
  for (let set = 1; set < 1 << usable.length; set++) {
    let [sum, count] = [0, 0]
    for (let i = 0; i < usable.length; i++)
      if (set & (1 << i)) {
        sum += hours[i] ?? 0
        count++
      }
    if (sum > capacityHours + 1e-9) continue
    let value = -worth * count
    for (let c = 0; c < cells.length; c++) {
      let missed = 1
      for (let i = 0; i < usable.length; i++) if (set & (1 << i)) missed *= left[i]?.[c] ?? 1
      value += (cells[c]?.share ?? 0) * (1 - missed)
    }
    if (value > best.value + 1e-12) best = { value, set }
  }
  const chosen = usable.filter((_, i) => best.set & (1 << i))
  if (chosen.length === 0) return null
  const values = cells.map(({ share }, c) => ({
    weight: share,
    ...seenAs(chosen.flatMap(({ found }) => found[c] ?? [])),
  }))
  return {
    networks: chosen.map(({ candidate }) => candidate.network),
    reached: weighedByKnown(values),
    hours: chosen.reduce((total, { candidate }) => total + (candidate.hours ?? 0), 0),
  }
}

/** How many networks the hours carry when the cheapest are taken first. */
export function carriedBy(hours: readonly (number | null)[], capacityHours: number | null): number | null {
  const told = hours.filter((one) => one !== null).sort((a, b) => a - b)
  if (capacityHours === null || told.length === 0) return null
  let sum = 0
  return told.filter((one) => {
    sum += one
    return sum <= capacityHours + 1e-9
  }).length
}
