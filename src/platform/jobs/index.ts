import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { type Runner, run, runMigrations, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Database, Db } from '../db/index.ts'
import type { Log } from '../log.ts'

export { forgetJobs } from './forget.ts'

export type Ask = {
  name: string
  payload: unknown
  at: Date | null
  key: string | null
  tries: number
  queue: string | null
}

/** Puts one job down, in the transaction given. A job of the same key that still waits is replaced. */
export async function askForJob(db: Db, ask: Ask): Promise<void> {
  await sql`select graphile_worker.add_job(
    identifier => ${ask.name}::text,
    payload => ${JSON.stringify(ask.payload)}::json,
    run_at => ${ask.at}::timestamptz,
    max_attempts => ${ask.tries}::int,
    job_key => ${ask.key}::text,
    queue_name => ${ask.queue}::text
  )`.execute(db)
}

/**
 * Lets go of jobs that speak of one of these and are held since before `heldBefore`, and of their queue, when the process
 * that held them is dead. By itself the queue would stand still for four hours.
 */
export async function freeJobs(db: Db, marks: readonly string[], heldBefore: Date): Promise<void> {
  await sql`
    with held as (
      update graphile_worker._private_jobs set locked_at = null, locked_by = null
      where locked_at < ${heldBefore}
        and exists (select from unnest(${[...marks]}::text[]) mark where position(mark in payload::text) > 0)
      returning job_queue_id)
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null
    where id in (select job_queue_id from held)`.execute(db)
}

/** Makes the job tables, once. Safe when several processes start together. */
export async function migrateJobs(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool, logger: await quiet() })
}

export type Task = {
  name: string
  cron: string | null
  /** How far back, in milliseconds, runs that were missed are made up for. */
  backfill: number
  tries: number
  run: (payload: unknown) => Promise<void>
}

export type JobRunner = { stop(): Promise<void> }

/** Answers jobs until stopped; a stop lets those that run come to their end. */
export async function startJobs(
  database: Database,
  log: Log,
  tasks: readonly Task[],
  concurrency = 4,
): Promise<JobRunner> {
  const runner: Runner = await run({
    pgPool: database.pool,
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    noPreparedStatements: false,
    logger: await bridge(log),
    taskList: Object.fromEntries(
      tasks.map((task) => [task.name, async (payload: unknown) => task.run(payload)]),
    ),
    parsedCronItems: await cronItems(tasks),
  })
  return { stop: () => runner.stop() }
}

/** Runs everything that is due at the clock's now, until nothing is left. For tests and for the last breath of a command. */
export async function runDueJobs(database: Database, clock: Clock, tasks: readonly Task[]): Promise<void> {
  const { runOnce } = await import('graphile-worker')
  await database.pool.query(
    'update graphile_worker._private_jobs set run_at = now() where run_at <= $1 and run_at > now()',
    [clock.now()],
  )
  const events = new EventEmitter<{ 'pool:create': [{ workerPool: { id: string } }] }>()
  let pool = ''
  events.on('pool:create', ({ workerPool }) => {
    pool = workerPool.id
  })
  const once = {
    pgPool: database.pool,
    noHandleSignals: true,
    logger: await quiet(),
    events: events as WorkerEvents,
    taskList: Object.fromEntries(
      tasks.map((task) => [task.name, async (payload: unknown) => task.run(payload)]),
    ),
  }
  // The ends of jobs are written down behind its back: until then their queue is held, and the next of it is passed over.
  do {
    await runOnce(once)
    while (await holdsStill(database, pool)) await setTimeout(2)
  } while (await isOneLeft(database))
}

async function holdsStill(database: Database, pool: string): Promise<boolean> {
  const { rows } = await database.pool.query(
    `select from graphile_worker._private_jobs where locked_by = $1 union all
      select from graphile_worker._private_job_queues where locked_by = $1 limit 1`,
    [pool],
  )
  return rows.length > 0
}

/** A job that could run now. What failed waits for a later try, and a queue that another holds holds its jobs. */
async function isOneLeft(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query(
    `select from graphile_worker._private_jobs j left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.is_available and j.run_at <= now() and q.is_available is not false limit 1`,
  )
  return rows.length > 0
}

async function cronItems(tasks: readonly Task[]) {
  const { parseCronItems } = await import('graphile-worker')
  return parseCronItems(
    tasks.flatMap((task) =>
      task.cron
        ? [
            {
              task: task.name,
              match: task.cron,
              options: { backfillPeriod: task.backfill, maxAttempts: task.tries },
            },
          ]
        : [],
    ),
  )
}

async function quiet() {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => () => {})
}

async function bridge(log: Log) {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta, job: true }, message)
    else if (level === 'warning') log.warn({ job: true }, message)
    else log.trace({ job: true }, message)
  })
}
