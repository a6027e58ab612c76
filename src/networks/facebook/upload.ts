import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { ask, graphVideo, Id, type Line } from './client.ts'
import { failureOf } from './failures.ts'
import { filmBy } from './film.ts'
import type { Kind } from './post.ts'

type Into = { pageId: string; kind: Kind; signal?: AbortSignal }

/** A picture that nobody sees until a post or story takes it. */
export async function uploadPhoto(line: Line, media: Media, { pageId, signal }: Into): Promise<string> {
  const form = new FormData()
  form.set('published', 'false')
  if (media.alt.trim() !== '') form.set('alt_text_custom', media.alt)
  form.set('source', fileOf(await honestBytes(media), media), `${media.id}.${endingOf(media.mime)}`)
  const asked = { method: 'POST', path: `${pageId}/photos`, multipart: form, carries: true, signal } as const
  return (await ask(line, Id, asked)).id
}

/** A film that nobody sees until it is finished. */
export async function uploadFilm(line: Line, media: Media, into: Into): Promise<UploadedFilm> {
  await expectHonest(media)
  return into.kind === 'post' ? uploadPieces(line, media, into) : uploadWhole(line, media, into)
}

/** `session` is where the pieces of a film of a post belong together. */
export type UploadedFilm = { video: string; session: string | null }

const Offsets = z.object({ start_offset: z.coerce.number(), end_offset: z.coerce.number() })
const Started = Offsets.extend({ upload_session_id: z.string(), video_id: z.string() })

/** The most that is held of a film at once; Facebook asks for less. */
const pieceMost = 16_000_000
/** A piece that did not arrive is sent again so many times before the whole is left for later. */
const mostRepeats = 3

async function uploadPieces(line: Line, media: Media, { pageId, signal }: Into): Promise<UploadedFilm> {
  const to = { method: 'POST', path: `${pageId}/videos`, host: graphVideo, signal } as const
  const form = { upload_phase: 'start', file_size: String(media.bytes) }
  const started = await ask(line, Started, { ...to, form })
  const session = started.upload_session_id
  let next = { from: started.start_offset, to: started.end_offset }
  let repeats = 0
  while (next.from < next.to) {
    const piece = await media.piece(next.from, Math.min(next.to, next.from + pieceMost))
    const multipart = new FormData()
    multipart.set('upload_phase', 'transfer')
    multipart.set('upload_session_id', session)
    multipart.set('start_offset', String(next.from))
    multipart.set('video_file_chunk', fileOf(piece, media), 'piece')
    try {
      const told = await ask(line, Offsets, { ...to, multipart, carries: true })
      repeats = told.start_offset > next.from ? 0 : repeats + 1
      next = { from: told.start_offset, to: told.end_offset }
      if (repeats > mostRepeats) throw stuck()
    } catch (failure) {
      if (!mayRepeat(failure) || ++repeats > mostRepeats) throw failure
      next = expectedBy(failure) ?? next
    }
  }
  return { video: started.video_id, session }
}

const stuck = (): NetworkFailure =>
  new NetworkFailure('later', 'Facebook takes no more of the film. It is tried again by itself.', {
    code: 'upload_stuck',
  })

/** A broken connection or a fault of theirs; a limit is obeyed and an outage waited for. */
const mayRepeat = (failure: unknown): failure is NetworkFailure =>
  failure instanceof NetworkFailure &&
  failure.kind === 'later' &&
  failure.code !== 'limited' &&
  failure.code !== 'upload_stuck' &&
  failure.code !== 'server_down' &&
  failure.code !== 'unreachable'

const WrongOffset = z.object({ start_offset: z.coerce.number(), end_offset: z.coerce.number() })

/** What Facebook says that it expects, where it has more or less of the film than we thought. */
function expectedBy({ cause }: NetworkFailure): { from: number; to: number } | null {
  const told = WrongOffset.safeParse(cause).data
  return told ? { from: told.start_offset, to: told.end_offset } : null
}

const Opened = z.object({ video_id: z.string(), upload_url: z.url() })

/** Reels and stories go up as one request, which goes on where it broke off. */
async function uploadWhole(line: Line, media: Media, { pageId, kind, signal }: Into): Promise<UploadedFilm> {
  const path = `${pageId}/${edgeOf(kind)}`
  const opened = await ask(line, Opened, { method: 'POST', path, form: { upload_phase: 'START' }, signal })
  const video = opened.video_id
  let from = 0
  for (let n = 0; from < media.bytes; n++) {
    try {
      await uploadRest(line, opened.upload_url, media, from, signal)
      from = media.bytes
    } catch (failure) {
      if (!mayRepeat(failure) || n >= mostRepeats) throw failure
      from = (await filmBy(line, video, signal))?.status?.uploading_phase?.bytes_transfered ?? 0
    }
  }
  return { video, session: null }
}

export const edgeOf = (kind: Kind): string =>
  kind === 'post' ? 'videos' : kind === 'reel' ? 'video_reels' : 'video_stories'

async function uploadRest(
  { tools, token }: Line,
  address: string,
  media: Media,
  from: number,
  signal?: AbortSignal,
): Promise<void> {
  // The token goes along, so it goes to Facebook alone.
  if (!/^https:\/\/[\w.-]+\.facebook\.com\//.test(address))
    throw new NetworkFailure('later', 'Facebook named an address for the film that is not its own.', {
      code: 'odd_answer',
    })
  const answered = await askServer(tools, {
    method: 'POST',
    url: address,
    headers: { authorization: `OAuth ${token}`, offset: String(from), file_size: String(media.bytes) },
    told: {
      type: 'application/octet-stream',
      length: media.bytes - from,
      pieces: () => piecesFrom(media, from),
    },
    carries: true,
    signal,
  })
  const failure = failureOf({ ...answered, changes: false, now: tools.now() })
  if (failure) throw failure
}

const toldBytes = 4_000_000

async function* piecesFrom(media: Media, from: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < media.bytes; at += toldBytes)
    yield await media.piece(at, Math.min(at + toldBytes, media.bytes))
}

/** A film may be larger than memory; its type stands at its head. */
async function expectHonest(media: Media): Promise<void> {
  const type = await fileTypeFromBuffer(await media.piece(0, Math.min(media.bytes, 4100)))
  if (type?.mime.startsWith('video/')) return
  throw new NetworkFailure(
    'rejected',
    `One file says it is ${media.mime}, but it is ${type?.mime ?? 'something else'}. Take it out and add it again.`,
    { code: 'media_not_honest' },
  )
}

export const fileOf = (bytes: Uint8Array, { mime }: Pick<Media, 'mime'>): Blob =>
  new Blob([new Uint8Array(bytes)], { type: mime })
