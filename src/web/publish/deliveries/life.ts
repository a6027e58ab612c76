import type { Attempt, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'

/** One thing in the life of a delivery, the earliest first. */
export type Moment =
  | { kind: 'planned'; at: string }
  | { kind: 'due'; at: string }
  | { kind: 'attempt'; at: string; attempt: Attempt }
  | { kind: 'published'; at: string; lateMs: number }
  | { kind: 'next'; at: string }

const goesOn = new Set<DeliveryDetail['state']>(['waiting', 'sending', 'sent'])
const willLeave = new Set<DeliveryDetail['state']>(['scheduled', 'claimed'])

type Lived = Pick<DeliveryDetail, 'createdAt' | 'dueAt' | 'nextAt' | 'state' | 'history' | 'publishedAt'>

/** Everything that happened to a delivery and what will, in order. */
export function lifeOf({ createdAt, dueAt, nextAt, state, history, publishedAt }: Lived): Moment[] {
  const happened: Moment[] = [
    { kind: 'planned', at: createdAt },
    ...(willLeave.has(state) || history.length > 0 || state === 'missed'
      ? [{ kind: 'due', at: dueAt } as const]
      : []),
    ...history.map((attempt) => ({ kind: 'attempt', at: attempt.startedAt, attempt }) as const),
  ]
  // The plan comes before everything even when its row was written a moment after the time that was wished.
  const [first, ...rest] = happened
  const sorted = rest.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const end: Moment[] = []
  if (state === 'published' && publishedAt)
    end.push({ kind: 'published', at: publishedAt, lateMs: Date.parse(publishedAt) - Date.parse(dueAt) })
  if (goesOn.has(state)) end.push({ kind: 'next', at: nextAt })
  return [...(first ? [first] : []), ...sorted, ...end]
}

/** How long an attempt took, or null while it runs. */
export const tookMs = ({
  startedAt,
  finishedAt,
}: Pick<Attempt, 'startedAt' | 'finishedAt'>): number | null =>
  finishedAt === null ? null : Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))
