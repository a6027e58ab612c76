/** How a goal stands, and why. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'
import { Coverage, Missing } from '../../../measure/numbers/contract.ts'
import { Milestone } from './body.ts'
import { GoalNumber, GoalStatus } from './number.ts'

const Day = z.iso.date()

export const GoalReason = z.enum([
  /** The target is reached now, before the deadline. */
  'reached',
  /** The deadline is over and the target was reached on it. */
  'reached_at_end',
  /** … but a constraint was broken. */
  'reached_but_broken',
  /** The deadline is over and the target was not reached. */
  'not_reached',
  /** … and what was to be kept in any case was kept. */
  'floor_kept',
  /** … and was not kept either. */
  'floor_lost',
  /** The forecast reaches the target with a chance of 90 % or more. */
  'very_likely',
  /** … of 50 % or more. */
  'likely',
  /** … of less than 50 %. */
  'unlikely',
  /** … and the floor is likely to be kept. */
  'unlikely_floor_kept',
  /** … and the floor is not likely to be kept either. */
  'floor_unlikely',
  /** A constraint is broken now. */
  'constraint_broken',
  /** A constraint is more likely than not to be broken on the deadline. */
  'constraint_unlikely',
  /** What is out and what is scheduled until the deadline make up the target. */
  'all_planned',
  /** As many are out as an even pace asks for. */
  'at_pace',
  /** Fewer are out than an even pace asks for, and too few are scheduled. */
  'behind_pace',
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

/** `unlikely`: it is kept now, and more likely than not to be broken on the deadline. */
export const ConstraintState = z.enum(['kept', 'unlikely', 'broken', 'unknown'])
export type ConstraintState = z.infer<typeof ConstraintState>

export const Manual = z.object({ id: Id, name: z.string(), unit: z.string() })
export type Manual = z.infer<typeof Manual>

export const ConstraintStanding = z.object({
  metric: GoalNumber,
  manual: Manual.nullable(),
  bound: z.enum(['most', 'least']),
  value: z.number(),
  state: ConstraintState,
  live: Live,
  /** Probability that it is broken on the deadline. Null where nothing can be foretold. */
  chance: z.number().nullable(),
})
export type ConstraintStanding = z.infer<typeof ConstraintStanding>

export const MilestoneStanding = Milestone.extend({
  /** `coming`: its day is not over. `unknown`: there was no number on its day. */
  state: z.enum(['reached', 'missed', 'coming', 'unknown']),
  /** What the number was on its day; of one that is coming null. */
  actual: z.number().nullable(),
  /** Probability that it is reached on its day; null when that is over, or nothing can be foretold. */
  chance: z.number().nullable(),
})
export type MilestoneStanding = z.infer<typeof MilestoneStanding>

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
  daysLeft: z.number().int().describe('To its last day; below nothing once that is over'),
  /** Probability that what must be kept in any case is kept on the deadline; null without a floor or a forecast. */
  floorChance: z.number().nullable(),
  constraints: z.array(ConstraintStanding),
  milestones: z.array(MilestoneStanding),
  /** Of a goal that counts posts that are out: how many more are scheduled until the deadline. */
  scheduled: z.number().int().nullable(),
  pace: z
    .object({
      perWeek: z.number().nullable().describe('What a usual week brings; null when too few weeks are known'),
      weeks: z.int().describe('So many whole weeks were looked at'),
      scheduled: z.int().describe('So many are scheduled until the deadline'),
      kept: z.number().describe('So surely does what is scheduled go out'),
    })
    .nullable()
    .describe('What the chance of a goal that counts posts is made of; null of other goals'),
})
export type Standing = z.infer<typeof Standing>
