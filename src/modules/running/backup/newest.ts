import type { Place } from './place.ts'

/** When the newest backup in a place was made, in milliseconds; null when none lies there. */
export async function newestIn(place: Place): Promise<number | null> {
  const there = await place.list()
  return there.length === 0 ? null : Math.max(...there.map(({ at }) => at.getTime()))
}
