import { createHash } from 'node:crypto'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Job } from '../../../app/job.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { isZone } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { askerOf } from '../../people/callers/index.ts'
import { findAllChannels, zoneOfWorkspace } from '../posts/index.ts'
import { readAside } from './aside.ts'
import { guessColumns } from './columns.ts'
import type {
  Counts,
  ImportItem,
  ImportList,
  ImportQuery,
  ImportSettings,
  ImportState,
  PostImport,
  RowList,
  RowQuery,
  RunBody,
  SettingsBody,
  UploadQuery,
} from './contract.ts'
import { importError } from './errors.ts'
import { checkImportJob, runImportJob, undoImportJob } from './jobs.ts'
import { previewOf } from './preview.ts'
import * as queries from './queries.ts'
import type { Table } from './table.ts'
import { fittingFormats } from './times.ts'
import { openTable, whoseTables } from './whose.ts'

const samplesShown = 5
/** How long a table is kept after somebody last did something with it. */
const keptDays = 90

/** Takes in a table and guesses what its columns are; nothing is looked through yet. */
export async function bringTable(
  ctx: Context,
  actor: Actor,
  file: { bytes: Uint8Array; fileName: string },
  told: UploadQuery,
): Promise<PostImport> {
  const { rows, ...table } = await readAside(file.bytes, told)
  const { workspaceId } = actor
  const signature = signatureOf(table.header)
  const settings = await settingsFor(ctx, actor, { ...table, rows }, signature)
  const id = await ctx.db.transaction().execute(async (tx) => {
    const id = await queries.insertImport(tx, workspaceId, {
      ...table,
      ...askerOf(actor),
      fileName: file.fileName.slice(0, 200),
      digest: createHash('sha256').update(file.bytes).digest('hex'),
      signature,
      settings,
      rows: rows.length,
    })
    await queries.insertRows(tx, workspaceId, id, rows)
    await audit(tx, actor, {
      action: 'post_import.read',
      subject: { kind: 'post_import', id },
      after: { fileName: file.fileName.slice(0, 200), rows: rows.length },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
    return id
  })
  return readImport(ctx, actor, id)
}

const signatureOf = (header: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.map((name) => name.trim().toLowerCase())))
    .digest('hex')

/** As such a header was named the last time, else as its columns are called. */
async function settingsFor(
  ctx: Context,
  actor: Actor,
  { header, rows }: Pick<Table, 'header' | 'rows'>,
  signature: string,
): Promise<ImportSettings> {
  const { workspaceId } = actor
  const channels = await findAllChannels(ctx.db, actor)
  const remembered = await queries.findMapping(ctx.db, { workspaceId, signature })
  const columns = remembered?.columns ?? guessColumns(header, { channels, options: optionsOf(ctx) })
  const days = daysColumn(columns)
  const fits = days < 0 ? [] : fittingFormats(rows.map(({ cells }) => cells[days] ?? ''))
  const only = fits.length === 1 ? (fits[0] ?? null) : null
  const known = new Set(channels.map(({ id }) => id))
  const zone = await zoneOfWorkspace(ctx.db, workspaceId)
  return {
    ...{ zone, between: '|', thread: '---', withTime: 'draft', withoutTime: 'draft' },
    ...remembered,
    columns: columns.map((target) => (isGone(target, known) ? null : target)),
    channels: remembered?.channels.filter((one) => known.has(one)) ?? [],
    format: remembered?.format && fits.includes(remembered.format) ? remembered.format : only,
  }
}

const isGone = (target: string | null, known: ReadonlySet<string>): boolean =>
  target?.startsWith('text@') === true && !known.has(target.slice('text@'.length))

/** `network.name` of everything that can be set. */
const optionsOf = ({ networks }: Context): string[] =>
  [...networks.values()].flatMap(({ manifest }) =>
    manifest.options.map(({ name }) => `${manifest.id}.${name}`),
  )

const daysColumn = (columns: readonly (string | null)[]): number =>
  columns.findIndex((target) => target === 'at' || target === 'date')

export async function readImport(ctx: Context, actor: Actor, id: string): Promise<PostImport> {
  const { workspaceId } = actor
  const found = await openTable(ctx.db, actor, id)
  const days = daysColumn(found.settings.columns)
  const [counts, first, written, same, remembered] = await Promise.all([
    queries.countRows(ctx.db, workspaceId, [id]),
    queries.findRows(ctx.db, workspaceId, id, { limit: samplesShown }),
    days < 0 ? [] : queries.findColumn(ctx.db, workspaceId, id, days),
    queries.findSame(ctx.db, workspaceId, found, whoseTables(actor)),
    queries.findMapping(ctx.db, { workspaceId, signature: found.signature }),
  ])
  return {
    ...itemOf(found, counts.get(id)),
    version: found.version,
    ...{ encoding: found.encoding, delimiter: found.delimiter, sheet: found.sheet, sheets: found.sheets },
    header: found.header,
    samples: first.map(({ cells }) => cells.map((cell) => cell.slice(0, 300))),
    settings: found.settings,
    formats: fittingFormats(written),
    remembered: remembered !== null,
    same,
  }
}

function itemOf(found: queries.StoredImport, counts: Counts | undefined): ImportItem {
  if (!counts) throw importError('not_found')
  const { id, fileName, form, state, rows, done, words, createdAt, updatedAt } = found
  return {
    ...{ id, fileName, form, state, rows, done, counts, words },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

export async function pageImports(
  ctx: Context,
  actor: Actor,
  { limit, cursor }: ImportQuery,
): Promise<ImportList> {
  const after = cursor === undefined ? null : (decodeCursor(cursor, PlaceById)?.[0] ?? null)
  const found = await queries.listImports(ctx.db, actor.workspaceId, limit + 1, after, whoseTables(actor))
  const page = found.slice(0, limit)
  const counts = await queries.countRows(
    ctx.db,
    actor.workspaceId,
    page.map(({ id }) => id),
  )
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map((one) => itemOf(one, counts.get(one.id))),
    next: last ? encodeCursor([last.id]) : null,
  }
}

export async function pageRows(ctx: Context, actor: Actor, id: string, query: RowQuery): Promise<RowList> {
  const { workspaceId } = actor
  await openTable(ctx.db, actor, id)
  const found = await queries.findRows(ctx.db, workspaceId, id, {
    after: Number(query.cursor ?? 0),
    states: query.state ?? null,
    limit: query.limit + 1,
  })
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map(({ body, madeVersion: _, ...row }) => ({ ...row, preview: previewOf(body) })),
    next: last ? String(last.n) : null,
  }
}

/** Says what the columns are and looks through all rows; nothing is made. */
export async function checkImport(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...settings }: SettingsBody,
): Promise<PostImport> {
  await begin(ctx, actor, id, { version, state: 'checking', job: checkImportJob }, async (tx, found) => {
    if (!['read', 'checked', 'failed', 'undone'].includes(found.state))
      throw importError('busy', { state: found.state })
    await refuseSettings(ctx, actor, found, settings)
    await queries.updateImport(tx, actor.workspaceId, id, { settings }, ctx.clock.now())
    const key = { workspaceId: actor.workspaceId, signature: found.signature }
    await queries.keepMapping(tx, key, settings, ctx.clock.now())
    return { action: 'post_import.checked', after: { format: settings.format, zone: settings.zone } }
  })
  return readImport(ctx, actor, id)
}

async function refuseSettings(
  ctx: Context,
  actor: Actor,
  { header }: queries.StoredImport,
  settings: ImportSettings,
): Promise<void> {
  const { columns } = settings
  if (columns.length !== header.length)
    throw importError('columns_differ', { there: header.length, told: columns.length })
  const named = columns.filter((target) => target !== null)
  const twice = named.find((target, n) => named.indexOf(target) !== n)
  if (twice) throw importError('named_twice', { field: twice })
  if (!named.some((target) => target === 'text' || target === 'media' || target.startsWith('text@')))
    throw importError('no_text')
  if (!isZone(settings.zone)) throw importError('bad_zone', { zone: settings.zone })
  const channels = new Set((await findAllChannels(ctx.db, actor)).map(({ id }) => id))
  const meant = [
    ...settings.channels,
    ...named.filter((one) => one.startsWith('text@')).map((one) => one.slice(5)),
  ]
  if (!meant.every((one) => channels.has(one))) throw importError('no_channel')
  const options = new Set(optionsOf(ctx))
  const odd = named.find((one) => one.startsWith('option@') && !options.has(one.slice(7)))
  if (odd) throw importError('no_option', { option: odd.slice(7) })
  const hasDays = named.includes('at') || named.includes('date')
  if (hasDays && settings.format === null) throw importError('which_format')
  if (publishes(settings) && !actorMaySomewhere(actor, 'post.publish')) throw importError('may_not_publish')
}

const publishes = ({ withTime, withoutTime }: ImportSettings): boolean =>
  withTime === 'scheduled' || withoutTime === 'slot'

/** Makes the posts of the rows that are good. */
export async function runImport(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, only }: RunBody,
): Promise<PostImport> {
  await begin(ctx, actor, id, { version, state: 'running', job: runImportJob }, async (tx, found) => {
    if (found.state !== 'checked') throw importError('not_checked')
    if (publishes(found.settings) && !actorMaySomewhere(actor, 'post.publish'))
      throw importError('may_not_publish')
    const counts = (await queries.countRows(tx, actor.workspaceId, [id])).get(id)
    if (only === 'all' && counts && counts.bad > 0) throw importError('bad_rows', { count: counts.bad })
    if (!counts || counts.good + counts.warned === 0) throw importError('nothing_good')
    // The posts are of whoever says go, and made with what they may.
    await queries.updateImport(tx, actor.workspaceId, id, askerOf(actor), ctx.clock.now())
    return { action: 'post_import.run', after: { rows: counts.good + counts.warned, leftOut: counts.bad } }
  })
  return readImport(ctx, actor, id)
}

/** Takes back what it has made; what is published, or was changed by hand since, stays and is told. */
export async function undoImport(ctx: Context, actor: Actor, id: string): Promise<PostImport> {
  await begin(ctx, actor, id, { state: 'undoing', job: undoImportJob }, async (tx, found) => {
    if (found.state !== 'done') throw importError('not_done')
    const counts = (await queries.countRows(tx, actor.workspaceId, [id])).get(id)
    if (!counts || counts.made === 0) throw importError('not_done')
    await queries.updateImport(tx, actor.workspaceId, id, askerOf(actor), ctx.clock.now())
    return { action: 'post_import.undone', after: { rows: counts.made } }
  })
  return readImport(ctx, actor, id)
}

type Step = {
  version?: number
  state: ImportState
  job: Job<{ workspaceId: string; importId: string; version: number }>
}
type Written = { action: 'post_import.checked' | 'post_import.run' | 'post_import.undone'; after: object }

/** Begins one step, of which there is one at a time: what it does happens in the background and is told as it goes. */
async function begin(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, state, job }: Step,
  judge: (tx: Tx, found: queries.StoredImport) => Promise<Written>,
): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openTable(tx, actor, id, 'lock')
    if (version !== undefined && version !== found.version) throw importError('changed')
    const { action, after } = await judge(tx, found)
    const next = { state, done: 0, words: null, version: found.version + 1 }
    await queries.updateImport(tx, workspaceId, id, next, ctx.clock.now())
    await ctx.jobs.add(job, { workspaceId, importId: id, version: next.version }, { tx })
    await audit(tx, actor, { action, subject: { kind: 'post_import', id }, after })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
  })
}

/** Forgets the table. The posts that were made of it stay. */
export async function removeImport(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await openTable(tx, actor, id, 'lock')
    if (['checking', 'running', 'undoing'].includes(found.state))
      throw importError('busy', { state: found.state })
    await queries.deleteImport(tx, workspaceId, id)
    const before = { fileName: found.fileName, rows: found.rows }
    await audit(tx, actor, {
      action: 'post_import.removed',
      subject: { kind: 'post_import', id },
      before,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'imports', id })
  })
}

export const purgeImports = (ctx: Context): Promise<void> =>
  queries.deleteImportsBefore(ctx.db, new Date(ctx.clock.now().getTime() - keptDays * 86_400_000))
