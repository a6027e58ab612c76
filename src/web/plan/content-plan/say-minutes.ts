import type { useWords } from '../../kit/words.ts'

type Say = ReturnType<typeof useWords<'plan'>>

/** Hours where it is whole hours. */
export const sayMinutes = (t: Say, minutes: number): string =>
  minutes % 60 === 0 ? t('dates.hours', { count: minutes / 60 }) : t('dates.minutes', { count: minutes })
