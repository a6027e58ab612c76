import type { Readable } from 'node:stream'
import type { Actor } from '../../../../app/actor.ts'
import { audit } from '../../../../app/audit.ts'
import type { Context } from '../../../../app/context.ts'
import { findFilmTools } from '../../../../platform/ffmpeg/index.ts'
import { digestOf } from '../bytes.ts'
import { typeOfContent } from '../content.ts'
import type { Media } from '../contract.ts'
import { mediaError } from '../errors.ts'
import { withArrival } from '../intake.ts'
import { cleanPicture, inTurn } from '../picture.ts'
import { findMediaFile, type MediaFile } from '../queries.ts'
import { readMedia, refuseOthers } from '../service.ts'
import { filmError } from './errors.ts'
import { withLocal } from './local.ts'
import { asCover, coverRule, grabFrame, keepCover } from './look.ts'
import { findFilm, setCover } from './queries.ts'

const taken: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']
const mostBytes = 20_000_000

/** The frame of one instant stands for the film. */
export async function coverFromFrame(ctx: Context, actor: Actor, id: string, ms: number): Promise<Media> {
  const file = await filmFile(ctx, actor, id)
  if (file.durationMs !== null && ms > file.durationMs)
    throw filmError('beyond_end', { seconds: Math.floor(file.durationMs / 1000) })
  const tools = await findFilmTools(ctx.config.ffmpeg)
  if (!tools) throw filmError('no_engine')
  // The last instant of a film holds no frame any more.
  const at = Math.max(0, Math.min(ms, (file.durationMs ?? ms) - 100))
  const colour = (await findFilm(ctx.db, actor.workspaceId, id))?.facts?.colour
  const frame = await inTurn(() =>
    withLocal(ctx, file, (path) => grabFrame(ctx, tools, { path, mime: file.mime, at, colour })),
  )
  if (!frame) throw filmError('not_read', { why: 'there is no picture at this moment' })
  return choose(ctx, actor, file, frame, ms)
}

export async function coverFromPicture(
  ctx: Context,
  actor: Actor,
  id: string,
  stream: Readable,
): Promise<Media> {
  const file = await filmFile(ctx, actor, id)
  return withArrival(ctx, stream, async ({ path, bytes }) => {
    if (bytes > mostBytes) throw mediaError('too_large', { max: mostBytes })
    const mime = await typeOfContent(path)
    if (!taken.includes(mime)) throw filmError('cover_type')
    const jpeg = await inTurn(async () => asCover((await cleanPicture(path, mime)).bytes ?? path))
    return choose(ctx, actor, file, jpeg, null)
  })
}

async function choose(
  ctx: Context,
  actor: Actor,
  file: MediaFile,
  jpeg: Buffer,
  coverMs: number | null,
): Promise<Media> {
  const cover = digestOf(jpeg)
  await keepCover(ctx, file, coverRule(cover), jpeg)
  return set(ctx, actor, file.id, { cover, coverMs })
}

/** No picture of ours any more: networks choose one by themselves. */
export async function removeCover(ctx: Context, actor: Actor, id: string): Promise<Media> {
  await filmFile(ctx, actor, id)
  return set(ctx, actor, id, { cover: null, coverMs: null })
}

/** Of two who choose at once the later wins, and both read which it is. */
async function set(
  ctx: Context,
  actor: Actor,
  id: string,
  cover: { cover: string | null; coverMs: number | null },
): Promise<Media> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, id)
    const before = await findFilm(tx, workspaceId, id)
    await setCover(tx, workspaceId, id, cover)
    await audit(tx, actor, {
      action: 'media.cover_chosen',
      subject: { kind: 'media', id },
      before: { cover: before?.cover ?? null, coverMs: before?.coverMs ?? null },
      after: cover,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id })
  })
  return readMedia(ctx, actor, id)
}

export async function filmFile(ctx: Context, actor: Actor, id: string): Promise<MediaFile> {
  await readMedia(ctx, actor, id)
  const file = await findMediaFile(ctx.db, actor.workspaceId, id)
  if (!file) throw mediaError('not_found')
  if (file.kind !== 'video') throw filmError('not_a_film')
  // Refused before any work is done, and again where it is written.
  await ctx.db.transaction().execute((tx) => refuseOthers(tx, actor, id))
  return file
}
