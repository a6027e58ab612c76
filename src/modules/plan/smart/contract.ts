import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Constraint, GoalMetric, GoalNumber, GoalScope, scopeKinds } from '../goals/contract.ts'
import { Objective } from '../objectives/contract.ts'

const Day = z.iso.date()

/** What people want and no network tells. Entered by hand, it can be a goal all the same. */
export const things = [
  'sales',
  'revenue',
  'orders',
  'store_visits',
  'site_visits',
  'leads',
  'customers',
  'cost_per_customer',
  'ad_spend',
  'applications',
] as const
export const Thing = z.enum(things)
export type Thing = z.infer<typeof Thing>

/** A goal in the making: whatever of it is known. */
export const Draft = z.object({
  metric: GoalNumber.nullable(),
  manualId: Id.nullable(),
  /** What it is about instead, when no network tells that. */
  thing: Thing.nullable(),
  scope: GoalScope,
  baseline: z.number().nullable(),
  /** The days from which the baseline was taken; null when the sentence says it. */
  baselineWindow: z.object({ from: Day, to: Day }).nullable(),
  target: z.number().nullable(),
  floor: z.number().nullable(),
  startsOn: Day.nullable(),
  deadline: Day.nullable(),
  plan: z.object({ from: Day, to: Day }).nullable(),
  constraints: z.array(Constraint),
  objective: Objective.nullable(),
  people: z.string(),
  money: z.string(),
})
export type Draft = z.infer<typeof Draft>

export const SmartLetter = z.enum(['S', 'M', 'A', 'R', 'T'])
export type SmartLetter = z.infer<typeof SmartLetter>

/** `good`; `weak`: it holds, and could be better; `missing`: it does not hold; `open`: nobody can tell yet. */
export const LetterState = z.enum(['good', 'weak', 'missing', 'open'])
export type LetterState = z.infer<typeof LetterState>

export const LetterReason = z.enum([
  ...(['one_number', 'no_number', 'not_joined'] as const),
  ...([
    'measured',
    'counted',
    'no_data',
    'not_told',
    'by_hand',
    'no_target',
    'no_baseline',
    'same_target',
  ] as const),
  ...(['likely', 'easy', 'effort', 'hard', 'no_limits', 'pace', 'cannot_tell'] as const),
  ...(['linked', 'no_objective', 'beside_strategy'] as const),
  ...(['until', 'no_deadline', 'over', 'far'] as const),
])
export type LetterReason = z.infer<typeof LetterReason>

/** One field that would mend a letter. Without a value a person has to say it. */
export const Mend = z.object({
  /** `manual`: the value names a thing that is to be entered by hand from now on. */
  field: z.enum([
    'metric',
    'manual',
    'scope',
    'baseline',
    'target',
    'deadline',
    'objective',
    'people',
    'money',
  ]),
  value: z.union([z.string(), z.number(), GoalScope]).nullable(),
})
export type Mend = z.infer<typeof Mend>

export const Letter = z.object({
  letter: SmartLetter,
  state: LetterState,
  reason: LetterReason,
  /** The reason as a sentence; the screen says it in its own language. */
  words: z.string(),
  /** What the sentence speaks of: a share for a chance, a day, a name. */
  facts: z.object({
    chance: z.number().optional(),
    day: Day.optional(),
    days: z.number().int().optional(),
    value: z.number().optional(),
    name: z.string().optional(),
    objective: Objective.optional(),
  }),
  mend: Mend.nullable(),
})
export type Letter = z.infer<typeof Letter>

export const SmartQuery = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe('A wish as somebody would say it, in any of our languages'),
})
export type SmartQuery = z.infer<typeof SmartQuery>

/** How the number of the sentence was understood. */
export const Understood = z.object({
  kind: z.enum(['by_percent', 'by', 'to', 'times', 'each_day', 'each_week', 'each_month', 'none']),
  value: z.number().nullable(),
  /** What was read as the deadline, as it was written. */
  deadline: z.string().nullable(),
  climate: z
    .enum(['north', 'south', 'thai'])
    .nullable()
    .describe('Of a deadline by the season: whose seasons were taken, by the zone of the workspace'),
})

/** Why something that must not happen on the way cannot be watched. */
export const NotHeld = z.enum(['by_hand', 'no_baseline', 'counted', 'twice'])
export type NotHeld = z.infer<typeof NotHeld>

export const SmartGoal = z.object({
  /** The part of the sentence that it is made of. */
  said: z.string(),
  draft: Draft,
  understood: Understood,
  letters: z.array(Letter),
  /** What a constraint speaks of and nobody tells yet. */
  unwatched: z.array(Thing),
  /** Bounds of the sentence that are not in the draft, as they were written, each with the reason. */
  notHeld: z.array(z.object({ said: z.string(), reason: NotHeld, words: z.string() })),
  /** Numbers of the sentence that mean nothing here, as they were written. */
  unread: z.array(z.string()),
})
export type SmartGoal = z.infer<typeof SmartGoal>

export const SmartAnswer = z.object({
  /** One for each result that the sentence speaks of. */
  goals: z.array(SmartGoal),
  /** Words that sound like a goal and cannot be measured, as they were written. */
  vague: z.array(z.string()),
  /** Results beyond the first five, as they were written: say them by themselves. */
  left: z.array(z.string()),
})
export type SmartAnswer = z.infer<typeof SmartAnswer>

const Amount = z.coerce.number().min(0).max(1e12).optional()

/** A goal in the making as its fields stand; what is empty is left out. */
export const LettersQuery = z.object({
  metric: GoalMetric.optional(),
  manualId: Id.optional(),
  thing: Thing.optional(),
  scopeKind: z.enum(scopeKinds).default('workspace'),
  scopeId: z.string().max(60).toLowerCase().optional(),
  baseline: Amount,
  target: Amount,
  startsOn: Day.optional(),
  deadline: Day.optional(),
  planFrom: Day.optional(),
  planTo: Day.optional(),
  objective: Objective.optional(),
  people: z.string().max(200).default(''),
  money: z.string().max(200).default(''),
})
export type LettersQuery = z.infer<typeof LettersQuery>
export const Letters = z.object({ letters: z.array(Letter) })
export type Letters = z.infer<typeof Letters>
