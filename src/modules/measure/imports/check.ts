import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Brought, whatStands } from '../facts/index.ts'
import { type Judged, judgeAmong, type Levels } from './among.ts'
import type { MetricImportRow, MetricImportSettings, Said } from './contract.ts'
import { metricImportError } from './errors.ts'
import { boundsOf, type Ground, type Read, readRow, startOf } from './judge.ts'
import { warning } from './notes.ts'
import { shelve } from './posts.ts'
import * as queries from './queries.ts'

const mostRows = 10_000

export type Looked = { results: queries.RowResult[]; points: Brought[] }

/** The dry run: every row by what there is now, the rows by each other, and each value by what stands there already. */
export async function lookThrough(
  ctx: Context,
  db: Db,
  { workspaceId }: Actor,
  { id, channelId, settings }: queries.StoredImport,
): Promise<Looked> {
  const now = ctx.clock.now()
  const [rows, posts] = await Promise.all([
    queries.findRows(db, workspaceId, id, { limit: mostRows }),
    settings.of === 'posts' ? queries.findPosts(db, workspaceId, channelId) : [],
  ])
  const shelf = shelve(posts)
  const ground: Ground = { channelId, settings, shelf, now, today: dayOf(now, settings.zone) }
  const read = rows.map((row) => readRow(row, ground))
  const levels = await levelsFor(db, workspaceId, ground, read)
  const judged = judgeAmong(read, ground, levels)
  const points = judged.flatMap((row) => pointsOf(row, settings))
  const stands = await whatStands(db, workspaceId, points)
  let at = 0
  const results = judged.map((row) => {
    const from = at
    at += row.totals.length
    return resultOf(row, points.slice(from, at), stands.slice(from, at))
  })
  const counts = points.filter((point, n) => isWritten(fateOf(point, stands[n])))
  return { results, points: counts }
}

const dayMs = 86_400_000

/** How many followers there were before the first day: said, or told at the end of the day before. */
async function levelsFor(
  db: Db,
  workspaceId: string,
  { channelId, settings }: Ground,
  rows: readonly Read[],
): Promise<Levels> {
  if (settings.of !== 'days' || settings.counting !== 'daily') return {}
  if (settings.base !== null) return { followers: settings.base }
  const first = rows
    .flatMap(({ day }) => day ?? [])
    .toSorted()
    .at(0)
  if (!first) return {}
  const until = startOf(first, settings.zone)
  const from = new Date(until.getTime() - dayMs)
  const followers = await queries.levelBefore(db, workspaceId, channelId, 'followers', { from, until })
  if (followers === null) throw metricImportError('no_base')
  return { followers }
}

function pointsOf({ subjectId, day, at, totals }: Judged, settings: MetricImportSettings): Brought[] {
  if (!subjectId || !day || !at) return []
  const bounds = settings.of === 'days' ? boundsOf(day, settings.zone) : { from: null, until: null }
  const subjectKind = settings.of === 'days' ? ('channel' as const) : ('publication' as const)
  const one = { subjectKind, subjectId, at, wins: settings.override, ...bounds }
  return totals.map(({ metric, value }) => ({ ...one, metric, value }))
}

type Stands = { told: number | null; there: number | null }

function fateOf(point: Brought | undefined, stands: Stands | undefined): Said['fate'] {
  if (!point || !stands) return 'told'
  if (stands.there === point.value) return 'same'
  if (stands.told === null) return 'write'
  return point.wins ? 'over' : 'told'
}

const isWritten = (fate: Said['fate']): boolean => fate === 'write' || fate === 'over'

function resultOf(row: Judged, points: readonly Brought[], stands: readonly Stands[]): queries.RowResult {
  const said = points.map((point, n): Said => {
    const { metric, value, at } = point
    return {
      metric,
      value,
      at: at.toISOString(),
      fate: fateOf(point, stands[n]),
      told: stands[n]?.told ?? null,
    }
  })
  const notes = [...row.notes, ...said.flatMap((one) => noteOf(one, row))]
  return { n: row.n, notes, said, publicationId: row.post?.id ?? null, state: stateOf(notes, said) }
}

function noteOf({ metric, fate, told }: Said, { values }: Judged) {
  const column = values.find((value) => value.metric === metric)?.column ?? null
  if (fate === 'told' || fate === 'over') return [warning(fate, column, { metric, told: told ?? '' })]
  return fate === 'same' ? [warning('same', column)] : []
}

function stateOf(notes: queries.RowResult['notes'], said: readonly Said[]): MetricImportRow['state'] {
  if (notes.some(({ level }) => level === 'error')) return 'bad'
  if (!said.some(({ fate }) => isWritten(fate))) return 'idle'
  return notes.length > 0 ? 'warned' : 'good'
}
