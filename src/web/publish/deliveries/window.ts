import { addDays, type Day } from '../../kit/days.ts'
import { toInstant } from '../../kit/zone.ts'

export type Window = { from?: Day; to?: Day }

/** Windows that people choose most, by what they add to today. */
const spans = {
  today: [0, 0],
  next7: [0, 6],
  last7: [-6, 0],
  last30: [-29, 0],
} as const

export type Span = keyof typeof spans

export const spanNames = Object.keys(spans) as Span[]

export function windowOf(span: Span, today: Day): Required<Window> {
  const [first, last] = spans[span]
  return { from: addDays(today, first), to: addDays(today, last) }
}

/** The name of a window, as long as it is one of the usual ones as of today. */
export function nameOf({ from, to }: Window, today: Day): Span | 'any' | 'own' {
  if (!from && !to) return 'any'
  const found = spanNames.find((span) => {
    const usual = windowOf(span, today)
    return usual.from === from && usual.to === to
  })
  return found ?? 'own'
}

/** Days as instants: from the first moment of the first to the first moment after the last. */
export const instantsOf = ({ from, to }: Window, zone: string): { from?: string; to?: string } => ({
  ...(from && { from: startOf(from, zone) }),
  ...(to && { to: startOf(addDays(to, 1), zone) }),
})

const startOf = (day: Day, zone: string): string => toInstant(`${day}T00:00`, zone).at.toISOString()
