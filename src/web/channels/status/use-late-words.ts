import { useFormats } from '../../kit/format.ts'

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const

/** A span of milliseconds in the largest unit that it fills: 12 ms, 1.4 s, 3 min. */
export function useLateWords(): (ms: number) => string {
  const { number } = useFormats()
  return (ms) => {
    const found = units.find((one) => ms >= one.ms)
    const unit = found?.unit ?? 'millisecond'
    return number(ms / (found?.ms ?? 1), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: found && ms / found.ms < 10 ? 1 : 0,
    })
  }
}
