/** From one currency into another, by the rate of the day or the last one before it. Exact until the last step, which rounds. */
import { digitsOf, divide, mostMinor } from '../money/contract.ts'

export type KnownRate = { from: string; to: string; day: string; rate: string }

/** A rate that makes more of it is a slip; sums of so much would no longer be exact. */
const mostReckoned = 100 * mostMinor

/** `above / below` of the other currency's minor units for one minor unit of the first. */
type Fraction = { above: bigint; below: bigint }

export type Exchange = {
  /** Null when no rate is known on that day or before it: whoever sums says that something is missing. */
  convert(minor: number, from: string, to: string, day: string): number | null
}

export function exchangeOf(rates: readonly KnownRate[]): Exchange {
  const byPair = new Map<string, KnownRate[]>()
  for (const rate of rates) {
    const pair = `${rate.from} ${rate.to}`
    const known = byPair.get(pair)
    if (known) known.push(rate)
    else byPair.set(pair, [rate])
  }
  for (const known of byPair.values()) known.sort((a, b) => (a.day < b.day ? -1 : 1))
  /** What is said of the pair itself, or of it the other way round: whichever is newer on that day. */
  const fractionOn = (from: string, to: string, day: string): Fraction | null => {
    const there = lastBefore(byPair.get(`${from} ${to}`), day)
    const back = lastBefore(byPair.get(`${to} ${from}`), day)
    if (there && (!back || there.day >= back.day)) return fractionOf(there)
    if (!back) return null
    const { above, below } = fractionOf(back)
    return { above: below, below: above }
  }
  return {
    convert(minor, from, to, day) {
      if (from === to) return minor
      if (minor === 0) return 0
      const fraction = fractionOn(from, to, day)
      if (!fraction) return null
      const found = Number(divide(BigInt(minor) * fraction.above, fraction.below))
      return Math.abs(found) > mostReckoned ? null : found
    },
  }
}

function fractionOf({ from, to, rate }: KnownRate): Fraction {
  const [whole = '', part = ''] = rate.split('.')
  return {
    above: BigInt(whole + part) * 10n ** BigInt(digitsOf(to)),
    below: 10n ** BigInt(part.length + digitsOf(from)),
  }
}

/** Sorted by day. */
function lastBefore(known: readonly KnownRate[] | undefined, day: string): KnownRate | undefined {
  if (!known) return undefined
  let [low, high] = [0, known.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle]?.day ?? '') <= day) low = middle + 1
    else high = middle
  }
  return known[low - 1]
}
