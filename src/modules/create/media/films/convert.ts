import { rm, stat } from 'node:fs/promises'
import type { Context } from '../../../../app/context.ts'
import type { FilmPlan } from '../../../../networks/kit/film.ts'
import { AppError } from '../../../../platform/errors.ts'
import {
  type FilmTools,
  findFilmTools,
  lastWords,
  openAside,
  type Ran,
  type RunTool,
} from '../../../../platform/ffmpeg/index.ts'
import { probeFilm } from '../../../../platform/ffmpeg/probe.ts'
import { digestOfFile } from '../bytes.ts'
import { findMediaFile, formKey, insertForm, type MediaFile } from '../queries.ts'
import { cutArguments, fitArguments } from './arguments.ts'
import { type Claimed, changeHeld, claimConversion, type TrimPlan } from './conversion-queries.ts'
import { keepCut } from './cut.ts'
import { filmError } from './errors.ts'
import { placeFor, refuseNoRoom, withLocal } from './local.ts'
import { endTold, tellFailed, whomToTell } from './trouble.ts'

/** How long a process may be silent before another takes its film over, and how often it says how far it is. */
const lease = { ms: 60_000, beatMs: 2000 }
const mostTries = 3
/** When there is no room now. */
const waitMs = 5 * 60_000
/** After a fault of the machine. */
const againMs = 60_000
/** A film may take so many times as long as it lasts, and never longer than the last. */
const bound = { leastMs: 10 * 60_000, times: 40, mostMs: 6 * 3_600_000 }
/** Each time that it comes out too large, it is packed this much harder. */
const harder = [1, 0.82, 0.65]

type Tools = FilmTools & { run: RunTool }

let busy = false
const stops = new Set<AbortController>()

/** Breaks off what this process is at; it leaves nothing behind and is begun anew by the next worker. */
export function stopFilms(): void {
  for (const stop of stops) stop.abort(new Error('Broken off by a stop'))
}

/** Converts what waits, one film at a time in one process, until there is nothing more. */
export async function convertFilms(ctx: Context): Promise<void> {
  if (busy) return
  const tools = await findFilmTools(ctx.config.ffmpeg)
  if (!tools) return
  busy = true
  const aside = openAside()
  // A stop may also come between two films.
  const asked = new AbortController()
  stops.add(asked)
  try {
    while (!asked.signal.aborted) {
      const one = await claimConversion(ctx.db, ctx.clock.now(), held(ctx))
      if (!one) return
      if ((await convertOne(ctx, { ...tools, run: aside.run }, one, asked.signal)) === 'stopped') return
    }
  } finally {
    stops.delete(asked)
    aside.end()
    busy = false
  }
}

const held = (ctx: Context): Date => new Date(ctx.clock.now().getTime() + lease.ms)

async function convertOne(
  ctx: Context,
  tools: Tools,
  one: Claimed,
  asked: AbortSignal,
): Promise<'over' | 'stopped'> {
  const stop = new AbortController()
  stops.add(stop)
  if (asked.aborted) stop.abort(asked.reason)
  const out = await placeFor(ctx, `${one.hold}.mp4`)
  if (one.before) await rm(await placeFor(ctx, `${one.before}.mp4`), { force: true })
  const told = { progress: 0 }
  const beat = setInterval(() => void keepTelling(ctx, one, told, stop), lease.beatMs)
  try {
    if (one.tries > mostTries) throw filmError('given_up', { tries: mostTries })
    await make(ctx, tools, one, { out, told, signal: stop.signal })
    return 'over'
  } catch (error) {
    return await settle(ctx, one, error, stop.signal.aborted)
  } finally {
    clearInterval(beat)
    stops.delete(stop)
    await rm(out, { force: true })
    await ctx.events.emit(ctx.db, { workspaceId: one.workspaceId, topic: 'films', id: one.mediaId })
  }
}

/** Says that we live and how far we are; hears whether somebody has cancelled it, or taken it over. */
async function keepTelling(
  ctx: Context,
  one: Claimed,
  { progress }: { progress: number },
  stop: AbortController,
): Promise<void> {
  const ours = await changeHeld(ctx.db, one, { heldUntil: held(ctx), progress }).catch(() => true)
  if (!ours) return stop.abort(new Error('It is no longer ours'))
  const { workspaceId, mediaId: id } = one
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'films', id }).catch(() => {})
}

/** What ended it: nobody's fault, the film's, or the machine's. */
async function settle(
  ctx: Context,
  one: Claimed,
  error: unknown,
  stopped: boolean,
): Promise<'over' | 'stopped'> {
  const now = ctx.clock.now()
  const free = { heldUntil: null, progress: 0 }
  if (stopped) {
    // Cancelled or taken over, it is not ours any more, and the next one has its turn.
    const ours = await changeHeld(ctx.db, one, { ...free, state: 'waiting', tries: one.tries - 1 })
    return ours ? 'stopped' : 'over'
  }
  const known = error instanceof AppError ? error : filmError('not_converted', { why: 'an unforeseen fault' })
  if (known !== error) ctx.log.error({ err: error, conversionId: one.id }, 'A film could not be converted')
  const problem = JSON.stringify({ code: known.code, facts: known.facts })
  if (known.code === 'film.no_room') {
    const retryAt = new Date(now.getTime() + waitMs)
    await changeHeld(ctx.db, one, { ...free, state: 'waiting', tries: one.tries - 1, problem, retryAt })
  } else if (known !== error && one.tries < mostTries) {
    // The machine's trouble, such as a storage that does not answer, and not the film's: it may pass.
    const retryAt = new Date(now.getTime() + againMs)
    await changeHeld(ctx.db, one, { ...free, state: 'waiting', problem, retryAt })
  } else await fail(ctx, one, { ...free, state: 'failed', problem, endedAt: now })
  return 'over'
}

async function fail(ctx: Context, one: Claimed, change: Parameters<typeof changeHeld>[2]): Promise<void> {
  const forPeople = await whomToTell(ctx, one)
  await ctx.db.transaction().execute(async (tx) => {
    if (await changeHeld(tx, one, change)) await tellFailed(tx, ctx, one, forPeople)
  })
}

/** What was made is looked at in the background, too, but not only when nobody else wants anything: it is soon done. */
const unhurried = { nice: 15, timeoutMs: 10 * 60_000 }

type Making = { out: string; told: { progress: number }; signal: AbortSignal }

async function make(ctx: Context, tools: Tools, one: Claimed, making: Making): Promise<void> {
  const file = await findMediaFile(ctx.db, one.workspaceId, one.mediaId)
  if (!file) throw filmError('not_read', { why: 'it is gone' })
  const { ordered } = one
  const most = ordered.kind === 'fit' ? likely(ordered.plan, file) : file.bytes * 2
  await refuseNoRoom(ctx, most)
  // Pale and grey is worse than not at all: nobody would see it before it is out.
  if (ordered.plan.colour && !tools.tones) throw filmError('no_tones')
  await withLocal(ctx, file, async (path) => {
    if (ordered.kind === 'fit') {
      const form = await pack(tools, file, path, ordered.plan, making)
      await keepFit(ctx, one, file, form, making.out)
    } else {
      await cut(tools, file, path, ordered.plan, making)
      await keepCut(ctx, one, file, making.out)
    }
  })
}

const likely = ({ videoBits, audioBits, maxBytes }: FilmPlan, { durationMs, bytes }: MediaFile): number =>
  durationMs === null ? bytes : Math.min(maxBytes, ((videoBits + audioBits) * durationMs) / 8000)

type Form = { width: number; height: number; bytes: number; digest: string }

/** Packed harder until it has no more bytes than the network takes. */
async function pack(
  tools: Tools,
  file: MediaFile,
  path: string,
  plan: FilmPlan,
  making: Making,
): Promise<Form> {
  for (const packed of harder) {
    const args = fitArguments(plan, { path, mime: file.mime, out: making.out }, packed)
    await run(tools, file, args, file.durationMs, making)
    const { size } = await stat(making.out)
    if (size > plan.maxBytes) continue
    const { width, height } = await refuseCutShort(tools, making.out, file.durationMs)
    return { width, height, ...(await digestOfFile(making.out)) }
  }
  throw filmError('still_too_large', { max: plan.maxBytes })
}

async function cut(
  tools: Tools,
  file: MediaFile,
  path: string,
  plan: TrimPlan,
  making: Making,
): Promise<void> {
  const lasts = plan.toMs - plan.fromMs
  await run(tools, file, cutArguments(plan, { path, mime: file.mime, out: making.out }), lasts, making)
  await refuseCutShort(tools, making.out, lasts)
}

async function run(
  tools: Tools,
  file: MediaFile,
  args: string[],
  lastsMs: number | null,
  { told, signal }: Making,
): Promise<void> {
  const timeoutMs = Math.min(bound.mostMs, bound.leastMs + bound.times * (lastsMs ?? 0))
  const ran = await tools.run({
    ...{ tool: tools.ffmpeg, args, timeoutMs, signal, nice: 19 },
    mostBytes: Math.max(file.bytes * 4, 2_000_000_000),
    onLine: (line) => {
      const at = /^out_time_us=(\d+)$/.exec(line)?.[1]
      if (at && lastsMs) told.progress = Math.min(999, Math.floor(Number(at) / lastsMs))
    },
  })
  signal.throwIfAborted()
  if (ran.ended === 'timeout') throw filmError('too_slow', { minutes: Math.round(timeoutMs / 60_000) })
  if (ran.code !== 0)
    throw /no space left/i.test(ran.err)
      ? filmError('no_room', { bytes: file.bytes })
      : filmError('not_converted', { why: whyOf(ran) })
}

const whyOf = (ran: Ran): string => lastWords(ran) || `FFmpeg ended with ${ran.code}`

/** Nothing is cut silently: what is damaged in its middle would come out shorter, and nobody would know. */
async function refuseCutShort(
  tools: Tools,
  out: string,
  wantedMs: number | null,
): Promise<{ width: number; height: number }> {
  const made = await probeFilm(tools, out, 'video/mp4', { run: tools.run, ...unhurried })
  if (!made) throw filmError('not_converted', { why: 'what came out cannot be read' })
  const lasts = made.durationMs ?? 0
  if (wantedMs !== null && lasts < wantedMs - Math.max(1000, wantedMs * 0.02))
    throw filmError('cut_short', { seconds: Math.round(lasts / 1000), whole: Math.round(wantedMs / 1000) })
  return made
}

async function keepFit(ctx: Context, one: Claimed, file: MediaFile, form: Form, out: string): Promise<void> {
  const storageKey = formKey(file.storageKey, one.rule)
  await ctx.storage.adopt(storageKey, out)
  await ctx.db.transaction().execute(async (tx) => {
    await insertForm(tx, file.id, one.rule, { ...form, mime: 'video/mp4', storageKey })
    const done = { state: 'done', progress: 1000, heldUntil: null, endedAt: ctx.clock.now() } as const
    await changeHeld(tx, one, done)
    await endTold(tx, ctx, one.workspaceId, one.id)
  })
}
