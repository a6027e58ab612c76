import type { UseQueryResult } from '@tanstack/react-query'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { Preview } from '../../../modules/plan/goals/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { Alert } from '../../kit/alert.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useSayDay } from './status.tsx'

type Props = {
  metric: MetricId
  deadline: string | undefined
  target: number | undefined
  preview: UseQueryResult<Preview>
}

/** Can it be reached? Said before the goal is set, with its uncertainty. */
export function OddsCard({ metric, deadline, target, preview }: Props) {
  const t = useWords('goals')
  const metrics = useMetrics()
  const formats = useFormats()
  const sayDay = useSayDay()
  const { data } = preview
  if (!data || !deadline) return null
  const { outlook, chance, learned, least } = data
  if (!outlook)
    return (
      <Alert tone="info">
        {learned.values < least
          ? t(learned.of === 'day' ? 'method.fewDays' : 'method.fewWeeks', { count: learned.values, least })
          : t('odds.tooFar')}
      </Alert>
    )
  const ahead = t('odds.ahead', {
    day: sayDay(deadline),
    median: metrics.say(metric, outlook.median),
    low: metrics.say(metric, outlook.low),
    high: metrics.say(metric, outlook.high),
  })
  if (chance === null || target === undefined) return <Alert tone="info">{ahead}</Alert>
  const tone = chance >= 0.9 ? 'good' : chance >= 0.2 ? 'info' : 'warn'
  const verdict = chance >= 0.9 ? t('odds.easy') : chance >= 0.2 ? t('odds.fair') : t('odds.hard')
  return (
    <Alert tone={tone}>
      {ahead} {t('odds.chance', { chance: formats.percent(chance, 0) })} {verdict}
    </Alert>
  )
}
