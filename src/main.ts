import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Config } from './app/config.ts'
import type { Context } from './app/context.ts'
import { version } from './app/version.ts'
import { secretsIn } from './config.ts'
import { buildContext, tasksOf } from './context.ts'
import { handlers, routes, startWorker } from './house.ts'
import { stopFilms } from './modules/create/media/index.ts'
import { startSealer } from './modules/people/audit/index.ts'
import { stopMoves } from './modules/running/moving/index.ts'
import { stopBackups, whyNoBackup } from './modules/running/schedule/index.ts'
import { networks } from './networks/registry.ts'
import { findEmbedded } from './platform/db/embedded.ts'
import { type Database, openDatabase } from './platform/db/index.ts'
import { migrate } from './platform/db/migrate.ts'
import { superviseEmbedded } from './platform/db/supervise.ts'
import { defineErrors } from './platform/errors.ts'
import { homeParts, refuseHalf } from './platform/folder.ts'
import { createOutbound } from './platform/http/index.ts'
import { type JobRunner, migrateJobs, startJobs } from './platform/jobs/index.ts'
import { ownFolder } from './platform/lock.ts'
import { createLog } from './platform/log.ts'
import { noTrace, type Trace } from './platform/trace/index.ts'
import { serve, serveAside } from './serve.ts'

export const startError = defineErrors('start', {
  no_database: [
    'unavailable',
    'There is no database to join: start `carillon start` on this folder first, or set DATABASE_URL.',
  ],
  no_telemetry: [
    'invalid',
    'OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages of OpenTelemetry are not installed. Run `npm install --include=optional`, or take the setting away.',
  ],
  unreachable: [
    'unavailable',
    'The database of DATABASE_URL does not answer ({reason}). Is it running, and are user, password and name right?',
  ],
  database_gone: [
    'unavailable',
    'PostgreSQL ended five times within a minute. Its log is in {path}; is the disk full?',
  ],
})

export type Say = (words: string) => void

/** Things to undo at the end, last one first. */
type Undo = (() => Promise<unknown>)[]

export type House = {
  ctx: Context
  close(): Promise<void> /** Ends when the database is lost for good. */
  lost: Promise<void>
}

/** Opens folder and database and builds the context. `own` starts the embedded PostgreSQL, else one is joined that runs. */
export async function openHouse(config: Config, options: { own: boolean; say?: Say }): Promise<House> {
  const undo: Undo = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const log = createLog(config.logLevel, undefined, secretsIn(config))
    const { url, lost } = await openStore(config, options.own, log, undo, options.say ?? (() => {}))
    await migrate(url, join(import.meta.dirname, '../migrations'), options.say).catch(explainDatabase)
    const trace = await openTraceFor(config)
    undo.push(() => trace.close())
    const database: Database = openDatabase(url, config.databaseConnections, trace)
    undo.push(() => database.close())
    await migrateJobs(database)
    const fetch = createOutbound({ allowedHosts: config.allowedHosts, recordFile: config.record, log })
    return { ctx: await buildContext({ config, database, log, networks, fetch, trace }), close, lost }
  } catch (error) {
    await close()
    throw error
  }
}

/** Nothing of OpenTelemetry is loaded as long as no collector is named. */
export async function openTraceFor({
  otelEndpoint,
  otelDisabled,
  otelSampler,
  otelShare,
}: Config): Promise<Trace> {
  if (!otelEndpoint || otelDisabled) return noTrace
  const { openTrace } = await import('./platform/trace/otel.ts').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ERR_MODULE_NOT_FOUND' ? startError('no_telemetry') : cause
  })
  return openTrace({ version, sampler: otelSampler, share: otelShare })
}

type Store = { url: string; lost: Promise<void> }

/** The database alone, as it is: nothing is migrated. For commands that look at a house or copy it. */
export async function openDatabaseAlone(
  config: Config,
  say: Say,
): Promise<{ database: Database; close(): Promise<void> }> {
  const undo: Undo = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const running = config.databaseUrl ?? (await findEmbedded(join(config.home, homeParts.database)))
    const log = createLog(config.logLevel, undefined, secretsIn(config))
    const { url } = await openStore(config, !running, log, undo, say)
    const database = openDatabase(url, config.databaseConnections)
    undo.push(() => database.close())
    await database.pool.query('select 1').catch(explainDatabase)
    return { database, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openStore(
  config: Config,
  own: boolean,
  log: Context['log'],
  undo: Undo,
  say: Say,
): Promise<Store> {
  const never = new Promise<void>(() => {})
  await refuseHalf(config.home)
  if (config.databaseUrl) return { url: config.databaseUrl, lost: never }
  const folder = join(config.home, homeParts.database)
  if (!own) {
    const url = await findEmbedded(folder)
    if (!url) throw startError('no_database')
    return { url, lost: never }
  }
  undo.push(await ownFolder(config.home))
  const server = await superviseEmbedded(folder, log, say)
  undo.push(() => server.stop())
  return { url: server.url, lost: server.gaveUp }
}

/** A connection that fails is a sentence for whoever set DATABASE_URL. */
export function explainDatabase(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const connection = /^(E[A-Z]+|28...|3D000|57P03)$/.test(code)
  throw connection
    ? startError('unreachable', { reason: error instanceof Error ? error.message || code : code })
    : error
}

/** Runs web, worker or both until asked to stop. Answers when everything is put away. */
export async function runHouse(
  config: Config,
  parts: { web: boolean; worker: boolean },
  say: Say,
): Promise<void> {
  // From the first moment: a signal that comes while we start must not leave the database running behind us.
  const asked = askedToStop()
  const house = await openHouse(config, { own: parts.web && parts.worker, say })
  const { ctx } = house
  const undo: Undo = [() => house.close()]
  try {
    // Before all that writes, so that it ends after them and seals what they wrote last.
    if (parts.worker) {
      const sealer = startSealer(ctx)
      undo.push(() => sealer.stop())
    }
    const noBackup = parts.worker ? await whyNoBackup(config) : null
    if (noBackup) say(noBackup)
    const address = parts.web ? await openDoor(ctx, undo) : null
    if (!parts.web) await openSideDoor(ctx, undo, say)
    if (parts.worker) undo.push(...(await work(ctx)))
    // Since the process began, with the loading of the program in it.
    const seconds = (performance.now() / 1000).toFixed(1)
    say(address ? `Carillon is ready at ${address} (${seconds} s)` : `The worker is ready (${seconds} s)`)
    // Not only at the end: who is killed writes nothing, and the next start would compile everything anew.
    flushCompileCache()
    const why = await Promise.race([asked, house.lost.then(() => 'lost' as const)])
    if (why === 'lost') throw startError('database_gone', { path: join(config.home, homeParts.database) })
    say('Stopping: what is on its way comes to its end')
  } finally {
    for (const step of undo.reverse())
      await step().catch((error) => ctx.log.error({ error }, 'A part did not stop cleanly'))
  }
}

async function work(ctx: Context): Promise<Undo> {
  const jobs = await startJobs(ctx.database, ctx.log, tasksOf(ctx, handlers))
  const worker = await startWorker(ctx)
  return [() => stopJobs(jobs), () => worker.stop()]
}

/** No new one begins, and nobody waits for a backup, a move or a film of hours. */
async function stopJobs(jobs: JobRunner): Promise<void> {
  const stopped = jobs.stop()
  stopBackups()
  stopMoves()
  stopFilms()
  await stopped
}

async function openDoor(ctx: Context, undo: Undo): Promise<string> {
  const server = await serve(ctx, routes)
  undo.push(() => server.close())
  return server.address
}

async function openSideDoor(ctx: Context, undo: Undo, say: Say): Promise<void> {
  const door = await serveAside(ctx)
  if (!door) return
  undo.push(() => door.close())
  say(`Its health and metrics are at ${door.address}`)
}

/** A second signal leaves at once: deliveries on their way are then found by the next start. */
function askedToStop(): Promise<'asked'> {
  return new Promise((done) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) process.exit(130)
        asked = true
        done('asked')
      })
  })
}
