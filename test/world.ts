import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, inject } from 'vitest'
import type { Actor } from '../src/app/actor.ts'
import type { Context } from '../src/app/context.ts'
import type { Role } from '../src/app/rights.ts'
import { readConfig } from '../src/config.ts'
import { buildContext, tasksOf } from '../src/context.ts'
import { handlers } from '../src/house.ts'
import type { Network } from '../src/networks/kit/network.ts'
import type { Clock } from '../src/platform/clock.ts'
import { type Database, openDatabase } from '../src/platform/db/index.ts'
import { runDueJobs } from '../src/platform/jobs/index.ts'
import { createLog, type Log } from '../src/platform/log.ts'
import { secretsFrom } from '../src/platform/secrets/index.ts'
import type { Trace } from '../src/platform/trace/index.ts'
import { emptied, remember } from './emptied.ts'
import { admin, withDatabase } from './postgres.ts'

/** A clock that a test turns by hand. */
export type TestClock = Clock & { to(at: string | Date): void; on(milliseconds: number): void }

export function testClock(start: string): TestClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    to: (at) => {
      now = new Date(at)
    },
    on: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds)
    },
  }
}

export type WorldOptions = {
  networks?: readonly Network[]
  /** What stands for the outside. By default a request nobody expected fails the test. */
  fetch?: typeof globalThis.fetch
  /** The instant at which the clock stands, or `real` for the system's. */
  at?: string | 'real'
  /** A database of its own, for tests that look at all workspaces at once. */
  alone?: boolean
  /** A database that the test has brought itself, and closes. */
  database?: Database
  env?: Record<string, string>
  /** Who is told what is done; by default nobody. Needs a database `alone`. */
  trace?: Trace
  /** Where lines of the log go; by default nowhere, or as LOG_LEVEL says. */
  log?: Log
}

export type Tenant = {
  workspaceId: string
  organisationId: string
  actor(role: Role): Actor
  key(role: Role): Promise<string>
}

export type World = Tenant & {
  ctx: Context
  clock: TestClock
  /** Another tenant in the same house. */
  tenant(name?: string): Promise<Tenant>
  /** Answers every job that is due at the clock's now, again and again until none is left. */
  runJobs(): Promise<void>
}

/** A house with one workspace in it. Its database is a clone of the migrated template, shared by the tests of a file. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const database =
    options.database ?? (options.alone ? await ownDatabase(options.trace) : await fileDatabase())
  const home = await temporaryFolder()
  const clock = options.at === 'real' ? realClock() : testClock(options.at ?? '2030-01-01T08:00:00Z')
  const ctx = await buildContext({
    config: readConfig({
      CARILLON_HOME: home,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      ...options.env,
    }),
    database,
    log: options.log ?? createLog((process.env.LOG_LEVEL as 'debug' | undefined) ?? 'silent'),
    networks: options.networks ?? [],
    fetch: options.fetch ?? unexpected,
    clock,
    trace: options.trace,
    secrets: secretsFrom({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }),
  })
  return {
    ctx,
    clock,
    ...(await makeTenant(ctx, 'Test')),
    tenant: (name) => makeTenant(ctx, name ?? 'Another'),
    runJobs: () => runDueJobs(database, clock, tasksOf(ctx, handlers)),
  }
}

async function makeTenant(ctx: Context, name: string): Promise<Tenant> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name })
    .returning('id')
    .executeTakeFirstOrThrow()
  const workspace = await ctx.db
    .insertInto('workspaces')
    .values({ organisationId: organisation.id, name, timeZone: 'Europe/Riga' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const here = { workspaceId: workspace.id, organisationId: organisation.id }
  return {
    ...here,
    actor: (role) => ({
      kind: 'system',
      id: null,
      name: `The ${role}`,
      role,
      requestId: null,
      ip: null,
      ...here,
    }),
    key: (role) => makeKey(ctx, workspace.id, role),
  }
}

async function makeKey(ctx: Context, workspaceId: string, role: Role): Promise<string> {
  const secret = `crl_${randomBytes(24).toString('base64url')}`
  const digest = createHash('sha256').update(secret).digest()
  await ctx.db
    .insertInto('apiKeys')
    .values({ workspaceId, name: role, role, digest, hint: secret.slice(-4) })
    .execute()
  return secret
}

const unexpected: typeof globalThis.fetch = async (input) => {
  throw new Error(`Nobody expected a request to ${input instanceof Request ? input.url : String(input)}`)
}

const realClock = (): TestClock => ({
  now: () => new Date(),
  to: () => {
    throw new Error('This world runs on the real clock')
  },
  on: () => {
    throw new Error('This world runs on the real clock')
  },
})

let ofThisFile: Promise<Database> | undefined
const toClose: Database[] = []
const folders: string[] = []

const fileDatabase = (): Promise<Database> => {
  ofThisFile ??= cloneDatabase()
  return ofThisFile
}

/** Databases of tests that are over. To empty one takes a thirtieth of the time of a clone. */
const free: Database[] = []
/** Those of the test that runs; what a file opens before its first test stays until its end. */
const ofThisTest: Database[] = []
beforeEach(() => {
  ofThisTest.length = 0
})
afterEach(() => {
  free.push(...ofThisTest.splice(0))
})

async function ownDatabase(trace?: Trace): Promise<Database> {
  if (trace) return cloneDatabase(trace)
  const used = free.pop()
  const database = used && (await emptied(used)) ? used : await cloneDatabase()
  await remember(database)
  ofThisTest.push(database)
  return database
}

async function cloneDatabase(trace?: Trace): Promise<Database> {
  const url = inject('postgresUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await admin(url, `create database ${name} template template_house`)
  const database = openDatabase(withDatabase(url, name), 10, trace)
  toClose.push(database)
  return database
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-home-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  await Promise.all(toClose.map((database) => database.close()))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})
