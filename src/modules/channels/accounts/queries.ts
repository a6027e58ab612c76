import { type SqlBool, sql } from 'kysely'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { ChannelQuery, ChannelState } from './contract.ts'
import { channelError } from './errors.ts'

/**
 * What waits or is on its way, in two counts that each have an index of few rows: what lies in the queue of a channel,
 * and what workers hold of the whole workspace, read once. Counted by its states alone, it would be looked for among
 * everything the channel has ever published.
 */
const waiting = sql<number>`(
  select count(*) from deliveries d
  where d.channel_id = c.id and d.worker_id is null and d.state in ('scheduled', 'waiting', 'sending', 'sent'))`

const heldByChannel = (workspaceId: string) =>
  sql<{ channelId: string; held: number }>`(
    select channel_id, count(*) as held from deliveries
    where worker_id is not null and workspace_id = ${workspaceId} and state in ('claimed', 'sending', 'sent')
    group by channel_id)`.as('h')

const channelRows = (db: Db, workspaceId: string) =>
  db
    .selectFrom('channels as c')
    .leftJoin('channelCredentials as k', 'k.channelId', 'c.id')
    .leftJoin('limits as l', (join) => join.on('l.scope', '=', sql<string>`'account:' || c.id`))
    .leftJoin(heldByChannel(workspaceId), (join) => join.onRef('h.channelId', '=', 'c.id'))
    .selectAll('c')
    .select(['k.expiresAt', 'k.refreshedAt', 'k.refreshDueAt', 'k.refreshFailures', 'l.blockedUntil'])
    .select(sql<number>`${waiting} + coalesce(h.held, 0)`.as('queued'))
    .where('c.workspaceId', '=', workspaceId)

export type ChannelRow = Awaited<ReturnType<ReturnType<typeof channelRows>['executeTakeFirstOrThrow']>>

export async function findChannel(db: Db, viewer: Viewer, id: string): Promise<ChannelRow | undefined> {
  if (!isWithin(sightOf(viewer), id)) return undefined
  return channelRows(db, viewer.workspaceId).where('c.id', '=', id).executeTakeFirst()
}

/** Held still until the transaction ends. */
export const lockChannel = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('channels')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function findChannels(
  db: Db,
  viewer: Viewer,
  query: ChannelQuery,
): Promise<{ rows: ChannelRow[]; next: string | null }> {
  const sight = sightOf(viewer)
  let rows = channelRows(db, viewer.workspaceId)
    .$if(sight !== null, (all) => all.where(isIn(sight, 'c.id')))
    .orderBy('c.createdAt')
    .orderBy('c.id')
  rows = query.state?.length
    ? rows.where('c.state', 'in', query.state)
    : rows.where('c.state', '!=', 'removed')
  if (query.network) rows = rows.where('c.network', '=', query.network)
  if (query.cursor) {
    const place = decodeCursor(query.cursor, ExactPlace)
    if (!place) throw channelError('bad_cursor')
    const [at, id] = place
    rows = rows.where(sql<SqlBool>`(c.created_at, c.id) > (${at}::timestamptz, ${id}::uuid)`)
  }
  const found = await rows.limit(query.limit + 1).execute()
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return { rows: page, next: last ? encodeCursor([await exactInstant(db, last.id), last.id]) : null }
}

// A Date holds milliseconds, the column microseconds: a page must not begin with what the last one ended with.
async function exactInstant(db: Db, id: string): Promise<string> {
  const { at } = await db
    .selectFrom('channels')
    .select(sql<string>`created_at::text`.as('at'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return at
}

/** What an adapter needs of an account, in one question. */
export const findAccount = (db: Db, channelId: string) =>
  db
    .selectFrom('channels as c')
    .leftJoin('channelCredentials as k', 'k.channelId', 'c.id')
    .select([
      'c.id',
      'c.workspaceId',
      'c.network',
      'c.remoteId',
      'c.handle',
      'c.server',
      'c.appId',
      'c.settings',
      'c.state',
      'k.sealed',
      'k.keyId',
    ])
    .select(sql<ChannelLimits>`c.limits`.as('limits'))
    .where('c.id', '=', channelId)
    .executeTakeFirst()

/** The app by which a channel is signed in, the same until the transaction ends; undefined for a channel that is gone. */
export async function holdAppOf(tx: Tx, channelId: string): Promise<string | null | undefined> {
  const row = await tx
    .selectFrom('channels')
    .select('appId')
    .where('id', '=', channelId)
    .forShare()
    .executeTakeFirst()
  return row?.appId
}

export const findCredential = (db: Db, channelId: string) =>
  db
    .selectFrom('channelCredentials')
    .select(['sealed', 'keyId', 'expiresAt', 'workspaceId'])
    .where('channelId', '=', channelId)
    .executeTakeFirst()

export type KeptCredential = {
  channelId: string
  workspaceId: string
  sealed: Buffer
  keyId: string
  /** What it shares with other channels; see `clearShared`. */
  shares: string | null
  expiresAt: Date | null
  refreshedAt: Date
  refreshDueAt: Date | null
  warnedDays: number | null
}

export async function keepCredential(db: Db, row: KeptCredential): Promise<void> {
  const { channelId: _, workspaceId: __, ...values } = row
  await db
    .insertInto('channelCredentials')
    .values({ ...row, refreshFailures: 0 })
    .onConflict((on) => on.column('channelId').doUpdateSet({ ...values, refreshFailures: 0 }))
    .execute()
}

export type Standing = {
  state: ChannelState
  stateCode: string | null
  stateWords: string | null
  stateSince: Date
}

/** Moves a channel from some states to another, in one statement. Answers it when it did. */
export const moveChannel = (db: Db, id: string, from: readonly ChannelState[], to: Partial<Standing>) =>
  db
    .updateTable('channels')
    .set(to)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returning(['id', 'workspaceId', 'network', 'handle', 'name', 'state'])
    .executeTakeFirst()

type Limited = { id: string; network: string; server: string; appId: string | null }

/** The names under which limits of an account are kept. */
export const scopesOf = (row: Limited) => ({
  account: `account:${row.id}`,
  app: `app:${row.network}:${row.appId ?? row.server}`,
  server: `server:${row.network}:${row.server}`,
})

export async function findLimits(db: Db, row: Limited) {
  const scopes = scopesOf(row)
  const rows = await db.selectFrom('limits').selectAll().where('scope', 'in', Object.values(scopes)).execute()
  const names = ['account', 'app', 'server'] as const
  return names.flatMap((scope) =>
    rows.filter((one) => one.scope === scopes[scope]).map((one) => ({ ...one, scope })),
  )
}

/** Takes sign-ins whose time has come, and puts their next time off, so that two sweeps do not ask for the same. */
export const takeRefreshDue = (db: Db, now: Date, again: Date, most: number) =>
  db
    .updateTable('channelCredentials')
    .set({ refreshDueAt: again })
    .where('channelId', 'in', (one) =>
      one
        .selectFrom('channelCredentials as k')
        .innerJoin('channels as c', 'c.id', 'k.channelId')
        .select('k.channelId')
        .where('k.refreshDueAt', '<=', now)
        .where('c.state', '!=', 'removed')
        .orderBy('k.refreshDueAt')
        .limit(most)
        .forUpdate('k')
        .skipLocked(),
    )
    .returning('channelId')
    .execute()

export const takeCheckDue = (db: Db, now: Date, again: Date, most: number) =>
  db
    .updateTable('channels')
    .set({ checkDueAt: again })
    .where('id', 'in', (one) =>
      one
        .selectFrom('channels')
        .select('id')
        .where('checkDueAt', '<=', now)
        .where('state', '!=', 'removed')
        .orderBy('checkDueAt')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute()

/** Sign-ins that end before an instant. */
export const findEnding = (db: Db, before: Date) =>
  db
    .selectFrom('channelCredentials as k')
    .innerJoin('channels as c', 'c.id', 'k.channelId')
    .select([
      'k.channelId',
      'k.workspaceId',
      'k.expiresAt',
      'k.warnedDays',
      'c.network',
      'c.name',
      'c.handle',
    ])
    .where('k.expiresAt', '<=', before)
    .where('c.state', 'in', ['active', 'paused'])
    .execute()
