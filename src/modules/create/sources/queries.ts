import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Asker } from '../../people/callers/index.ts'
import { type SourceBody, type SourceItem, SourceRules } from './contract.ts'
import type { Entry } from './feed.ts'
import type { Known } from './fetch.ts'

export type StoredSource = Asker &
  Known &
  SourceBody & {
    id: string
    state: 'running' | 'paused'
    fetchedAt: Date | null
    nextAt: Date
    failures: number
    trouble: string | null
    version: number
  }

const columns = [
  ...(['id', 'name', 'url', 'state', 'rules', 'publish', 'etag', 'lastModified', 'fetchedAt'] as const),
  ...(['nextAt', 'failures', 'trouble', 'version', 'madeBy', 'madeKey'] as const),
] as const

const select = (db: Db, workspaceId: string) =>
  db.selectFrom('postSources').select(columns).where('workspaceId', '=', workspaceId)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asSource = (row: Row): StoredSource => ({
  ...row,
  state: row.state as StoredSource['state'],
  publish: row.publish as StoredSource['publish'],
  rules: SourceRules.parse(row.rules),
})

export async function findSource(db: Db, workspaceId: string, id: string): Promise<StoredSource | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && asSource(row)
}

export async function lockSource(db: Db, workspaceId: string, id: string): Promise<StoredSource | undefined> {
  const row = await select(db, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asSource(row)
}

export async function listSources(db: Db, workspaceId: string, limit: number): Promise<StoredSource[]> {
  const rows = await select(db, workspaceId).orderBy('id', 'desc').limit(limit).execute()
  return rows.map(asSource)
}

export async function countMade(db: Db, workspaceId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('postSourceItems')
    .select(['sourceId', (eb) => eb.fn.countAll<number>().as('n')])
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'made')
    .groupBy('sourceId')
    .execute()
  return new Map(rows.map(({ sourceId, n }) => [sourceId, Number(n)]))
}

/** Of the whole house: which feeds are due. */
export const findDue = (db: Db, now: Date) =>
  db
    .selectFrom('postSources')
    .innerJoin('workspaces', 'workspaces.id', 'postSources.workspaceId')
    .select(['postSources.workspaceId', 'postSources.id as sourceId'])
    .where('postSources.state', '=', 'running')
    .where('postSources.nextAt', '<=', now)
    .where('workspaces.eraseAt', 'is', null)
    .orderBy('postSources.nextAt')
    .limit(1000)
    .execute()

export async function insertSource(
  db: Db,
  workspaceId: string,
  { rules, ...fields }: SourceBody & Asker & { nextAt: Date },
): Promise<string> {
  const { id } = await db
    .insertInto('postSources')
    .values({ workspaceId, ...fields, rules: JSON.stringify(rules) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateSource(
  db: Db,
  workspaceId: string,
  id: string,
  { rules, ...patch }: Partial<Omit<StoredSource, 'id'>>,
): Promise<void> {
  await db
    .updateTable('postSources')
    .set({ ...patch, ...(rules && { rules: JSON.stringify(rules) }) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deleteSource(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('postSources').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

/** A claim that stands longer than this is of a process that died before it had made the post. */
const diesAfterMs = 5 * 60_000
const deadBefore = (now: Date): Date => new Date(now.getTime() - diesAfterMs)

/** Which of these entries were seen, by key or by what they say. */
export async function findSeen(
  db: Db,
  workspaceId: string,
  sourceId: string,
  entries: readonly Entry[],
  now: Date,
): Promise<{ keys: Set<string>; digests: Set<string> }> {
  const { rows } = await sql<{ key: string; digest: string }>`
    select key, digest from post_source_items where workspace_id = ${workspaceId} and source_id = ${sourceId}
      and (claimed_at is null or claimed_at > ${deadBefore(now)})
      and (key = any(${entries.map(({ key }) => key)}::text[]) or digest = any(${entries.map(({ digest }) => digest)}::text[]))`.execute(
    db,
  )
  return { keys: new Set(rows.map(({ key }) => key)), digests: new Set(rows.map(({ digest }) => digest)) }
}

type Result = Pick<SourceItem, 'state' | 'words' | 'postId'>

/** Takes an entry for itself; false when it was seen meanwhile. One of which a post is to be made is claimed until that is told. */
export async function claimEntry(
  db: Db,
  workspaceId: string,
  sourceId: string,
  { key, digest, title, url, publishedAt }: Entry,
  { state, words, postId }: Result,
  now: Date,
): Promise<boolean> {
  const row = {
    ...{ digest, title, url, publishedAt, state, words, postId, seenAt: now },
    claimedAt: state === 'made' ? now : null,
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('postSourceItems')
    .values({ workspaceId, sourceId, key, ...row })
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'sourceId', 'key'])
        .doUpdateSet(row)
        .where('postSourceItems.claimedAt', '<=', deadBefore(now)),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateItem(
  db: Db,
  workspaceId: string,
  sourceId: string,
  key: string,
  result: Partial<Result>,
): Promise<void> {
  await db
    .updateTable('postSourceItems')
    .set({ ...result, claimedAt: null })
    .where('workspaceId', '=', workspaceId)
    .where('sourceId', '=', sourceId)
    .where('key', '=', key)
    .execute()
}

export async function deleteItem(db: Db, workspaceId: string, sourceId: string, key: string): Promise<void> {
  await db
    .deleteFrom('postSourceItems')
    .where('workspaceId', '=', workspaceId)
    .where('sourceId', '=', sourceId)
    .where('key', '=', key)
    .execute()
}

/** What is in the feed still is known as long as it is there. */
export async function touchItems(
  db: Db,
  workspaceId: string,
  sourceId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  if (keys.length === 0) return
  await sql`update post_source_items set seen_at = ${now} where workspace_id = ${workspaceId}
    and source_id = ${sourceId} and key = any(${[...keys]}::text[]) and seen_at < ${new Date(now.getTime() - 86_400_000)}`.execute(
    db,
  )
}

/**
 * What was seen so many days before the newest of the same feed. One that was quiet, paused or away for long keeps what was in
 * it last: else all of it would be new when it comes back.
 */
export async function deleteItemsOlder(db: Db, days: number): Promise<void> {
  await sql`delete from post_source_items i where i.seen_at < (
    select max(newest.seen_at) - make_interval(days => ${days}) from post_source_items newest
    where newest.workspace_id = i.workspace_id and newest.source_id = i.source_id)`.execute(db)
}

export async function listItems(
  db: Db,
  workspaceId: string,
  sourceId: string,
  limit: number,
  after: [string, string] | null,
): Promise<(SourceItem & { place: string })[]> {
  const rows = await db
    .selectFrom('postSourceItems')
    .select(['key', 'title', 'url', 'state', 'words', 'postId', 'publishedAt', 'seenAt'])
    .select(sql<string>`seen_at::text`.as('place'))
    .where('workspaceId', '=', workspaceId)
    .where('sourceId', '=', sourceId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(seen_at, key) < (${after?.[0]}::timestamptz, ${after?.[1]})`),
    )
    .orderBy('seenAt', 'desc')
    .orderBy('key', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ publishedAt, seenAt, state, ...row }) => ({
    ...row,
    state: state as SourceItem['state'],
    publishedAt: publishedAt?.toISOString() ?? null,
    seenAt: seenAt.toISOString(),
  }))
}
