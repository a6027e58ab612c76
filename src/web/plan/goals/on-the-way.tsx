import type { Goal } from '../../../modules/plan/goals/contract.ts'
import { useSayGoalNumber } from '../../api/goal-numbers.ts'
import { Badge } from '../../kit/badge.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useSayBound, useSayDay } from './status.tsx'

const boundTones = { kept: 'good', unlikely: 'warn', broken: 'bad', unknown: 'quiet' } as const
const milestoneTones = { reached: 'good', missed: 'bad', coming: 'quiet', unknown: 'quiet' } as const

/** What must not happen on the way, and where it is to stand on it; nothing where neither was said. */
export function OnTheWay({ goal }: { goal: Goal }) {
  const { constraints, milestones } = goal.standing
  if (constraints.length === 0 && milestones.length === 0) return null
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      {constraints.length > 0 && <Bounds goal={goal} />}
      {milestones.length > 0 && <Milestones goal={goal} />}
    </div>
  )
}

function Bounds({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const formats = useFormats()
  const say = useSayGoalNumber()
  const sayBound = useSayBound()
  return (
    <Card title={t('bounds.title')}>
      <ul className="divide-y divide-line">
        {goal.standing.constraints.map((one) => (
          <li
            key={`${one.metric}${one.manual?.id}${one.bound}`}
            className="flex items-start justify-between gap-3 py-2.5"
          >
            <span className="min-w-0">
              <span className="block">{sayBound(one)}</span>
              <span className="block text-sm text-muted figures">
                {t('bounds.now', { value: say(one, one.live.value) })}
                {one.chance !== null &&
                  ` · ${t('bounds.chance', { chance: formats.percent(one.chance, 0) })}`}
              </span>
            </span>
            <Badge tone={boundTones[one.state]}>{t(`bounds.states.${one.state}`)}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Milestones({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const formats = useFormats()
  const say = useSayGoalNumber()
  const sayDay = useSayDay()
  return (
    <Card title={t('milestones.title')}>
      <ol className="divide-y divide-line">
        {goal.standing.milestones.map(({ day, value, state, actual, chance }) => (
          <li key={day} className="flex items-start justify-between gap-3 py-2.5">
            <span className="min-w-0">
              <span className="block">
                {t('milestones.said', { value: say(goal, value), day: sayDay(day) })}
              </span>
              <span className="block text-sm text-muted figures">
                {actual !== null && t('milestones.actual', { value: say(goal, actual) })}
                {chance !== null && t('facts.chance', { chance: formats.percent(chance, 0) })}
              </span>
            </span>
            <Badge tone={milestoneTones[state]}>{t(`milestones.states.${state}`)}</Badge>
          </li>
        ))}
      </ol>
    </Card>
  )
}
