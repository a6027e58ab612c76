type Options = {
  signal: AbortSignal
  onStep: (done: number) => void
  /** How many at the same time. */
  lanes?: number
}

export type Worked<Item> = { worked: Item[]; failed: { item: Item; error: unknown }[] }

/** Works through a list, a few at a time. What fails is set apart; after the signal nothing new is begun. */
export async function workThrough<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  { signal, onStep, lanes = 3 }: Options,
): Promise<Worked<Item>> {
  const left = [...items]
  const result: Worked<Item> = { worked: [], failed: [] }
  const lane = async () => {
    for (let item = left.shift(); item !== undefined && !signal.aborted; item = left.shift()) {
      const one = item
      await work(one).then(
        () => result.worked.push(one),
        (error: unknown) => result.failed.push({ item: one, error }),
      )
      onStep(result.worked.length + result.failed.length)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return result
}
