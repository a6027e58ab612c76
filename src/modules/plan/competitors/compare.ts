import { stringify } from 'csv-stringify/sync'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import {
  type Column,
  type CompareQuery,
  type Comparison,
  type caveats,
  formats,
  type Numbers,
  shareOfFormat,
} from './contract.ts'
import { competitorError } from './errors.ts'
import * as queries from './queries.ts'
import { numbersOf, ourNumbers, spanOf } from './reads.ts'
import { sharesOf } from './reckon.ts'

/** Us and some others side by side, under the same definitions and over the same window. */
export async function compare(
  ctx: Context,
  viewer: Viewer,
  { ids, days, network }: CompareQuery,
): Promise<Comparison> {
  const { workspaceId } = viewer
  const wanted = [...new Set(ids)]
  const found = await queries.findCompetitors(ctx.db, workspaceId, wanted)
  if (found.length < wanted.length) throw competitorError('not_found')
  const span = await spanOf(ctx, workspaceId, days)
  const [name, us, { numbers, networks }] = await Promise.all([
    queries.findWorkspaceName(ctx.db, workspaceId),
    ourNumbers(ctx, viewer, span, network),
    numbersOf(ctx, span, wanted, network),
  ])
  const rows: { competitorId: string | null; name: string; numbers: Numbers }[] = [
    { competitorId: null, name, numbers: us },
    ...wanted.flatMap((id) => {
      const [row, own] = [found.find((one) => one.id === id), numbers.get(id)]
      return row && own ? { competitorId: id, name: row.name, numbers: own } : []
    }),
  ]
  const shares = sharesOf(rows.map((row) => row.numbers))
  const columns = rows.map(
    (row, n): Column => ({
      ...row,
      shareOfEngagement: shares[n] ?? { value: null, missing: 'no_data', partial: false },
    }),
  )
  return {
    columns,
    caveats: caveatsOf(columns, days),
    networks,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    days,
  }
}

/** What makes the columns not quite comparable, so that nobody reads more out of them than there is. */
function caveatsOf(columns: readonly Column[], days: number): (typeof caveats)[number][] {
  const bases = columns.map(({ numbers }) => numbers.base)
  const differ = (of: (base: Numbers['base']) => readonly string[]) =>
    new Set(bases.map((base) => of(base).join(' '))).size > 1
  const unread = columns.filter(({ numbers }) => numbers.posts.missing === 'not_read')
  const told = {
    other_networks: differ(({ networks }) => networks),
    other_counts:
      new Set(bases.flatMap(({ counts }) => (counts.length > 0 ? counts.join(' ') : []))).size > 1,
    short_window: bases.some((base) => base.days > 0 && base.days < days - 1),
    assumed_followers: bases.some(({ assumed }) => assumed > 0),
    unread_threads: bases.some(({ threadsUnread }) => threadsUnread > 0),
    not_read: unread.length > 0,
  } satisfies Record<(typeof caveats)[number], boolean>
  return (Object.keys(told) as (typeof caveats)[number][]).filter((one) => told[one])
}

const figures = [
  'followers',
  'growth',
  'posts',
  'perWeek',
  'engagements',
  'perPost',
  'erFollowers',
  'answered',
  'answerMinutes',
] as const

/** The same as a table: a row for each of them, an empty field where nothing is known. */
export async function exportComparison(ctx: Context, viewer: Viewer, query: CompareQuery) {
  const { columns, from, to } = await compare(ctx, viewer, query)
  const rows = columns.map(({ competitorId, name, numbers, shareOfEngagement }) => [
    competitorId ? 'competitor' : 'us',
    name,
    ...figures.map((figure) => numbers[figure].value),
    shareOfEngagement.value,
    ...formats.map((format) => shareOfFormat(numbers, format)),
    numbers.base.networks.join(' '),
    numbers.base.sources.join(' '),
    numbers.base.counts.join(' '),
    numbers.base.assumed,
    numbers.base.comments,
    numbers.base.threads,
    numbers.base.threadsUnread,
    numbers.base.days,
    numbers.base.asOf,
    from,
    to,
  ])
  const head = [
    'who',
    'name',
    'followers',
    'growth',
    'posts',
    'posts_per_week',
    'engagements',
    'engagements_per_post',
    'er_followers',
    'comments_answered_share',
    'median_minutes_to_answer',
    'share_of_engagement',
    ...formats.map((format) => `share_${format}`),
    'networks',
    'sources',
    'counts',
    'posts_with_assumed_followers',
    'comments_read',
    'threads',
    'threads_unread',
    'days_known',
    'as_of',
    'from',
    'to',
  ]
  return {
    fileName: `carillon-competitors-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`,
    body: stringify([head, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true }),
  }
}
