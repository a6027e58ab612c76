import { AsyncLocalStorage } from 'node:async_hooks'

const within = new AsyncLocalStorage<true>()

/**
 * Runs a request that the door for agents makes of its own program. Nobody outside can make one: it is told by how it came
 * about, and not by anything that stands in it.
 */
export const fromWithin = <T>(ask: () => PromiseLike<T>): Promise<T> =>
  // Awaited inside: a request to one's own server sets out only when somebody waits for it.
  within.run(true, async () => await ask())

export const comesFromWithin = (): boolean => within.getStore() === true
