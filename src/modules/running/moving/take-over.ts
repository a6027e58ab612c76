import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { newId } from '../../../platform/id.ts'
import { takeOverMedia } from '../../create/media/index.ts'
import { planOld } from '../../measure/collection/index.ts'
import { keepLatest } from '../../measure/facts/index.ts'
import type { Arrival, Row } from './arrival.ts'
import { takeCovers } from './covers.ts'
import { movingError } from './errors.ts'
import { newIdsIn } from './ids.ts'
import { kindsOf } from './kinds.ts'
import { draftHeld, findPeople, letOwnersIn, takenKeys } from './queries.ts'
import { Package } from './read.ts'
import { type Before, takeRows } from './rows.ts'
import type { Progress } from './write.ts'

export type Wish = {
  organisationId: string
  /** Another name than it had. */
  name: string | null
  /** Who takes it over, for the audit log. */
  by: Pick<Actor, 'kind' | 'id' | 'name' | 'ip' | 'requestId'>
}

export type TakenOver = {
  workspace: { id: string; name: string }
  /** Made by this version, at this moment. */
  from: { carillon: string; takenAt: string; workspace: string }
  rows: Record<string, number>
  media: { files: number; bytes: number; missing: number }
  /** Posts that were still to go out and are drafts now. */
  held: number
  /** Deliveries of which nobody knows whether they arrived. */
  doubted: number
  /** Our own feeds, whose address was that of the old house. */
  feeds: number
  /** Members of whom nobody here has the mail address. */
  strangers: string[]
}

type Options = {
  signal?: AbortSignal
  /** Of rows and files, when it is unpacked. */
  mostBytes?: number
  progress?: Progress
  /** What is written down in the same transaction. */
  also?: (tx: Tx, taken: TakenOver) => Promise<void>
}

/**
 * Makes a new workspace of an export: all of it in one transaction, or nothing. Files that were taken into the storage by
 * then are taken away again; a crash leaves at most files that nobody names.
 */
export async function takeOver(
  ctx: Context,
  file: string,
  wish: Wish,
  { signal, mostBytes, progress = () => {}, also = async () => {} }: Options = {},
): Promise<TakenOver> {
  const source = await Package.open(file, { signal, mostBytes })
  const workspaceId = newId()
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const taken = await fill(tx, ctx, source, wish, workspaceId, progress)
      await also(tx, taken)
      return taken
    })
  } catch (error) {
    await ctx.storage.clear(workspaceId).catch(() => {})
    throw error
  } finally {
    await source.close()
  }
}

async function fill(
  tx: Tx,
  ctx: Context,
  source: Package,
  wish: Wish,
  workspaceId: string,
  progress: Progress,
): Promise<TakenOver> {
  // Files are copied while the transaction waits: long silences are meant.
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
  const arrival = await arrivalOf(tx, ctx, wish, workspaceId)
  const { manifest } = source
  const all = manifest.kinds.reduce((sum, { rows }) => sum + rows, 0) + manifest.media.files
  const befores: Record<string, Before> = {
    deliveries: keepFreeKeys,
    'media-films': takeCovers(ctx, workspaceId),
  }
  let done = 0
  const rows: Record<string, number> = {}
  for (const [place, kind] of kindsOf(manifest.form).entries()) {
    const counted = manifest.kinds[place]
    if (!counted) throw new Error(`The manifest lacks ${kind.name}`)
    const { part, end } = await source.rows(counted)
    const before = befores[kind.name]
    const taken = await takeRows(tx, kind, part, arrival, before, (lines) => progress(done + lines, all))
    end(taken.lines)
    if (kind.name === 'workspace' && taken.rows !== 1)
      throw movingError('damaged', { what: `it holds ${taken.rows} workspaces` })
    rows[kind.name] = taken.rows
    done += taken.lines
  }
  const media = await takeFiles(tx, ctx, source, arrival, (files) => progress(done + files, all))
  return settle(tx, ctx, source, wish, arrival, { rows, media })
}

async function arrivalOf(
  tx: Tx,
  ctx: Context,
  { organisationId, name }: Wish,
  workspaceId: string,
): Promise<Arrival> {
  return {
    ctx,
    workspaceId,
    organisationId,
    name,
    newId: newIdsIn(workspaceId),
    now: ctx.clock.now().toISOString(),
    known: await findPeople(tx, organisationId),
    people: new Map(),
    strangers: [],
    held: 0,
    doubted: 0,
    feeds: 0,
    lost: new Set(),
  }
}

/** A network knows a delivery again by its key, so it is kept; unless a delivery of this house has it already. */
async function keepFreeKeys(tx: Tx, rows: Row[]): Promise<void> {
  const taken = await takenKeys(
    tx,
    rows.map(({ key }) => String(key)),
  )
  for (const row of rows) if (taken.has(String(row.key))) row.key = newId()
}

type Taken = { files: number; bytes: number }

async function takeFiles(
  tx: Tx,
  ctx: Context,
  source: Package,
  { workspaceId, newId: idOf }: Arrival,
  progress: (files: number) => void,
): Promise<Taken> {
  const { media } = source.manifest
  const taken: Taken = { files: 0, bytes: 0 }
  const seen = new Set<string>()
  for await (const part of source.media()) {
    const [, id = ''] = /^media\/([0-9a-f-]{36})\.[a-z0-9]+$/.exec(part.name) ?? []
    // Else one that comes under two types would make up for one that does not come.
    if (seen.has(id)) throw movingError('damaged', { what: `${part.name} comes twice` })
    seen.add(id)
    const key = id && (await takeOverMedia(tx, ctx, workspaceId, idOf(id), part.body))
    if (!key) throw movingError('damaged', { what: `no row of media names ${part.name}` })
    taken.files++
    taken.bytes += part.bytes
    progress(taken.files)
  }
  const { n } = await tx
    .selectFrom('media')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (taken.files !== media.files || taken.files !== n)
    throw movingError('damaged', {
      what: `it holds ${taken.files} pictures and films of ${Math.max(n, media.files)}`,
    })
  return taken
}

async function settle(
  tx: Tx,
  ctx: Context,
  { manifest }: Package,
  wish: Wish,
  arrival: Arrival,
  { rows, media }: { rows: Record<string, number>; media: Taken },
): Promise<TakenOver> {
  const { workspaceId, organisationId, held, doubted, feeds, strangers } = arrival
  await letOwnersIn(tx, workspaceId, organisationId)
  await draftHeld(tx, workspaceId)
  await keepLatest(tx, workspaceId)
  await planOld(tx, workspaceId, ctx.clock.now(), ctx.networks.values())
  const workspace = await tx
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const from = { carillon: manifest.carillon, takenAt: manifest.takenAt, workspace: manifest.workspace.name }
  await audit(
    tx,
    { ...wish.by, workspaceId, organisationId, role: 'owner' },
    {
      action: 'workspace.imported',
      subject: { kind: 'workspace', id: workspaceId },
      after: { name: workspace.name, from: from.workspace },
    },
  )
  return {
    workspace,
    from,
    rows,
    media: { ...media, missing: arrival.lost.size },
    held,
    doubted,
    feeds,
    strangers,
  }
}
