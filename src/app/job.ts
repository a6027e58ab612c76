import type { z } from 'zod'
import type { Tx } from '../platform/db/index.ts'

/** Something that can be asked for later: a name and the shape of its payload. Payloads carry ids, not copies. */
export type Job<P> = { name: string; payload: z.ZodType<P>; cron: string | null; tries: number }

export type JobOptions = {
  /** Asked for in the same transaction as the change that needs it. */
  tx?: Tx
  /** Not before this instant. */
  at?: Date
  /** One job of this key waits at most; a later request replaces it. */
  key?: string
}

export type Jobs = { add<P>(job: Job<P>, payload: P, options?: JobOptions): Promise<void> }

/** `cron` (UTC, five fields) asks for it again and again with an empty payload. Failed runs are repeated up to `tries` times with backoff. */
export const defineJob = <P>(
  name: string,
  payload: z.ZodType<P>,
  options: { cron?: string; tries?: number } = {},
): Job<P> => ({ name, payload, cron: options.cron ?? null, tries: options.tries ?? 8 })
