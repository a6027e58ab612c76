import type { PoolClient } from 'pg'
import type { Context } from '../../../app/context.ts'
import { thatKeepOthers } from '../../../networks/kit/others.ts'
import { movingError } from './errors.ts'
import { linesOf } from './lines.ts'
import type { Pass } from './spool.ts'

/**
 * What people who are no members wrote or show of themselves stays here where the terms of their network forbid to take it
 * away: what the account passed on goes along without its words, profiles that are watched and accounts that resemble ours
 * do not.
 */
export async function othersPasses(
  client: PoolClient,
  workspaceId: string,
  networks: Context['networks'],
): Promise<Record<string, Pass>> {
  const keep = thatKeepOthers(networks)
  if (keep.length === 0) return {}
  const ask = async (sql: string) =>
    new Set((await client.query<{ id: string }>(sql, [workspaceId, keep])).rows.map(({ id }) => id))
  const channels = await ask('select id from channels where workspace_id = $1 and network = any($2)')
  const profiles = await ask(
    'select id from competitor_profiles where workspace_id = $1 and network = any($2) and is_read',
  )
  const suspects = await ask('select id from suspects where workspace_id = $1 and network = any($2)')
  const isTheirs = (name: string, ids: ReadonlySet<string>) => (row: Row) => ids.has(String(row[name]))
  return {
    publications: changed((row) =>
      row.kind === 'repost' && channels.has(String(row.channelId)) ? { ...row, text: '' } : row,
    ),
    'competitor-profiles': without(isTheirs('id', profiles)),
    'competitor-days': without(isTheirs('profileId', profiles)),
    'competitor-posts': without(isTheirs('profileId', profiles)),
    suspects: without(isTheirs('id', suspects)),
    'presence-verdicts': without(isTheirs('subjectId', suspects)),
    'presence-runs': changed((row) => withoutSuspects(row, suspects)),
  }
}

type Row = Record<string, unknown>

/** A run tells by name which suspects were new, gone or changed. */
function withoutSuspects(row: Row, suspects: ReadonlySet<string>): Row {
  const difference = row.difference as { suspects: Record<string, { id: string }[]> } | null
  if (!difference) return row
  const kept = Object.entries(difference.suspects).map(([name, list]) => [
    name,
    list.filter(({ id }) => !suspects.has(id)),
  ])
  return { ...row, difference: { ...difference, suspects: Object.fromEntries(kept) } }
}

const without = (isTheirs: (row: Row) => boolean): Pass => changed((row) => (isTheirs(row) ? null : row))

const changed = (change: (row: Row) => Row | null): Pass =>
  async function* (rows) {
    for await (const line of linesOf(rows, () => movingError('damaged', { what: 'a row of others' }))) {
      const row = change(JSON.parse(line) as Row)
      if (row) yield Buffer.from(`${JSON.stringify(row)}\n`)
    }
  }
