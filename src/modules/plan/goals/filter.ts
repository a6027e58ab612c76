/**
 * The Kalman filter of level and trend, run over a series and over what stands beside it at once: the doubt is the same for all.
 * Variances are in units of the common scale.
 */

/** Shares of the two chances that add up to one, and the chance of the slope beside them. */
export type Ratios = { noise: number; level: number; slope: number }
export type Line = { level: number; slope: number }
export type Doubt = { ll: number; ls: number; ss: number }

/** At each step the value, and the rhythm beside it; null where no value is known. */
export type Rows = readonly (readonly number[] | null)[]

export type Filtered = {
  /** Of the value first, then of each that stands beside it. */
  lines: Line[]
  doubt: Doubt
  logF: number
  /** Sums of the products of what was not foreseen, each in units of its own doubt. */
  products: number[][]
}

/** Plain loops over flat arrays: it runs some fifty times over every series. */
export function filter(rows: Rows, ratios: Ratios): Filtered {
  const width = rows.find((row) => row !== null)?.length ?? 1
  const products = new Float64Array(width * width)
  const [levels, slopes, errors] = [0, 0, 0].map(() => new Float64Array(width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  let doubt: Doubt | null = null
  let first: { at: number; row: readonly number[] } | null = null
  let logF = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? null
    if (doubt) {
      doubt = step(doubt, ratios)
      for (let i = 0; i < width; i++) levels[i] = (levels[i] ?? 0) + (slopes[i] ?? 0)
      if (row === null) continue
      const f: number = doubt.ll + ratios.noise
      const [k, j]: [number, number] = [doubt.ll / f, doubt.ls / f]
      logF += Math.log(f)
      for (let i = 0; i < width; i++) {
        const error = (row[i] ?? 0) - (levels[i] ?? 0)
        errors[i] = error
        levels[i] = (levels[i] ?? 0) + k * error
        slopes[i] = (slopes[i] ?? 0) + j * error
      }
      addProducts(products, errors, f)
      doubt = { ll: doubt.ll - k * doubt.ll, ls: doubt.ls - k * doubt.ls, ss: doubt.ss - j * doubt.ls }
    } else if (row !== null && first === null) first = { at, row }
    else if (row !== null && first !== null) {
      const gap = at - first.at
      for (let i = 0; i < width; i++) {
        levels[i] = row[i] ?? 0
        slopes[i] = ((row[i] ?? 0) - (first.row[i] ?? 0)) / gap
      }
      doubt = doubtAfter(gap, ratios)
    }
  }
  return {
    lines: Array.from(levels, (level, i) => ({ level, slope: slopes[i] ?? 0 })),
    doubt: doubt ?? { ll: 0, ls: 0, ss: 0 },
    logF,
    products: Array.from({ length: width }, (_, i) => [...products.subarray(i * width, (i + 1) * width)]),
  }
}

/** Two values give a first level and slope; nothing was known before. */
const doubtAfter = (gap: number, { noise, level, slope }: Ratios): Doubt => ({
  ll: noise,
  ls: noise / gap,
  ss: (2 * noise + gap * level) / gap ** 2 + (slope * gap) / 3,
})

const step = ({ ll, ls, ss }: Doubt, { level, slope }: Ratios): Doubt => ({
  ll: ll + 2 * ls + ss + level,
  ls: ls + ss,
  ss: ss + slope,
})

/** The lower triangle is enough. */
function addProducts(products: Float64Array, errors: Float64Array, f: number): void {
  const width = errors.length
  for (let i = 0; i < width; i++) {
    const error = (errors[i] ?? 0) / f
    for (let j = 0; j <= i; j++) {
      const place = i * width + j
      products[place] = (products[place] ?? 0) + error * (errors[j] ?? 0)
    }
  }
}

/** Variance of the mean of the last `span` of `steps` values to come; each chance weighs by how much of them it moves. */
export function doubtAhead({ ll, ls, ss }: Doubt, ratios: Ratios, steps: number, span: number): number {
  const reach = reachOf(steps, span)
  let variance = ll + 2 * reach * ls + reach ** 2 * ss + ratios.noise / span
  for (let j = 1; j <= steps; j++) {
    const after = steps - j
    const whole = after >= span - 1
    const onLevel = whole ? 1 : (after + 1) / span
    const onSlope = whole ? reach - j : (after * (after + 1)) / (2 * span)
    variance += ratios.level * onLevel ** 2 + ratios.slope * onSlope ** 2
  }
  return variance
}

/** How far ahead the middle of the last `span` of `steps` values lies. */
export const reachOf = (steps: number, span: number): number => steps - (span - 1) / 2
