import type { CalendarEntry } from '../../modules/create/calendar/contract.ts'
import { type State, states } from '../kit/state.ts'

/** The worst comes first: what needs a person hides behind nothing. */
const order: readonly State[] = [
  'failed',
  'in_doubt',
  'missed',
  'waiting',
  'sending',
  'claimed',
  'sent',
  'scheduled',
  'published',
]

/** One word for a post whose deliveries may stand differently. */
export function stateOf({ stage, deliveries }: Pick<CalendarEntry, 'stage' | 'deliveries'>): State {
  if (deliveries.length === 0) return stage === 'scheduled' ? 'cancelled' : stage
  const found = order.find((state) => deliveries.some((delivery) => delivery.state === state))
  return found && found in states ? found : 'unknown'
}
