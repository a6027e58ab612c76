/** How long an entry looks, in minutes: as much as one line of text needs. */
const looks = 45

/**
 * Where entries that would cover each other stand side by side. For each start (minutes of the day, ascending)
 * its lane and how many lanes its group has.
 */
export function layOut(starts: readonly number[]): { lane: number; of: number }[] {
  const placed: { lane: number; group: number }[] = []
  const widths: number[] = []
  let ends: number[] = []
  let groupEnd = Number.NEGATIVE_INFINITY
  for (const start of starts) {
    if (start >= groupEnd) {
      ends = []
      widths.push(0)
    }
    const group = widths.length - 1
    const free = ends.findIndex((end) => end <= start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = start + looks
    groupEnd = Math.max(groupEnd, start + looks)
    widths[group] = Math.max(widths[group] ?? 0, lane + 1)
    placed.push({ lane, group })
  }
  return placed.map(({ lane, group }) => ({ lane, of: widths[group] ?? 1 }))
}
