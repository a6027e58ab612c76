import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Told } from '../kit/ask.ts'
import type { Json, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith, held } from '../kit/form.ts'
import { type Answer, ask, hostOf, type Line, shaped } from './client.ts'
import { MediaAttachment } from './entities.ts'
import type { Piece } from './pieces.ts'

/** Servers sweep away what was uploaded and not used for a day. */
const keptFor = 20 * 3_600_000
/** How long a server may work on media before the post's instant, and at it. Milliseconds of pauses. */
const patience = { before: 30_000, atSend: 10_000 }

/** Media that the server has taken: their ids in order, and those that it still works on. */
const Batch = z.object({ ids: z.array(z.string()), waiting: z.array(z.string()) })
export type Batch = z.infer<typeof Batch>

const Uploaded = z.object({ at: z.iso.datetime(), batches: z.array(Batch) })
/** When the media were uploaded, and one batch for each piece. */
export type Uploaded = z.infer<typeof Uploaded>

/**
 * Uploads all media of all pieces. A long film may be worked on for minutes: what is not ready in time is kept as
 * waiting, so that no later attempt has to upload it again.
 */
export async function uploadAll(
  line: Line,
  pieces: readonly Piece[],
  signal: AbortSignal,
): Promise<Uploaded> {
  const at = line.tools.now().toISOString()
  const batches: Batch[] = []
  for (const { media } of pieces) batches.push(await uploadEach(line, media, signal))
  for (const batch of batches) batch.waiting = await untilReady(line, batch.waiting, patience.before, signal)
  return { at, batches }
}

/** What an earlier `prepare` left, unless the server has forgotten it by now. */
export function stillThere(prepared: Json | null, now: Date): Uploaded | null {
  const uploaded = Uploaded.safeParse(prepared)
  if (!uploaded.success) return null
  return now.getTime() - Date.parse(uploaded.data.at) < keptFor ? uploaded.data : null
}

export async function uploadEach(line: Line, media: readonly Media[], signal: AbortSignal): Promise<Batch> {
  const batch: Batch = { ids: [], waiting: [] }
  for (const one of media) {
    const { id, ready } = await upload(line, one, signal)
    batch.ids.push(id)
    if (!ready) batch.waiting.push(id)
  }
  return batch
}

/** The ids of a batch, all of which can be hung on a post now. */
export async function readyIds(line: Line, { ids, waiting }: Batch, signal: AbortSignal): Promise<string[]> {
  const left = await untilReady(line, waiting, patience.atSend, signal)
  if (left.length === 0) return ids
  throw new NetworkFailure(
    'later',
    `${hostOf(line.server)} is still working on the pictures or films of this post. It goes out when they are ready.`,
    { code: 'media_processing' },
  )
}

async function upload(
  line: Line,
  media: Media,
  signal: AbortSignal,
): Promise<{ id: string; ready: boolean }> {
  const poster = await media.poster?.read()
  const fields: Record<string, string> = media.alt.trim() === '' ? {} : { description: media.alt }
  const cover = { mime: 'image/jpeg', name: 'cover.jpg', field: 'thumbnail' }
  const files = [{ ...media, name: nameOf(media) }, ...(poster ? [{ ...held(poster), ...cover }] : [])]
  const form = formWith(fields, ...files)
  const answer = await send(line, form, signal)
  return { id: shaped(MediaAttachment, answer, line).id, ready: answer.status !== 202 }
}

const nameOf = ({ id, mime }: Media) => `${id}.${mime.split('/')[1]?.replace(/\W.*$/, '') ?? 'bin'}`

async function send(line: Line, form: Told, signal: AbortSignal): Promise<Answer> {
  const request = { method: 'POST', form, about: 'file', reports: false, signal } as const
  return ask(line, { ...request, path: '/api/v2/media' }).catch((failure: unknown) => {
    // Servers without version 2 work media through before they answer.
    const absent = failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 405)
    if (absent) return ask(line, { ...request, path: '/api/v1/media' })
    throw failure
  })
}

/** Asks until all are ready, the pauses are used up or the signal ends it; answers what is not ready yet. */
async function untilReady(
  line: Line,
  ids: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<string[]> {
  let left = [...ids]
  for (let pause = 250, paused = 0; left.length > 0; pause = Math.min(pause * 1.5, 3000)) {
    const states = await Promise.all(left.map(async (id) => (await look(line, id, signal)).status))
    left = left.filter((_, n) => states[n] === 206)
    paused += pause
    if (left.length === 0 || paused > most) return left
    await sleep(pause, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return left
  }
  return left
}

const look = (line: Line, id: string, signal: AbortSignal) =>
  ask(line, { method: 'GET', path: `/api/v1/media/${id}`, about: 'file', signal })

/**
 * Whether the server still holds all of these unused. It says no of media that it has swept away and of media that
 * hang on a post, so no is never proof that a post is out.
 */
export async function allUnused(line: Line, ids: readonly string[], signal: AbortSignal): Promise<boolean> {
  for (const id of ids) {
    const there = await look(line, id, signal).then(
      () => true,
      (failure: unknown) => {
        // Some servers answer 500 for an id that they do not know.
        if (failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 500))
          return false
        throw failure
      },
    )
    if (!there) return false
  }
  return true
}
