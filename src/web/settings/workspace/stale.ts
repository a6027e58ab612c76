/** Windows that people choose from, in minutes; what is set now stands among them. */
const usual = [5, 15, 30, 60, 120, 240, 720, 1440, 2880, 10_080]

const units: [size: number, unit: string][] = [
  [1440, 'day'],
  [60, 'hour'],
  [1, 'minute'],
]

const say = (minutes: number, locale: string): string => {
  const [size, unit] = units.find(([size]) => minutes % size === 0) ?? [1, 'minute']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size)
}

export const staleChoices = (now: number, locale: string): { value: string; label: string }[] =>
  [...new Set([...usual, now])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: say(value, locale) }))
