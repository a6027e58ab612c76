/**
 * Steps that are far out of line: a post that everybody saw, a list of people taken over. Left in, one of them would bend the
 * trend and the rhythm. They are told apart, and what jumped may jump again: how far goes into the doubt of what comes.
 */

/** A step counts as a jump when it is so many times as far from the usual one as steps usually are. */
const farOut = 8
const mostJumps = 3
/** Fewer steps do not tell what is usual. */
const leastSteps = 14

/** As variance against a step's chance: nothing is known of how far a jump goes. */
export const jumpWidth = 1e4

/** Where the series stands on another height from then on; the farthest jumps, from left to right. */
export function findJumps(values: readonly (number | null)[], grain: number, weekly: boolean): number[] {
  const steps: { at: number; gap: number; rise: number }[] = []
  let last: { at: number; value: number } | null = null
  values.forEach((value, at) => {
    if (value === null) return
    if (last) steps.push({ at, gap: at - last.at, rise: (value - last.value) / (at - last.at) })
    last = { at, value }
  })
  if (steps.length < leastSteps) return []
  // Where the week has a rhythm, each of its days has its own usual step.
  const usual = median(steps.map(({ rise }) => rise))
  const byDay = Map.groupBy(
    steps.filter(({ gap }) => weekly && gap === 1),
    ({ at }) => at % 7,
  )
  const usualOf = new Map([...byDay].map(([day, some]) => [day, median(some.map(({ rise }) => rise))]))
  const apart = steps.map(({ at, gap, rise }) => ({
    at,
    far: Math.abs(rise - ((gap === 1 ? usualOf.get(at % 7) : undefined) ?? usual)) * Math.sqrt(gap),
  }))
  const spread = Math.max(grain, 1.4826 * median(apart.map(({ far }) => far)))
  return apart
    .map(({ at, far }) => ({ at, far: far / spread }))
    .filter(({ far }) => far > farOut)
    .sort((a, b) => b.far - a.far)
    .slice(0, mostJumps)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
