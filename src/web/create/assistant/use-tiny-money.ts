import { useCallback } from 'react'
import { useFormats } from '../../kit/format.ts'

/** Money that may be less than the smallest coin, from millionths of the currency: as many digits as it takes to see it. */
export function useTinyMoney(): (micros: number, currency: string) => string {
  const formats = useFormats()
  return useCallback(
    (micros, currency) => {
      const value = micros / 1_000_000
      const digits = micros === 0 || value >= 1 ? 2 : value >= 0.01 ? 3 : 5
      return formats.number(value, {
        ...{ style: 'currency', currency },
        ...{ minimumFractionDigits: 2, maximumFractionDigits: digits },
      })
    },
    [formats],
  )
}
