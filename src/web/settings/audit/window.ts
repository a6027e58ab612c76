import { addDays, type Day } from '../../kit/days.ts'
import { toInstant } from '../../kit/zone.ts'

export type Window = { from?: Day; to?: Day }

/** How many days back each of the usual windows begins; all end today. */
const back = { today: 0, last7: 6, last30: 29 } as const

export type Span = keyof typeof back

export const spans = Object.keys(back) as Span[]

export const windowOf = (span: Span, today: Day): Required<Window> => ({
  from: addDays(today, -back[span]),
  to: today,
})

/** The name of a window, as long as it is one of the usual ones as of today. */
export function spanOf({ from, to }: Window, today: Day): Span | 'any' | 'own' {
  if (!from && !to) return 'any'
  return spans.find((span) => to === today && from === windowOf(span, today).from) ?? 'own'
}

/** From the first moment of the first day to the first moment after the last. */
export const instantsOf = ({ from, to }: Window, zone: string): Window => ({
  ...(from && { from: startOf(from, zone) }),
  ...(to && { to: startOf(addDays(to, 1), zone) }),
})

const startOf = (day: Day, zone: string): string => toInstant(`${day}T00:00`, zone).at.toISOString()
