import type { Measure } from '../goals/contract.ts'
import type { Change, Part } from './take-apart.ts'

/** As exactly as the number is shown, so that what is offered, shown and filled in is one and the same. */
export function roundTo(unit: Measure['unit'], value: number): number {
  const steps = { share: 1e4, hand: 100, perPost: 10, count: 1 }[unit]
  return Math.max(0, Math.round(value * steps) / steps)
}

/** What a wish comes to, from where it stands. Null when that is needed and not known. */
export function resolve(
  change: Change,
  way: Part['way'],
  unit: Measure['unit'],
  baseline: number | null,
): number | null {
  const sign = way === 'down' ? -1 : 1
  const from = (make: (base: number) => number) => (baseline === null ? null : roundTo(unit, make(baseline)))
  if (change.kind === 'factor') return from((base) => base * change.value)
  if (change.kind === 'percent') {
    if (unit === 'share' && change.how !== 'by' && change.how !== 'more')
      return roundTo(unit, change.value / 100)
    return from((base) => base * (1 + (sign * change.value) / 100))
  }
  if (change.how === 'by' || change.how === 'more') return from((base) => base + sign * change.value)
  if (change.how === 'to' || baseline === null) return roundTo(unit, change.value)
  // "500 followers": how many there shall be, or, when there are more already, how many shall come.
  const onTheWay = way === 'down' ? change.value < baseline : change.value > baseline
  return roundTo(unit, onTheWay ? change.value : baseline + sign * change.value)
}
