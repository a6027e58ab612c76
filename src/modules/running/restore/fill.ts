import type { PoolClient } from 'pg'
import { readTables, type Table, writeSequences } from '../../../platform/db/catalogue.ts'
import { copyIn } from '../../../platform/db/copy.ts'
import { emptyTables, withoutRules } from '../../../platform/db/load.ts'
import { ensureMigrationsTable, type Migration, runMigration } from '../../../platform/db/migrate.ts'
import { askForJobs } from '../../../platform/jobs/keep.ts'
import { type About, createProgress, partNames, type Say, Sequences } from '../backup/index.ts'
import { textOf } from './checked.ts'
import { restoreError } from './errors.ts'
import { decompressed, type Parts } from './parts.ts'

export type Shape = { before: readonly Migration[]; since: readonly Migration[] }

/**
 * Makes the tables as they were at the time of the backup, fills them, and brings them to the shape of today. In the
 * transaction of the caller: until it ends, nobody sees any of it. Answers the tables that no migration makes, which are
 * left out.
 */
export async function fillDatabase(
  client: PoolClient,
  about: About,
  { before, since }: Shape,
  parts: Parts,
  say: Say,
): Promise<string[]> {
  await ensureMigrationsTable(client)
  for (const migration of before) await runMigration(client, migration)
  const here = await readTables(client)
  const wanted = refuseUnknownColumns(about, here)
  await withoutRules(client, async () => {
    await emptyTables(client, here)
    for (const table of about.tables) await fillTable(client, table, wanted.has(table.name), parts, say)
  })
  await fillJobs(client, parts)
  await fillSequences(client, parts)
  for (const migration of since) {
    say(`Migrating the database: ${migration.name}`)
    await runMigration(client, migration)
  }
  return about.tables.map(({ name }) => name).filter((name) => !wanted.has(name))
}

/** The tables of the backup that are here. */
function refuseUnknownColumns(about: About, here: readonly Table[]): Set<string> {
  const known = new Map(here.map(({ name, columns }) => [name, new Set(columns)]))
  for (const { name, columns } of about.tables) {
    const column = columns.find((one) => known.has(name) && !known.get(name)?.has(one))
    if (column) throw restoreError('unknown_column', { table: name, column })
  }
  return new Set(known.keys())
}

async function fillTable(
  client: PoolClient,
  table: Table,
  isHere: boolean,
  parts: Parts,
  say: Say,
): Promise<void> {
  const text = decompressed(parts.under(`tables/${table.name}/`))
  const rows = isHere ? await copyIn(client, table, text) : await countRows(text)
  parts.came.tables.set(table.name, rows)
  if (isHere) createProgress(say).table(table.name, rows)
  else say(`  ${table.name}: left out, no migration makes it`)
}

/** One line is one row: a line break inside of a value is written as two letters. */
async function countRows(text: AsyncIterable<Buffer>): Promise<number> {
  let rows = 0
  for await (const chunk of text) for (const byte of chunk) if (byte === 10) rows++
  return rows
}

async function fillJobs(client: PoolClient, parts: Parts): Promise<void> {
  if (!(await parts.next())?.name.startsWith('jobs/')) return
  parts.came.jobs = await askForJobs(client, decompressed(parts.under('jobs/')))
}

async function fillSequences(client: PoolClient, parts: Parts): Promise<void> {
  const part = await parts.next()
  if (part?.name !== partNames.sequences) return
  await writeSequences(client, Sequences.parse(JSON.parse(await textOf(part))))
  parts.read(part)
}
