/**
 * Where a number will be, and how sure that is.
 *
 * Method: local level and trend (structural time series). The level moves by the slope and by chance, the slope changes by
 * chance, and each value is seen with noise. How strong the three chances are is not known: a grid of ratios is
 * weighed by how well each explains the series (Kalman filter; the common scale integrated out, which gives Student's t),
 * and the forecast is the mixture. Days without a value are passed over. No season is modelled: callers give
 * whole weeks where a week's rhythm matters.
 * Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), chapters 2–4.
 */
export type Forecast = {
  median: number
  /** The interval holds the true value four times in five. */
  low: number
  high: number
  /** Probability of ending at `x` or above. */
  chanceOfAtLeast(x: number): number
}

export type Fit = {
  /** The mean of the `span` values that end `steps` after the last one of the series; `span` 1 is that value itself. */
  ahead(steps: number, span?: number): Forecast
  /** The straight line that the forecast's middle follows: its height at the last value, and its rise per step. */
  line: { level: number; slope: number }
}

/** Shares of the two chances that add up to one, and the chance of the slope beside them. */
type Ratios = { noise: number; level: number; slope: number; prior: number }
type State = { level: number; slope: number; ll: number; ls: number; ss: number }
type Explained = { ratios: Ratios; state: State; weight: number; scale: number }

/** Which chances are tried, and how likely each is held before a series is seen: steady trends and pure noise more than wild slopes. */
const noiseShares = [
  [0, 2],
  [0.1, 1],
  [0.5, 0.7],
  [0.9, 0.5],
  [0.99, 0.5],
  [0.999, 1],
  [1, 14],
] as const
const slopeShares = [
  [0, 5],
  [1e-6, 0.5],
  [1e-5, 0.5],
  [1e-4, 1],
  [1e-3, 1.5],
  [1e-2, 1.5],
  [1e-1, 0.5],
] as const

const grid: Ratios[] = noiseShares.flatMap(([noise, ofNoise]) =>
  slopeShares.map(([slope, ofSlope]) => ({ noise, level: 1 - noise, slope, prior: ofNoise * ofSlope })),
)

/**
 * Learns from values at equal steps, oldest first, null where nothing is known. Answers null when fewer than `least` values are known.
 * `grain` is the step in which the number can change at all (1 for counts): nothing is known more precisely.
 */
export function fitTrend(values: readonly (number | null)[], grain: number, least: number): Fit | null {
  const known = values.filter((value) => value !== null)
  if (known.length < Math.max(least, 4)) return null
  const scored = grid.map((ratios) => ({ ratios, ...explain(values, ratios) }))
  const n = known.length - 2
  const floor = (n * grain ** 2) / 12
  const scores = scored.map(
    ({ ratios, logF, errors }) => Math.log(ratios.prior) - logF / 2 - (n / 2) * Math.log(errors + floor),
  )
  const best = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - best))
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = scored
    .map(({ ratios, state, errors }, i) => ({
      ratios,
      state,
      weight: (weights[i] ?? 0) / sum,
      scale: (errors + floor) / n,
    }))
    .filter(({ weight }) => weight > 1e-4)
  const middle = (of: (state: State) => number) =>
    parts.reduce((all, { state, weight }) => all + weight * of(state), 0)
  return {
    ahead: (steps, span = 1) => mix(parts, values, steps, span, n),
    line: { level: middle((state) => state.level), slope: middle((state) => state.slope) },
  }
}

/** Runs the filter over the series: the last state, and how well each value was foreseen. Variances are in units of the common scale. */
function explain(values: readonly (number | null)[], { noise, level, slope }: Ratios) {
  let state: State | null = null
  let first: { at: number; value: number } | null = null
  let logF = 0
  let errors = 0
  values.forEach((value, at) => {
    if (state) {
      const next: State = step(state, level, slope)
      if (value === null) state = next
      else {
        const f = next.ll + noise
        const error = value - next.level
        logF += Math.log(f)
        errors += error ** 2 / f
        state = learn(next, error, f)
      }
    } else if (value !== null && first === null) first = { at, value }
    else if (value !== null && first !== null) state = begin(first, { at, value }, { noise, level, slope })
  })
  return { state: state ?? { level: 0, slope: 0, ll: 0, ls: 0, ss: 0 }, logF, errors }
}

/** Two values give a first level and slope; nothing was known before. */
function begin(
  a: { at: number; value: number },
  b: { at: number; value: number },
  { noise, level, slope }: Omit<Ratios, 'prior'>,
): State {
  const gap = b.at - a.at
  return {
    level: b.value,
    slope: (b.value - a.value) / gap,
    ll: noise,
    ls: noise / gap,
    ss: (2 * noise + gap * level) / gap ** 2 + (slope * gap) / 3,
  }
}

const step = ({ level, slope, ll, ls, ss }: State, levelShare: number, slopeShare: number): State => ({
  level: level + slope,
  slope,
  ll: ll + 2 * ls + ss + levelShare,
  ls: ls + ss,
  ss: ss + slopeShare,
})

function learn({ level, slope, ll, ls, ss }: State, error: number, f: number): State {
  const [k, j] = [ll / f, ls / f]
  return {
    level: level + k * error,
    slope: slope + j * error,
    ll: ll - k * ll,
    ls: ls - k * ls,
    ss: ss - j * ls,
  }
}

type Normal = { weight: number; mean: number; deviation: number }

function mix(
  parts: readonly Explained[],
  values: readonly (number | null)[],
  steps: number,
  span: number,
  n: number,
): Forecast {
  const ahead = Math.min(span, steps)
  const behind = meanOf(values.slice(values.length - (span - ahead)))
  const share = behind === null ? 1 : ahead / span
  const base = behind === null ? 0 : behind * (1 - share)
  const normals = parts.map(({ ratios, state, weight, scale }) => {
    const { mean, variance } = predict(state, ratios, steps, ahead)
    return { weight, mean: base + share * mean, deviation: share * Math.sqrt(scale * variance) }
  })
  const below = (x: number) =>
    normals.reduce(
      (sum, { weight, mean, deviation }) => sum + weight * studentBelow((x - mean) / deviation, n),
      0,
    )
  return {
    median: quantile(normals, below, 0.5),
    low: quantile(normals, below, 0.1),
    high: quantile(normals, below, 0.9),
    chanceOfAtLeast: (x) => 1 - below(x),
  }
}

/** Mean and variance of the mean of the last `span` of `steps` values to come; each chance weighs by how much of them it moves. */
function predict({ level, slope, ll, ls, ss }: State, ratios: Ratios, steps: number, span: number) {
  const reach = steps - (span - 1) / 2
  let variance = ll + 2 * reach * ls + reach ** 2 * ss + ratios.noise / span
  for (let j = 1; j <= steps; j++) {
    const after = steps - j
    const whole = after >= span - 1
    const onLevel = whole ? 1 : (after + 1) / span
    const onSlope = whole ? reach - j : (after * (after + 1)) / (2 * span)
    variance += ratios.level * onLevel ** 2 + ratios.slope * onSlope ** 2
  }
  return { mean: level + slope * reach, variance }
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
}

function quantile(normals: readonly Normal[], below: (x: number) => number, p: number): number {
  let low = Math.min(...normals.map(({ mean, deviation }) => mean - 20 * deviation))
  let high = Math.max(...normals.map(({ mean, deviation }) => mean + 20 * deviation))
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Student's t by way of the normal distribution; within 0.002 from 3 degrees of freedom on (Wallace 1959). */
function studentBelow(t: number, n: number): number {
  const z = Math.sign(t) * ((8 * n + 1) / (8 * n + 3)) * Math.sqrt(n * Math.log1p(t ** 2 / n))
  return normalBelow(z)
}

/** Abramowitz and Stegun 7.1.26; within 1e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const half = (poly * Math.exp(-(x ** 2))) / 2
  return z > 0 ? 1 - half : half
}
