const dayMs = 86_400_000

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00Z`)
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10)
}
