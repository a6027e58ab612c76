import { type SqlBool, sql } from 'kysely'
import type { Reach } from '../../../app/channel-roles.ts'
import { isIn } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Asker } from '../../people/callers/index.ts'
import { PostSeed } from '../posts/contract.ts'
import type { Publish, SeriesKind, SeriesQuery, SeriesState } from './contract.ts'

export type StoredItem = {
  id: string
  position: number
  post: PostSeed
  wordings: string[]
  state: 'active' | 'stopped'
  stopped: string | null
}

export type StoredSeries = Asker & {
  id: string
  kind: SeriesKind
  name: string
  state: SeriesState
  rule: string | null
  startsAt: string
  zone: string
  excluded: string[]
  holidays: string | null
  horizonDays: number
  publish: Publish
  restDays: number
  turnsMost: number | null
  fallsBelow: number | null
  words: string | null
  version: number
  items: StoredItem[]
}

const columns = [
  ...(['id', 'kind', 'name', 'state', 'rule', 'startsAt', 'zone', 'holidays'] as const),
  ...(['horizonDays', 'publish', 'restDays', 'turnsMost', 'fallsBelow', 'words', 'version'] as const),
  ...(['madeBy', 'madeKey'] as const),
] as const

const select = (db: Db, workspaceId: string) =>
  db
    .selectFrom('series')
    .select(columns)
    // Days as they are written: an array of days would arrive as instants.
    .select(sql<string[]>`excluded::text[]`.as('excluded'))
    .where('workspaceId', '=', workspaceId)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asSeries = (row: Row, items: StoredItem[]): StoredSeries => ({
  ...row,
  kind: row.kind as SeriesKind,
  state: row.state as SeriesState,
  publish: row.publish as Publish,
  startsAt: String(row.startsAt).slice(0, 16),
  fallsBelow: row.fallsBelow === null ? null : Number(row.fallsBelow),
  items,
})

async function findItems(
  db: Db,
  workspaceId: string,
  seriesIds: readonly string[],
): Promise<Map<string, StoredItem[]>> {
  const found = new Map<string, StoredItem[]>(seriesIds.map((id) => [id, []]))
  if (seriesIds.length === 0) return found
  const rows = await db
    .selectFrom('seriesItems')
    .select(['id', 'seriesId', 'position', 'body', 'wordings', 'state', 'stopped'])
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', 'in', [...seriesIds])
    .orderBy('seriesId')
    .orderBy('position')
    .orderBy('id')
    .execute()
  for (const { seriesId, body, state, ...rest } of rows)
    found.get(seriesId)?.push({ ...rest, post: PostSeed.parse(body), state: state as StoredItem['state'] })
  return found
}

export async function findSeries(db: Db, workspaceId: string, id: string): Promise<StoredSeries | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && asSeries(row, (await findItems(db, workspaceId, [id])).get(id) ?? [])
}

/** Holds it still until the transaction ends. */
export async function lockSeries(db: Db, workspaceId: string, id: string): Promise<StoredSeries | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asSeries(row, (await findItems(db, workspaceId, [id])).get(id) ?? [])
}

/** None of its posts goes to a channel that is not seen. */
const isSeenWhole = (sight: Reach) => sql<SqlBool>`not exists (
  select from series_items i, jsonb_array_elements(i.body -> 'variants') v
  where i.workspace_id = series.workspace_id and i.series_id = series.id
    and not ${isIn(sight, sql`(v ->> 'channelId')::uuid`)})`

export async function listSeries(
  db: Db,
  workspaceId: string,
  { kind, state }: Pick<SeriesQuery, 'kind' | 'state'>,
  limit: number,
  after: string | null,
  sight: Reach = null,
): Promise<StoredSeries[]> {
  const rows = await select(db, workspaceId)
    .$if(sight !== null, (query) => query.where(isSeenWhole(sight)))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(after !== null, (query) => query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const items = await findItems(
    db,
    workspaceId,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => asSeries(row, items.get(row.id) ?? []))
}

/** Of the whole house: which series run. */
export const findRunning = (db: Db) =>
  db
    .selectFrom('series')
    .innerJoin('workspaces', 'workspaces.id', 'series.workspaceId')
    .select(['series.workspaceId', 'series.id as seriesId'])
    .where('series.state', '=', 'running')
    .where('workspaces.eraseAt', 'is', null)
    .orderBy('series.id')
    .execute()

type Fields = Omit<StoredSeries, 'id' | 'items' | 'version' | 'words' | 'state'>

export async function insertSeries(
  db: Db,
  workspaceId: string,
  { excluded, ...fields }: Fields,
): Promise<string> {
  const { id } = await db
    .insertInto('series')
    .values({ workspaceId, ...fields, excluded: [...excluded] })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateSeries(
  db: Db,
  workspaceId: string,
  id: string,
  patch: Partial<Omit<StoredSeries, 'id' | 'items'>>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('series')
    .set({ ...patch, updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Unless somebody changed it meanwhile: then it may have times again. */
export async function endRunning(
  db: Db,
  workspaceId: string,
  { id, version }: Pick<StoredSeries, 'id' | 'version'>,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('series')
    .set({ state: 'ended', updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Times that could not be made: those to come, or all since the last that could. */
export async function findRefused(
  db: Db,
  workspaceId: string,
  seriesId: string,
  now: Date,
): Promise<{ count: number; words: string } | null> {
  const { rows } = await sql<{ count: number; words: string | null }>`
    select count(*)::int as count, (array_agg(t.words order by t.occurs_at))[1] as words
    from series_turns t where t.workspace_id = ${workspaceId} and t.series_id = ${seriesId} and t.state = 'failed'
      and (t.at > ${now} or t.occurs_at > coalesce((select max(m.occurs_at) from series_turns m
        where m.workspace_id = ${workspaceId} and m.series_id = ${seriesId} and m.state = 'made'), '-infinity'))`.execute(
    db,
  )
  const [row] = rows
  return row && row.count > 0 ? { count: row.count, words: row.words ?? '' } : null
}

/** From when until when each post of a series is on its way to the last of its channels, as far as that is not over. */
export async function findBusy(
  db: Db,
  workspaceId: string,
  seriesId: string,
  now: Date,
): Promise<{ itemId: string; at: Date; until: Date }[]> {
  const rows = await db
    .selectFrom('seriesTurns')
    .select(['itemId', 'at', sql<Date>`coalesce(until, at)`.as('until')])
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', '=', seriesId)
    .where('state', '=', 'made')
    .where('itemId', 'is not', null)
    .where(sql<SqlBool>`coalesce(until, at) >= ${now}::timestamptz`)
    .execute()
  return rows.flatMap(({ itemId, ...row }) => (itemId ? [{ itemId, ...row }] : []))
}

/** Posts by the client ids that they were made with. */
export async function findMade(
  db: Db,
  workspaceId: string,
  clientIds: readonly string[],
): Promise<Map<string, { id: string; version: number }>> {
  if (clientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('posts')
    .select(['clientId', 'id', 'version'])
    .where('workspaceId', '=', workspaceId)
    .where('clientId', 'in', [...clientIds])
    .execute()
  return new Map(rows.map(({ clientId, ...post }) => [clientId ?? '', post]))
}

export async function deleteSeries(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('series').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

/** The posts of a series as they are from now on; those that were there keep their turns. */
export async function saveItems(
  db: Db,
  workspaceId: string,
  seriesId: string,
  items: readonly (Omit<StoredItem, 'id' | 'position' | 'stopped'> & { id?: string | undefined })[],
): Promise<void> {
  const kept = items.flatMap(({ id }) => id ?? [])
  await db
    .deleteFrom('seriesItems')
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', '=', seriesId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
  for (const [position, { id, post, wordings, state }] of items.entries()) {
    const row = { position, body: JSON.stringify(post), wordings: [...wordings], state }
    const changed = id
      ? await db
          .updateTable('seriesItems')
          .set({ ...row, ...(state === 'active' && { stopped: null }) })
          .where('workspaceId', '=', workspaceId)
          .where('seriesId', '=', seriesId)
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!changed || changed.numUpdatedRows === 0n)
      await db
        .insertInto('seriesItems')
        .values({ workspaceId, seriesId, ...row })
        .execute()
  }
}

export async function stopItem(db: Db, workspaceId: string, id: string, stopped: string): Promise<void> {
  await db
    .updateTable('seriesItems')
    .set({ state: 'stopped', stopped })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export type StoredTurn = {
  occursAt: string
  itemId: string | null
  wording: number
  state: 'made' | 'skipped' | 'failed'
  words: string | null
  postId: string | null
  madeVersion: number | null
  at: Date
  claimedAt: Date | null
}

export async function findTurns(
  db: Db,
  workspaceId: string,
  seriesId: string,
  from: string,
  to: string,
): Promise<StoredTurn[]> {
  const rows = await db
    .selectFrom('seriesTurns')
    .select(['occursAt', 'itemId', 'wording', 'state', 'words', 'postId', 'madeVersion', 'at', 'claimedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', '=', seriesId)
    .where('occursAt', '>=', from as never)
    .where('occursAt', '<=', to as never)
    .orderBy('occursAt')
    .limit(2000)
    .execute()
  return rows.map((row) => ({
    ...row,
    occursAt: String(row.occursAt).slice(0, 16),
    state: row.state as StoredTurn['state'],
  }))
}

/** A claim that stands longer than this is of a process that died before it had made the post. */
const diesAfterMs = 5 * 60_000

export const isDead = ({ claimedAt }: Pick<StoredTurn, 'claimedAt'>, now: Date): boolean =>
  claimedAt !== null && claimedAt.getTime() <= now.getTime() - diesAfterMs

/** `until`: when it is out on the last of its channels. */
type Wanted = Pick<StoredTurn, 'occursAt' | 'itemId' | 'wording' | 'at'> & { until: Date }

/**
 * Takes the time for itself. `taken`: somebody has it, a time is made once. `over`: the series is not as it was read any
 * more, and nothing more is to be made of what was read.
 */
export async function claimTurn(
  db: Db,
  workspaceId: string,
  { id, version }: Pick<StoredSeries, 'id' | 'version'>,
  { occursAt, itemId, wording, at, until }: Wanted,
  now: Date,
): Promise<'claimed' | 'taken' | 'over'> {
  const { rows } = await sql<{ runs: boolean; claimed: boolean }>`
    with running as (select id from series where workspace_id = ${workspaceId} and id = ${id}
      and state = 'running' and version = ${version} for share),
    mine as (insert into series_turns
      (workspace_id, series_id, occurs_at, item_id, wording, state, at, until, claimed_at)
      select ${workspaceId}::uuid, id, ${occursAt}::timestamp, ${itemId}::uuid, ${wording}::smallint, 'made',
        ${at}::timestamptz, ${until}::timestamptz, ${now}::timestamptz from running
      on conflict (workspace_id, series_id, occurs_at) do update
        set item_id = excluded.item_id, wording = excluded.wording, at = excluded.at, until = excluded.until, claimed_at = excluded.claimed_at
        where series_turns.claimed_at <= ${new Date(now.getTime() - diesAfterMs)}::timestamptz
      returning 1)
    select exists (select from running) as runs, exists (select from mine) as claimed`.execute(db)
  if (!rows[0]?.runs) return 'over'
  return rows[0].claimed ? 'claimed' : 'taken'
}

/** A time that is left out. */
export async function skipTurn(
  db: Db,
  workspaceId: string,
  seriesId: string,
  turn: Pick<StoredTurn, 'occursAt' | 'at'>,
): Promise<void> {
  await db
    .insertInto('seriesTurns')
    .values({ workspaceId, seriesId, ...turn, wording: 0, state: 'skipped' })
    .onConflict((on) => on.columns(['workspaceId', 'seriesId', 'occursAt']).doNothing())
    .execute()
}

/** What makes posts of a series and what takes them back go one after the other. */
export const holdSeries = (tx: Tx, seriesId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`series ${seriesId}`}, 0))`.execute(tx)

export async function updateTurn(
  db: Db,
  workspaceId: string,
  seriesId: string,
  occursAt: string,
  patch: Partial<Pick<StoredTurn, 'state' | 'words' | 'postId' | 'madeVersion'>>,
): Promise<void> {
  await db
    .updateTable('seriesTurns')
    .set({ ...patch, claimedAt: null })
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', '=', seriesId)
    .where('occursAt', '=', occursAt as never)
    .execute()
}

export async function deleteTurns(
  db: Db,
  workspaceId: string,
  seriesId: string,
  times: readonly string[],
): Promise<void> {
  if (times.length === 0) return
  await sql`delete from series_turns where workspace_id = ${workspaceId} and series_id = ${seriesId}
    and occurs_at = any(${[...times]}::timestamp[])`.execute(db)
}

export type Had = { itemId: string; wording: number; at: Date; postId: string | null }

/** Every turn that posts of a series have had, the newest first. */
export async function findHad(db: Db, workspaceId: string, seriesId: string): Promise<Had[]> {
  const rows = await db
    .selectFrom('seriesTurns')
    .select(['itemId', 'wording', 'at', 'postId'])
    .where('workspaceId', '=', workspaceId)
    .where('seriesId', '=', seriesId)
    .where('state', '=', 'made')
    .where('claimedAt', 'is', null)
    .where('itemId', 'is not', null)
    .orderBy('at', 'desc')
    .limit(20_000)
    .execute()
  return rows.flatMap(({ itemId, ...row }) => (itemId ? [{ itemId, ...row }] : []))
}

/** How posts of a series went: all engagements of each that is out for two days, the oldest first. */
export async function findResults(
  db: Db,
  workspaceId: string,
  seriesId: string,
  before: Date,
): Promise<{ itemId: string; value: number }[]> {
  const { rows } = await sql<{ itemId: string; value: number }>`
    select t.item_id as "itemId", coalesce(sum(l.value), 0)::float8 as value
    from series_turns t
    join publications u on u.workspace_id = t.workspace_id and u.post_id = t.post_id and u.published_at < ${before}
    left join metric_latest l on l.workspace_id = t.workspace_id and l.subject_kind = 'publication'
      and l.subject_id = u.id and l.metric in ('likes', 'reposts', 'replies', 'quotes')
    where t.workspace_id = ${workspaceId} and t.series_id = ${seriesId} and t.item_id is not null
    group by t.item_id, t.post_id, t.at order by t.at`.execute(db)
  return rows
}
