import { type Day, daysBetween } from '../../measure/numbers/index.ts'
import type {
  ConstraintStanding,
  GoalReason,
  GoalStatus,
  Milestone,
  MilestoneStanding,
  Standing,
} from './contract.ts'
import { lookAhead, type Outlook } from './outlook.ts'
import type { Output } from './output.ts'
import type { Reading } from './reading.ts'
import { sentence } from './sentences.ts'

/** From these chances on a goal is ahead, or on track; below, it is at risk. */
const aheadFrom = 0.9
const onTrackFrom = 0.5

type Wish = {
  baseline: number
  target: number
  floor: number | null
  startsOn: Day
  deadline: Day
  milestones: readonly Milestone[]
}

/** A constraint with the number that it binds. */
export type BoundReading = Pick<ConstraintStanding, 'metric' | 'manual' | 'bound' | 'value'> & {
  reading: Reading
}

/** How a goal stands on the day of the reading, and why. */
export function standingOf(goal: Wish, reading: Reading | Output, bounds: readonly BoundReading[]): Standing {
  const { today } = reading
  const over = today > goal.deadline
  const live = reading.on(over ? goal.deadline : today)
  const outlook = over ? null : lookAhead(reading)
  const pace = 'pace' in reading && !over ? reading.pace : null
  const rising = isRising(goal)
  const chanceOf = (value: number) =>
    pace ? pace.chance(value) : (outlook?.chance(goal.deadline, value, rising) ?? null)
  const chance = chanceOf(goal.target)
  const floorChance = goal.floor === null ? null : chanceOf(goal.floor)
  const constraints = bounds.map((one) => constraintOf(one, goal.deadline))
  const scheduled = 'scheduled' in reading ? reading.scheduled : null
  const known: Known = { goal, value: live.value, today, chance, floorChance, constraints, scheduled }
  const [status, reason] = 'scheduled' in reading ? judgeOutput(known) : judge(known)
  const standing: Omit<Standing, 'words'> = {
    status,
    reason,
    live,
    progress: live.value === null ? null : (live.value - goal.baseline) / (goal.target - goal.baseline),
    expected: onTheWay(goal, today),
    outlook: pace?.outlook ?? outlook?.on(goal.deadline) ?? null,
    chance,
    reachedOn: reachedOn(goal, reading, pace ?? outlook, status),
    daysLeft: daysBetween(today, goal.deadline),
    floorChance,
    constraints,
    milestones: goal.milestones.map((one) => milestoneOf(goal, one, reading, outlook)),
    scheduled,
    pace: pace?.madeOf ?? null,
  }
  return { ...standing, words: sentence(standing) }
}

type Known = {
  goal: Wish
  value: number | null
  today: Day
  chance: number | null
  floorChance: number | null
  constraints: readonly ConstraintStanding[]
  scheduled: number | null
}

const isRising = ({ baseline, target }: Wish): boolean => target > baseline

const holds = (goal: Wish, value: number, least: number): boolean =>
  isRising(goal) ? value >= least : value <= least

/** What is certain comes before what is foretold, and the past before both. */
function judge({ goal, value, today, chance, floorChance, constraints }: Known): [GoalStatus, GoalReason] {
  const over = today > goal.deadline
  const broken = constraints.some(({ state }) => state === 'broken')
  if (today < goal.startsOn) return ['open', 'not_begun']
  if (value === null) return ['open', 'no_data']
  if (holds(goal, value, goal.target)) return atTarget(over, broken)
  if (over) return ['missed', afterDeadline(goal, value)]
  if (broken) return ['at_risk', 'constraint_broken']
  if (constraints.some(({ state }) => state === 'unlikely')) return ['at_risk', 'constraint_unlikely']
  if (chance === null) return ['open', 'too_little_data']
  return byChance(chance, floorChance)
}

function byChance(chance: number, floorChance: number | null): [GoalStatus, GoalReason] {
  if (chance >= aheadFrom) return ['ahead', 'very_likely']
  if (chance >= onTrackFrom) return ['on_track', 'likely']
  if (floorChance === null) return ['at_risk', 'unlikely']
  return ['at_risk', floorChance >= onTrackFrom ? 'unlikely_floor_kept' : 'floor_unlikely']
}

function atTarget(over: boolean, broken: boolean): [GoalStatus, GoalReason] {
  if (!broken) return ['met', over ? 'reached_at_end' : 'reached']
  return over ? ['missed', 'reached_but_broken'] : ['at_risk', 'constraint_broken']
}

function afterDeadline(goal: Wish, value: number): GoalReason {
  if (goal.floor === null) return 'not_reached'
  return holds(goal, value, goal.floor) ? 'floor_kept' : 'floor_lost'
}

/** Posts are made by us: what counts is what is out, what is scheduled and the pace; without a past, an even pace is held against it. */
function judgeOutput(known: Known): [GoalStatus, GoalReason] {
  const { goal, value, today, scheduled, constraints, chance, floorChance } = known
  const over = today > goal.deadline
  if (today < goal.startsOn || value === null || over || holds(goal, value, goal.target)) return judge(known)
  if (constraints.some(({ state }) => state === 'broken')) return ['at_risk', 'constraint_broken']
  if (value + (scheduled ?? 0) >= goal.target && (chance ?? 1) >= onTrackFrom)
    return ['on_track', 'all_planned']
  if (chance !== null) return byChance(chance, floorChance)
  // Whole posts: on the first days of a goal none is due yet.
  return value >= Math.floor(onTheWay(goal, today)) ? ['on_track', 'at_pace'] : ['at_risk', 'behind_pace']
}

function constraintOf({ reading, ...one }: BoundReading, deadline: Day): ConstraintStanding {
  const over = reading.today > deadline
  const live = reading.on(over ? deadline : reading.today)
  const most = one.bound === 'most'
  const kept = over ? null : (lookAhead(reading)?.chance(deadline, one.value, !most) ?? null)
  const chance = kept === null ? null : 1 - kept
  const isBroken = live.value !== null && (most ? live.value > one.value : live.value < one.value)
  const soon = chance !== null && chance > onTrackFrom
  const state = live.value === null ? 'unknown' : isBroken ? 'broken' : soon ? 'unlikely' : 'kept'
  return { ...one, state, live, chance }
}

function milestoneOf(
  goal: Wish,
  { day, value }: Milestone,
  reading: Reading,
  outlook: Outlook | null,
): MilestoneStanding {
  const { today } = reading
  if (day > today) {
    const now = reading.on(today).value
    const there = now !== null && holds(goal, now, value)
    const chance = outlook?.chance(day, value, isRising(goal)) ?? null
    return { day, value, state: there ? 'reached' : 'coming', actual: null, chance }
  }
  const actual = reading.on(day).value
  const state = actual === null ? 'unknown' : holds(goal, actual, value) ? 'reached' : 'missed'
  return { day, value, state, actual, chance: null }
}

/** Where it would be on the straight way from baseline by the milestones to the target. */
function onTheWay({ baseline, target, startsOn, deadline, milestones }: Wish, today: Day): number {
  const knots = [
    { day: startsOn, value: baseline },
    ...milestones.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    { day: deadline, value: target },
  ]
  const next = knots.findIndex(({ day }) => day >= today)
  const [from, to] = [knots[next - 1], knots[next]]
  if (!to) return target
  if (!from) return baseline
  const share = daysBetween(from.day, today) / daysBetween(from.day, to.day)
  return from.value + (to.value - from.value) * share
}

/** When it was reached, if it is; otherwise when it is expected to be. */
type Reaching = { reaches(target: number, rising: boolean): Day | null }

function reachedOn(goal: Wish, reading: Reading, outlook: Reaching | null, status: GoalStatus): Day | null {
  const first = reading.points.find(
    ({ day, value }) => day >= goal.startsOn && value !== null && holds(goal, value, goal.target),
  )
  if (status === 'met') return first?.day ?? null
  return outlook?.reaches(goal.target, isRising(goal)) ?? null
}
