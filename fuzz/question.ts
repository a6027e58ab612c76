import type { IRawProperty } from 'fast-check'

/** Something that must hold whatever comes; in its own time where files or other programs are asked. */
export type Question = { name: string; property: IRawProperty<unknown, false> | IRawProperty<unknown, true> }

/** Longer than this nothing of this size may take. */
export const mostMs = 2000

/** Does the work and holds it to its time. */
export function inTime<T>(work: () => T): T {
  const begun = performance.now()
  const answer = work()
  refuseLate(begun, mostMs)
  return answer
}

/** The same for work that waits; other programs are given longer. */
export async function inOwnTime<T>(work: () => Promise<T>, most = mostMs): Promise<T> {
  const begun = performance.now()
  const answer = await work()
  refuseLate(begun, most)
  return answer
}

function refuseLate(begun: number, most: number): void {
  const took = performance.now() - begun
  if (took > most) throw new Error(`It took ${Math.round(took)} ms.`)
}
