import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { defineErrors } from '../errors.ts'

export const migrationError = defineErrors('migration', {
  newer: [
    'conflict',
    'The database was made by a newer Carillon ({applied}). Start that version, or restore a backup made before the upgrade.',
  ],
  changed: ['conflict', 'Migration {name} was changed after it ran here. Take the released file back.'],
})

export type Migration = { name: string; sql: string; digest: string }
export type Applied = Pick<Migration, 'name' | 'digest'>

/** Any number will do, as long as all processes take the same. */
const lockNumber = 7_206_413

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Applies what is missing, each file in its own transaction, under a lock. Answers the names that were applied. */
export async function migrate(
  url: string,
  folder: string,
  say: (words: string) => void = () => {},
): Promise<string[]> {
  const files = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, application_name: 'carillon-migrate' })
  await client.connect()
  try {
    await lockMigrations(client)
    const done = await readApplied(client)
    verify(files, done)
    const missing = files.filter((file) => !done.has(file.name))
    for (const file of missing) {
      say(`Migrating the database: ${file.name}`)
      await apply(client, file)
    }
    return missing.map((file) => file.name)
  } finally {
    await client.end()
  }
}

/** Held until the connection ends: whoever else wants to migrate waits for it. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [lockNumber])
}

/** What ran in a database, without touching it; nothing where there is no Carillon yet. */
export async function appliedIn(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('migrations') is not null as there",
  )
  if (!rows[0]?.there) return []
  return (await client.query<Applied>('select name, digest from migrations order by name')).rows
}

export async function ensureMigrationsTable(client: pg.ClientBase): Promise<void> {
  await client.query(
    'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
  )
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await ensureMigrationsTable(client)
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migrations')
  return new Map(rows.map((row) => [row.name, row.digest]))
}

function verify(files: Migration[], done: Map<string, string>): void {
  const known = new Map(files.map((file) => [file.name, file.digest]))
  for (const [name, digest] of done) {
    const ours = known.get(name)
    if (!ours) throw migrationError('newer', { applied: name })
    if (ours !== digest) throw migrationError('changed', { name })
  }
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runMigration(client, file)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** In the transaction that the caller has begun. */
export async function runMigration(client: pg.ClientBase, { name, sql, digest }: Migration): Promise<void> {
  await client.query(sql)
  await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest])
}
