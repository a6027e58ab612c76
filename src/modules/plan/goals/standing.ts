import { type Day, daysBetween } from '../../measure/numbers/index.ts'
import type { GoalReason, GoalStatus, Standing } from './contract.ts'
import { lookAhead, type Outlook } from './outlook.ts'
import type { Reading } from './reading.ts'

/** From these chances on a goal is ahead, or on track; below, it is at risk. */
const aheadFrom = 0.9
const onTrackFrom = 0.5

type Wish = { baseline: number; target: number; startsOn: Day; deadline: Day }

/** How a goal stands on the day of the reading, and why. */
export function standingOf(goal: Wish, reading: Reading): Standing {
  const { today } = reading
  const over = today > goal.deadline
  const live = reading.on(over ? goal.deadline : today)
  const outlook = over ? null : lookAhead(reading)
  const rising = goal.target > goal.baseline
  const chance = outlook?.chance(goal.deadline, goal.target, rising) ?? null
  const [status, reason] = judge(goal, live.value, today, chance)
  const standing: Omit<Standing, 'words'> = {
    status,
    reason,
    live,
    progress: live.value === null ? null : (live.value - goal.baseline) / (goal.target - goal.baseline),
    expected: straight(goal, today),
    outlook: outlook?.on(goal.deadline) ?? null,
    chance,
    reachedOn: reachedOn(goal, reading, outlook, status),
    daysLeft: Math.max(0, daysBetween(today, goal.deadline)),
  }
  return { ...standing, words: sentence(standing) }
}

function judge(
  goal: Wish,
  value: number | null,
  today: Day,
  chance: number | null,
): [GoalStatus, GoalReason] {
  const over = today > goal.deadline
  if (today < goal.startsOn) return ['open', 'not_begun']
  if (value === null) return ['open', 'no_data']
  if (reaches(goal, value)) return ['met', over ? 'reached_at_end' : 'reached']
  if (over) return ['missed', 'not_reached']
  if (chance === null) return ['open', 'too_little_data']
  if (chance >= aheadFrom) return ['ahead', 'very_likely']
  return chance >= onTrackFrom ? ['on_track', 'likely'] : ['at_risk', 'unlikely']
}

const reaches = ({ baseline, target }: Wish, value: number): boolean =>
  target > baseline ? value >= target : value <= target

/** Where a straight way from the baseline to the target would be. */
function straight({ baseline, target, startsOn, deadline }: Wish, today: Day): number {
  const share = daysBetween(startsOn, today) / daysBetween(startsOn, deadline)
  return baseline + (target - baseline) * Math.min(1, Math.max(0, share))
}

/** When it was reached, if it is; otherwise when it is expected to be. */
function reachedOn(goal: Wish, reading: Reading, outlook: Outlook | null, status: GoalStatus): Day | null {
  const first = reading.points.find(
    ({ day, value }) => day >= goal.startsOn && value !== null && reaches(goal, value),
  )
  if (status === 'met') return first?.day ?? null
  return outlook?.reaches(goal.target, goal.target > goal.baseline) ?? null
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const sentences: Record<GoalReason, (standing: Omit<Standing, 'words'>) => string> = {
  reached: () => 'The target is reached.',
  reached_at_end: () => 'The target was reached by the deadline.',
  not_reached: () => 'The deadline is over and the target was not reached.',
  very_likely: ({ chance }) => `The target will very likely be reached (${percent(chance ?? 0)}).`,
  likely: ({ chance }) => `The target will more likely than not be reached (${percent(chance ?? 0)}).`,
  unlikely: ({ chance }) =>
    `The target will probably not be reached as things go now (chance ${percent(chance ?? 0)}).`,
  too_little_data: () => 'There is too little past, for so far ahead, to forecast from.',
  no_data: () => 'There is no number yet to hold the goal against.',
  not_begun: () => 'The goal has not begun yet.',
}

const sentence = (standing: Omit<Standing, 'words'>): string => sentences[standing.reason](standing)
