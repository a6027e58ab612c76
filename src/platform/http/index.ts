import { Agent } from 'undici'
import product from '../../../package.json' with { type: 'json' }
import { type Clock, systemClock } from '../clock.ts'
import type { Log } from '../log.ts'
import { readCall } from './call.ts'
import { guardedConnector, type Resolve } from './connector.ts'
import { follow, type Way } from './follow.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { openRecorder } from './record.ts'
import { readAllowed } from './target.ts'

export { isPublicAddress } from './address.ts'
export { OutboundError } from './error.ts'
export { type Limits, withLimits } from './limits.ts'
export { clean, withoutSecrets } from './redact.ts'

export type OutboundOptions = {
  /** `host` or `host:port` that may be private and spoken to without TLS. */
  allowedHosts: readonly string[]
  /** Each exchange is appended here as a line of JSON, secrets removed. */
  recordFile?: string | null
  log?: Log
  clock?: Clock
  limits?: Partial<Limits>
  /** Who we are, for the servers' logs. */
  userAgent?: string
  /** Instead of the system's resolver. */
  resolve?: Resolve
}

/** The guarded `fetch`; `close` waits for what is under way and ends the connections. */
export type Outbound = typeof globalThis.fetch & { close(): Promise<void> }

/** More than any network needs from one process; a burst beyond it waits for a connection to become free. */
const connectionsPerOrigin = 256

/**
 * The one way out. Like `fetch`, but: only public addresses, checked where the connection is made and on every
 * redirect; https unless the host is allowed; limits on time and size (`withLimits` for one call); nothing secret
 * across origins; and errors that say whether the request may have left (`OutboundError`).
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const limits = { ...defaultLimits, ...options.limits }
  const allowed = readAllowed(options.allowedHosts)
  const way: Way = {
    allowed,
    limits,
    log: options.log ?? null,
    userAgent: options.userAgent ?? `Carillon/${product.version}`,
    recorder: options.recordFile ? openRecorder(options.recordFile, options.clock ?? systemClock) : null,
    agent: new Agent({
      connect: guardedConnector(allowed, limits.connectMs, options.resolve),
      connections: connectionsPerOrigin,
      // One request at a time on a connection: what breaks then belongs to that request alone.
      pipelining: 1,
      allowH2: false,
      // The exchange keeps the time itself.
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
  }
  const fetch: typeof globalThis.fetch = async (input, init) => follow(way, await readCall(input, init, way))
  const close = async () => {
    await way.agent.close()
    await way.recorder?.close()
  }
  return Object.assign(fetch, { close })
}
