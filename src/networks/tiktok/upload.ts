import { z } from 'zod'
import { type Answered, askServer } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing } from '../kit/network.ts'
import { stillGoingUp } from '../kit/progress.ts'
import { ask, rejected } from './client.ts'
import { failureOf } from './failures.ts'
import { digestOf, expectFit, filmInfo, isDraft } from './post.ts'
import { type Kept, keepFirst, keptOf, tidy } from './shelf.ts'
import { type Stand, standOf } from './status.ts'

/** Pieces have 5 to 64 MB; what is left over goes with the last, which may have 128. So the last has less than twice this. */
export const pieceBytes = 8 * 1024 * 1024

/** TikTok takes bytes for an hour; nothing is begun on its last minutes. */
const takenFor = 55 * 60_000

/** How a film of so many bytes is cut. A film that is smaller than two pieces travels whole. */
export function planOf(bytes: number): { chunk_size: number; total_chunk_count: number } {
  if (bytes < 2 * pieceBytes) return { chunk_size: bytes, total_chunk_count: 1 }
  return { chunk_size: pieceBytes, total_chunk_count: Math.floor(bytes / pieceBytes) }
}

/** Where the last piece begins: until it has left, nobody sees anything. */
export const lastFrom = (bytes: number): number => {
  const { chunk_size, total_chunk_count } = planOf(bytes)
  return chunk_size * (total_chunk_count - 1)
}

export type Upload = Kept & { publishId: string; url: string }
const asUpload = (kept: Kept | null): Upload | null => {
  const { publishId = null, url = null } = kept ?? {}
  return kept && publishId !== null && url !== null ? { ...kept, publishId, url } : null
}

const wishFor = (call: Preparing, film: Media): string =>
  digestOf({ film: film.digest, bytes: film.bytes, info: filmInfo(call.content, film) })

/** What was begun for this delivery, as it is wanted now; null for nothing. */
export async function begunOf(call: Preparing, film: Media): Promise<Upload | null> {
  const upload = asUpload(await keptOf(call))
  return upload?.wish === wishFor(call, film) ? upload : null
}

export const isTaken = ({ tools }: Preparing, { at }: Upload): boolean =>
  tools.now().getTime() - Date.parse(at) < takenFor

const Begun = z.object({ publish_id: z.string().min(1), upload_url: z.string().min(1) })

/** Tells TikTok of the film, and where its bytes are taken. As long as they are not complete, there is no post. */
export async function begin(call: Preparing, film: Media, instead: Upload | null): Promise<Upload> {
  const { tools, account, content, signal } = call
  await tidy(call)
  await expectFit(call, { is: 'film', film })
  const draft = isDraft(content)
  const { publish_id, upload_url } = await ask({ tools, account }, Begun, {
    method: 'POST',
    path: draft ? '/v2/post/publish/inbox/video/init/' : '/v2/post/publish/video/init/',
    json: {
      ...(!draft && { post_info: filmInfo(content, film) }),
      source_info: { source: 'FILE_UPLOAD', video_size: film.bytes, ...planOf(film.bytes) },
    },
    signal,
  })
  if (!isOfTikTok(upload_url))
    throw rejected(
      'odd_answer',
      'TikTok named no place to upload to. Try again; if it lasts, tell the operator.',
    )
  const fresh = {
    wish: wishFor(call, film),
    publishId: publish_id,
    url: upload_url,
    at: tools.now().toISOString(),
  }
  return asUpload(await keepFirst(call, fresh, instead)) ?? fresh
}

/** A film goes to nobody else. */
function isOfTikTok(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === 'https:' && /(^|\.)tiktokapis\.com$/.test(url.hostname)
}

/** How far bytes were brought: to where it was asked for, or TikTok does not take them as they come. */
export type Brought = 'there' | 'off'

type Way = { from: number; to: number; until?: number }

/** Brings pieces up, one after the other. The one that makes the film complete makes the post. */
export async function bring(call: Preparing, film: Media, upload: Upload, way: Way): Promise<Brought> {
  const last = lastFrom(film.bytes)
  const { chunk_size } = planOf(film.bytes)
  // Pieces stand where they were planned: what is between them is of no use.
  if (way.from % chunk_size !== 0) return 'off'
  for (let from = way.from; from < way.to; ) {
    if (way.until !== undefined && performance.now() > way.until) throw stillGoingUp('TikTok', call)
    const to = from === last ? film.bytes : from + chunk_size
    const taken = await put(call, film, upload, from, to)
    if (!taken) return 'off'
    from = to
  }
  return 'there'
}

async function put(
  { tools, signal }: Preparing,
  film: Media,
  { url }: Upload,
  from: number,
  to: number,
): Promise<boolean> {
  const completes = to === film.bytes
  const bytes = await film.piece(from, to)
  const answered: Answered = await askServer(tools, {
    method: 'PUT',
    url,
    headers: { 'content-type': film.mime, 'content-range': `bytes ${from}-${to - 1}/${film.bytes}` },
    bytes,
    carries: true,
    changes: completes,
    signal,
  }).catch((failure: unknown) => {
    if (!completes && signal.aborted) throw stillGoingUp('TikTok', { tools })
    throw failure
  })
  if (answered.status < 300) return true
  // 403: the hour is over; 404: the upload is not known; 416: TikTok stands elsewhere.
  if ([403, 404, 416].includes(answered.status)) return false
  throw failureOf(tools, answered, completes)
}

/** Everything but the last piece, from where it stood. Answers the stand of what TikTok had whole already. */
export async function bringAlmost(
  call: Preparing,
  film: Media,
): Promise<{ upload: Upload; sent: Stand | null }> {
  const before = await begunOf(call, film)
  const line = { tools: call.tools, account: call.account }
  const stand = before && (await standOf(line, before.publishId, film.bytes, call.signal))
  if (before && stand && isSent(stand)) return { upload: before, sent: stand }
  const goesOn = before && stand?.at === 'going' && isTaken(call, before)
  if (goesOn && (await bring(call, film, before, { from: stand.from, to: lastFrom(film.bytes) })) === 'there')
    return { upload: before, sent: null }
  const upload = await begin(call, film, before)
  const brought = await bring(call, film, upload, { from: 0, to: lastFrom(film.bytes) })
  if (brought === 'off') throw ended()
  return { upload, sent: null }
}

/** TikTok has all of it: whatever comes of it, it is not sent again. */
export const isSent = ({ at }: Stand): boolean => at === 'working' || at === 'inbox' || at === 'out'

export const ended = () =>
  new NetworkFailure('later', 'TikTok has ended the upload of this film. It is begun anew by itself.', {
    code: 'upload_ended',
    alone: true,
  })
