import { join } from 'node:path'
import type { Config } from './app/config.ts'
import type { Context } from './app/context.ts'
import { openEvents } from './app/event.ts'
import type { JobHandler } from './app/handler.ts'
import type { Jobs } from './app/job.ts'
import { createMetrics, type Metrics } from './app/metrics.ts'
import { makeToolsFor } from './modules/channels/accounts/index.ts'
import type { Network } from './networks/kit/network.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Database, Db } from './platform/db/index.ts'
import { homeParts } from './platform/folder.ts'
import { askForJob, type Task } from './platform/jobs/index.ts'
import type { Log } from './platform/log.ts'
import { type Mail, openMail } from './platform/mail/index.ts'
import { openSecrets, type Secrets } from './platform/secrets/index.ts'
import { noTrace, type Trace } from './platform/trace/index.ts'
import { traceFetch } from './platform/trace/outbound.ts'
import { storageOf } from './storage.ts'

export type Parts = {
  config: Config
  database: Database
  log: Log
  networks: readonly Network[]
  fetch: typeof globalThis.fetch
  clock?: Clock
  secrets?: Secrets
  trace?: Trace
}

/** Ties the parts of a house together. Opens no port and starts no work. */
export async function buildContext(parts: Parts): Promise<Context> {
  const { config, database, log, trace = noTrace } = parts
  const metrics = createMetrics()
  const base: Omit<Context, 'toolsFor'> = {
    config,
    database,
    db: database.db,
    log,
    metrics,
    trace,
    clock: parts.clock ?? systemClock,
    jobs: jobsOver(database.db),
    events: openEvents(database, log),
    secrets: parts.secrets ?? (await openSecrets(join(config.home, homeParts.keys))),
    storage: storageOf(config),
    mail: counted(openMail(config.smtpUrl, config.mailFrom), metrics),
    fetch: traceFetch(trace, parts.fetch),
    networks: new Map(parts.networks.map((network) => [network.manifest.id, network])),
  }
  return { ...base, toolsFor: makeToolsFor(base) }
}

const counted = (mail: Mail, { letters }: Metrics): Mail => ({
  ...mail,
  send: (letter) =>
    counting(
      () => mail.send(letter),
      (outcome) => letters.inc({ outcome }),
      'sent',
    ),
})

/** Tells how it ended and lets it end so. */
async function counting(
  run: () => Promise<void>,
  count: (outcome: string) => void,
  well: string,
): Promise<void> {
  try {
    await run()
    count(well)
  } catch (error) {
    count('failed')
    throw error
  }
}

const jobsOver = (db: Db): Jobs => ({
  add: (job, payload, options = {}) =>
    askForJob(options.tx ?? db, {
      name: job.name,
      payload: job.payload.parse(payload),
      at: options.at ?? null,
      key: options.key ?? null,
      tries: job.tries,
      queue: job.queue,
    }),
})

/** The handlers as tasks of the job runner; every job has exactly one. */
export function tasksOf(ctx: Context, handlers: readonly JobHandler[]): Task[] {
  const names = new Set<string>()
  for (const { job } of handlers) {
    if (names.has(job.name)) throw new Error(`Two handlers answer the job ${job.name}`)
    names.add(job.name)
  }
  return handlers.map(({ job, run }) => ({
    name: job.name,
    cron: typeof job.cron === 'function' ? job.cron(ctx.config) : job.cron,
    backfill: job.backfill,
    tries: job.tries,
    run: (payload) =>
      counting(
        () =>
          ctx.trace.step(
            { name: `job ${job.name}`, kind: 'worker', facts: { 'carillon.job': job.name } },
            () => run(ctx, payload),
          ),
        (outcome) => ctx.metrics.jobs.inc({ task: job.name, outcome }),
        'done',
      ),
  }))
}
