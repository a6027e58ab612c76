/** One line or row of bars. A missing value is null and leaves a gap. */
export type Series = {
  name: string
  values: readonly (number | null)[]
  /** The period before, or a target: drawn thin and dashed, without a colour of its own. */
  faint?: boolean
  /** An interval around the values, as a soft band. */
  band?: readonly ([low: number, high: number] | null)[]
}

/** Places on the axis (ISO dates or names) and what stands there. */
export type ChartData = { x: readonly string[]; series: readonly Series[] }
