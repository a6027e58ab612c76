import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Json, Media } from '../kit/content.ts'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import { type Answer, ask, hostOf, type Line, shaped } from './client.ts'
import { MediaAttachment } from './entities.ts'
import type { Piece } from './pieces.ts'

/** Servers sweep away what was uploaded and not used for a day. */
const keptFor = 20 * 3_600_000

const Uploaded = z.object({ at: z.iso.datetime(), ids: z.array(z.array(z.string())) })
/** When the media of each piece were uploaded, and the ids that the server gave them. */
export type Uploaded = z.infer<typeof Uploaded>

/** Uploads all media of all pieces and waits until the server has worked them through. */
export async function uploadAll(
  line: Line,
  pieces: readonly Piece[],
  signal: AbortSignal,
): Promise<Uploaded> {
  const at = line.tools.now().toISOString()
  const ids: string[][] = []
  for (const { media } of pieces) ids.push(await uploadEach(line, media, signal))
  return { at, ids }
}

/** What an earlier `prepare` left, unless the server has forgotten it by now. */
export function stillThere(prepared: Json | null, now: Date): Uploaded | null {
  const uploaded = Uploaded.safeParse(prepared)
  if (!uploaded.success) return null
  return now.getTime() - Date.parse(uploaded.data.at) < keptFor ? uploaded.data : null
}

export async function uploadEach(
  line: Line,
  media: readonly Media[],
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (const one of media) ids.push(await upload(line, one, signal))
  return ids
}

async function upload(line: Line, media: Media, signal: AbortSignal): Promise<string> {
  const form = new FormData()
  const bytes = await media.read()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: media.mime }), nameOf(media))
  if (media.alt.trim() !== '') form.append('description', media.alt)
  const answer = await send(line, form, signal)
  const { id } = shaped(MediaAttachment, answer, line)
  if (answer.status === 202) await untilReady(line, id, signal)
  return id
}

const nameOf = ({ id, mime }: Media) => `${id}.${mime.split('/')[1]?.replace(/\W.*$/, '') ?? 'bin'}`

async function send(line: Line, form: FormData, signal: AbortSignal): Promise<Answer> {
  const request = { method: 'POST', form, about: 'file', reports: false, signal } as const
  return ask(line, { ...request, path: '/api/v2/media' }).catch((failure: unknown) => {
    // Servers without version 2 work media through before they answer.
    const absent = failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 405)
    if (absent) return ask(line, { ...request, path: '/api/v1/media' })
    throw failure
  })
}

async function untilReady(line: Line, id: string, signal: AbortSignal): Promise<void> {
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 3000)) {
    const answer = await look(line, id, signal)
    if (answer.status !== 206) return
    await sleep(pause, undefined, { signal }).catch((thrown: unknown) => {
      throw unanswered(thrown, hostOf(line.server), false)
    })
  }
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
