/** Time in milliseconds, sizes in bytes after unpacking. */
export type Limits = {
  /** Until a connection is at hand: looked up, opened, or free again. */
  connectMs: number
  /** From the request to the head of the answer. */
  headersMs: number
  /** From the call to the last byte of the answer, redirects included. */
  totalMs: number
  /** Most bytes of the answer's body. */
  maxBytes: number
}

export const defaultLimits: Limits = {
  connectMs: 10_000,
  headersMs: 30_000,
  totalMs: 60_000,
  maxBytes: 10_000_000,
}

const own = Symbol('limits')
type Limited = RequestInit & { [own]?: Partial<Limits> }

/** Limits for one call: `fetch(url, withLimits({ totalMs: 5_000 }, { method: 'POST' }))`. */
export const withLimits = (limits: Partial<Limits>, init: RequestInit = {}): RequestInit => {
  const limited: Limited = { ...init, [own]: { ...limitsOf(init), ...limits } }
  return limited
}

export const limitsOf = (init: RequestInit | undefined): Partial<Limits> | undefined =>
  (init as Limited | undefined)?.[own]
