import { useLocale } from 'use-intl'
import { useWords } from '../../kit/words.ts'
import { readRule } from './rule.ts'

/** A rule in a few words: how often, and on which days. */
export function useRuleWords(): (rule: string | null) => string {
  const t = useWords('bulk')
  const locale = useLocale()
  return (rule) => {
    const { freq, interval, days } = readRule(rule)
    const often = t(`series.freqs.${freq}`)
    // The first of January 2029 is a Monday.
    const named = days.map((day) =>
      new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2029, 0, day)),
    )
    return [interval > 1 ? `${often} × ${interval}` : often, named.join(', ')].filter(Boolean).join(' · ')
  }
}
