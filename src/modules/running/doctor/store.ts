import type { Database } from '../../../platform/db/index.ts'
import { appliedIn, type Migration } from '../../../platform/db/migrate.ts'
import { about, type Finding } from './findings.ts'

const oldest = 15
const slowMs = 100
/** What search in many posts needs, and the index that it made possible. */
const wanted = ['pg_trgm', 'btree_gin']
const wantedIndex = 'posts_by_words'

type Facts = { version: number; name: string; extensions: string[]; indexed: boolean; at: Date }

/** The database: does it answer, is it new enough, has it the shape of this version, and does its clock agree with ours? */
export async function checkStore(database: Database, ours: readonly Migration[]): Promise<Finding[]> {
  const client = await database.pool.connect()
  try {
    await client.query('select 1')
    const before = Date.now()
    const { rows } = await client.query<Facts>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
        array(select extname::text from pg_extension) as extensions, to_regclass($1) is not null as indexed,
        clock_timestamp() as at`,
      [wantedIndex],
    )
    const after = Date.now()
    const [facts] = rows
    if (!facts) throw new Error('PostgreSQL answered nothing')
    const applied = (await appliedIn(client)).map(({ name }) => name)
    return [
      checkServer(facts, after - before),
      checkShape(
        applied,
        ours.map(({ name }) => name),
      ),
      ...(applied.length > 0 ? [checkSearch(facts)] : []),
      clockFinding('clock', facts.at.getTime() - (before + after) / 2, "the database's"),
    ]
  } finally {
    client.release()
  }
}

function checkServer({ version, name }: Facts, ms: number): Finding {
  const says = about('database')
  const words = `PostgreSQL ${name} answers in ${ms} ms`
  if (version < oldest * 10_000)
    return says.wrong(`${words}, but is older than ${oldest}. Bring it to a newer version.`)
  return ms > slowMs
    ? says.look(`${words}: that is slow. Is it far away, or is its machine busy?`)
    : says.ok(words)
}

function checkShape(applied: readonly string[], ours: readonly string[]): Finding {
  const says = about('schema')
  const newer = applied.filter((name) => !ours.includes(name))
  if (newer.length > 0)
    return says.wrong(`The database was made by a newer Carillon (${newer.join(', ')}). Start that version.`)
  const missing = ours.filter((name) => !applied.includes(name))
  if (missing.length > 0)
    return says.look(
      `Migrations have not run yet: ${missing.join(', ')}. Make a backup, then start this version, which runs them.`,
    )
  return says.ok(applied.at(-1) ?? '')
}

function checkSearch({ extensions, indexed }: Facts): Finding {
  const says = about('search')
  const missing = wanted.filter((name) => !extensions.includes(name))
  if (missing.length > 0)
    return says.look(
      `Search in many posts is slow without ${missing.join(' and ')}. Install PostgreSQL's contributed extensions, then create them in this database.`,
    )
  if (!indexed)
    return says.look(
      `Search in many posts is slow: the extensions are here now, but the index ${wantedIndex} was never made. See docs/running/postgresql.md.`,
    )
  return says.ok('Posts are found along an index')
}

const apart = { look: 1000, wrong: 10_000 }

/** Posts leave by the database's clock; what people and networks compare with it is another. */
export function clockFinding(check: string, ms: number, whose: string): Finding {
  const says = about(check)
  const words = `This machine's clock and ${whose} are ${Math.abs(Math.round(ms))} ms apart`
  if (Math.abs(ms) > apart.wrong) return says.wrong(`${words}. Let both follow a time server (NTP).`)
  return Math.abs(ms) > apart.look
    ? says.look(`${words}. Do both follow a time server (NTP)?`)
    : says.ok(words)
}
