import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { piecesOf } from '../kit/form.ts'
import type { SendCall } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { progressOf } from '../kit/progress.ts'
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

type Uploading = Pick<SendCall, 'tools' | 'account' | 'key' | 'signal'> & { kind: Kind }

/** A film that nobody sees until it is finished. Goes on where one that was killed had come to. */
export async function uploadFilm(line: Line, media: Media, call: Uploading): Promise<UploadedFilm> {
  await expectHonest(media)
  const kept = uploadOf(media, call)
  const before = await kept.read()
  const begun = before ?? (await begin(line, media, call))
  if (!before) await kept.begin(begun)
  try {
    const keep = (next: Begun['next']) => kept.change({ ...begun, next })
    if (begun.session === null) await uploadWhole(line, media, begun, call, { goesOn: before !== null, keep })
    else await uploadPieces(line, media, begun, call, keep)
    return { video: begun.video, session: begun.session }
  } catch (failure) {
    const refused = failure instanceof NetworkFailure && failure.kind === 'rejected'
    if (refused || (before && (await isAtAnEnd(failure, before, kept)))) await kept.forget()
    // Facebook may know what was begun no more; the file is at fault only if it is refused from the start.
    throw refused && before ? begunAnew(failure) : failure
  }
}

/** Facebook tells of a session that is none any more as of a piece that was lost: who got no further with it begins anew. */
async function isAtAnEnd(
  failure: unknown,
  { next }: Begun,
  kept: ReturnType<typeof uploadOf>,
): Promise<boolean> {
  if (!(failure instanceof NetworkFailure) || !stoppers.includes(failure.code)) return false
  return (await kept.read())?.next.from === next.from
}
const stoppers: readonly string[] = ['upload_interrupted', 'upload_stuck', 'upload_offset']

/** How far this film has come for this delivery. */
export const uploadOf = (media: Media, call: Pick<Uploading, 'tools' | 'account' | 'key' | 'kind'>) =>
  progressOf(Begun, call, { name: `${call.key}/${media.digest}/${call.kind}`, holdsMs })

/** Facebook says nowhere for how long it keeps what was begun: an upload is begun anew after a day. */
const holdsMs = 86_400_000

const begunAnew = (cause: NetworkFailure): NetworkFailure =>
  new NetworkFailure('later', 'Facebook does not go on with the film. It is brought up anew by itself.', {
    code: 'upload_begun_anew',
    cause,
  })

/** `next`: the piece that Facebook asks for; `address`: where a film goes that travels as one. */
const Begun = z.object({
  video: z.string(),
  session: z.string().nullable(),
  address: z.string().nullable(),
  next: z.object({ from: z.number(), to: z.number() }),
})
type Begun = z.infer<typeof Begun>

async function begin(line: Line, media: Media, { account, kind, signal }: Uploading): Promise<Begun> {
  const path = `${account.remoteId}/${edgeOf(kind)}`
  if (kind !== 'post') {
    const opened = await ask(line, Opened, { method: 'POST', path, form: { upload_phase: 'START' }, signal })
    return {
      ...{ video: opened.video_id, session: null, address: opened.upload_url },
      next: { from: 0, to: media.bytes },
    }
  }
  const form = { upload_phase: 'start', file_size: String(media.bytes) }
  const started = await ask(line, Started, { method: 'POST', path, host: graphVideo, form, signal })
  const next = { from: started.start_offset, to: started.end_offset }
  return { video: started.video_id, session: started.upload_session_id, address: null, next }
}

/** `session` is where the pieces of a film of a post belong together. */
export type UploadedFilm = { video: string; session: string | null }

const Offsets = z.object({ start_offset: z.coerce.number(), end_offset: z.coerce.number() })
const Started = Offsets.extend({ upload_session_id: z.string(), video_id: z.string() })

/** The most that is held of a film at once; Facebook asks for less. */
const pieceMost = 16_000_000
/** A piece that did not arrive is sent again so many times before the whole is left for later. */
const mostRepeats = 3

async function uploadPieces(
  line: Line,
  media: Media,
  begun: Begun,
  { account, signal }: Uploading,
  keep: (next: Begun['next']) => Promise<void>,
): Promise<void> {
  const to = { method: 'POST', path: `${account.remoteId}/videos`, host: graphVideo, signal } as const
  let { next } = begun
  let repeats = 0
  while (next.from < next.to) {
    const piece = await media.piece(next.from, Math.min(next.to, next.from + pieceMost))
    const multipart = new FormData()
    multipart.set('upload_phase', 'transfer')
    multipart.set('upload_session_id', begun.session ?? '')
    multipart.set('start_offset', String(next.from))
    multipart.set('video_file_chunk', fileOf(piece, media), 'piece')
    try {
      const told = await ask(line, Offsets, { ...to, multipart, carries: true })
      repeats = told.start_offset > next.from ? 0 : repeats + 1
      next = { from: told.start_offset, to: told.end_offset }
      await keep(next)
      if (repeats > mostRepeats) throw stuck()
    } catch (failure) {
      if (!mayRepeat(failure) || ++repeats > mostRepeats) throw failure
      next = expectedBy(failure) ?? next
    }
  }
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
async function uploadWhole(
  line: Line,
  media: Media,
  { video, address }: Begun,
  { signal }: Uploading,
  { goesOn, keep }: { goesOn: boolean; keep: (next: Begun['next']) => Promise<void> },
): Promise<void> {
  const arrived = async () => {
    const phase = (await filmBy(line, video, signal))?.status?.uploading_phase
    // Of what is all there, Facebook counts no bytes.
    const bytes = phase?.status === 'complete' ? media.bytes : (phase?.bytes_transfered ?? 0)
    // A film that gets on, however slowly, is not begun anew.
    await keep({ from: bytes, to: media.bytes })
    return bytes
  }
  let from = goesOn ? await arrived() : 0
  for (let n = 0; from < media.bytes; n++) {
    try {
      await uploadRest(line, address ?? '', media, from, signal)
      from = media.bytes
    } catch (failure) {
      if (!mayRepeat(failure) || n >= mostRepeats) throw failure
      from = await arrived()
    }
  }
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
      pieces: () => piecesOf(media, from),
    },
    carries: true,
    signal,
  })
  const failure = failureOf({ ...answered, changes: false, now: tools.now() })
  if (failure) throw failure
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
