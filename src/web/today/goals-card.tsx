import { Link } from '@tanstack/react-router'
import type { GoalLine } from '../../modules/plan/waiting/contract.ts'
import { useSayGoalNumber } from '../api/goal-numbers.ts'
import { StateBadge } from '../kit/badge.tsx'
import { Card } from '../kit/page.tsx'
import { Progress } from '../kit/progress.tsx'
import type { State } from '../kit/state.ts'
import { useWords } from '../kit/words.ts'
import { useGoals } from './use-today.ts'

/** The worst first. */
const order = ['at_risk', 'missed', 'open', 'on_track', 'ahead', 'met'] as const

/** A goal that missed its deadline is not "missed" as a delivery is. */
const stateOf = (status: GoalLine['standing']['status']): State => (status === 'missed' ? 'behind' : status)

const tones = {
  at_risk: 'warn',
  missed: 'bad',
  open: 'accent',
  on_track: 'good',
  ahead: 'good',
  met: 'good',
} as const

export function GoalsCard() {
  const t = useWords('today')
  const goals = useGoals()
  const list = [...(goals.data?.items ?? [])]
    .sort((a, b) => order.indexOf(a.standing.status) - order.indexOf(b.standing.status))
    .slice(0, 4)
  if (list.length === 0) return null
  return (
    <Card flush title={t('goals.title')}>
      <ul className="divide-y divide-line">
        {list.map((goal) => (
          <GoalRow key={goal.id} goal={goal} />
        ))}
      </ul>
    </Card>
  )
}

function GoalRow({ goal }: { goal: GoalLine }) {
  const t = useWords('today')
  const sayNumber = useSayGoalNumber()
  const { status, live, progress, daysLeft } = goal.standing
  const say = (value: number | null) => sayNumber(goal, value)
  return (
    <li>
      <Link to={`/goals/${goal.id}`} className="flex flex-col gap-2 px-4 py-3 hover:bg-hover md:px-5">
        <span className="flex items-center justify-between gap-3">
          <span className="min-w-0 truncate font-medium">{goal.name}</span>
          <StateBadge state={stateOf(status)} />
        </span>
        <Progress share={Math.max(0, progress ?? 0)} label={goal.name} tone={tones[status]} />
        <span className="flex justify-between gap-3 text-sm text-muted figures">
          <span>{t('goals.of', { value: say(live.value), target: say(goal.target) })}</span>
          <span>{daysLeft >= 0 ? t('goals.daysLeft', { count: daysLeft }) : t('goals.over')}</span>
        </span>
      </Link>
    </li>
  )
}
