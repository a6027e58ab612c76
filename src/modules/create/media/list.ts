import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import type { Viewer } from '../../../app/sight.ts'
import { type Db, plannedEachTime } from '../../../platform/db/index.ts'
import {
  type Media,
  type MediaList,
  type MediaQuery,
  type MediaSort,
  mostWords,
  type RightsState,
  warnDays,
} from './contract.ts'
import { mediaError } from './errors.ts'
import { findFolders, type StoredFolder } from './folder-queries.ts'
import { selectMedia, toMedia } from './queries.ts'
import { usableEnd } from './rights.ts'

/** By what a list is ordered, as text and back, so that a page begins exactly where the last one ended. */
const orders: Record<MediaSort, { by: RawBuilder<string>; as: RawBuilder<unknown>; way: 'asc' | 'desc' }> = {
  newest: { by: sql`media.created_at`, as: sql`timestamptz`, way: 'desc' },
  oldest: { by: sql`media.created_at`, as: sql`timestamptz`, way: 'asc' },
  name: { by: sql`lower(media.file_name)`, as: sql`text`, way: 'asc' },
  largest: { by: sql`media.bytes`, as: sql`bigint`, way: 'desc' },
}

const Place = z.tuple([z.string(), z.string().max(400), Id])

export async function pageMedia(
  ctx: Context,
  viewer: Viewer,
  query: Partial<MediaQuery> & { limit: number },
): Promise<MediaList> {
  const sort = query.sort ?? 'newest'
  const place = query.cursor ? decodeCursor(query.cursor, Place) : undefined
  if (query.cursor && (place?.[0] !== sort || !readsAs(sort, place[1]))) throw mediaError('bad_cursor')
  const below = query.folder
    ? foldersBelow(await findFolders(ctx.db, viewer.workspaceId), query.folder)
    : null
  const found = await listMedia(ctx.db, viewer, {
    ...{ ...query, sort, below, now: ctx.clock.now(), limit: query.limit + 1 },
    after: place && { key: place[1], id: place[2] },
  })
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ media }) => media),
    next: last ? encodeCursor([sort, last.key, last.media.id]) : null,
  }
}

/** Whether the key of a cursor is one that the database can read. */
function readsAs(sort: MediaSort, key: string): boolean {
  if (sort === 'name') return true
  if (sort === 'largest') return /^\d{1,15}$/.test(key)
  return /^\d{4,6}-[\d :.+-]{6,34}$/.test(key)
}

type Below = { inside: boolean; ids: string[] }

/** A folder with all below it; of `none`, all that there are, to be left out. A folder that is not there holds nothing. */
export function foldersBelow(all: readonly StoredFolder[], folder: string): Below {
  if (folder === 'none') return { inside: false, ids: all.map(({ id }) => id) }
  const ids = all.some(({ id }) => id === folder) ? [folder] : []
  for (const id of ids) ids.push(...all.filter(({ parentId }) => parentId === id).map((one) => one.id))
  return { inside: true, ids }
}

type Asked = Partial<Pick<MediaQuery, 'text' | 'kind' | 'tags' | 'unnamed' | 'unused' | 'rights'>> & {
  now: Date
  sort: MediaSort
  below: Below | null
  after?: { key: string; id: string }
  limit: number
}

async function listMedia(db: Db, viewer: Viewer, asked: Asked): Promise<{ media: Media; key: string }[]> {
  const { by, as, way } = orders[asked.sort]
  const { after } = asked
  const beyond = way === 'desc' ? sql`<` : sql`>`
  const rows = await selectMedia(db, viewer)
    .where('media.deletedAt', 'is', null)
    .where(and(conditionsOf(asked)))
    .$if(after !== undefined, (q) =>
      q.where(sql<SqlBool>`(${by}, media.id) ${beyond} (${after?.key}::${as}, ${after?.id}::uuid)`),
    )
    .select(sql<string>`(${by})::text`.as('key'))
    .orderBy(by, way)
    .orderBy('media.id', way)
    .limit(asked.limit)
    .execute()
  return rows.map(({ key, ...row }) => ({ media: toMedia(row), key }))
}

type Condition = RawBuilder<SqlBool>
const and = (all: readonly Condition[]): Condition =>
  all.length === 0 ? sql`true` : sql<SqlBool>`(${sql.join(all, sql` and `)})`

function conditionsOf(asked: Asked): Condition[] {
  const { text, kind, tags, unnamed, unused, rights, below, now } = asked
  const all: Condition[] = wordsOf(text).map((word) => sql`media.search_text like ${`%${word}%`}`)
  if (all.length > 0 || tags?.length) all.push(sql`true ${sql.raw(plannedEachTime)}`)
  if (kind) all.push(sql`media.kind = ${kind}`)
  if (tags?.length) all.push(sql`media.tags @> ${tags}::text[]`)
  if (rights) all.push(standingOf(rights, now))
  if (unnamed) all.push(sql`media.alt = ''`)
  if (unused)
    all.push(sql`not exists (
      select from post_media u where u.workspace_id = media.workspace_id and u.media_id = media.id)`)
  if (below?.inside) all.push(sql`media.folder_id = any(${below.ids}::uuid[])`)
  if (below && !below.inside)
    all.push(sql`(media.folder_id is null or media.folder_id <> all(${below.ids}::uuid[]))`)
  return all
}

function standingOf(rights: RightsState, now: Date): Condition {
  const soon = new Date(now.getTime() + warnDays[0] * 86_400_000)
  if (rights === 'ending')
    return sql`(media.usable_until is not null and ${usableEnd} > ${now} and ${usableEnd} <= ${soon})`
  if (rights === 'ended') return sql`(media.usable_until is not null and ${usableEnd} <= ${now})`
  if (rights === 'unclear') return sql`media.licence = 'unclear'`
  if (rights === 'unknown') return sql`media.licence is null`
  return sql`media.consent = ${rights}`
}

/** What a person types is found as it stands: signs of a pattern are no signs of a pattern. */
const wordsOf = (text = ''): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'))
