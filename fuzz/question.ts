import type { IRawProperty } from 'fast-check'

/** Something that must hold whatever comes. */
export type Question = { name: string; property: IRawProperty<unknown> }

/** Longer than this nothing of this size may take. */
export const mostMs = 2000

/** Does the work and holds it to its time. */
export function inTime<T>(work: () => T): T {
  const begun = performance.now()
  const answer = work()
  const took = performance.now() - begun
  if (took > mostMs) throw new Error(`It took ${Math.round(took)} ms.`)
  return answer
}
