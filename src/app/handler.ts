import type { Context } from './context.ts'
import type { Job } from './job.ts'

export type JobHandler = { job: Job<unknown>; run: (ctx: Context, payload: unknown) => Promise<void> }

/** Who answers a job. A handler may run twice: it claims its row first. */
export const handle = <P>(job: Job<P>, run: (ctx: Context, payload: P) => Promise<void>): JobHandler => ({
  job: job as Job<unknown>,
  run: (ctx, payload) => run(ctx, job.payload.parse(payload)),
})
