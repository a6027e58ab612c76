import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../../app/context.ts'
import type { Db } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { freeJobs } from '../../../platform/jobs/index.ts'
import { makeExport, makeImport } from './jobs.ts'
import { changeMove, claimMove, deleteOld, findAtRest, findKept, giveUp, type Move } from './moves.ts'
import { folderOf, moveOf, placeOf, uploadEnding } from './place.ts'
import { takeOver } from './take-over.ts'
import { type Progress, writeWorkspace } from './write.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Long enough to fetch it the next morning; a copy of everything should not lie about for longer. */
export const keepHours = 24
const keepImportsMs = 7 * 24 * hourMs
/** A process says how far it is every second. */
const silentMs = 10 * minuteMs

const stops = new Set<AbortController>()

/** Breaks off what this process is at; it leaves nothing behind and is begun anew by the next worker. */
export function stopMoves(): void {
  for (const stop of stops)
    stop.abort(new Error('The move was broken off by a stop; the next worker makes it'))
}

export const runExport = (ctx: Context, moveId: string): Promise<void> =>
  run(ctx, moveId, async (move, progress, signal) => {
    const { workspaceId } = move
    if (!workspaceId) return
    const file = placeOf(ctx, move)
    await rm(file, { force: true })
    const { bytes } = await writeWorkspace(ctx, workspaceId, file, { signal, progress })
    const now = ctx.clock.now()
    const expiresAt = new Date(now.getTime() + keepHours * hourMs)
    await changeMove(ctx.db, moveId, { state: 'done', bytes, finishedAt: now, expiresAt })
    await tell(ctx, ctx.db, workspaceId)
  })

/** Pictures and films do not shrink, and rows hardly more than this. */
const mostGrowth = 10

export const runImport = (ctx: Context, moveId: string): Promise<void> =>
  run(ctx, moveId, async (move, progress, signal) => {
    const { organisationId, name, userId, actorName } = move
    const by = { kind: 'person', id: userId, name: actorName, ip: null, requestId: null } as const
    const file = placeOf(ctx, move)
    await takeOver(
      ctx,
      file,
      { organisationId, name, by },
      {
        signal,
        progress,
        mostBytes: mostGrowth * ctx.config.maxUploadBytes,
        // In the same transaction: what was given up meanwhile is not taken over, and nothing is taken over twice.
        also: async (tx, taken) => {
          const done = {
            state: 'done',
            workspaceId: taken.workspace.id,
            report: JSON.stringify(taken),
          } as const
          if (!(await changeMove(tx, moveId, { ...done, finishedAt: ctx.clock.now() })))
            throw new Error('The import was given up meanwhile')
        },
      },
    )
    await rm(file, { force: true })
  })

type Work = (move: Move, progress: Progress, signal: AbortSignal) => Promise<void>

async function run(ctx: Context, moveId: string, work: Work): Promise<void> {
  const move = await claimMove(ctx.db, moveId, ctx.clock.now())
  if (!move) return
  const stop = new AbortController()
  stops.add(stop)
  try {
    await work(move, saying(ctx, moveId), stop.signal)
  } catch (error) {
    if (stop.signal.aborted) return await askAgain(ctx, move)
    await fail(ctx, move, error)
    if (!(error instanceof AppError)) throw error
  } finally {
    stops.delete(stop)
  }
}

/** The next worker begins it anew, by a job of its own: the tries of this one are for faults, and a stop is none. */
const askAgain = (ctx: Context, { id, kind }: Move): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const waits = await changeMove(tx, id, { state: 'waiting', done: 0, seenAt: ctx.clock.now() })
    if (waits) await ctx.jobs.add(kind === 'import' ? makeImport : makeExport, { moveId: id }, { tx })
  })

/** What a person can act on is told in its own words; of a fault of ours only that there was one, and the log has the rest. */
async function fail(ctx: Context, move: Move, error: unknown): Promise<void> {
  const known = error instanceof AppError
  const code = known ? error.code : 'moving.fault'
  const file = placeOf(ctx, move)
  const words = known
    ? // Where it lies here is nobody's business on the screen.
      error.message.replaceAll(file, 'The file')
    : 'Something went wrong that should not. The log of the worker says what.'
  const { path: _, ...facts } = known ? error.facts : {}
  const report = JSON.stringify(facts)
  await changeMove(ctx.db, move.id, { state: 'failed', code, words, report, finishedAt: ctx.clock.now() })
  await rm(file, { force: true })
  if (move.workspaceId) await tell(ctx, ctx.db, move.workspaceId)
}

/** Says how far it is, once a second at most, and never in the way of the work. */
function saying(ctx: Context, moveId: string): Progress {
  let last = 0
  return (done, total) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    changeMove(ctx.db, moveId, { done, total, seenAt: ctx.clock.now() }).catch((err: unknown) =>
      ctx.log.warn({ err, moveId }, 'How far a move is could not be said'),
    )
  }
}

const tell = (ctx: Context, db: Db, workspaceId: string): Promise<void> =>
  ctx.events.emit(db, { workspaceId, topic: 'workspace', id: workspaceId })

/** An upload has no row before it is whole; the server waits half as long for the rest of a request. */
const arrivingMs = hourMs

const silent = {
  code: 'moving.silent',
  words: 'The process that was at it ended in the middle. Nothing is left of it; begin again.',
}
const left = {
  code: 'moving.left',
  words: 'No worker took it up for a day. See that a worker is running, then begin again.',
}

/** Rows first, then files: what no row names any more is removed, halves and folders of killed processes too. */
export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const before = (ms: number) => new Date(now.getTime() - ms)
  await giveUp(ctx.db, 'running', before(silentMs), now, silent)
  await giveUp(ctx.db, 'waiting', before(keepHours * hourMs), now, left)
  // A process can also die between the end of a move and the end of its job.
  await freeJobs(ctx.db, await findAtRest(ctx.db), before(silentMs))
  await deleteOld(ctx.db, before(keepHours * hourMs), before(keepImportsMs))
  // In this order: whatever lies here had its row before, or is an upload.
  const names = await readdir(folderOf(ctx)).catch(() => [])
  const kept = await findKept(ctx.db)
  for (const name of names) {
    const path = join(folderOf(ctx), name)
    if (kept.has(moveOf(name)) || (await isArriving(path))) continue
    await rm(path, { recursive: true, force: true })
  }
}

/** Files carry the time of the machine, so it is by that. */
async function isArriving(path: string): Promise<boolean> {
  if (!path.endsWith(uploadEnding)) return false
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs < arrivingMs
}
