import { useLocale } from 'use-intl'

const hour = 60
const day = 24 * hour
const offered = [30, hour, 6 * hour, 12 * hour, day, 3 * day, 7 * day, 14 * day, 30 * day]

/** How long a poll may run, in the person's words; what is set already is always among them. */
export function useDurations(now: number): { value: string; label: string }[] {
  const locale = useLocale()
  const say = (minutes: number): string => {
    const [unit, value] =
      minutes % day === 0
        ? ['day', minutes / day]
        : minutes % hour === 0
          ? ['hour', minutes / hour]
          : ['minute', minutes]
    return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
      Number(value),
    )
  }
  return [...new Set([...offered, now])]
    .sort((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: say(minutes) }))
}
