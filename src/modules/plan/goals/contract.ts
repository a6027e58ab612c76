import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Objective } from '../objectives/contract.ts'
import { GoalMetric, ScopeId, Span, scopeKinds } from './plain/body.ts'
import { GoalNumber } from './plain/number.ts'
import { Interval, Live, Manual, Standing } from './plain/standing.ts'

export {
  Constraint,
  GoalBody,
  GoalChange,
  GoalMetric,
  GoalScope,
  goalMetrics,
  goalProblems,
  Milestone,
  scopeKinds,
} from './plain/body.ts'
export { GoalNumber, GoalStatus, isOwn, type Measure, measureOf } from './plain/number.ts'
export {
  ConstraintStanding,
  ConstraintState,
  GoalReason,
  Interval,
  Live,
  type Manual,
  MilestoneStanding,
  Standing,
} from './plain/standing.ts'

const Day = z.iso.date()

export const Goal = z.object({
  id: Id,
  name: z.string(),
  metric: GoalNumber,
  metricVersion: z.number().int(),
  manual: Manual.nullable(),
  scope: z.object({
    kind: z.enum(scopeKinds),
    id: z.string().nullable(),
  }),
  /** The name of the network, channel, campaign or segment; null for the workspace, or when it is gone. */
  scopeName: z.string().nullable(),
  baseline: z.number(),
  baselineWindow: z.object({ from: Day, to: Day }).nullable(),
  target: z.number(),
  floor: z.number().nullable(),
  startsOn: Day,
  deadline: Day,
  plan: Span.nullable(),
  parent: z.object({ id: Id, name: z.string() }).nullable(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  objective: Objective.nullable(),
  businessValue: z.string(),
  people: z.string(),
  money: z.string(),
  /** How many posts are said to serve it. */
  posts: z.number().int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  standing: Standing,
})
export type Goal = z.infer<typeof Goal>

/** A goal with the last of its way, for a page that shows all of them. */
export const TreeGoal = Goal.extend({ spark: z.array(z.number().nullable()) })
export type TreeGoal = z.infer<typeof TreeGoal>
/** All living goals, the soonest first. `more`: there are so many that not all are here. */
export const GoalTree = z.object({ items: z.array(TreeGoal), more: z.boolean() })
export type GoalTree = z.infer<typeof GoalTree>

export const GoalsQuery = z.object({
  archived: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type GoalsQuery = z.infer<typeof GoalsQuery>
export const GoalList = z.object({ items: z.array(Goal), next: z.string().nullable() })
export type GoalList = z.infer<typeof GoalList>
export const GoalId = z.object({ id: Id })

export const Trend = z.object({
  points: z.array(z.object({ day: Day, value: z.number().nullable() })),
  /** From the last known day to the deadline; empty where nothing can be foretold. */
  forecast: z.array(Interval.extend({ day: Day })),
  weekly: z.boolean().describe('The week has a rhythm, and the forecast follows it'),
  /** How many values the forecast learned from, and what one of them is. */
  learned: z.object({ values: z.number().int(), of: z.enum(['day', 'week']) }),
  least: z.number().int(),
})
export type Trend = z.infer<typeof Trend>

/** What a goal in the making would start from, and whether it can be reached. */
export const PreviewQuery = z.object({
  metric: GoalMetric,
  manualId: Id.optional(),
  scopeKind: z.enum(scopeKinds).default('workspace'),
  scopeId: ScopeId.optional(),
  startsOn: Day.optional(),
  deadline: Day.optional(),
  target: z.coerce.number().optional(),
  planFrom: Day.optional(),
  planTo: Day.optional(),
})
export type PreviewQuery = z.infer<typeof PreviewQuery>
export const Preview = z.object({
  baseline: Live.extend({ window: z.object({ from: Day, to: Day }) }),
  outlook: Interval.nullable(),
  chance: z.number().nullable(),
  learned: z.object({ values: z.number().int(), of: z.enum(['day', 'week']) }),
  least: z.number().int(),
})
export type Preview = z.infer<typeof Preview>
