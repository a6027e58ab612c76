/** One measured number. `target` is what we set ourselves, `peer` what others reach, from where it is known. */
export type Figure = {
  name: string
  value: number
  unit: string
  target: number
  better: 'less' | 'more'
  /** More than this is not wanted either. */
  most?: number
  peer: string | null
  /** How it was measured, in a sentence. */
  how: string
}

/** What a file of questions exports. It is asked when any of its names is wanted. */
export type Question = { readonly names: readonly string[]; run(): Promise<Figure[]> }

export const met = ({ value, target, better, most = Number.POSITIVE_INFINITY }: Figure): boolean =>
  (better === 'less' ? value <= target : value >= target) && value <= most

/** The value below which the share `of` lies, by nearest rank. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? Number.NaN
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits))
