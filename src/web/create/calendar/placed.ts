import type { CalendarEntry } from '../../../modules/create/calendar/contract.ts'
import type { Day } from '../../kit/days.ts'
import type { State } from '../../kit/state.ts'
import { type Civil, toCivil } from '../../kit/zone.ts'

/** An entry with its place on the wall: day and time in the workspace's zone, and the state that asks most for attention. */
export type Placed = CalendarEntry & { key: string; civil: Civil; day: Day; state: State }

/** What needs a person comes first; what is done comes last. */
const urgency: readonly State[] = [
  'failed',
  'in_doubt',
  'missed',
  'handed',
  'waiting',
  'sending',
  'sent',
  'claimed',
  'scheduled',
  'published',
  'cancelled',
]

/** One word for a post whose deliveries may stand differently. */
export function stateOf(entry: Pick<CalendarEntry, 'stage' | 'deliveries'>): State {
  if (entry.deliveries.length === 0) return entry.stage
  const found = new Set(entry.deliveries.map((delivery) => delivery.state))
  return urgency.find((state) => found.has(state)) ?? entry.stage
}

/** The channels that it is on its way to or, as a draft, chosen for. */
export const channelIdsOf = ({ deliveries, channelIds }: CalendarEntry): string[] =>
  deliveries.length > 0 ? [...new Set(deliveries.map(({ channelId }) => channelId))] : channelIds

export const place = (entry: CalendarEntry, zone: string): Placed => {
  const civil = toCivil(entry.at, zone)
  return {
    ...entry,
    key: `${entry.postId} ${entry.at}`,
    civil,
    day: civil.slice(0, 10),
    state: stateOf(entry),
  }
}

/** Only what has not set out yet can be moved. */
export const isMovable = (entry: Placed): boolean =>
  entry.deliveries.every(({ state }) => ['scheduled', 'waiting', 'handed', 'missed'].includes(state))

/** The right that moving it asks for. */
export const rightToMove = (entry: Placed): 'post.publish' | 'post.write' =>
  entry.deliveries.length > 0 ? 'post.publish' : 'post.write'
