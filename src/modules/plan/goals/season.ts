/**
 * A rhythm that comes again every week, on top of level and trend: seven heights that come to nothing together, as six waves.
 * The heights are not known. They are held to be normal around nothing, of one of several widths; how well each width explains
 * the series weighs it, and width 0 (no rhythm at all) is one of them: what does not pay is hardly heard.
 */
const period = 7

/** A rhythm is looked for when each day of the week was seen so often; below, days cannot be told from chance. */
export const leastOfEach = 4

/** Widths of the rhythm against a step's chance, as variances, and how likely each is held before a series is seen. */
const widths = [
  [0, 3],
  [0.03, 1],
  [0.3, 1],
  [3, 1],
  [30, 1],
] as const
/** The width of each wave. */
type Width = { waves: readonly number[]; prior: number }
export const flat: readonly Width[] = [{ waves: [], prior: 1 }]
export const tried: readonly Width[] = widths.map(([width, prior]) => ({
  waves: new Array<number>(period - 1).fill(width),
  prior,
}))

const waves: readonly (readonly number[])[] = Array.from({ length: period }, (_, day) =>
  [1, 2, 3].flatMap((wave) => {
    const turn = (2 * Math.PI * wave * day) / period
    return [Math.cos(turn) * Math.sqrt(2 / period), Math.sin(turn) * Math.sqrt(2 / period)]
  }),
)

/** How high each wave stands at a step of the series. */
export const wavesAt = (at: number): readonly number[] => waves[((at % period) + period) % period] ?? []

/** Whether every day of the week was seen often enough. */
export function tellsWeek(values: readonly (number | null)[]): boolean {
  const seen = new Array<number>(period).fill(0)
  values.forEach((value, at) => {
    if (value !== null) seen[at % period] = (seen[at % period] ?? 0) + 1
  })
  return seen.every((count) => count >= leastOfEach)
}

export type Rhythm = {
  /** The likeliest height of each that stands beside the value. */
  heights: number[]
  /** What is left of the products when the rhythm explains its part. */
  errors: number
  /** Half of it is what the width costs in likelihood. */
  logWidth: number
  /** Variance that the doubt about the heights adds to something that holds so much of each. */
  doubt(parts: readonly number[]): number
}

/** What the products of the filter say of what stands beside the value, each held to be so wide; what has no width is not heard. */
export function rhythmOf(products: readonly (readonly number[])[], widths: readonly number[]): Rhythm {
  const own = products[0]?.[0] ?? 0
  const heard = widths.flatMap((width, i) =>
    width > 0 ? [{ width, row: products[i + 1] ?? [], at: i + 1 }] : [],
  )
  const roots = rootsOf(
    heard.map(({ row, width, at }) =>
      heard
        .filter((other) => other.at <= at)
        .map((other) => (row[other.at] ?? 0) + (other.at === at ? 1 / width : 0)),
    ),
  )
  const half = forward(
    roots,
    heard.map(({ row }) => row[0] ?? 0),
  )
  const found = backward(roots, half)
  return {
    heights: widths.map((_, i) => found[heard.findIndex(({ at }) => at === i + 1)] ?? 0),
    errors: Math.max(0, own - sumOfSquares(half)),
    logWidth: heard.reduce(
      (sum, { width }, i) => sum + 2 * Math.log(roots[i]?.[i] ?? 1) + Math.log(width),
      0,
    ),
    doubt: (parts) =>
      sumOfSquares(
        forward(
          roots,
          heard.map(({ at }) => parts[at - 1] ?? 0),
        ),
      ),
  }
}

const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0)

/** Cholesky: the lower triangle whose square a matrix is. */
function rootsOf(lower: readonly (readonly number[])[]): number[][] {
  const roots: number[][] = []
  lower.forEach((row, i) => {
    const made: number[] = []
    row.forEach((value, j) => {
      const above = i === j ? made : (roots[j] ?? [])
      let rest = value
      for (let k = 0; k < j; k++) rest -= (made[k] ?? 0) * (above[k] ?? 0)
      made.push(i === j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / (above[j] ?? 1))
    })
    roots.push(made)
  })
  return roots
}

function forward(roots: readonly (readonly number[])[], right: readonly number[]): number[] {
  const found: number[] = []
  roots.forEach((row, i) => {
    let rest = right[i] ?? 0
    for (let k = 0; k < i; k++) rest -= (row[k] ?? 0) * (found[k] ?? 0)
    found.push(rest / (row[i] ?? 1))
  })
  return found
}

function backward(roots: readonly (readonly number[])[], right: readonly number[]): number[] {
  const found = [...right]
  for (let i = roots.length - 1; i >= 0; i--) {
    let rest = found[i] ?? 0
    for (let k = i + 1; k < roots.length; k++) rest -= (roots[k]?.[i] ?? 0) * (found[k] ?? 0)
    found[i] = rest / (roots[i]?.[i] ?? 1)
  }
  return found
}
