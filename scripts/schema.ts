/** Writes what the migrations make: `migrations/schema.sql` for readers, `src/platform/db/tables.ts` for the compiler. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { dumpSchema } from './schema/dump.ts'

const root = join(import.meta.dirname, '..')
const folder = await mkdtemp(join(tmpdir(), 'carillon-schema-'))
const server = await startEmbedded(folder)
try {
  await migrate(server.url, join(root, 'migrations'))
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await writeFile(join(root, 'migrations/schema.sql'), await dumpSchema(client))
  await client.end()
  await writeTables(server.url, join(root, 'src/platform/db/tables.ts'))
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

async function writeTables(url: string, out: string): Promise<void> {
  const mapping = JSON.stringify({ timestamp: 'string', date: 'string', time: 'string' })
  const words = [
    '--dialect',
    'postgres',
    '--camel-case',
    '--url',
    url,
    '--out-file',
    out,
    '--type-mapping',
    mapping,
  ]
  execFileSync('kysely-codegen', words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  // Counts arrive as numbers here (see platform/db/index.ts), which the generator cannot know.
  const text = await readFile(out, 'utf8')
  await writeFile(out, text.replace(/export type Int8 = .*/, 'export type Int8 = number;'))
}
