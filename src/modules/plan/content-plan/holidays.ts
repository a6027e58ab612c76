/** Holidays by country, from the library `date-holidays`; it is large, so it is read when somebody plans. */

export type Holiday = { day: string; name: string; isPublic: boolean }

const library = async () => (await import('date-holidays')).default

/** Known countries by their two letters, and the states of each that have holidays of their own. */
export async function knownCountries(): Promise<
  { code: string; states: { code: string; name: string }[] }[]
> {
  const Holidays = await library()
  const all = new Holidays()
  return Object.keys(all.getCountries() ?? {})
    .sort()
    .map((code) => ({
      code,
      states: Object.entries(all.getStates(code) ?? {}).map(([state, name]) => ({ code: state, name })),
    }))
}

/** Public holidays and days that people keep, from the first to the last of these days, both included. */
export async function findHolidays(
  { country, state }: { country: string; state: string | null },
  language: string,
  first: string,
  last: string,
): Promise<Holiday[]> {
  const Holidays = await library()
  const calendar = state ? new Holidays(country, state) : new Holidays(country)
  const years = new Set([first, last].map((day) => Number(day.slice(0, 4))))
  return [...years]
    .flatMap((year) => calendar.getHolidays(year, language))
    .filter(({ type }) => type === 'public' || type === 'observance')
    .flatMap(({ date, start, end, name, type }) =>
      daysFrom(date.slice(0, 10), Math.round((end.getTime() - start.getTime()) / 86_400_000)).map((day) => ({
        day,
        name,
        isPublic: type === 'public',
      })),
    )
    .filter(({ day }) => day >= first && day <= last)
}

const daysFrom = (day: string, count: number): string[] =>
  Array.from({ length: Math.max(1, Math.min(count, 14)) }, (_, i) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10),
  )
