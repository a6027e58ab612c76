import { useMemo } from 'react'
import { type GoalNumber, measureOf } from '../../modules/plan/goals/plain/number.ts'
import { useFormats } from '../kit/format.ts'

/** Which number a goal is about, as far as its values are written. */
export type Numbered = { metric: GoalNumber; manual?: { unit: string } | null | undefined }
export type SayNumber = (of: Numbered, value: number | null) => string

/** A value of a goal's number, as it is written in the person's language and in the unit of what is entered by hand. */
export function useSayGoalNumber(): SayNumber {
  const formats = useFormats()
  return useMemo(
    () =>
      ({ metric, manual }, value) => {
        const { unit } = measureOf(metric)
        if (unit === 'share') return formats.percent(value, 2)
        const digits = { count: 0, perPost: 1, hand: 2 }[unit]
        const said = formats.number(value, { maximumFractionDigits: digits })
        return value !== null && manual?.unit ? `${said}\u00a0${manual.unit}` : said
      },
    [formats],
  )
}
