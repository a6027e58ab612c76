import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type MetricId, metricIds, metricOf } from '../../measure/metrics/contract.ts'
import { Coverage, Missing } from '../../measure/numbers/contract.ts'

const Day = z.iso.date()

/** The metrics that a goal can have: those that can be read on a day, or over the 28 days that end on it. */
export const goalMetrics: readonly MetricId[] = metricIds.filter((id) => metricOf(id).goal !== null)
export const GoalMetric = z.enum(metricIds).refine((id) => metricOf(id).goal !== null, {
  error: 'A goal cannot have this number; choose one that stands for a day or for 28 days.',
  params: { code: 'goal_metric' },
})

/** The name of a network, or the id of a channel or campaign: in small letters either way, like every `Id`. */
const ScopeId = z.string().max(60).toLowerCase()

/** Whose numbers count. `id`: the network's name, or the id of the channel or campaign; null for the whole workspace. */
export const GoalScope = z
  .object({
    kind: z.enum(['workspace', 'network', 'channel', 'campaign']),
    id: ScopeId.nullable(),
  })
  .refine(({ kind, id }) => (kind === 'workspace') === (id === null), {
    error: 'Say which network, channel or campaign is meant, or choose the whole workspace.',
    params: { code: 'goal_scope' },
  })
export type GoalScope = z.infer<typeof GoalScope>

/** What a goal is for; a strategy chooses one of these first. */
export const Objective = z.enum([
  'awareness',
  'traffic',
  'leads',
  'sales',
  'loyalty',
  'support',
  'hiring',
  'reputation',
])
export type Objective = z.infer<typeof Objective>

const fields = {
  name: z.string().trim().min(1).max(120),
  metric: GoalMetric,
  scope: GoalScope,
  /** Where it stood at the start; for shares in parts of one (0.034 is 3.4 %). */
  baseline: z.number().min(0).max(1e12),
  /** The days from which the baseline was taken; null when a person typed it. */
  baselineWindow: z.object({ from: Day, to: Day }).nullable().default(null),
  target: z.number().min(0).max(1e12),
  startsOn: Day,
  deadline: Day,
  ownerId: z.string().max(60).nullable().default(null),
  objective: Objective.nullable().default(null),
  /** What reaching it is worth to the business, in words. */
  businessValue: z.string().trim().max(500).default(''),
  /** The limits within which it is to be reached, in words: who works on it and how much, and what it may cost. */
  people: z.string().trim().max(200).default(''),
  money: z.string().trim().max(200).default(''),
}

type Checked = Pick<
  { [K in keyof typeof fields]: z.infer<(typeof fields)[K]> },
  'baseline' | 'target' | 'startsOn' | 'deadline' | 'metric' | 'scope'
>
type Problem = { path: keyof Checked; code: string; words: string }

/** What can be wrong between fields, told at the field where it can be mended. Server and form ask the same. */
export function goalProblems(goal: Partial<Checked>): Problem[] {
  const { baseline, target, startsOn, deadline, metric, scope } = goal
  const { unit, subject } = metric ? metricOf(metric) : {}
  const found: Problem[] = []
  const say = (path: keyof Checked, code: string, words: string) => found.push({ path, code, words })
  if (target !== undefined && target === baseline)
    say('target', 'goal_same_target', 'The target is where it stands now. Choose another number.')
  if (startsOn && deadline && deadline <= startsOn)
    say('deadline', 'goal_ends_before', 'The deadline must come after the start.')
  if (unit === 'share' && target !== undefined && target > 1)
    say('target', 'goal_share', 'A share is at most 100 %.')
  if (subject === 'channel' && scope?.kind === 'campaign')
    say(
      'scope',
      'goal_campaign',
      'A campaign has no followers of its own. Choose a channel, or another number.',
    )
  return found
}

export const GoalBody = z.object(fields).check(({ value, issues }) => {
  for (const { path, code, words } of goalProblems(value))
    issues.push({ code: 'custom', path: [path], message: words, params: { code }, input: value[path] })
})
export type GoalBody = z.infer<typeof GoalBody>

export const GoalChange = z.object({
  name: fields.name.optional(),
  metric: fields.metric.optional(),
  scope: fields.scope.optional(),
  baseline: fields.baseline.optional(),
  baselineWindow: z.object({ from: Day, to: Day }).nullable().optional(),
  target: fields.target.optional(),
  startsOn: Day.optional(),
  deadline: Day.optional(),
  ownerId: z.string().max(60).nullable().optional(),
  objective: Objective.nullable().optional(),
  businessValue: fields.businessValue.removeDefault().optional(),
  people: fields.people.removeDefault().optional(),
  money: fields.money.removeDefault().optional(),
})
export type GoalChange = z.infer<typeof GoalChange>

/** `open`: nothing can be said yet, and the reason tells why. */
export const GoalStatus = z.enum(['ahead', 'on_track', 'at_risk', 'missed', 'met', 'open'])
export type GoalStatus = z.infer<typeof GoalStatus>

export const GoalReason = z.enum([
  /** The target is reached now, before the deadline. */
  'reached',
  /** The deadline is over and the target was reached on it. */
  'reached_at_end',
  /** The deadline is over and the target was not reached. */
  'not_reached',
  /** The forecast reaches the target with a chance of 90 % or more. */
  'very_likely',
  /** … of 50 % or more. */
  'likely',
  /** … of less than 50 %. */
  'unlikely',
  /** There is a value, but too short a past to look ahead from. */
  'too_little_data',
  /** There is no value. */
  'no_data',
  /** It starts on a later day. */
  'not_begun',
])
export type GoalReason = z.infer<typeof GoalReason>

/** The 80 % interval: the true value lies inside four times in five. */
export const Interval = z.object({ median: z.number(), low: z.number(), high: z.number() })
export type Interval = z.infer<typeof Interval>

export const Live = z.object({
  value: z.number().nullable(),
  missing: Missing.nullable(),
  /** The day that is read, or the last of the 28. */
  day: Day,
  asOf: z.iso.datetime().nullable(),
  coverage: Coverage.nullable(),
})
export type Live = z.infer<typeof Live>

export const Standing = z.object({
  status: GoalStatus,
  reason: GoalReason,
  /** The reason as a sentence; the screen says it in its own language. */
  words: z.string(),
  live: Live,
  /** How much of the way from baseline to target is done, 1 at the target; less than 0 when it went the other way. */
  progress: z.number().nullable(),
  /** Where a straight way from baseline to target would be now. */
  expected: z.number(),
  /** At the deadline. Null where nothing can be foretold. */
  outlook: Interval.nullable(),
  /** Probability that the target is reached on the deadline. */
  chance: z.number().nullable(),
  /** When the target is expected to be reached, or was; null when it is not in sight. */
  reachedOn: Day.nullable(),
  daysLeft: z.number().int(),
})
export type Standing = z.infer<typeof Standing>

export const Goal = z.object({
  id: Id,
  name: z.string(),
  metric: z.enum(metricIds),
  metricVersion: z.number().int(),
  scope: z.object({
    kind: z.enum(['workspace', 'network', 'channel', 'campaign']),
    id: z.string().nullable(),
  }),
  /** The name of the network, channel or campaign; null for the workspace, or when it is gone. */
  scopeName: z.string().nullable(),
  baseline: z.number(),
  baselineWindow: z.object({ from: Day, to: Day }).nullable(),
  target: z.number(),
  startsOn: Day,
  deadline: Day,
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
  /** How many values the forecast learned from, and what one of them is. */
  learned: z.object({ values: z.number().int(), of: z.enum(['day', 'week']) }),
  least: z.number().int(),
})
export type Trend = z.infer<typeof Trend>

/** What a goal in the making would start from, and whether it can be reached. */
export const PreviewQuery = z.object({
  metric: GoalMetric,
  scopeKind: z.enum(['workspace', 'network', 'channel', 'campaign']).default('workspace'),
  scopeId: ScopeId.optional(),
  startsOn: Day.optional(),
  deadline: Day.optional(),
  target: z.coerce.number().optional(),
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
