import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { noTrace, type Trace } from '../trace/index.ts'
import { traceStatements } from '../trace/statements.ts'
import { createNames, nameStatements } from './names.ts'
import type { DB } from './tables.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>
export { atOnce, type Change } from './at-once.ts'
export { type Columns, columnNames, manyRows } from './many.ts'
export { plannedEachTime } from './names.ts'
export type { DB } from './tables.ts'

export type Database = { db: Db; pool: pg.Pool; url: string; close(): Promise<void> }

/** How PostgreSQL's values arrive: counts as numbers; civil dates and times as the text they are, never as an instant. */
function parserOf(oid: number): ((text: string) => unknown) | undefined {
  if (oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.DATE || oid === pg.types.builtins.TIME) return (text) => text
  if (oid === pg.types.builtins.TIMESTAMP) return (text) => text.replace(' ', 'T')
  return undefined
}

const plugins = () => [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/** Asks by a connection that somebody holds, in the transaction that stands open on it. Begin none of your own. */
export const dbOn = (client: pg.PoolClient): Db =>
  new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: {
        options: {},
        connect: async () => ({ query: client.query.bind(client), release: () => {} }) as pg.PoolClient,
        end: async () => {},
      },
    }),
    plugins: plugins(),
  })

/** Opens a pool of at most `connections`. Nothing connects before the first query. */
export function openDatabase(url: string, connections = 10, trace: Trace = noTrace): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    idleTimeoutMillis: 30_000,
    application_name: 'carillon',
    types: {
      getTypeParser: (oid, format) =>
        (format !== 'binary' && parserOf(oid)) || pg.types.getTypeParser(oid, format),
    },
  })
  // A connection that breaks while idle is replaced by the pool; the query that next needs one says what is wrong.
  pool.on('error', () => {})
  const names = createNames()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    nameStatements(client, names)
    if (trace.on) traceStatements(client, trace)
  })
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: plugins(),
  })
  return { db, pool, url, close: () => pool.end() }
}
