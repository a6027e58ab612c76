import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { mayDo } from '../../../app/rights.ts'
import { refuseBeyond, type Viewer } from '../../../app/sight.ts'
import { dayOf, isZone } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { faultRows, fittingFormats, readAside, type Table, tableFile } from '../../create/imports/index.ts'
import { zoneOfWorkspace } from '../../create/posts/index.ts'
import { askerOf } from '../../people/callers/index.ts'
import { takeBackImported, writeImported } from '../facts/index.ts'
import { lookThrough } from './check.ts'
import { guessColumns, isMetric } from './columns.ts'
import {
  accountMetrics,
  type MetricCounts,
  type MetricImport,
  type MetricImportItem,
  type MetricImportList,
  type MetricImportQuery,
  type MetricImportRow,
  type MetricImportSettings,
  type MetricRowQuery,
  type MetricRunBody,
  type MetricSettingsBody,
  type MetricUploadQuery,
  places,
  postCounts,
} from './contract.ts'
import { metricImportError } from './errors.ts'
import { fittingNumbers } from './numbers.ts'
import * as queries from './queries.ts'

const right = 'plan.manage'
const samplesShown = 5
/** How long the rows of a file are kept, and a file of which nothing stands. */
const keptDays = 90

/** Takes in a table and guesses what its columns are; nothing is looked through yet. */
export async function bringNumbers(
  ctx: Context,
  actor: Actor,
  file: { bytes: Uint8Array; fileName: string },
  { channel, ...told }: MetricUploadQuery,
): Promise<MetricImport> {
  await openChannel(ctx, actor, channel)
  const table = await readAside(file.bytes, told)
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const id = await keepTable(ctx, actor, { table, digest, channelId: channel, fileName: file.fileName })
  return readImport(ctx, actor, id)
}

/** A channel that they may bring numbers of. */
export async function openChannel(ctx: Context, actor: Actor, id: string): Promise<queries.Channel> {
  const channel = await queries.findChannel(ctx.db, actor, id)
  if (!channel) throw metricImportError('no_channel')
  await refuseBeyond(ctx.db, actor, right, [id])
  return channel
}

type Brought = {
  table: Table
  digest: string
  channelId: string
  fileName: string
  settings?: MetricImportSettings
}

export async function keepTable(
  ctx: Context,
  actor: Actor,
  { table: { rows, ...table }, digest, channelId, settings: told, ...file }: Brought,
): Promise<string> {
  const { workspaceId } = actor
  const fileName = file.fileName.slice(0, 200)
  const signature = signatureOf(table.header)
  const settings = told ?? (await settingsFor(ctx, actor, { ...table, rows }, { channelId, signature }))
  return ctx.db.transaction().execute(async (tx) => {
    const id = await queries.insertImport(
      tx,
      workspaceId,
      { ...table, ...askerOf(actor), channelId, fileName, digest, signature, settings, rows: rows.length },
      ctx.clock.now(),
    )
    await queries.insertRows(tx, workspaceId, id, rows)
    await audit(tx, actor, {
      action: 'metric_import.read',
      subject: { kind: 'metric_import', id },
      after: { fileName, channelId, rows: rows.length },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
    return id
  })
}

const signatureOf = (header: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.map((name) => name.trim().toLowerCase())))
    .digest('hex')

/** As such a header of this channel was named the last time, else as its columns are called. */
async function settingsFor(
  ctx: Context,
  { workspaceId }: Actor,
  { header, rows }: Pick<Table, 'header' | 'rows'>,
  { channelId, signature }: { channelId: string; signature: string },
): Promise<MetricImportSettings> {
  const remembered = await queries.findMapping(ctx.db, workspaceId, channelId, signature)
  const guessed = remembered ?? guessColumns(header)
  const cellsOf = (column: number) => rows.map(({ cells }) => cells[column] ?? '')
  const { formats, numbers } = readingsOf(guessed.columns, cellsOf)
  const kept = remembered?.format
  return {
    ...{ zone: await zoneOfWorkspace(ctx.db, workspaceId), rounded: false, asOf: null, base: null },
    ...{ override: false },
    ...guessed,
    ...remembered,
    numbers:
      remembered?.numbers && numbers.formats.includes(remembered.numbers) ? remembered.numbers : numbers.only,
    format: kept && formats.includes(kept) ? kept : formats.length === 1 ? (formats[0] ?? null) : null,
  }
}

/** Which ways of writing days and numbers fit what stands in the columns that were named. */
function readingsOf(columns: MetricImportSettings['columns'], cellsOf: (column: number) => string[]) {
  const days = columns.flatMap((target, n) => (target === 'day' || target === 'publishedAt' ? [n] : []))
  const counted = columns.flatMap((target, n) => (isMetric(target) ? [n] : []))
  return {
    formats: fittingFormats(days.flatMap(cellsOf)),
    numbers: fittingNumbers([...new Set(counted.flatMap(cellsOf))]),
  }
}

export async function openImport(
  db: Context['db'] | Tx,
  viewer: Viewer,
  id: string,
  how: 'read' | 'lock' = 'read',
): Promise<queries.StoredImport> {
  const found = await queries.findImport(db, viewer, id, how)
  if (!found) throw metricImportError('not_found')
  return found
}

export async function readImport(ctx: Context, actor: Actor, id: string): Promise<MetricImport> {
  const { workspaceId } = actor
  const found = await openImport(ctx.db, actor, id)
  const { columns } = found.settings
  const named = columns.flatMap((target, n) => (target ? [n] : []))
  const [counts, first, same, remembered, ...cells] = await Promise.all([
    queries.countRows(ctx.db, workspaceId, [id]),
    queries.findRows(ctx.db, workspaceId, id, { limit: samplesShown }),
    queries.findSame(ctx.db, workspaceId, found),
    queries.findMapping(ctx.db, workspaceId, found.channelId, found.signature),
    ...named.map((column) => queries.findColumn(ctx.db, workspaceId, id, column)),
  ])
  const byColumn = new Map(named.map((column, n) => [column, cells[n] ?? []]))
  const { formats, numbers } = readingsOf(columns, (column) => byColumn.get(column) ?? [])
  return {
    ...itemOf(found, counts.get(id), actor),
    version: found.version,
    ...{ encoding: found.encoding, sheet: found.sheet, sheets: found.sheets, header: found.header },
    samples: first.map((row) => row.cells.map((cell) => cell.slice(0, 300))),
    settings: found.settings,
    formats,
    numberFormats: numbers.formats,
    shortened: numbers.shortened,
    remembered: remembered !== null,
    same,
  }
}

function itemOf(
  found: queries.StoredImport,
  counts: MetricCounts | undefined,
  actor: Actor,
): MetricImportItem {
  if (!counts) throw metricImportError('not_found')
  const { id, channelId, fileName, form, state, rows, written, settings, createdAt, runAt } = found
  return {
    ...{ id, channelId, fileName, form, state, rows, counts, written, override: settings.override },
    by: mayDo(actor.role, 'team.read') ? found.byName : null,
    createdAt: createdAt.toISOString(),
    runAt: runAt?.toISOString() ?? null,
  }
}

export async function pageImports(
  ctx: Context,
  actor: Actor,
  { limit, cursor, channel }: MetricImportQuery,
): Promise<MetricImportList> {
  const after = cursor === undefined ? null : (decodeCursor(cursor, PlaceById)?.[0] ?? null)
  const found = await queries.listImports(ctx.db, actor, { limit: limit + 1, after, channelId: channel })
  const page = found.slice(0, limit)
  const counts = await queries.countRows(
    ctx.db,
    actor.workspaceId,
    page.map(({ id }) => id),
  )
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map((one) => itemOf(one, counts.get(one.id), actor)),
    next: last ? encodeCursor([last.id]) : null,
  }
}

export async function pageRows(
  ctx: Context,
  actor: Actor,
  id: string,
  { cursor, state, limit }: MetricRowQuery,
): Promise<{ items: MetricImportRow[]; next: string | null }> {
  await openImport(ctx.db, actor, id)
  const found = await queries.findRows(ctx.db, actor.workspaceId, id, {
    after: Number(cursor ?? 0),
    states: state ?? null,
    limit: limit + 1,
  })
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, next: last ? String(last.n) : null }
}

/** Says what the columns are and looks through all rows; no number is written. */
export async function checkImport(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...settings }: MetricSettingsBody,
): Promise<MetricImport> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openToWrite(tx, actor, id, version)
    if (found.state === 'done') throw metricImportError('busy')
    refuseSettings(ctx, found, settings)
    const now = ctx.clock.now()
    const { results } = await lookThrough(ctx, tx, actor, { ...found, settings })
    await queries.saveRows(tx, workspaceId, id, results)
    const next = { settings, state: 'checked', version: found.version + 1 } as const
    await queries.updateImport(tx, workspaceId, id, next, now)
    await queries.keepMapping(tx, workspaceId, found, settings, now)
    await audit(tx, actor, {
      action: 'metric_import.checked',
      subject: { kind: 'metric_import', id },
      after: { of: settings.of, zone: settings.zone, override: settings.override },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
  })
  return readImport(ctx, actor, id)
}

async function openToWrite(
  tx: Tx,
  actor: Actor,
  id: string,
  version?: number,
): Promise<queries.StoredImport> {
  const found = await openImport(tx, actor, id, 'lock')
  await refuseBeyond(tx, actor, right, [found.channelId])
  if (version !== undefined && version !== found.version) throw metricImportError('changed')
  return found
}

function refuseSettings(
  ctx: Context,
  { header }: queries.StoredImport,
  settings: MetricImportSettings,
): void {
  const { columns, of, counting, asOf, zone } = settings
  if (columns.length !== header.length)
    throw metricImportError('columns_differ', { there: header.length, told: columns.length })
  const named = columns.filter((target) => target !== null)
  const twice = named.find((target, n) => named.indexOf(target) !== n)
  if (twice) throw metricImportError('named_twice', { field: twice })
  const counts = named.filter(isMetric)
  if (counts.length === 0) throw metricImportError('no_number')
  const able: readonly string[] = of === 'days' ? accountMetrics : postCounts
  const foreign = counts.find((one) => !able.includes(one))
  if (foreign) throw metricImportError(of === 'days' ? 'not_of_days' : 'not_of_posts', { field: foreign })
  const notDaily = of === 'days' && counting === 'daily' && counts.find((one) => one !== 'followers')
  if (notDaily) throw metricImportError('not_daily', { field: notDaily })
  if (!isZone(zone)) throw metricImportError('bad_zone', { zone })
  const naming = places.filter((one) => one !== 'day')
  if (of === 'posts' && !naming.some((one) => named.includes(one))) throw metricImportError('no_post')
  if (!named.includes('day')) {
    if (of === 'days' || counting === 'daily') throw metricImportError('no_day')
    if (!asOf) throw metricImportError('no_as_of')
  }
  if (asOf && asOf > dayOf(ctx.clock.now(), zone)) throw metricImportError('future')
  if ((named.includes('day') || named.includes('publishedAt')) && settings.format === null)
    throw metricImportError('which_format')
  if (settings.numbers === null) throw metricImportError('which_numbers')
}

/** Writes the numbers of the rows that are good, all in one step. */
export async function runImport(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, only }: MetricRunBody,
): Promise<MetricImport> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openToWrite(tx, actor, id, version)
    if (found.state !== 'checked') throw metricImportError('not_checked')
    await queries.holdNumbers(tx, found.channelId)
    // What the network has told since the rows were looked through counts.
    const { results, points } = await lookThrough(ctx, tx, actor, found)
    const bad = results.filter(({ state }) => state === 'bad').length
    if (only === 'all' && bad > 0) throw metricImportError('bad_rows', { count: bad })
    if (points.length === 0) throw metricImportError('nothing_good')
    const written = await writeImported(tx, workspaceId, id, points)
    await queries.saveRows(
      tx,
      workspaceId,
      id,
      results.map((row) => (isGood(row) ? { ...row, state: 'written' as const } : row)),
    )
    const tells = [...new Set(points.map(({ subjectKind, metric }) => `${subjectKind}:${metric}`))]
    const next = { state: 'done' as const, version: found.version + 1, written, tells }
    const now = ctx.clock.now()
    // The numbers are of whoever says go.
    await queries.updateImport(tx, workspaceId, id, { ...next, ...askerOf(actor), runAt: now }, now)
    await audit(tx, actor, {
      action: 'metric_import.run',
      subject: { kind: 'metric_import', id },
      after: { fileName: found.fileName, values: written, leftOut: bad, override: found.settings.override },
    })
    await tell(ctx, tx, workspaceId, found)
  })
  return readImport(ctx, actor, id)
}

const isGood = ({ state }: { state: MetricImportRow['state'] }): boolean =>
  state === 'good' || state === 'warned'

async function tell(
  ctx: Context,
  tx: Tx,
  workspaceId: string,
  { id, channelId }: queries.StoredImport,
): Promise<void> {
  await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
  await ctx.events.emit(tx, { workspaceId, topic: 'numbers', id: channelId })
}

/** Takes back what it has written; what stood there before comes back. */
export async function undoImport(ctx: Context, actor: Actor, id: string): Promise<MetricImport> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openToWrite(tx, actor, id)
    if (found.state !== 'done') throw metricImportError('not_done')
    await queries.holdNumbers(tx, found.channelId)
    await takeBackImported(tx, workspaceId, id)
    await queries.undoRows(tx, workspaceId, id)
    const next = { state: 'undone' as const, version: found.version + 1, written: 0, tells: [] }
    await queries.updateImport(tx, workspaceId, id, next, ctx.clock.now())
    await audit(tx, actor, {
      action: 'metric_import.undone',
      subject: { kind: 'metric_import', id },
      after: { fileName: found.fileName, values: found.written },
    })
    await tell(ctx, tx, workspaceId, found)
  })
  return readImport(ctx, actor, id)
}

/** Forgets a file of which no number stands. */
export async function removeImport(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openToWrite(tx, actor, id)
    if (found.state === 'done') throw metricImportError('busy')
    await queries.deleteImport(tx, workspaceId, id)
    await audit(tx, actor, {
      action: 'metric_import.removed',
      subject: { kind: 'metric_import', id },
      before: { fileName: found.fileName, rows: found.rows },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
  })
}

/** The same rows with one more column, which says what is to be mended. */
export async function faultsFile(ctx: Context, actor: Actor, id: string, format: 'csv' | 'xlsx') {
  const found = await openImport(ctx.db, actor, id)
  const rows = faultRows(found.header, (page) => queries.findRows(ctx.db, actor.workspaceId, found.id, page))
  return tableFile(found.fileName, rows, format)
}

export const purgeImports = (ctx: Context): Promise<void> =>
  queries.forgetBefore(ctx.db, new Date(ctx.clock.now().getTime() - keptDays * 86_400_000))
