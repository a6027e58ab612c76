import type { House } from './house.ts'

export type Result = { name: string; tried: number; passed: number; failed: number }

/** What is counted: each attempt is one thing that was tried and either held or did not. */
export type Tally = {
  /** `why`: what came back, told when it did not hold. Answers whether it held. */
  check(what: string, held: boolean, why?: unknown): boolean
  failures: readonly string[]
  result(name: string): Result
}

/** One kind of attack. Among its attempts is a control: the same with the guard away, which has to get through. */
export type Attack = { name: string; run(house: House, tally: Tally): Promise<void> }

export function startTally(): Tally {
  const failures: string[] = []
  let tried = 0
  return {
    failures,
    check(what, held, why) {
      tried++
      if (!held) failures.push(why === undefined ? what : `${what}: ${shown(why)}`)
      return held
    },
    result: (name) => ({ name, tried, passed: tried - failures.length, failed: failures.length }),
  }
}

function shown(why: unknown): string {
  if (why instanceof Error) return why.stack ?? why.message
  return (typeof why === 'string' ? why : (JSON.stringify(why) ?? String(why))).slice(0, 600)
}

/** Works through a list, a few at a time, and keeps its order. */
export async function each<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const rest = list.entries()
  const one = async () => {
    for (const [at, item] of rest) results[at] = await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return results
}
