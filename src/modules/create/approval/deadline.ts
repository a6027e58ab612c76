import { Temporal } from 'temporal-polyfill'

const hourMs = 3_600_000

/** So many hours later; `working`: hours of Monday to Friday where the workspace is, whole days of them. */
export function deadlineAfter(from: Date, hours: number, working: boolean, zone: string): Date {
  if (!working) return new Date(from.getTime() + hours * hourMs)
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone)
  let left = hours * hourMs
  for (;;) {
    const midnight = at.startOfDay().add({ days: 1 })
    const today = at.dayOfWeek > 5 ? 0 : midnight.epochMilliseconds - at.epochMilliseconds
    if (at.dayOfWeek <= 5 && left <= today) return new Date(at.epochMilliseconds + left)
    left -= today
    at = midnight
  }
}
