import type { Goal, GoalStatus, Standing } from '../../../modules/plan/goals/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import type { State } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

/** A goal that missed its deadline is not "missed" as a delivery is. */
const stateOf = (status: GoalStatus): State => (status === 'missed' ? 'behind' : status)

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

/** Why a goal stands as it does, as sentences. */
export function useReason(): (standing: Standing) => string {
  const t = useWords('goals')
  const formats = useFormats()
  const say = useSayDay()
  return (standing) => {
    const { reason, chance, reachedOn, status } = standing
    const first = t(`reasons.${reason}`, { chance: formats.percent(chance, 0) })
    if (!reachedOn) return first
    return `${first} ${t(status === 'met' ? 'reachedSince' : 'reachedBy', { day: say(reachedOn) })}`
  }
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
  const metrics = useMetrics()
  return ({ metric, standing, target }) =>
    t('way', { value: metrics.say(metric, standing.live.value), target: metrics.say(metric, target) })
}
