import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../../../../app/actor.ts'
import { audit } from '../../../../app/audit.ts'
import type { Context } from '../../../../app/context.ts'
import type { Viewer } from '../../../../app/sight.ts'
import { digestOf } from '../bytes.ts'
import { mediaError } from '../errors.ts'
import { plainName, readMedia, refuseOthers } from '../service.ts'
import { readCaptions } from './captions-text.ts'
import { type Captions, captionsBytes, mostCaptions } from './contract.ts'
import { filmError } from './errors.ts'
import { endCaptions, findCaptions, insertCaptions } from './words-queries.ts'

/** The film may be rounded, and a last word may stand a moment longer. */
const beyondMs = 2000

export async function listCaptions(
  ctx: Context,
  viewer: Viewer,
  mediaId: string,
): Promise<{ items: Captions[] }> {
  await readMedia(ctx, viewer, mediaId)
  return { items: (await findCaptions(ctx.db, viewer.workspaceId, mediaId)).map(toCaptions) }
}

function toCaptions({
  words,
  createdAt,
  ...row
}: Awaited<ReturnType<typeof findCaptions>>[number]): Captions {
  const { cues, lastMs } = counted(words)
  return { ...row, cues, lastMs, createdAt: createdAt.toISOString() }
}

/** What came with an import from another house may be anything. */
function counted(words: string): { cues: number; lastMs: number } {
  try {
    return readCaptions(Buffer.from(words))
  } catch {
    return { cues: 0, lastMs: 0 }
  }
}

type Brought = { mediaId: string; language: string; stream: Readable; fileName: string }

/** Puts captions of one language beside a film, in the place of those that were there. */
export async function addCaptions(ctx: Context, actor: Actor, brought: Brought): Promise<Captions> {
  const media = await readMedia(ctx, actor, brought.mediaId)
  if (media.kind !== 'video') throw filmError('not_a_film')
  const language = canonical(brought.language)
  const { vtt, lastMs } = readCaptions(await bounded(brought.stream))
  if (media.durationMs !== null && lastMs > media.durationMs + beyondMs)
    throw filmError('captions_beyond', {
      last: Math.ceil(lastMs / 1000),
      seconds: Math.floor(media.durationMs / 1000),
    })
  const { workspaceId } = actor
  const digest = digestOf(Buffer.from(vtt))
  const fileName = plainName(brought.fileName)
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, media.id)
    const [before] = await endCaptions(tx, workspaceId, media.id, { language }, ctx.clock.now())
    if ((await findCaptions(tx, workspaceId, media.id)).length >= mostCaptions)
      throw filmError('too_many_captions', { most: mostCaptions })
    const row = { workspaceId, mediaId: media.id, language, fileName, digest, words: vtt }
    await insertCaptions(tx, row)
    await audit(tx, actor, {
      action: 'media.captions_added',
      subject: { kind: 'media', id: media.id },
      ...(before && { before: { language, digest: before.digest } }),
      after: { language, fileName, digest },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id: media.id })
  })
  const kept = (await listCaptions(ctx, actor, media.id)).items.find((one) => one.language === language)
  if (!kept) throw filmError('captions_not_found')
  return kept
}

export async function removeCaptions(ctx: Context, actor: Actor, mediaId: string, id: string): Promise<void> {
  await readMedia(ctx, actor, mediaId)
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, mediaId)
    const [gone] = await endCaptions(tx, workspaceId, mediaId, { id }, ctx.clock.now())
    if (!gone) throw filmError('captions_not_found')
    await audit(tx, actor, {
      action: 'media.captions_removed',
      subject: { kind: 'media', id: mediaId },
      before: { language: gone.language, digest: gone.digest },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id: mediaId })
  })
}

/** As WebVTT, for the player of the library too. */
export async function sendCaptions(
  ctx: Context,
  viewer: Viewer,
  { id, captionsId }: { id: string; captionsId: string },
  reply: FastifyReply,
): Promise<FastifyReply> {
  await readMedia(ctx, viewer, id)
  const found = (await findCaptions(ctx.db, viewer.workspaceId, id)).find((one) => one.id === captionsId)
  if (!found) throw filmError('captions_not_found')
  return reply
    .header('content-type', 'text/vtt; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .send(found.words)
}

function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language
  } catch {
    throw filmError('captions_language', { language })
  }
}

async function bounded(stream: Readable): Promise<Buffer> {
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > captionsBytes) stream.destroy(mediaError('too_large', { max: captionsBytes }))
  })
  const whole = await buffer(stream)
  if (whole.length === 0) throw mediaError('empty')
  return whole
}
