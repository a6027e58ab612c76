import type { Guarantee } from '../../../networks/kit/manifest.ts'
import { quietMs } from './plain/quiet.ts'

/** How far ahead, how often, how many, how long. Times in milliseconds. */
export type Pace = {
  /** Deliveries due within this are claimed and held in memory. Longer than a poll and a slow claim together. */
  horizon: number
  /** How often is looked for work that nobody woke us for. */
  poll: number
  /** How often is looked whether lanes that we hold need more of their queue. */
  refill: number
  /** How long a worker's word holds that it lives. Longer than a restart of PostgreSQL takes. */
  lease: number
  /** How often that word is given again. */
  beat: number
  /** An attempt is written down this long before its instant, so that the request can leave on it. */
  armAhead: number
  /** A request that got no answer in this time is given up. */
  sendTimeout: number
  /** After an unclear end nothing is looked up for this long: a request may still be on its way inside the network. */
  quiet: number
  /** First delay of the second try; doubled each time, drawn at random below it, never above the cap. */
  backoff: { base: number; cap: number }
  /** Tries in a row that come to nothing before a person is asked. */
  triesMost: number
  /** A repeat with the same key is trusted this long; Mastodon, the shortest we know, keeps keys for an hour. */
  keyTrust: number
  /** How long a network may work on what it took (state sent) before a person is asked. */
  pendingMost: number
  /** A stop waits this long for requests on their way. */
  stopWait: number
  /** What `prepare` left is made anew when it is older: networks throw unused uploads away. */
  preparedFresh: number
  /** The same after an attempt, at a findable network: it may tell by them that the attempt arrived. Shorter than any keeps them. */
  preparedSent: number
  /**
   * Most of one channel that are written down at once, in front of the one on its way. What is written down when a
   * worker dies is repeated at an idempotent network, costs a look-up at a findable one, and at a blind one becomes a
   * question to a person: so there it is only the one on its way.
   */
  depth: Record<Guarantee, number>
  /** Outcomes are gathered this long while posts wait to leave: what is due goes before what is done. */
  gather: number
  /** Most rows of one lane taken at once, lanes and rows in one claim, rows held, requests on their way, rows in one statement. */
  laneRows: number
  claimLanes: number
  claimRows: number
  heldMost: number
  flyingMost: number
  batchRows: number
  /** Outcomes that are not written down yet; above this nothing new leaves, so that a crash leaves little to look up. */
  unsettledMost: number
}

const minute = 60_000

export const pace: Pace = {
  horizon: 5_000,
  poll: 1_000,
  refill: 100,
  lease: 15_000,
  beat: 3_000,
  armAhead: 100,
  sendTimeout: 2 * minute,
  quiet: quietMs,
  backoff: { base: 15_000, cap: 15 * minute },
  triesMost: 8,
  keyTrust: 30 * minute,
  pendingMost: 24 * 60 * minute,
  stopWait: 20_000,
  preparedFresh: 60 * minute,
  preparedSent: 12 * 60 * minute,
  depth: { idempotent: 8, findable: 3, blind: 1 },
  gather: 150,
  laneRows: 32,
  claimLanes: 400,
  claimRows: 1_000,
  heldMost: 10_000,
  flyingMost: 1_000,
  batchRows: 500,
  unsettledMost: 2_000,
}

/** Exponential backoff with full jitter: many that failed together do not come back together. */
export function backoffOf({ base, cap }: Pace['backoff'], tries: number, random: () => number): number {
  const ceiling = Math.min(cap, base * 2 ** Math.max(0, tries - 1))
  return Math.round(ceiling * (0.1 + 0.9 * random()))
}
