import { useMemo } from 'react'
import { type MetricId, metricOf } from '../../modules/measure/metrics/contract.ts'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'

/** Numbers of the catalogue in the person's language: their names, what they mean, and how their values are written. */
export function useMetrics() {
  const t = useWords('metrics')
  const formats = useFormats()
  return useMemo(() => {
    const say = (id: MetricId, value: number | null): string => {
      const { unit } = metricOf(id)
      if (unit === 'share') return formats.percent(value, 2)
      return formats.number(value, { maximumFractionDigits: unit === 'perPost' ? 1 : 0 })
    }
    return {
      name: (id: MetricId) => t(`names.${id}`),
      formula: (id: MetricId) => t(`formulas.${id}`),
      say,
      /** A difference with its sign; of shares in percentage points. */
      sayDifference: (id: MetricId, value: number): string => {
        const signed = { signDisplay: 'exceptZero' } as const
        const { unit } = metricOf(id)
        if (unit === 'share')
          return t('points', { value: formats.number(value * 100, { ...signed, maximumFractionDigits: 2 }) })
        return formats.number(value, { ...signed, maximumFractionDigits: unit === 'perPost' ? 1 : 0 })
      },
      /** Why there is a dash. */
      missing: (reason: 'not_told' | 'no_data' | 'no_posts' | 'zero_base') => t(`missing.${reason}`),
    }
  }, [t, formats])
}
