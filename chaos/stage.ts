import type { Context } from '../src/app/context.ts'
import type { Network } from '../src/networks/kit/network.ts'
import type { Planned } from './plan.ts'

/** What the workers of a run publish to. It stands in this process, which is never killed. */
export type Stage = {
  /** What the workers are told of it. */
  env: NodeJS.ProcessEnv
  networks: readonly Network[]
  /** Puts deliveries down, due over `spreadMs` from now. */
  plan(ctx: Context, count: number, spreadMs: number): Promise<Planned[]>
  /** Requests that have arrived so far. */
  requests(): number
  /** The texts of all posts that stand there. */
  texts(): Promise<string[]>
  stop(): Promise<void>
}
