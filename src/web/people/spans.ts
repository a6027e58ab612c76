import { useWords } from '../kit/words.ts'

const dayMs = 86_400_000
const endless = 'endless'
const spans = [endless, '30', '90', '365'] as const

/** What is given to a program ends by itself unless somebody chooses otherwise. */
export const usualSpan = '90'

export const endOf = (span: string): string | null =>
  span === endless ? null : new Date(Date.now() + Number(span) * dayMs).toISOString()

/** For how long a key may be good. */
export function useSpanChoices() {
  const t = useWords('people')
  return spans.map((value) => ({
    value,
    label: value === endless ? t('keys.endless') : t('keys.days', { days: Number(value) }),
  }))
}
