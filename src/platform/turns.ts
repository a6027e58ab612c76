import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long reckoning that pauses wherever it yields. */
export type Steps<T> = Generator<void, T>

/** All of it at once: for tests, and where nobody else waits. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** As long as this it goes on before whoever else waits in this process has a turn, in milliseconds. */
const turnLength = 10

/** The same, with a turn for everybody else now and then. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - since < turnLength) continue
    await nextTurn()
    since = performance.now()
  }
}
