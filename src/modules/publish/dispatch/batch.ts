export type Batcher<I, O> = { push(item: I): Promise<O>; idle(): Promise<void> }

/**
 * Gathers what comes while one statement runs, and does all of it in the next: the busier it is, the larger the
 * batches, and nothing waits for a batch to fill, unless `linger` says how long (ms) it may. `run` answers one result
 * per item, in the same order.
 */
export function createBatcher<I, O>(
  most: number,
  run: (items: readonly I[]) => Promise<readonly O[]>,
  linger: () => number = () => 0,
): Batcher<I, O> {
  type Waiting = { item: I; done: (result: O) => void; fail: (error: unknown) => void }
  const waiting: Waiting[] = []
  let active: Promise<void> | null = null

  const work = async (): Promise<void> => {
    // Everything that is pushed in this turn of the event loop joins the same statement.
    await new Promise((turn) => setImmediate(turn))
    while (waiting.length > 0) {
      const wait = waiting.length < most ? linger() : 0
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      const batch = waiting.splice(0, most)
      try {
        const results = await run(batch.map(({ item }) => item))
        batch.forEach(({ done, fail }, i) => {
          const result = results[i]
          if (result === undefined) fail(new Error('A batch answered fewer results than it had items'))
          else done(result)
        })
      } catch (error) {
        for (const { fail } of batch) fail(error)
      }
    }
    active = null
  }

  return {
    push: (item) =>
      new Promise((done, fail) => {
        waiting.push({ item, done, fail })
        active ??= work()
      }),
    async idle() {
      while (active) await active
    },
  }
}
