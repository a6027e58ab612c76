import type { Account, Network, Tools } from '../networks/kit/network.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db, Tx } from '../platform/db/index.ts'
import type { Log } from '../platform/log.ts'
import type { Mail } from '../platform/mail/index.ts'
import type { Secrets } from '../platform/secrets/index.ts'
import type { Storage } from '../platform/storage/index.ts'
import type { Trace } from '../platform/trace/index.ts'
import type { Config } from './config.ts'
import type { Events } from './event.ts'
import type { Jobs } from './job.ts'
import type { Metrics } from './metrics.ts'

export type ToolsOf = Partial<Pick<Account, 'channelId' | 'server' | 'appId'>>

/** What every module is given. Made once per process by `main.ts`, or by `test/world.ts`. */
export type Context = {
  config: Config
  db: Db
  database: Database
  log: Log
  /** What this process counts of its own doing. */
  metrics: Metrics
  /** Who is told what is done, step by step; nobody, unless the settings say so. */
  trace: Trace
  clock: Clock
  jobs: Jobs
  events: Events
  secrets: Secrets
  storage: Storage
  mail: Mail
  /** The guarded way out, for every URL that came from a person or a network. */
  fetch: typeof globalThis.fetch
  networks: ReadonlyMap<string, Network>
  /**
   * The tools of one network, as its adapter is given them; with the account that they are for, or the app that somebody signs
   * in by.
   */
  toolsFor(network: string, of?: ToolsOf): Tools
}

export type { Db, Tx }
