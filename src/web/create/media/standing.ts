import { type Media, warnDays } from '../../../modules/create/media/contract.ts'

export type Standing = 'withdrawn' | 'ended' | 'soon' | 'ending'

/** How things stand with the right to show it; null while there is nothing to say. */
export function standingOf({ consent, usableEnd }: Media, now: Date): Standing | null {
  if (consent === 'withdrawn') return 'withdrawn'
  if (usableEnd === null) return null
  const days = (Date.parse(usableEnd) - now.getTime()) / 86_400_000
  if (days <= 0) return 'ended'
  return days <= warnDays[1] ? 'soon' : days <= warnDays[0] ? 'ending' : null
}
