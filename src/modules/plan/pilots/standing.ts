/** Whether a pilot may stop, and what it says then. `bench/pilot.ts` plays it on channels of which it knows what they bring. */
import { fewestPosts, fewestWeeks, mostRisk } from './contract.ts'
import { type Belief, beliefs } from './posterior.ts'

export type Judged = {
  standing: 'early' | 'few' | 'open' | 'sure' | 'over'
  beliefs: readonly Belief[] | null
  /** Places of those with which one gives up no more than allowed, as far as one may be sure. */
  keep: readonly number[]
}

type Weeks = { done: number; of: number }

/**
 * One looks every day, so the rule must not wait for luck: it asks that the chance of giving up more than `care` with a channel
 * is small, not that a difference looks large. Several are kept when none of them loses much.
 */
export function judge(
  results: readonly (readonly number[])[],
  care: number,
  weeks: Weeks,
  draws?: number,
): Judged {
  const found = beliefs(results, care, draws)
  const over = weeks.done >= weeks.of
  const few = results.some(({ length }) => length < fewestPosts)
  if (!found) return { standing: over ? 'over' : 'few', beliefs: null, keep: [] }
  const sure = found.flatMap(({ risk }, i) => (risk <= mostRisk ? [i] : []))
  if (weeks.done < fewestWeeks && !over) return { standing: 'early', beliefs: found, keep: [] }
  if (few) return { standing: over ? 'over' : 'few', beliefs: found, keep: [] }
  if (sure.length > 0) return { standing: 'sure', beliefs: found, keep: sure }
  return { standing: over ? 'over' : 'open', beliefs: found, keep: [] }
}
