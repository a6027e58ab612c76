import type { UseQueryResult } from '@tanstack/react-query'
import { measureOf, type Preview } from '../../../modules/plan/goals/contract.ts'
import { type Numbered, useSayGoalNumber } from '../../api/goal-numbers.ts'
import { Alert } from '../../kit/alert.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useSayDay } from './status.tsx'

type Props = {
  of: Numbered
  deadline: string | undefined
  target: number | undefined
  preview: UseQueryResult<Preview>
}

/** Can it be reached? Said before the goal is set, with its uncertainty. */
export function OddsCard({ of, deadline, target, preview }: Props) {
  const t = useWords('goals')
  const say = useSayGoalNumber()
  const formats = useFormats()
  const sayDay = useSayDay()
  const { data } = preview
  if (!data || !deadline || measureOf(of.metric).read === 'total') return null
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
    median: say(of, outlook.median),
    low: say(of, outlook.low),
    high: say(of, outlook.high),
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
