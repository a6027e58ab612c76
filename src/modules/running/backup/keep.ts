/** How many days, weeks and months keep a backup of theirs. */
export type Keep = { days: number; weeks: number; months: number }

const dayMs = 86_400_000

/** Calendar days, weeks from Monday, and months, all in UTC: a day has the same length everywhere and all year. */
const spans: Record<keyof Keep, (at: Date) => string> = {
  days: (at) => at.toISOString().slice(0, 10),
  // The first day of 1970 was a Thursday.
  weeks: (at) => String(Math.floor((at.getTime() / dayMs + 3) / 7)),
  months: (at) => at.toISOString().slice(0, 7),
}

/**
 * Grandfather, father, son: the newest of each of the last days, weeks and months. Days without a backup do not count, so
 * that a machine that stood still for a month does not lose what it has. The newest of all stays whatever the rule says.
 */
export function chooseKept<T extends { at: Date }>(backups: readonly T[], keep: Keep): Set<T> {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set(newestFirst.slice(0, 1))
  for (const span of ['days', 'weeks', 'months'] as const) {
    const seen = new Set<string>()
    for (const backup of newestFirst) {
      const name = spans[span](backup.at)
      if (seen.has(name)) continue
      if (seen.size === keep[span]) break
      seen.add(name)
      kept.add(backup)
    }
  }
  return kept
}
