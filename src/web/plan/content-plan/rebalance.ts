/**
 * Sets one of several shares and lets the others give way, in proportion to what they had, so that all stay whole numbers
 * that are 100 together.
 */
export function rebalance(shares: readonly number[], at: number, wanted: number): number[] {
  if (shares.length <= 1) return shares.map(() => 100)
  const value = Math.min(100, Math.max(0, Math.round(wanted)))
  const rest = 100 - value
  const others = shares.map((share, i) => (i === at ? 0 : Math.max(0, share)))
  const sum = others.reduce((a, b) => a + b, 0)
  // Where the others had nothing they share evenly.
  const ideal = others.map((share, i) =>
    i === at ? 0 : sum === 0 ? rest / (shares.length - 1) : (share / sum) * rest,
  )
  const whole = ideal.map(Math.floor)
  const left = rest - whole.reduce((a, b) => a + b, 0)
  const byFraction = ideal
    .map((one, i) => ({ i, fraction: one - Math.floor(one) }))
    .filter(({ i }) => i !== at)
    .sort((a, b) => b.fraction - a.fraction || a.i - b.i)
  for (const { i } of byFraction.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1
  whole[at] = value
  return whole
}
