/** Which number a goal is about, and how it stands: as much of goals as the first screen has to know. */
import { z } from 'zod'
import { metricIds, metricOf } from '../../../measure/metrics/contract.ts'

/**
 * What a goal counts beside the catalogue. `manual`: a number that people enter by hand each week. `posts_out`: the posts
 * that are out since its first day. `posts_planned`: the posts that are scheduled or out on the days of a plan.
 */
export const ownMetrics = ['manual', 'posts_out', 'posts_planned'] as const
export const GoalNumber = z.enum([...metricIds, ...ownMetrics])
export type GoalNumber = z.infer<typeof GoalNumber>

export const isOwn = (id: GoalNumber): id is (typeof ownMetrics)[number] =>
  (ownMetrics as readonly string[]).includes(id)

/** How a goal's number is written and read. `hand`: in the unit of the number entered by hand; `week`: one week of it. */
export type Measure = {
  unit: 'count' | 'share' | 'perPost' | 'hand'
  subject: 'channel' | 'posts' | 'workspace'
  read: 'level' | 'window' | 'week' | 'total'
}

export function measureOf(id: GoalNumber): Measure {
  if (id === 'manual') return { unit: 'hand', subject: 'workspace', read: 'week' }
  if (isOwn(id)) return { unit: 'count', subject: 'posts', read: 'total' }
  const { unit, subject, goal } = metricOf(id)
  return { unit, subject, read: goal ?? 'level' }
}

/** `open`: nothing can be said yet, and the reason tells why. */
export const GoalStatus = z.enum(['ahead', 'on_track', 'at_risk', 'missed', 'met', 'open'])
export type GoalStatus = z.infer<typeof GoalStatus>
