import type { Pace } from '../src/modules/publish/dispatch/index.ts'

/** Everything faster than in life, so that minutes hold what would take a day; the proportions stay. */
export const chaosPace: Partial<Pace> = {
  horizon: 2000,
  poll: 250,
  lease: 1200,
  beat: 250,
  // So that all workers have a part of it: one that held everything would leave silence behind.
  claimLanes: 20,
  heldMost: 120,
  armAhead: 50,
  sendTimeout: 1000,
  quiet: 1200,
  backoff: { base: 300, cap: 2000 },
  triesMost: 50,
}
