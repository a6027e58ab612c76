import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Goal, measureOf } from '../../../modules/plan/goals/contract.ts'
import { useSayGoalNumber } from '../../api/goal-numbers.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { StatusBadge, tones, useReason, useSayDay, useSayScope } from './status.tsx'
import { useGoalNames } from './use-goal-names.ts'

/** Where it stands, where it should be, and what is foretold. */
export function StandingCard({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const names = useGoalNames()
  const reason = useReason()
  const sayScope = useSayScope()
  const { range } = useFormats()
  const { standing } = goal
  const { read } = measureOf(goal.metric)
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="max-w-2xl text-lg">{reason(standing)}</p>
        <StatusBadge status={standing.status} />
      </div>
      <p className="mt-1 text-sm text-muted">
        {names.name(goal)} · {sayScope(goal)}
        {read === 'window' && ` · ${t('over28')}`}
        {read === 'week' && ` · ${t('overWeek')}`}
        {goal.plan && ` · ${t('facts.plan', { days: range(goal.plan.from, goal.plan.to) })}`}
      </p>
      <div className="mt-4">
        <Progress
          share={standing.progress ?? 0}
          label={t('progressOf', { name: goal.name })}
          tone={tones[standing.status]}
        />
      </div>
      <Facts goal={goal} />
      {standing.pace && standing.chance !== null && standing.status !== 'met' && (
        <MadeOf pace={standing.pace} />
      )}
      <Purpose goal={goal} />
    </Card>
  )
}

/** What the chance of a goal that counts posts is made of. */
function MadeOf({ pace }: { pace: NonNullable<Goal['standing']['pace']> }) {
  const t = useWords('goals')
  const formats = useFormats()
  const { perWeek, weeks, scheduled, kept } = pace
  return (
    <p className="mt-3 text-sm text-muted">
      {perWeek === null
        ? t('pace.scheduledOnly', { scheduled })
        : t('pace.both', {
            perWeek: formats.number(perWeek, { maximumFractionDigits: 1 }),
            weeks,
            scheduled,
          })}{' '}
      {t('pace.kept', { share: formats.percent(kept, 0) })}
    </p>
  )
}

/** What it is for and what it may take, as far as somebody said so. */
function Purpose({ goal: { objective, businessValue, people, money, parent } }: { goal: Goal }) {
  const t = useWords('goals')
  const purpose = [objective && t(`objectives.${objective}`), businessValue].filter(Boolean).join(' · ')
  const limits = [people, money].filter(Boolean).join(' · ')
  if (!purpose && !limits && !parent) return null
  return (
    <div className="mt-4 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-4 text-sm">
      <dl className="contents">
        {purpose && <Said name={t('facts.purpose')} words={purpose} />}
        {limits && <Said name={t('facts.limits')} words={limits} />}
      </dl>
      {parent && (
        <p className="self-end">
          <Link to={`/goals/${parent.id}`} className="text-accent hover:underline">
            {t('facts.beneath', { name: parent.name })}
          </Link>
        </p>
      )}
    </div>
  )
}

const Said = ({ name, words }: { name: string; words: string }) => (
  <div className="min-w-0">
    <dt className="text-muted">{name}</dt>
    <dd className="break-words">{words}</dd>
  </div>
)

function Facts({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const metrics = useMetrics()
  const formats = useFormats()
  const sayDay = useSayDay()
  const sayNumber = useSayGoalNumber()
  const { standing, baselineWindow } = goal
  const { live, outlook, chance, scheduled } = standing
  const { read } = measureOf(goal.metric)
  const say = (value: number | null) => sayNumber(goal, value)
  const partial =
    live.coverage && live.coverage.channels.have < live.coverage.channels.of
      ? t('ofChannels', live.coverage.channels)
      : null
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]">
      <Fact
        name={t('facts.now')}
        value={say(live.value)}
        more={
          live.missing
            ? metrics.missing(live.missing)
            : (partial ?? t('facts.onDay', { day: sayDay(live.day) }))
        }
        also={scheduled === null ? null : t('facts.scheduled', { count: scheduled })}
      />
      <Fact
        name={t('facts.target')}
        value={say(goal.target)}
        more={`${t('by', { day: sayDay(goal.deadline) })} · ${standing.daysLeft < 0 ? t('facts.over') : t('facts.daysLeft', { count: standing.daysLeft })}`}
      />
      {goal.floor !== null && (
        <Fact
          name={t('facts.floor')}
          value={say(goal.floor)}
          more={
            standing.floorChance === null
              ? null
              : t('facts.floorChance', { chance: formats.percent(standing.floorChance, 0) })
          }
        />
      )}
      {read !== 'total' && (
        <Fact
          name={t('facts.start')}
          value={say(goal.baseline)}
          more={
            baselineWindow
              ? t('facts.measured', { day: sayDay(baselineWindow.to) })
              : t('facts.typed', { day: sayDay(goal.startsOn) })
          }
        />
      )}
      <Fact name={t('facts.straight')} value={say(standing.expected)} more={t('facts.straightHelp')} />
      {(read !== 'total' || standing.pace) && (
        <Fact
          name={t('facts.outlook')}
          value={say(outlook?.median ?? null)}
          more={
            outlook
              ? t('facts.interval', { low: say(outlook.low), high: say(outlook.high) })
              : t('facts.noOutlook')
          }
          also={chance === null ? null : t('facts.chance', { chance: formats.percent(chance, 0) })}
        />
      )}
    </dl>
  )
}

type FactProps = { name: string; value: string; more: ReactNode; also?: ReactNode }

const Fact = ({ name, value, more, also }: FactProps) => (
  <div>
    <dt className="text-sm text-muted">{name}</dt>
    <dd>
      <span className="text-xl font-semibold figures">{value}</span>
      <span className="block text-sm text-muted">{more}</span>
      {also && <span className="block text-sm text-muted">{also}</span>}
    </dd>
  </div>
)
