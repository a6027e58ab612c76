import type { Actor } from '../../../../app/actor.ts'
import { audit } from '../../../../app/audit.ts'
import type { Context } from '../../../../app/context.ts'
import type { Viewer } from '../../../../app/sight.ts'
import { findFilmTools } from '../../../../platform/ffmpeg/index.ts'
import { refuseOthers } from '../service.ts'
import type { Conversion, ConversionList, TrimBody } from './contract.ts'
import {
  beginAgain,
  cancelConversion,
  countCuts,
  findConversion,
  findConversions,
  putConversion,
} from './conversion-queries.ts'
import { filmFile } from './covers.ts'
import { filmError } from './errors.ts'
import { convertFilmsJob } from './jobs.ts'
import { findFilm } from './queries.ts'
import { cutOf } from './rule.ts'
import { endTold } from './trouble.ts'

const mostCuts = 20

export async function listConversions(
  ctx: Context,
  viewer: Viewer,
  media: readonly string[],
): Promise<ConversionList> {
  const engine = (await findFilmTools(ctx.config.ffmpeg)) !== null
  return { engine, items: await findConversions(ctx.db, viewer, media, ctx.clock.now()) }
}

async function read(ctx: Context, viewer: Viewer, id: string): Promise<Conversion> {
  const found = await findConversion(ctx.db, viewer, id, ctx.clock.now())
  if (!found) throw filmError('conversion_not_found')
  return found
}

/** Makes a new film of a part of this one. The old one stays as it is. */
export async function trimFilm(ctx: Context, actor: Actor, id: string, body: TrimBody): Promise<Conversion> {
  const file = await filmFile(ctx, actor, id)
  if (!(await findFilmTools(ctx.config.ffmpeg))) throw filmError('no_engine')
  if (file.durationMs !== null && body.toMs > file.durationMs)
    throw filmError('beyond_end', { seconds: file.durationMs / 1000 })
  const { workspaceId } = actor
  const made = await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, id)
    if ((await countCuts(tx, workspaceId)) >= mostCuts)
      throw filmError('too_many_waiting', { most: mostCuts })
    const named = { workspaceId, mediaId: id, rule: cutOf(body) }
    const by = { id: actor.id, kind: actor.kind, name: actor.name }
    const colour = (await findFilm(tx, workspaceId, id))?.facts?.colour
    const plan = colour ? { ...body, colour } : body
    const order = { kind: 'trim', plan, networks: [] } as const
    const conversion = await putConversion(tx, named, order, { dueAt: null, by, again: true })
    await endTold(tx, ctx, workspaceId, conversion)
    await audit(tx, actor, {
      action: 'media.cut',
      subject: { kind: 'media', id },
      after: { fromMs: body.fromMs, toMs: body.toMs },
    })
    await ctx.jobs.add(convertFilmsJob, {}, { tx, key: 'films.convert' })
    await ctx.events.emit(tx, { workspaceId, topic: 'films', id })
    return conversion
  })
  return read(ctx, actor, made)
}

/** The program that is at it hears of it within seconds, in whatever process it runs. */
export const cancel = (ctx: Context, actor: Actor, id: string): Promise<Conversion> =>
  change(ctx, actor, id, 'media.conversion_cancelled', (tx) =>
    cancelConversion(tx, actor.workspaceId, id, ctx.clock.now()),
  )

export const again = (ctx: Context, actor: Actor, id: string): Promise<Conversion> =>
  change(ctx, actor, id, 'media.conversion_begun', async (tx) => {
    const done = await beginAgain(tx, actor.workspaceId, id, ['failed', 'cancelled'])
    if (done) await ctx.jobs.add(convertFilmsJob, {}, { tx, key: 'films.convert' })
    return done
  })

type Action = 'media.conversion_cancelled' | 'media.conversion_begun'

async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: Action,
  work: (tx: Parameters<typeof refuseOthers>[0]) => Promise<boolean>,
): Promise<Conversion> {
  const { workspaceId } = actor
  const { mediaId, kind } = await read(ctx, actor, id)
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, mediaId)
    if (!(await work(tx))) {
      const { state } = await read(ctx, actor, id)
      throw filmError('conversion_over', { state })
    }
    await endTold(tx, ctx, workspaceId, id)
    await audit(tx, actor, { action, subject: { kind: 'media', id: mediaId }, after: { kind } })
    await ctx.events.emit(tx, { workspaceId, topic: 'films', id: mediaId })
  })
  return read(ctx, actor, id)
}
