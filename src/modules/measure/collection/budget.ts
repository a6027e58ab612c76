import type { Manifest } from '../../../networks/kit/manifest.ts'

/** Measuring takes at most this share of what a network allows: publishing comes first. */
const share = 0.25
const withoutLimit = 60

/** How many requests one channel may spend on numbers within a minute. */
export function requestsPerMinute(manifest: Manifest): number {
  const rates = manifest.rates.filter((rate) => rate.of === 'all')
  const perMinute = rates.map((rate) => (rate.most / rate.perSeconds) * 60 * share)
  return Math.max(1, Math.floor(Math.min(withoutLimit, ...perMinute)))
}

/** Fewer requests than this in a day are for publishing: what is read is then as dear as where each post read is charged for. */
const fewADay = 1000

export const isSparing = ({ cost, rates }: Manifest): boolean =>
  cost !== null || rates.some((rate) => rate.of === 'all' && (rate.most / rate.perSeconds) * 86_400 < fewADay)

/** How late the network tells of its posts at the earliest, in milliseconds. */
export function lagOf(manifest: Manifest): number {
  const lags = manifest.metrics.post.map((told) => told.lagMinutes)
  return lags.length === 0 ? 0 : Math.min(...lags) * 60_000
}
