import { useMemo } from 'react'
import { type GoalNumber, isOwn, type Manual } from '../../../modules/plan/goals/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useWords } from '../../kit/words.ts'

type Named = { metric: GoalNumber; manual?: Pick<Manual, 'name'> | null | undefined }

/** What a goal's number is called, and what it means. */
export function useGoalNames() {
  const t = useWords('goals')
  const metrics = useMetrics()
  return useMemo(
    () => ({
      name({ metric, manual }: Named): string {
        if (metric === 'manual') return manual?.name || t('numbers.gone')
        return isOwn(metric) ? t(`numbers.${metric}`) : metrics.name(metric)
      },
      help: (metric: GoalNumber): string =>
        isOwn(metric) ? t(`numbers.${metric}_help`) : metrics.formula(metric),
    }),
    [t, metrics],
  )
}
