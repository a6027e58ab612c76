import { MetricId } from '../../../modules/measure/metrics/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useWords } from '../../kit/words.ts'

/** What a count is called; `following` is none of the catalogue's numbers and has its name here. */
export function useMetricName(): (metric: string) => string {
  const t = useWords('brought')
  const metrics = useMetrics()
  return (metric) => {
    const known = MetricId.safeParse(metric)
    return known.success ? metrics.name(known.data) : t('following')
  }
}
