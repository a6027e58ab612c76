import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { civilOf } from '../../../platform/civil.ts'
import { catalogue } from '../metrics/contract.ts'
import { type ExportQuery, postMetrics } from './contract.ts'
import { periodOf } from './days.ts'
import { dailyFacts } from './facts.ts'
import { poolNumber } from './pool.ts'
import { eachPost } from './posts.ts'
import { mayTell, resolveScope, type Scope } from './scope.ts'

export type Csv = { fileName: string; stream: NodeJS.ReadableStream }
type Row = (string | number | null)[]

/**
 * Numbers as CSV (RFC 4180), made while it is read. A missing number is an empty field.
 * The byte order mark lets spreadsheets see UTF-8; texts that a spreadsheet would take for a formula are quoted away.
 */
export async function exportNumbers(ctx: Context, viewer: Viewer, query: ExportQuery): Promise<Csv> {
  const scope = await resolveScope(ctx, viewer, query)
  const period = periodOf(query, scope.zone, ctx.clock.now())
  const rows = query.of === 'posts' ? postRows(ctx, scope, period) : dayRows(ctx, scope, period)
  const csv = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true })
  const source = Readable.from(rows)
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  return { fileName: `carillon-${query.of}-${period.from}-${period.to}.csv`, stream: source.pipe(csv) }
}

async function* dayRows(
  ctx: Context,
  scope: Scope,
  period: { from: string; to: string },
): AsyncGenerator<Row> {
  const metrics = catalogue.filter((metric) => mayTell(scope, metric))
  yield ['day', 'network', 'channel', 'channel_id', ...metrics.map((metric) => metric.id), 'as_of']
  const channelOf = new Map(scope.channels.map((channel) => [channel.id, channel]))
  for (const [day, facts] of await dailyFacts(ctx.db, scope, period, metrics))
    for (const one of facts) {
      const numbers = metrics.map((metric) => poolNumber(metric, [one], scope.tells))
      const asOf =
        numbers
          .flatMap((number) => number.asOf ?? [])
          .sort()
          .at(-1) ?? null
      const { network = '', handle = '', id = '' } = channelOf.get(one.channelId) ?? {}
      yield [day, network, handle, id, ...numbers.map((number) => number.value), asOf]
    }
}

async function* postRows(
  ctx: Context,
  scope: Scope,
  period: { from: string; to: string },
): AsyncGenerator<Row> {
  yield [
    'published_at',
    'published_local',
    'network',
    'channel',
    'channel_id',
    'publication_id',
    'origin',
    'url',
    'text',
    'followers_on_day',
    ...postMetrics,
    'as_of',
    'from_file',
  ]
  const channelOf = new Map(scope.channels.map((channel) => [channel.id, channel]))
  for await (const post of eachPost(ctx, scope, period))
    yield [
      post.publishedAt,
      civilOf(new Date(post.publishedAt), scope.zone),
      post.network,
      channelOf.get(post.channelId)?.handle ?? '',
      post.channelId,
      post.publicationId,
      post.origin,
      post.url,
      post.text,
      post.followers,
      ...postMetrics.map((id) => post.values[id] ?? null),
      post.asOf,
      post.brought.map(({ metric }) => metric).join(' '),
    ]
}
