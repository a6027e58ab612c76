import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { copyJson } from '../../../platform/db/copy.ts'
import { columnsOf, fileOf, type Kind } from './kind.ts'
import type { Manifest } from './manifest.ts'

/** The rows of one kind, on the disk: in front of them in the archive stands how long they are. */
export type Spooled = Manifest['kinds'][number] & { path: string }

/** What is between reading a row and writing it down. */
export type Pass = (rows: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/** Copies the rows of a kind to a file of its own, as they come from PostgreSQL, never more than a piece of them in memory. */
export async function spool(
  client: PoolClient,
  kind: Kind,
  workspaceId: string,
  folder: string,
  pass: Pass,
  signal?: AbortSignal,
): Promise<Spooled> {
  const path = join(folder, fileOf(kind))
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  const counted = async function* () {
    for await (const chunk of pass(copyJson(client, selectOf(client, kind, workspaceId)))) {
      signal?.throwIfAborted()
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++
      yield chunk
    }
  }
  await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(path, { mode: 0o600 }))
  return { name: kind.name, rows, bytes, sha256: hash.digest('hex'), path }
}

/** How many rows there will be, for whoever waits. */
export async function countRows(client: PoolClient, kind: Kind, workspaceId: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from ${client.escapeIdentifier(kind.table)} t where t.${kind.owner} = $1`,
    [workspaceId],
  )
  return Number(rows[0]?.n ?? 0)
}

function selectOf(client: PoolClient, kind: Kind, workspaceId: string): string {
  const columns = new Map(columnsOf(kind).map(({ name, column }) => [name, column]))
  const values = Object.entries(kind.fields).map(([name, field]) => {
    const column = `t.${client.escapeIdentifier(columns.get(name) ?? name)}`
    const value = field.from ?? field.read ?? (field.points === 'person' ? memberAt(column) : column)
    return `${value} as ${client.escapeIdentifier(name)}`
  })
  return `select row_to_json(r) from (
    select ${values.join(', ')} from ${client.escapeIdentifier(kind.table)} t
    where t.${kind.owner} = ${client.escapeLiteral(workspaceId)} order by ${kind.order}) r`
}

/** Who is no member is nobody's business elsewhere. */
const memberAt = (column: string): string =>
  `(select m.user_id from members m where m.workspace_id = t.workspace_id and m.user_id = ${column})`
