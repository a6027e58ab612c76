/** What somebody says of a goal, and what can be wrong between its fields. Server and form ask the same. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'
import { type MetricId, metricIds, metricOf } from '../../../measure/metrics/contract.ts'
import { Objective } from '../../objectives/contract.ts'
import { GoalNumber, isOwn, measureOf } from './number.ts'

const Day = z.iso.date()

/** The metrics of the catalogue that a goal can have: those that can be read on a day, or over the 28 days that end on it. */
export const goalMetrics: readonly MetricId[] = metricIds.filter((id) => metricOf(id).goal !== null)

export const GoalMetric = GoalNumber.refine((id) => isOwn(id) || metricOf(id).goal !== null, {
  error: 'A goal cannot have this number; choose one that stands for a day or for 28 days.',
  params: { code: 'goal_metric' },
})

/** The name of a network, or the id of a channel or campaign: in small letters either way, like every `Id`. */
export const ScopeId = z.string().max(60).toLowerCase()

export const scopeKinds = ['workspace', 'network', 'channel', 'campaign', 'segment'] as const

/** Whose numbers count. `id`: the network's name, or the id of the channel, campaign or segment; null for the whole workspace. Of a segment that cuts people only numbers entered by hand are known. */
export const GoalScope = z
  .object({
    kind: z.enum(scopeKinds),
    id: ScopeId.nullable(),
  })
  .refine(({ kind, id }) => (kind === 'workspace') === (id === null), {
    error: 'Say which network, channel, campaign or segment is meant, or choose the whole workspace.',
    params: { code: 'goal_scope' },
  })
export type GoalScope = z.infer<typeof GoalScope>

const Value = z.number().min(0).max(1e12)
export const Span = z.object({ from: Day, to: Day })

/** Another number of the same channels, and the bound that it must not pass on the way. */
export const Constraint = z.object({
  metric: GoalMetric,
  manualId: Id.nullable().default(null),
  bound: z.enum(['most', 'least']),
  value: Value,
})
export type Constraint = z.infer<typeof Constraint>

/** Where it is to stand on a day on the way. */
export const Milestone = z.object({ day: Day, value: Value })
export type Milestone = z.infer<typeof Milestone>

const fields = {
  name: z.string().trim().min(1).max(120),
  metric: GoalMetric,
  /** Which number entered by hand, when it is one. */
  manualId: Id.nullable().default(null),
  scope: GoalScope,
  /** Where it stood at the start; for shares in parts of one (0.034 is 3.4 %). */
  baseline: Value,
  /** The days from which the baseline was taken; null when a person typed it. */
  baselineWindow: Span.nullable().default(null),
  target: Value,
  /** What must be kept on the deadline, even if the target is not reached. */
  floor: Value.nullable().default(null),
  startsOn: Day,
  deadline: Day,
  /** Of a goal that counts what is planned: the days that the plan is for. */
  plan: Span.nullable().default(null),
  ownerId: z.string().max(60).nullable().default(null),
  /** The goal that it stands beneath: then it is a KPI of that one. */
  parentId: Id.nullable().default(null),
  objective: Objective.nullable().default(null),
  /** What reaching it is worth to the business, in words. */
  businessValue: z.string().trim().max(500).default(''),
  /** The limits within which it is to be reached, in words: who works on it and how much, and what it may cost. */
  people: z.string().trim().max(200).default(''),
  money: z.string().trim().max(200).default(''),
  constraints: z.array(Constraint).max(10).default([]),
  milestones: z.array(Milestone).max(20).default([]),
}

type Checked = Pick<
  { [K in keyof typeof fields]: z.infer<(typeof fields)[K]> },
  | 'baseline'
  | 'target'
  | 'floor'
  | 'startsOn'
  | 'deadline'
  | 'metric'
  | 'manualId'
  | 'scope'
  | 'plan'
  | 'constraints'
  | 'milestones'
>
type Problem = { path: keyof Checked; code: string; words: string }
type Say = (path: keyof Checked, code: string, words: string) => void

/** What can be wrong between fields, told at the field where it can be mended. Server and form ask the same. */
export function goalProblems(goal: Partial<Checked>): Problem[] {
  const found: Problem[] = []
  const say: Say = (path, code, words) => found.push({ path, code, words })
  wayProblems(goal, say)
  numberProblems(goal, say)
  constraintProblems(goal, say)
  milestoneProblems(goal, say)
  return found
}

function wayProblems(
  { baseline, target, floor, startsOn, deadline, metric }: Partial<Checked>,
  say: Say,
): void {
  if (target !== undefined && target === baseline)
    say('target', 'goal_same_target', 'The target is where it stands now. Choose another number.')
  if (startsOn && deadline && deadline <= startsOn)
    say('deadline', 'goal_ends_before', 'The deadline must come after the start.')
  if (metric && measureOf(metric).unit === 'share') {
    const tooMuch = 'A share is at most 100 %.'
    if (target !== undefined && target > 1) say('target', 'goal_share', tooMuch)
    if (floor != null && floor > 1) say('floor', 'goal_share', tooMuch)
  }
  if (floor == null || target === undefined || baseline === undefined) return
  if (target > baseline ? floor >= target : floor <= target)
    say('floor', 'goal_floor', 'What is kept in any case must be easier than the target.')
}

function numberProblems({ metric, manualId, scope, plan, baseline }: Partial<Checked>, say: Say): void {
  if (!metric) return
  if ((metric === 'manual') !== (manualId != null))
    say('metric', 'goal_manual', 'Choose which number entered by hand is meant.')
  if (measureOf(metric).read === 'total' && baseline !== undefined && baseline !== 0)
    say('baseline', 'goal_from_zero', 'Posts are counted from the first day on, so it begins at 0.')
  if (metric === 'manual' && scope && scope.kind !== 'workspace' && scope.kind !== 'segment')
    say('scope', 'goal_manual_scope', 'A number entered by hand is of the whole workspace, or of a segment.')
  if ((metric === 'posts_planned') !== (plan != null))
    say('plan', 'goal_plan', 'Say for which days is planned.')
  if (plan && plan.to < plan.from)
    say('plan', 'goal_plan_ends', 'The last day of the plan must not come before the first.')
  if (measureOf(metric).subject === 'channel' && scope?.kind === 'campaign')
    say(
      'scope',
      'goal_campaign',
      'A campaign has no followers of its own. Choose a channel, or another number.',
    )
}

function constraintProblems({ metric, manualId, scope, constraints = [] }: Partial<Checked>, say: Say): void {
  const seen = new Set<string>()
  for (const one of constraints) {
    const { unit, subject, read } = measureOf(one.metric)
    if ((one.metric === 'manual') !== (one.manualId !== null))
      say('constraints', 'goal_manual', 'Choose which number entered by hand is meant.')
    if (read === 'total')
      say('constraints', 'goal_constraint_kind', 'Posts are counted by a goal of their own.')
    if (unit === 'share' && one.value > 1) say('constraints', 'goal_share', 'A share is at most 100 %.')
    if (subject === 'channel' && scope?.kind === 'campaign')
      say(
        'constraints',
        'goal_campaign',
        'A campaign has no followers of its own. Choose a channel, or another number.',
      )
    if (one.metric === metric && one.manualId === (manualId ?? null))
      say(
        'constraints',
        'goal_constraint_own',
        'That is the number of the goal itself. Say what must be kept as its floor.',
      )
    const key = `${one.metric} ${one.manualId} ${one.bound}`
    if (seen.has(key))
      say('constraints', 'goal_constraint_twice', 'The same bound stands there twice. Remove one.')
    seen.add(key)
  }
}

function milestoneProblems(
  { metric, startsOn, deadline, milestones = [] }: Partial<Checked>,
  say: Say,
): void {
  const days = milestones.map(({ day }) => day)
  if (new Set(days).size < days.length)
    say('milestones', 'goal_milestone_twice', 'Two milestones have the same day. Move one.')
  if (startsOn && deadline && days.some((day) => day <= startsOn || day >= deadline))
    say('milestones', 'goal_milestone_day', 'A milestone lies between the start and the deadline.')
  if (metric && measureOf(metric).unit === 'share' && milestones.some(({ value }) => value > 1))
    say('milestones', 'goal_share', 'A share is at most 100 %.')
}

export const GoalBody = z.object(fields).check(({ value, issues }) => {
  for (const { path, code, words } of goalProblems(value))
    issues.push({ code: 'custom', path: [path], message: words, params: { code }, input: value[path] })
})
export type GoalBody = z.infer<typeof GoalBody>

/** What is not named stays as it is; lists are named whole. */
export const GoalChange = z.object({
  name: fields.name.optional(),
  metric: fields.metric.optional(),
  manualId: fields.manualId.removeDefault().optional(),
  scope: fields.scope.optional(),
  baseline: fields.baseline.optional(),
  baselineWindow: fields.baselineWindow.removeDefault().optional(),
  target: fields.target.optional(),
  floor: fields.floor.removeDefault().optional(),
  startsOn: Day.optional(),
  deadline: Day.optional(),
  plan: fields.plan.removeDefault().optional(),
  ownerId: fields.ownerId.removeDefault().optional(),
  parentId: fields.parentId.removeDefault().optional(),
  objective: fields.objective.removeDefault().optional(),
  businessValue: fields.businessValue.removeDefault().optional(),
  people: fields.people.removeDefault().optional(),
  money: fields.money.removeDefault().optional(),
  constraints: fields.constraints.removeDefault().optional(),
  milestones: fields.milestones.removeDefault().optional(),
})
export type GoalChange = z.infer<typeof GoalChange>
