import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { fileSpot, type Spot, takeBackup } from '../../src/modules/running/backup/index.ts'
import { type Restored, type RestoreOptions, restoreBackup } from '../../src/modules/running/restore/index.ts'
import { readMigrations } from '../../src/platform/db/migrate.ts'
import { folderStorage } from '../../src/platform/storage/index.ts'
import { admin, withDatabase } from '../postgres.ts'
import type { World } from '../world.ts'
import { password } from './commands.ts'

export { password }

/** So that a test does not wait for what makes guessing dear. */
export const quick = { work: 4 }
export const migrationsFolder = join(import.meta.dirname, '../../migrations')

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'carillon-running-'))
  folders.push(path)
  return path
}

/** The key file with which `world` seals, so that its house is one as the program has it. */
export const writeKeys = (home: string): Promise<void> =>
  writeFile(
    join(home, 'keys.json'),
    JSON.stringify({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }),
    { mode: 0o600 },
  )

/** An empty database on the server of the tests. */
export async function emptyDatabase(): Promise<string> {
  const url = inject('postgresUrl')
  const name = `copy_${randomBytes(8).toString('hex')}`
  await admin(url, `create database ${name}`)
  return withDatabase(url, name)
}

/** A backup of a world, and where it lies. */
export async function backUp({ ctx }: Pick<World, 'ctx'>, file?: string) {
  const path = file ?? join(await folder(), 'backup')
  const { config, database, storage } = ctx
  return {
    path,
    taken: await takeBackup(
      { home: config.home, database, storage },
      fileSpot(path),
      password,
      () => {},
      quick,
    ),
  }
}

type Wish = {
  home?: string
  databaseUrl?: string | null
  hold?: boolean
  migrations?: string
  password?: string
} & Partial<Pick<RestoreOptions, 'say' | 'signal'>>

/** Restores into a new home and a new database, by default beside the tests' own. */
export async function putBack(from: string | Spot, wish: Wish = {}) {
  const home = wish.home ?? (await folder())
  const databaseUrl = wish.databaseUrl === undefined ? await emptyDatabase() : wish.databaseUrl
  const migrations = await readMigrations(wish.migrations ?? migrationsFolder)
  const target = { home, storage: folderStorage(join(home, 'media')), databaseUrl, migrations }
  const done: Restored = await restoreBackup(
    target,
    typeof from === 'string' ? fileSpot(from) : from,
    wish.password ?? password,
    {
      say: wish.say,
      signal: wish.signal,
      hold: wish.hold ?? false,
    },
  )
  return { home, url: databaseUrl ?? '', done }
}

/** Every row of every table as text, sorted; tables as PostgreSQL lists them. */
export async function allRows(url: string): Promise<Map<string, string[]>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    )
    const found = new Map<string, string[]>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${client.escapeIdentifier(name)} t order by 1`,
      )
      found.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return found
  })
}

/** What waits to be done, without what the library numbers anew. */
export const allJobs = (url: string): Promise<unknown[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query(`
      select t.identifier, j.payload, j.run_at, j.max_attempts, j.attempts, j.last_error, j.key, j.created_at
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by 1, 3, 7`)
    return rows
  })

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
