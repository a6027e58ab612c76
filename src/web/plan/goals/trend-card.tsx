import { useMemo } from 'react'
import { type Goal, measureOf, type Trend } from '../../../modules/plan/goals/contract.ts'
import { useSayGoalNumber } from '../../api/goal-numbers.ts'
import { useProblemWords } from '../../api/words.ts'
import { Chart } from '../../kit/chart.tsx'
import { sayDay } from '../../kit/days.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { drawTrend } from './drawn.ts'
import { useGoalNames } from './use-goal-names.ts'
import { useTrend } from './use-goals.ts'

/** The way so far and the fan of what may come, against the target. */
export function TrendCard({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const words = useProblemWords()
  const trend = useTrend(goal.id)
  return (
    <Card
      title={t('trend')}
      help={trend.data && measureOf(goal.metric).read !== 'total' && <Learned trend={trend.data} />}
    >
      {trend.isPending && <Skeleton className="h-72 w-full" />}
      {trend.error && <ErrorState small words={words(trend.error)} onRetry={() => void trend.refetch()} />}
      {trend.data && trend.data.points.length === 0 && (
        <p className="py-12 text-center text-muted">{t('noTrend')}</p>
      )}
      {trend.data && trend.data.points.length > 0 && <Drawn goal={goal} trend={trend.data} />}
    </Card>
  )
}

/** What the forecast rests on, or what it lacks. */
function Learned({ trend }: { trend: Trend }) {
  const t = useWords('goals')
  const { learned, least, forecast, weekly } = trend
  if (forecast.length > 0)
    return [
      t(learned.of === 'day' ? 'method.days' : 'method.weeks', { count: learned.values }),
      weekly && t('method.rhythm'),
    ]
      .filter(Boolean)
      .join(' ')
  if (learned.values < least)
    return t(learned.of === 'day' ? 'method.fewDays' : 'method.fewWeeks', {
      count: learned.values,
      least,
    })
  return null
}

function Drawn({ goal, trend }: { goal: Goal; trend: Trend }) {
  const t = useWords('goals')
  const names = useGoalNames()
  const say = useSayGoalNumber()
  const { locale } = useFormats()
  const data = useMemo(
    () =>
      drawTrend(goal, trend, {
        value: names.name(goal),
        forecast: t('forecast'),
        target: t('facts.target'),
        floor: t('facts.floor'),
      }),
    [goal, trend, names, t],
  )
  return (
    <Chart
      label={t('trend')}
      data={data}
      height={300}
      fromZero={false}
      format={(value) => say(goal, value)}
      formatX={(day) => sayDay(day, locale, { day: 'numeric', month: 'short' })}
    />
  )
}
