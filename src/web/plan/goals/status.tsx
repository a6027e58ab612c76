import type {
  ConstraintStanding,
  ConstraintState,
  Goal,
  GoalReason,
  GoalStatus,
  Standing,
} from '../../../modules/plan/goals/contract.ts'
import { type SayNumber, useSayGoalNumber } from '../../api/goal-numbers.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import type { State } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { useGoalNames } from './use-goal-names.ts'

/** A goal that missed its deadline is not "missed" as a delivery is. */
export const stateOf = (status: GoalStatus): State => (status === 'missed' ? 'behind' : status)

export const StatusBadge = ({ status }: { status: GoalStatus }) => <StateBadge state={stateOf(status)} />

export const tones = {
  at_risk: 'warn',
  missed: 'bad',
  open: 'accent',
  on_track: 'good',
  ahead: 'good',
  met: 'good',
} as const satisfies Record<GoalStatus, string>

/** A civil day as the language writes it. */
export function useSayDay(): (day: string) => string {
  const { locale } = useFormats()
  return (day) => sayDay(day, locale, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** Where the day on which the target would be reached belongs to the reason. */
const foretold: ReadonlySet<GoalReason> = new Set([
  ...(['very_likely', 'likely', 'unlikely'] as const),
  ...(['unlikely_floor_kept', 'floor_unlikely'] as const),
])

/** Why a goal stands as it does, as sentences. */
export function useReason(): (standing: Standing) => string {
  const t = useWords('goals')
  const formats = useFormats()
  const say = useSayDay()
  const sayBound = useSayBound()
  return (standing) => {
    const { reason, chance, floorChance, scheduled, reachedOn, status, constraints } = standing
    const said = (state: ConstraintState) =>
      constraints
        .filter((one) => one.state === state)
        .map(sayBound)
        .join(', ')
    const first = t(`reasons.${reason}`, {
      chance: formats.percent(chance, 0),
      floorChance: formats.percent(floorChance, 0),
      scheduled: scheduled ?? 0,
      broken: said('broken'),
      unlikely: said('unlikely'),
    })
    if (!reachedOn || !(status === 'met' || foretold.has(reason))) return first
    return `${first} ${t(status === 'met' ? 'reachedSince' : 'reachedBy', { day: say(reachedOn) })}`
  }
}

type Bound = Pick<ConstraintStanding, 'metric' | 'manual' | 'bound' | 'value'>

/** "Ad spend at most 500 €". */
export function useSayBound(): (bound: Bound) => string {
  const t = useWords('goals')
  const names = useGoalNames()
  const say = useSayGoalNumber()
  return (one) =>
    t('bounds.said', { name: names.name(one), bound: t(`bounds.${one.bound}`), value: say(one, one.value) })
}

/** Whose number it is: the whole workspace, a network, a channel, a campaign. */
export function useSayScope(): (goal: Goal) => string {
  const t = useWords('goals')
  return ({ scope, scopeName }) =>
    scope.kind === 'workspace' ? t('scopes.workspace') : (scopeName ?? t('scopeGone'))
}

/** `3,912 of 4,100`. */
export function useSayWay(): (goal: Goal) => string {
  const t = useWords('goals')
  const say: SayNumber = useSayGoalNumber()
  return (goal) => t('way', { value: say(goal, goal.standing.live.value), target: say(goal, goal.target) })
}
