import { type SqlBool, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { decodeCursor, encodeCursor, PlaceInTime } from '../../../app/page.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import { isSameAddress } from '../../../networks/kit/address.ts'
import { type Columns, columnNames, type Db, manyRows, type Tx } from '../../../platform/db/index.ts'
import type { PublicationQuery } from './contract.ts'
import { publicationError } from './errors.ts'

type ChangeRow = {
  state: 'waiting' | 'sending' | 'refused'
  words: string | null
  by: string | null
  at: string
  texts: string[]
}

const publicationRows = (db: Db, workspaceId: string) =>
  db
    .selectFrom('publications as p')
    .innerJoin('channels as c', 'c.id', 'p.channelId')
    .select(['p.id', 'p.channelId', 'c.network', 'p.postId', 'p.deliveryId', 'p.remoteId', 'p.url', 'p.text'])
    .select(['p.kind', 'p.origin', 'p.publishedAt', 'p.goneAt'])
    .select(
      sql<ChangeRow | null>`(
      select json_build_object('state', x.state, 'words', x.words, 'by', u.name, 'at', x.created_at, 'texts', (
        select json_agg(part ->> 'text' order by place) from jsonb_array_elements(x.content -> 'parts') with ordinality t (part, place)))
      from publication_changes x left join users u on u.id = x.asked_by
      where x.workspace_id = p.workspace_id and x.publication_id = p.id)`.as('change'),
    )
    .where('p.workspaceId', '=', workspaceId)

export type PublicationRow = Awaited<
  ReturnType<ReturnType<typeof publicationRows>['executeTakeFirstOrThrow']>
>

export function findPublication(db: Db, viewer: Viewer, id: string): Promise<PublicationRow | undefined> {
  const sight = sightOf(viewer)
  return publicationRows(db, viewer.workspaceId)
    .where('p.id', '=', id)
    .$if(sight !== null, (rows) => rows.where(isIn(sight, 'p.channelId')))
    .executeTakeFirst()
}

export async function findPublications(
  db: Db,
  viewer: Viewer,
  query: PublicationQuery,
): Promise<{ rows: PublicationRow[]; next: string | null }> {
  const sight = sightOf(viewer)
  let rows = publicationRows(db, viewer.workspaceId).orderBy('p.publishedAt', 'desc').orderBy('p.id', 'desc')
  if (sight !== null) rows = rows.where(isIn(sight, 'p.channelId'))
  if (query.channel?.length) rows = rows.where('p.channelId', 'in', query.channel)
  if (query.post) rows = rows.where('p.postId', '=', query.post)
  if (query.origin) rows = rows.where('p.origin', '=', query.origin)
  if (query.kind) rows = rows.where('p.kind', '=', query.kind)
  if (query.from) rows = rows.where('p.publishedAt', '>=', new Date(query.from))
  if (query.to) rows = rows.where('p.publishedAt', '<', new Date(query.to))
  if (!query.gone) rows = rows.where('p.goneAt', 'is', null)
  if (query.cursor) {
    const place = decodeCursor(query.cursor, PlaceInTime)
    if (!place) throw publicationError('bad_cursor')
    const [at, id] = place
    rows = rows.where(sql<SqlBool>`(p.published_at, p.id) < (${new Date(at)}::timestamptz, ${id}::uuid)`)
  }
  const found = await rows.limit(query.limit + 1).execute()
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return { rows: page, next: last ? encodeCursor([last.publishedAt.getTime(), last.id]) : null }
}

export type NewPublication = {
  workspaceId: string
  channelId: string
  postId: string | null
  deliveryId: string
  remoteId: string
  url: string | null
  text: string
  publishedAt: Date
}

const columns: Columns<NewPublication & { origin: string }> = {
  workspaceId: 'uuid',
  channelId: 'uuid',
  postId: 'uuid',
  deliveryId: 'uuid',
  remoteId: 'text',
  url: 'text',
  text: 'text',
  publishedAt: 'timestamptz',
  origin: 'text',
}

/** One that was found on the account before we knew that it is ours becomes ours. */
export async function insertPublications(tx: Tx, publications: readonly NewPublication[]): Promise<void> {
  const byRemote = new Map(publications.map((one) => [`${one.channelId} ${one.remoteId}`, one]))
  const rows = [...byRemote.values()].map((one) => ({ ...one, origin: 'ours' }))
  await tx
    .insertInto('publications')
    .columns(columnNames(columns))
    .expression(manyRows(rows, columns))
    .onConflict((on) =>
      on.columns(['channelId', 'remoteId']).doUpdateSet({
        origin: 'ours',
        postId: sql`excluded.post_id`,
        deliveryId: sql`excluded.delivery_id`,
        url: sql`coalesce(excluded.url, publications.url)`,
        goneAt: null,
      }),
    )
    .execute()
}

/** Of those whose address holds the same name: enough that the right one is among them. */
const nearMost = 1000

/** What is known of what stands at an address, however that is written: the network's own id where the account's list has told it. */
export async function findAtAddress(
  db: Db,
  workspaceId: string,
  channelId: string,
  url: string,
): Promise<{ remoteId: string; url: string } | undefined> {
  const name = URL.parse(url)?.pathname.split('/').findLast(Boolean) ?? ''
  const rows = await db
    .selectFrom('publications')
    .select(['remoteId', 'url'])
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where(sql<SqlBool>`strpos(url, ${name}) > 0`)
    .orderBy(sql`url = ${url}`, 'desc')
    .orderBy('publishedAt', 'desc')
    .limit(nearMost)
    .execute()
  return rows
    .flatMap((row) => (row.url && isSameAddress(row.url, url) ? [{ ...row, url: row.url }] : []))
    .at(0)
}

/**
 * It is not out after all. What was found on the account before somebody said so is there all the same, and is the account's own
 * again; the rest is forgotten.
 */
export async function takeBackPublication(
  tx: Tx,
  workspaceId: string,
  deliveryId: string,
  wasThere: boolean,
): Promise<void> {
  const ofDelivery = sql`workspace_id = ${workspaceId} and delivery_id = ${deliveryId}`
  if (wasThere)
    await sql`update publications set origin = 'native', delivery_id = null, post_id = null where ${ofDelivery}`.execute(
      tx,
    )
  else await sql`delete from publications where ${ofDelivery}`.execute(tx)
}

/** Whether what stands at the network under this id is known to be what another delivery became. */
export async function isAnothers(
  db: Db,
  { workspaceId, channelId, id }: { workspaceId: string; channelId: string; id: string },
  remoteId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('publications')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('remoteId', '=', remoteId)
    .where('deliveryId', '!=', id)
    .executeTakeFirst()
  return row !== undefined
}

export const findByDeliveries = (db: Db, deliveryIds: readonly string[]) =>
  db
    .selectFrom('publications')
    .innerJoin('channels', (on) =>
      on
        .onRef('channels.workspaceId', '=', 'publications.workspaceId')
        .onRef('channels.id', '=', 'publications.channelId'),
    )
    .selectAll('publications')
    .select('channels.network')
    .where('deliveryId', 'in', [...deliveryIds])
    .execute()

/** What the delivery behind a publication said, and where its parts are. */
export const findBehind = (db: Db, workspaceId: string, deliveryId: string) =>
  db
    .selectFrom('deliveries')
    .select(['id', 'postId', 'content', 'parts', 'key', 'firstAttemptAt', 'dueAt', 'digest'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
