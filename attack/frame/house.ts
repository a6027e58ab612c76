import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/app/context.ts'
import { buildEdge } from '../../src/app/edge/index.ts'
import { readConfig } from '../../src/config.ts'
import { buildContext, tasksOf } from '../../src/context.ts'
import { handlers, routes } from '../../src/house.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import { networks } from '../../src/networks/registry.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { migrateJobs, runDueJobs } from '../../src/platform/jobs/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { freePort } from '../../test/program.ts'
import { resolveHostile } from '../corpus/names.ts'
import { type Caller, caller } from './caller.ts'
import { type Canary, startCanary, type Watch, watchSockets } from './canary.ts'
import { type Lure, startLure } from './lure.ts'
import { makeStranger, type Stranger } from './stranger.ts'

const root = join(import.meta.dirname, '../..')

export type House = {
  ctx: Context
  url: string
  port: number
  home: string
  canary: Canary
  lure: Lure
  watch: Watch
  /** The screen is built. */
  screen: boolean
  /** The first person, signed in, in their workspace. */
  owner: Caller
  workspaceId: string
  /** A program with all rights there. */
  program: Caller
  key: string
  /** Somebody who is nobody. */
  visitor(headers?: Record<string, string>): Caller
  /** Another tenant, with one of everything. */
  stranger: Stranger
  /** Every line that was logged, at the level trace. */
  log: string[]
  /** Answers all jobs that are due. */
  runJobs(): Promise<void>
  /** Lets the way out reach these hosts as well, while `work` runs: the controls. */
  unguarded<T>(hosts: readonly string[], work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Secrets of the operator, planted so that they can be looked for. */
export const planted = { smtp: 'smtp-Planted-8c1f0e', backup: 'backup-Planted-77aa51' }

export const owner = {
  name: 'Ieva Kalniņa',
  email: 'ieva@example.com',
  password: 'violet kettle harbour nine',
  workspace: 'Riga Bakery',
}

/** The whole server in this process, on loopback, over an embedded PostgreSQL, with the real way out. */
export async function openHouse(): Promise<House> {
  const watch = watchSockets()
  const home = await mkdtemp(join(tmpdir(), 'carillon-attack-'))
  const store = await startEmbedded(join(home, 'postgres'), () => {}, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  await migrate(store.url, join(root, 'migrations'))
  const database = openDatabase(store.url, 12)
  await migrateJobs(database)
  const [canary, lure, port] = await Promise.all([startCanary(), startLure(), freePort()])
  const url = `http://localhost:${port}`
  for (const known of [store.port, lure.port, port, 1]) watch.expect(known)
  const log: string[] = []
  const logger = createLog('trace', { write: (line) => void log.push(line) })
  const clientFor = (hosts: readonly string[]) =>
    createOutbound({ allowedHosts: [lure.host, ...hosts], log: logger, resolve: resolveHostile })
  let fetch = clientFor([])
  const ctx = await buildContext({
    config: readConfig({
      CARILLON_HOME: home,
      CARILLON_URL: url,
      PORT: String(port),
      CARILLON_REQUESTS_PER_MINUTE: '10000000',
      CARILLON_BACKUP_PASSWORD: planted.backup,
      // Nobody listens there: a letter cannot leave.
      SMTP_URL: `smtp://carillon:${planted.smtp}@127.0.0.1:1`,
    }),
    database,
    log: logger,
    networks,
    fetch: (input, init) => fetch(input, init),
  })
  const site = join(root, 'dist/web')
  const server = await buildEdge(ctx, routes, whoIs, { answers: 'throw', site })
  await server.listen({ host: 'localhost', port })
  const visitor = (headers = {}) => caller(url, headers)
  const first = await moveIn(visitor)
  return {
    ctx,
    url,
    port,
    home,
    canary,
    lure,
    watch,
    log,
    visitor,
    ...first,
    screen: existsSync(join(site, 'index.html')),
    stranger: await makeStranger(ctx, url),
    runJobs: () => runDueJobs(database, ctx.clock, tasksOf(ctx, handlers)),
    async unguarded(hosts, work) {
      const guarded = fetch
      fetch = clientFor(hosts)
      try {
        return await work()
      } finally {
        fetch = guarded
      }
    },
    async close() {
      const closed = server.close()
      server.server.closeAllConnections()
      await closed
      await Promise.all([canary.stop(), lure.stop()])
      await database.close()
      await store.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function moveIn(visitor: House['visitor']) {
  const someone = visitor({ 'carillon-csrf': '1' })
  const made = await someone('POST setup', { ...owner, timeZone: 'Europe/Riga' })
  const [workspace] = made.body.workspaces as { id: string }[]
  if (!workspace) throw new Error(`Nobody could move in: ${made.text}`)
  const standing = { 'carillon-csrf': '1', 'carillon-workspace': workspace.id }
  const signedIn: Caller = Object.assign(visitor(standing), { cookie: someone.cookie })
  const key = await signedIn('POST keys', { name: `Attack ${randomBytes(2).toString('hex')}`, role: 'owner' })
  const program = visitor({ authorization: `Bearer ${key.body.secret}` })
  return { owner: signedIn, workspaceId: workspace.id, program, key: String(key.body.secret) }
}
