/**
 * `npm run chaos`: thousands of deliveries to a fake network that fails in every way it can, while worker processes and
 * PostgreSQL are killed at random. What counts is counted at the network. `--network ID` takes the real adapter of a network
 * and its fake instead.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { buildContext } from '../src/context.ts'
import { openDatabase } from '../src/platform/db/index.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { migrateJobs } from '../src/platform/jobs/index.ts'
import { createLog } from '../src/platform/log.ts'
import { secretsFrom } from '../src/platform/secrets/index.ts'
import { stageOfFakes } from './fakes.ts'
import { type Killable, startDatabase, startWorkers } from './killer.ts'
import { stageOfNetwork } from './network.ts'
import { chaosKeys } from './plan.ts'
import { seededRandom } from './random.ts'
import { judge } from './verdict.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    seconds: { type: 'string', default: '480' },
    seed: { type: 'string', default: '1' },
    deliveries: { type: 'string', default: '10000' },
    workers: { type: 'string', default: '4' },
    network: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const seed = Number(values.seed)
const count = Number(values.deliveries)
if (![seconds, seed, count, Number(values.workers)].every((n) => Number.isFinite(n) && n >= 1)) {
  console.error('--seconds, --seed, --deliveries and --workers are whole numbers from 1 on.')
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'carillon-chaos-'))
const database = await startDatabase(join(folder, 'postgres'))
const random = seededRandom(seed)
const stage = values.network ? await stageOfNetwork(values.network, random) : await stageOfFakes(random)
/** The kills take their own numbers, so that the plan is the same however long the run is. */
const fortune = seededRandom(seed + 1)
const started = performance.now()
const elapsed = () => (performance.now() - started) / 1000

try {
  await migrate(database.url, join(import.meta.dirname, '../migrations'))
  const ctx = await openContext(database.url)
  await migrateJobs(ctx.database)
  // Time to kill in, and as much again to come to rest.
  const killSeconds = seconds * 0.6
  const planned = await stage.plan(ctx, count, killSeconds * 1000 * 0.9)
  console.log(`${count} deliveries are planned (seed ${seed}); killing for ${Math.round(killSeconds)} s`)
  const workers = startWorkers(Number(values.workers), workerEnvironment(database.url), fortune)
  const joining = setInterval(() => joinAgain(ctx).catch(() => {}), 1000)
  const kills = await killUntil(database, workers, killSeconds)
  clearInterval(joining)
  const rest = await comeToRest(ctx, seconds)
  workers.stop()
  const verdict = await judge(ctx, planned, await stage.texts())
  const result = {
    ...verdict,
    ...kills,
    seed,
    seconds: Math.round(elapsed()),
    requests: stage.requests(),
  }
  print(result, rest)
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`)
  await ctx.database.close()
  // What moves no more has not come to rest: a worker that takes nothing loses nothing either.
  const proven = verdict.wrong.length === 0 && verdict.byGuarantee.idempotent.inDoubt === 0
  process.exitCode = proven && rest === 0 ? 0 : 1
} finally {
  await stage.stop()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
process.exit()

async function openContext(url: string) {
  return buildContext({
    config: readConfig({ CARILLON_HOME: folder, LOG_LEVEL: 'silent' }),
    database: openDatabase(url, 4),
    log: createLog('silent'),
    networks: stage.networks,
    fetch: globalThis.fetch,
    secrets: secretsFrom(chaosKeys),
  })
}

function workerEnvironment(url: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: url,
    CARILLON_HOME: folder,
    ...stage.env,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    // Hundreds of starts: compile once.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
}

/**
 * A worker dies after every few dozen requests that have reached the network, so that each death meets work under way
 * however quick the machine is; another is frozen for longer than its lease now and then, PostgreSQL dies some times a
 * minute.
 */
async function killUntil(database: Killable, workers: ReturnType<typeof startWorkers>, until: number) {
  const kills = { kills: 0, databaseKills: 0, freezes: 0 }
  let nextDatabase = elapsed() + fortune.between(5, 10)
  let nextFreeze = elapsed() + fortune.between(3, 6)
  while (elapsed() < until) {
    await someRequests(fortune.between(1, 40), fortune.between(400, 2000))
    if (!workers.killOne()) continue
    kills.kills++
    if (elapsed() > nextFreeze) {
      workers.freezeOne(fortune.between(500, 4000))
      kills.freezes++
      nextFreeze = elapsed() + fortune.between(3, 6)
    }
    if (elapsed() > nextDatabase) {
      await database.kill()
      kills.databaseKills++
      nextDatabase = elapsed() + fortune.between(10, 20)
    }
    if (kills.kills % 50 === 0)
      console.log(
        `${Math.round(elapsed())} s: ${kills.kills} workers and ${kills.databaseKills} databases killed`,
      )
  }
  return kills
}

/** Until so many more requests have arrived; when nothing arrives, no longer than so many milliseconds. */
async function someRequests(count: number, most: number): Promise<void> {
  const [enough, end] = [stage.requests() + count, performance.now() + most]
  while (stage.requests() < enough && performance.now() < end) await pause(5)
}

/** The part of people: accounts whose sign-in was refused are joined again. */
async function joinAgain(ctx: Chaos): Promise<void> {
  await ctx.db
    .updateTable('channels')
    .set({ state: 'active', stateCode: null })
    .where('state', '=', 'reconnect')
    .execute()
}

/** No more kills: waits until nothing moves any more, or the time is over. Answers how many still move. */
async function comeToRest(ctx: Chaos, until: number): Promise<number> {
  for (let told = elapsed(); ; ) {
    await joinAgain(ctx)
    const { left } = await ctx.db
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('left'))
      .where('state', 'in', ['scheduled', 'claimed', 'waiting', 'sending', 'sent'])
      .executeTakeFirstOrThrow()
    if (left === 0 || elapsed() > until) return left
    if (elapsed() - told > 20) {
      told = elapsed()
      console.log(`${Math.round(told)} s: ${left} deliveries are still to come to rest`)
    }
    await pause(500)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

type Chaos = Awaited<ReturnType<typeof openContext>>
type Result = Awaited<ReturnType<typeof judge>> & Awaited<ReturnType<typeof killUntil>>

function print(result: Result, left: number): void {
  const { kills, databaseKills, freezes } = result
  console.log(
    `\n${kills} workers and ${databaseKills} databases were killed, ${freezes} workers frozen for a while.`,
  )
  if (left > 0)
    console.log(`${left} deliveries had not come to rest in ${seconds} s; give it more with --seconds.`)
  const rows = { ...result.byGuarantee, ...result.byMode }
  console.table(
    Object.fromEntries(
      Object.entries({ ...rows, all: result })
        .filter(([, { deliveries }]) => deliveries > 0)
        .map(([name, { deliveries, published, failed, inDoubt, lost, twice }]) => [
          name,
          { deliveries, published, failed, inDoubt, lost, twice },
        ]),
    ),
  )
  for (const words of result.wrong) console.log(words)
  if (result.wrong.length > 0) console.log('This must not be.')
  else if (left === 0) console.log('Nothing was lost and nothing was sent twice.')
  else console.log('Nothing was lost and nothing was sent twice among those that came to rest.')
}
