import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Table } from './catalogue.ts'

/**
 * How values are written as text, whatever the server or the role is set to: exactly, and the same on both sides. Long
 * silences are meant: files are copied while the transaction waits.
 */
const plainly = `
  set local client_encoding = 'UTF8'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 3;
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/**
 * Everything that `work` reads was so at one moment, however long it takes; who writes meanwhile is not hindered. After a
 * failure the connection may stand in the middle of a copy: let it go for good.
 */
export async function inSnapshot<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only')
  await client.query(plainly)
  const done = await work()
  await client.query('commit')
  return done
}

/** All of it or nothing. After a failure let the connection go for good: with it goes what was begun. */
export async function inOneGo<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  await client.query(`${plainly}; set local maintenance_work_mem = '128MB'`)
  const done = await work()
  await client.query('commit')
  return done
}

export type CopyOut = { text: AsyncIterable<Buffer>; rows(): number }

/** The rows of a table as PostgreSQL's own text, which `copyIn` reads. */
export const copyTable = (client: ClientBase, { name, columns }: Table): CopyOut => {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  return copyQuery(client, `select ${list} from only ${client.escapeIdentifier(name)}`)
}

export function copyQuery(client: ClientBase, query: string): CopyOut {
  const text = client.query(to(`copy (${query}) to stdout`))
  return { text, rows: () => text.rowCount }
}

/**
 * The lines of a query of one column of JSON, as they are. In PostgreSQL's own text every backslash would come twice; as
 * CSV with a quote and a comma that JSON never holds bare, nothing is.
 */
export function copyJson(client: ClientBase, query: string): AsyncIterable<Buffer> {
  return client.query(to(`copy (${query}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`))
}

/** Answers how many rows came. */
export async function copyIn(
  client: ClientBase,
  { name, columns }: Table,
  text: AsyncIterable<Uint8Array>,
): Promise<number> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const into = client.query(from(`copy ${client.escapeIdentifier(name)} (${list}) from stdin`))
  await pipeline(Readable.from(text, { objectMode: false }), into)
  return into.rowCount
}
