import type { ChannelLimits, Manifest } from '../../../networks/kit/manifest.ts'
import type { Insights } from '../../../networks/kit/network.ts'

/** Measuring takes at most this share of what a network allows: publishing comes first. */
const share = 0.25
const withoutLimit = 60

const secondsOfDay = 86_400

/** How many requests one channel may spend on numbers within a minute. */
export function requestsPerMinute(manifest: Manifest, own: Own = {}): number {
  const perMinute = ratesOf(manifest, own).map((perSecond) => perSecond * 60 * share)
  return Math.max(1, Math.floor(Math.min(withoutLimit, ...perMinute)))
}

type Own = Pick<ChannelLimits, 'requestsADay'>

/** Requests a second that the network allows for everything, and the account itself. */
const ratesOf = ({ rates }: Pick<Manifest, 'rates'>, { requestsADay }: Own): number[] => [
  ...rates.filter((rate) => rate.of === 'all').map((rate) => rate.most / rate.perSeconds),
  ...(requestsADay === undefined ? [] : [requestsADay / secondsOfDay]),
]

/** So long nothing is read after so many requests, that all in all numbers take their share of the day and no more. */
export const restAfter = (requests: number, requestsADay: number): number =>
  Math.ceil((requests / Math.max(1, requestsADay * share)) * secondsOfDay * 1000)

/** So many posts at once that their numbers cost no more than a day's share. */
export function postsAtOnce(
  { postsAtOnce: most, requestsAtOnce = 1 }: Pick<Insights, 'postsAtOnce' | 'requestsAtOnce'>,
  { requestsADay }: Own,
): number {
  if (requestsADay === undefined) return most
  return Math.max(1, Math.min(most, Math.floor((requestsADay * share * most) / requestsAtOnce)))
}

/** Fewer requests than this in a day are for publishing: what is read is then as dear as where each post read is charged for. */
const fewADay = 1000

export const isSparing = (manifest: Manifest, own: Own = {}): boolean =>
  manifest.cost !== null || ratesOf(manifest, own).some((perSecond) => perSecond * secondsOfDay < fewADay)

/** How late the network tells of its posts at the earliest, in milliseconds. */
export function lagOf(manifest: Manifest): number {
  const lags = manifest.metrics.post.map((told) => told.lagMinutes)
  return lags.length === 0 ? 0 : Math.min(...lags) * 60_000
}
