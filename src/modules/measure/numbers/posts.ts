import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { mayDo } from '../../../app/rights.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lifeOf } from '../facts/index.ts'
import { catalogue, metricOf, rawMetrics } from '../metrics/contract.ts'
import {
  type PostLife,
  type PostMetric,
  type PostNumbers,
  type PostNumbersPage,
  type PostSort,
  type PostsQuery,
  type PostTotals,
  postMetrics,
} from './contract.ts'
import { addDays, type Day, earlier, periodOf } from './days.ts'
import { numbersError } from './errors.ts'
import { postFacts, whichOf } from './facts.ts'
import { poolNumber } from './pool.ts'
import { publicationsOf, readOrigins } from './queries.ts'
import { resolveScope, type Scope } from './scope.ts'
import { settlingHours } from './settling.ts'
import { postValueOf, postValues, type Which } from './values.ts'

type Row = {
  id: string
  postId: string | null
  channelId: string
  network: string
  origin: 'ours' | 'native'
  text: string
  url: string | null
  publishedAt: Date
  goneAt: Date | null
  followers: number | null
  asOf: Date | null
  values: Record<PostMetric, number | null>
  brought: Partial<Record<RawMetric, boolean>> | null
  sortKey: number
}

type Sorting = {
  sort: PostSort
  order: 'asc' | 'desc'
  limit: number | null
  after: [number, string] | null
}

/** A page of posts with their numbers, by any of them; posts without the number come last either way. */
export async function readPosts(ctx: Context, viewer: Viewer, query: PostsQuery): Promise<PostNumbersPage> {
  const scope = await resolveScope(ctx, viewer, query)
  const period = periodOf(query, scope.zone, ctx.clock.now())
  const after = query.cursor === undefined ? null : cursorOf(query.cursor, query)
  const rows = await selectPosts(ctx.db, whichOf(scope, period), {
    ...query,
    limit: query.limit + 1,
    after,
  })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    period,
    items: page.map((row) => describe(row, scope, ctx.clock.now())),
    next: last ? encodeCursor([query.sort, query.order, String(last.sortKey), last.id]) : null,
  }
}

/** In which order, the number there (infinite where there is none), and the id. */
const PlaceBySort = z.tuple([z.string(), z.string(), z.string().min(1), Id])

function cursorOf(cursor: string, { sort, order }: PostsQuery): [number, string] {
  const [ofSort, ofOrder, key, id] = decodeCursor(cursor, PlaceBySort) ?? []
  const value = Number(key)
  if (ofSort !== sort || ofOrder !== order || id === undefined || Number.isNaN(value))
    throw numbersError('bad_cursor')
  return [value, id]
}

/** One pass over all posts of the period: the order may hang on any number, so all must be known. */
async function selectPosts(db: Db, which: Which, { sort, order, limit, after }: Sorting): Promise<Row[]> {
  const descending = order === 'desc'
  const worst = descending ? sql`'-infinity'::float8` : sql`'infinity'::float8`
  const key =
    sort === 'published_at' ? sql`extract(epoch from v.published_at)::float8` : postValueOf(metricOf(sort))
  const direction = descending ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`
    with ${postValues(which)}, sorted as (select v.*, coalesce(${key}, ${worst}) as sort_key from v),
    page as (
      select * from sorted
      ${after ? sql`where (sort_key, id) ${descending ? sql`<` : sql`>`} (${after[0]}::float8, ${after[1]}::uuid)` : sql``}
      order by sort_key ${direction}, id ${direction} limit ${limit}
    )
    select p.id, p.post_id, p.channel_id, c.network, p.origin, p.text, p.url, p.published_at, p.gone_at,
      v.followers, v.as_of, v.brought, ${allValues()} as "values", v.sort_key
    from page v join publications p on p.id = v.id join channels c on c.id = p.channel_id
    order by v.sort_key ${direction}, v.id ${direction}`.execute(db)
  return rows
}

const allValues = (): RawBuilder<unknown> =>
  sql`jsonb_build_object(${sql.join(
    postMetrics.flatMap((id) => [sql`${sql.lit(id)}::text`, postValueOf(metricOf(id))]),
  )})`

const describe = (row: Row, scope: Scope, now: Date): PostNumbers => ({
  publicationId: row.id,
  postId: row.postId,
  channelId: row.channelId,
  network: row.network,
  origin: row.origin,
  text: row.text,
  url: row.url,
  publishedAt: row.publishedAt.toISOString(),
  goneAt: row.goneAt?.toISOString() ?? null,
  followers: row.followers,
  values: row.values,
  notTold: postMetrics.filter((id) => !scope.tells(row, metricOf(id))),
  asOf: row.asOf?.toISOString() ?? null,
  brought: rawMetrics.flatMap((metric) => {
    const wins = row.brought?.[metric]
    return wins === undefined ? [] : [{ metric, wins }]
  }),
  settling: now.getTime() - row.publishedAt.getTime() < settlingHours * 3_600_000,
})

/** All posts of a period, a week at a time, so that an export of any length needs the memory of one week. */
export async function* eachPost(
  ctx: Context,
  scope: Scope,
  period: { from: Day; to: Day },
): AsyncGenerator<PostNumbers> {
  const sorting: Sorting = { sort: 'published_at', order: 'asc', limit: null, after: null }
  for (let from = period.from; from <= period.to; from = addDays(from, 7)) {
    const days = { from, to: earlier(addDays(from, 6), period.to) }
    for (const row of await selectPosts(ctx.db, whichOf(scope, days), sorting))
      yield describe(row, scope, ctx.clock.now())
  }
}

/** One publication with every value it ever had. */
export async function readLife(ctx: Context, viewer: Viewer, publicationId: string): Promise<PostLife> {
  const scope = await resolveScope(ctx, viewer, { removed: true })
  const [item] = await readSome(ctx, scope, [publicationId])
  if (!item) throw numbersError('no_post')
  const points = await lifeOf(ctx.db, viewer.workspaceId, 'publication', publicationId)
  const byMetric = new Map<RawMetric, PostLife['life'][number]['points']>()
  for (const { metric, at, value, importId } of points) {
    const list = byMetric.get(metric) ?? []
    list.push({ at: at.toISOString(), value, importId })
    byMetric.set(metric, list)
  }
  const files = [...new Set(points.flatMap(({ importId }) => importId ?? []))]
  return {
    ...item,
    life: [...byMetric].map(([metric, list]) => ({ metric, points: list })),
    imports: await originsOf(ctx, viewer, files),
  }
}

async function originsOf(ctx: Context, viewer: Viewer, ids: string[]): Promise<PostLife['imports']> {
  if (ids.length === 0) return []
  const found = await readOrigins(ctx.db, viewer.workspaceId, ids)
  const seesTeam = mayDo(viewer.role, 'team.read')
  return found.map(({ id, fileName, byName, runAt }) => ({
    id,
    fileName,
    by: seesTeam ? byName : null,
    at: runAt?.toISOString() ?? null,
  }))
}

/** What one of our posts brought, on all channels where it is out. */
export async function readPostTotals(ctx: Context, viewer: Viewer, postId: string): Promise<PostTotals> {
  const ids = await publicationsOf(ctx.db, viewer, postId)
  if (!ids) throw numbersError('no_post')
  const scope = await resolveScope(ctx, viewer, { removed: true })
  const items = await readSome(ctx, scope, ids)
  const where = new Set(items.map((item) => item.channelId))
  const out = { ...scope, channels: scope.channels.filter((channel) => where.has(channel.id)) }
  const metrics = catalogue.filter((metric) => metric.subject === 'posts')
  const facts = await postFacts(ctx.db, out, { ...whichOf(out, null), publicationIds: ids }, metrics)
  const totals = metrics.map((metric) => ({ ...poolNumber(metric, facts, scope.tells), compare: null }))
  return { totals, items }
}

async function readSome(ctx: Context, scope: Scope, ids: readonly string[]): Promise<PostNumbers[]> {
  const sorting: Sorting = { sort: 'published_at', order: 'asc', limit: null, after: null }
  const rows = await selectPosts(ctx.db, { ...whichOf(scope, null), publicationIds: ids }, sorting)
  return rows.map((row) => describe(row, scope, ctx.clock.now()))
}
