import type { z } from 'zod'
import type { Tx } from '../platform/db/index.ts'
import type { Config } from './config.ts'

/** Something that can be asked for later: a name and the shape of its payload. Payloads carry ids, not copies. */
export type Job<P> = {
  name: string
  payload: z.ZodType<P>
  cron: Cron
  backfill: number
  tries: number
  queue: string | null
}

/** Five fields in UTC; or what the settings make of it, null for not at all. */
type Cron = string | null | ((config: Config) => string | null)

export type JobOptions = {
  /** Asked for in the same transaction as the change that needs it. */
  tx?: Tx
  /** Not before this instant. */
  at?: Date
  /** One job of this key waits at most; a later request replaces it. */
  key?: string
}

export type Jobs = { add<P>(job: Job<P>, payload: P, options?: JobOptions): Promise<void> }

/**
 * `cron` (UTC, five fields) asks for it again and again with an empty payload; what was missed within `backfill`
 * milliseconds, because no worker ran, is asked for at the start. Failed runs are repeated up to `tries` times with backoff.
 * Jobs of one `queue` are run one after the other, in the whole house.
 */
export const defineJob = <P>(
  name: string,
  payload: z.ZodType<P>,
  options: { cron?: Cron; backfill?: number; tries?: number; queue?: string } = {},
): Job<P> => ({
  name,
  payload,
  cron: options.cron ?? null,
  backfill: options.backfill ?? 0,
  tries: options.tries ?? 8,
  queue: options.queue ?? null,
})
