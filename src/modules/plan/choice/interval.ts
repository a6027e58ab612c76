/** Numbers between 0 and 1 of which one knows only between what they lie. */
import type { Confidence, Interval, Known } from './contract.ts'

export const nothingKnown: Interval = { low: 0, mid: 0.5, high: 1 }
export const exactly = (value: number): Interval => ({ low: value, mid: value, high: value })

const inside = (value: number): number => Math.min(1, Math.max(0, value))

/** `value`, give or take `margin`. */
export const around = (value: number, margin: number): Interval => ({
  low: inside(value - margin),
  mid: inside(value),
  high: inside(value + margin),
})

export const widened = ({ low, mid, high }: Interval, by: number): Interval => ({
  low: inside(low - by),
  mid,
  high: inside(high + by),
})

export const times = ({ low, mid, high }: Interval, factor: number): Interval => ({
  low: inside(low * factor),
  mid: inside(mid * factor),
  high: inside(high * factor),
})

type Weighed = { weight: number; value: Interval }

/** The sum, each part by its weight; weights are not made to add up to one. */
export function weighed(parts: readonly Weighed[]): Interval {
  const sum = (end: keyof Interval) => parts.reduce((all, { weight, value }) => all + weight * value[end], 0)
  return { low: inside(sum('low')), mid: inside(sum('mid')), high: inside(sum('high')) }
}

/**
 * The same of parts of which some are not known. These may be anything, and widen the interval; what is likeliest rests on the
 * known ones alone, because nothing and half are different things.
 */
export function weighedByKnown(parts: readonly (Weighed & { known: boolean })[]): Interval {
  const all = weighed(parts)
  const known = parts.filter((part) => part.known)
  const [whole, told] = [parts, known].map((list) => list.reduce((sum, { weight }) => sum + weight, 0))
  if (!told || !whole) return all
  const mid = (weighed(known).mid / told) * whole
  return { ...all, mid: Math.min(all.high, Math.max(all.low, mid)) }
}

const base: Record<Confidence, number> = { high: 0.03, medium: 0.06, low: 0.12 }
const ofYear = 0.01
const mostMargin = 0.3

const yearMs = 365.25 * 86_400_000
const yearsBetween = (from: string, today: string): number =>
  Math.max(0, (Date.parse(today) - Date.parse(from)) / yearMs)

/** How far the truth may lie from a figure: by how sure its source is, and a point of a hundred for each year since. */
export const marginOf = (
  { confidence, knownOn }: Pick<Known, 'confidence' | 'knownOn'>,
  today: string,
): number => Math.min(mostMargin, base[confidence] + ofYear * yearsBetween(knownOn, today))

/** From this age on a figure is called old. */
const oldYears = 3
export const isOld = ({ knownOn }: Pick<Known, 'knownOn'>, today: string): boolean =>
  yearsBetween(knownOn, today) > oldYears

/** So far the use of an age group lies from that of everybody, in the figures that are known of both. */
export const ofGroups = 0.3
/** So far the use in one country may lie from that in another. */
export const ofCountries = 0.25
