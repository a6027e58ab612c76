import { chooseKept, type Keep } from './keep.ts'
import type { Place } from './place.ts'

/** By which everything that we write ends: it says what opens it, age and then tar. */
export const ending = '.tar.age'

/** Sorts by time. */
export const nameAt = (now: Date): string =>
  `carillon-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}Z${ending}`

const ours = /^carillon-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)Z\.tar\.age$/

/** Null for every name that is not exactly one that we give. */
export function timeOf(name: string): Date | null {
  const [, day, ...clock] = ours.exec(name) ?? []
  const at = day ? new Date(`${day}T${clock.join(':')}Z`) : null
  return at && !Number.isNaN(at.getTime()) && nameAt(at) === name ? at : null
}

/** What went, and what could not be taken away, with why. */
export type Cleared = { removed: string[]; stayed: { name: string; why: string }[] }

/**
 * Takes away what the rule does not keep; never `good`, which was just read to its end, nor what is not ours. Keys may be
 * meant not to delete: what stays is told, and is no reason to take the good one for a failure.
 */
export async function removeOld(place: Place, keep: Keep, good: string): Promise<Cleared> {
  const there = (await place.list()).filter(({ name }) => timeOf(name))
  const kept = chooseKept(there, keep)
  const old = there.filter((file) => !kept.has(file) && file.name !== good).map(({ name }) => name)
  const cleared: Cleared = { removed: [], stayed: [] }
  for (const name of old.sort()) {
    const why = await place
      .at(name)
      .remove()
      .then(() => null, reasonOf)
    if (why === null) cleared.removed.push(name)
    else cleared.stayed.push({ name, why })
  }
  return cleared
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
