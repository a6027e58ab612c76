import { readFile, rm } from 'node:fs/promises'
import type { Context } from '../../../../app/context.ts'
import { AppError } from '../../../../platform/errors.ts'
import { toneFiltersFor } from '../../../../platform/ffmpeg/colour.ts'
import { type FilmTools, findFilmTools, inputOf, runTool } from '../../../../platform/ffmpeg/index.ts'
import { probeFilm } from '../../../../platform/ffmpeg/probe.ts'
import { digestOf } from '../bytes.ts'
import { inTurn, openPicture } from '../picture.ts'
import { formKey, insertForm } from '../queries.ts'
import type { FilmFacts } from './contract.ts'
import { placeFor, withLocal } from './local.ts'
import { findUnseen, keepFacts } from './queries.ts'

/** What was found in a film, and a picture of it. `facts` of null: FFmpeg cannot read it. */
export type Look = { facts: FilmFacts | null; poster: Buffer | null }

const grabMs = 30_000
/** By then most films show something. */
const posterAtMs = 1000
export const posterSide = 1280

/** Looks into a film; null when there is no FFmpeg to look with. A film that cannot be read is kept all the same. */
export async function lookInto(ctx: Context, path: string, mime: string): Promise<Look | null> {
  const tools = await findFilmTools(ctx.config.ffmpeg)
  if (!tools) return null
  return inTurn(async () => {
    const found = await probeFilm(tools, path, mime)
    if (!found) return { facts: null, poster: null }
    const { width: _, height: __, durationMs, ...facts } = found
    const { colour } = facts
    const at = Math.min(posterAtMs, Math.floor((durationMs ?? 0) / 2))
    return { facts, poster: await grabFrame(ctx, tools, { path, mime, at, colour }) }
  })
}

/** One frame as a JPEG, upright; null when there is none at that instant. */
export async function grabFrame(
  ctx: Context,
  tools: FilmTools,
  { path, mime, at, colour }: { path: string; mime: string; at: number; colour: FilmFacts['colour'] },
): Promise<Buffer | null> {
  const input = inputOf(path, mime)
  if (!input) return null
  const out = await placeFor(ctx, `${crypto.randomUUID()}.png`)
  try {
    const { code } = await runTool({
      tool: tools.ffmpeg,
      args: [
        ...['-nostdin', '-v', 'error', '-threads', '1', '-ss', (at / 1000).toFixed(3), ...input],
        ...['-map', '0:v:0', ...(colour && tools.tones ? ['-vf', toneFiltersFor(colour).join(',')] : [])],
        ...['-frames:v', '1', '-an', '-sn', '-dn', '-c:v', 'png', '-f', 'image2'],
        ...['-update', '1', '-y', `file:${out}`],
      ],
      timeoutMs: grabMs,
      nice: 5,
      mostBytes: 200_000_000,
    })
    const frame = code === 0 ? await readFile(out).catch(() => null) : null
    return frame && (await asCover(frame))
  } finally {
    await rm(out, { force: true })
  }
}

/** A cover as it is kept: a JPEG of bounded size without anything hidden in it. */
export const asCover = async (picture: string | Buffer): Promise<Buffer> =>
  (await openPicture(picture))
    .autoOrient()
    .resize({ width: posterSide, height: posterSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#000000' })
    .jpeg({ quality: 86 })
    .toBuffer()

/** The form under which the picture of a film lies that nobody chose. */
export const posterRule = 'poster'
export const coverRule = (digest: string): string => `cover-${digest.slice(0, 24)}`

export async function keepCover(
  ctx: Context,
  media: { id: string; storageKey: string },
  rule: string,
  jpeg: Buffer,
): Promise<void> {
  const { width, height } = await (await openPicture(jpeg)).metadata()
  const storageKey = formKey(media.storageKey, rule)
  await ctx.storage.write(storageKey, jpeg)
  const facts = { mime: 'image/jpeg', bytes: jpeg.length, digest: digestOf(jpeg) }
  await insertForm(ctx.db, media.id, rule, { storageKey, width, height, ...facts })
}

export async function keepLook(
  ctx: Context,
  media: { id: string; workspaceId: string; storageKey: string },
  { facts, poster }: Look,
): Promise<void> {
  if (poster) await keepCover(ctx, media, posterRule, poster)
  const { workspaceId, id } = media
  await keepFacts(ctx.db, workspaceId, id, facts, ctx.clock.now())
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'media', id })
}

const atOnce = 20

/** Films that came before there was an FFmpeg, or from another house. */
export async function lookIntoFilms(ctx: Context): Promise<void> {
  if (!(await findFilmTools(ctx.config.ffmpeg))) return
  for (const film of await findUnseen(ctx.db, atOnce)) {
    const look = await withLocal(ctx, film, (path) => lookInto(ctx, path, film.mime)).catch((error) => {
      ctx.log.error({ err: error, mediaId: film.id }, 'A film could not be looked into')
      // Without room it waits; any other trouble would come again and stand in the way of the rest.
      return error instanceof AppError ? null : { facts: null, poster: null }
    })
    if (look) await keepLook(ctx, film, look)
  }
}
