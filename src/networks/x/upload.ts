import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { ask, shaped } from './client.ts'
import { Upload, type UploadState } from './entities.ts'
import { addSubtitles } from './subtitles.ts'

/** X keeps what was uploaded and not used for a day. */
const keptFor = 20 * 3_600_000
/** A film goes up in pieces of this size; X takes a thousand of them. */
export const pieceBytes = 4 * 1024 * 1024

/** Media that X has taken, whether it still works on them, and of a film whether X did not take the picture that stands for it. */
export const Taken = z.object({
  id: z.string(),
  digest: z.string(),
  waiting: z.boolean(),
  coverless: z.boolean().optional(),
})
export type Taken = z.infer<typeof Taken>

/** How far a film has gone up, so that another worker goes on where this one was killed. */
const Progress = z.object({ id: z.string(), next: z.int(), at: z.iso.datetime() })

export async function upload(call: Preparing, media: Media): Promise<Taken> {
  const inPieces = media.kind === 'video' || media.mime === 'image/gif'
  const { data } = await (inPieces ? uploadInPieces(call, media) : uploadWhole(call, media))
  await describe(call, data.id, media)
  const covered = await addCover(call, data.id, media)
  await addSubtitles(call, data.id, media)
  const { state } = data.processing_info ?? {}
  if (state === 'failed') throw failed()
  const waiting = state === 'pending' || state === 'in_progress'
  return { id: data.id, digest: media.digest, waiting, ...(!covered && { coverless: true }) }
}

async function uploadWhole({ tools, account, signal }: Preparing, media: Media) {
  const multipart = new FormData()
  const bytes = await honestBytes(media)
  multipart.append('media_category', 'tweet_image')
  multipart.append('media_type', media.mime)
  multipart.append('media', new Blob([new Uint8Array(bytes)], { type: media.mime }), nameOf(media))
  const request = { method: 'POST', path: '/2/media/upload', multipart, carries: true, signal } as const
  return shaped(Upload, await ask(tools, account, request))
}

const nameOf = ({ id, mime }: Media) => `${id}.${endingOf(mime)}`

async function uploadInPieces(call: Preparing, media: Media) {
  if (media.kind === 'image') await honestBytes(media)
  const shelf = call.tools.shelf(call.account)
  const name = `upload/${call.key}/${media.digest}`
  const begun = await beginOrGoOn(call, media, name)
  try {
    await sendPieces(call, media, begun, (next) => shelf.change(name, { ...begun, next }))
    const taken = await finish(call, begun.id)
    await shelf.remove(name)
    return taken
  } catch (failure) {
    // X does not know this upload any more, or will not have it: nobody goes on with it.
    const refused = failure instanceof NetworkFailure && failure.kind === 'rejected'
    if (refused) await shelf.remove(name)
    // Where another began it, who was quicker may have finished it, or X has forgotten it: the file is not at fault yet.
    throw refused && begun.next > 0 ? begunAnew(failure) : failure
  }
}

async function sendPieces(
  { tools, account, signal }: Preparing,
  media: Media,
  begun: z.infer<typeof Progress>,
  keep: (next: number) => Promise<unknown>,
): Promise<void> {
  const path = `/2/media/upload/${begun.id}/append`
  for (let next = begun.next; next * pieceBytes < media.bytes; next++) {
    const bytes = await media.piece(next * pieceBytes, Math.min((next + 1) * pieceBytes, media.bytes))
    const multipart = new FormData()
    multipart.append('segment_index', String(next))
    multipart.append('media', new Blob([new Uint8Array(bytes)], { type: media.mime }), nameOf(media))
    await ask(tools, account, { method: 'POST', path, multipart, carries: true, signal })
    await keep(next + 1)
  }
}

/** An upload that was finished before, whose answer was lost, is not finished again: its state tells. */
async function finish(call: Preparing, id: string): Promise<z.infer<typeof Upload>> {
  const { tools, account, signal } = call
  const path = `/2/media/upload/${id}/finalize`
  try {
    return shaped(Upload, await ask(tools, account, { method: 'POST', path, signal }))
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
    const info = await stateOf(call, id).catch(() => null)
    if (info?.state === undefined) throw failure
    return { data: { id, processing_info: info } }
  }
}

async function beginOrGoOn(call: Preparing, media: Media, name: string) {
  const { tools, account, signal } = call
  const shelf = tools.shelf(account)
  const kept = Progress.safeParse((await shelf.get(name))?.value)
  if (kept.success && tools.now().getTime() - Date.parse(kept.data.at) < keptFor) return kept.data
  await shelf.remove(name)
  await sweep(call)
  const answer = await ask(tools, account, {
    method: 'POST',
    path: '/2/media/upload/initialize',
    json: {
      media_category: media.kind === 'image' ? 'tweet_gif' : 'tweet_video',
      media_type: media.mime,
      total_bytes: media.bytes,
    },
    signal,
  })
  const begun = { id: shaped(Upload, answer).data.id, next: 0, at: tools.now().toISOString() }
  await shelf.add(name, begun)
  return begun
}

/** Takes down what was begun and never finished, once X has forgotten it. */
async function sweep({ tools, account }: Preparing): Promise<void> {
  const shelf = tools.shelf(account)
  const before = tools.now().getTime() - keptFor
  for (const { key, at } of await shelf.newest(100))
    if (key.startsWith('upload/') && at.getTime() <= before) await shelf.remove(key)
}

/** Of what kind of warning X knows. */
const warnings: Readonly<Record<string, string>> = {
  adult: 'adult_content',
  violence: 'graphic_violence',
  other: 'other',
}

/** What a picture shows, for those who cannot see it, and what it is covered for. X charges, so nothing is said for nothing. */
async function describe(
  { tools, account, content, signal }: Preparing,
  id: string,
  media: Media,
): Promise<void> {
  const warning = warnings[String(content.options.sensitive)]
  const alt = media.kind === 'image' ? media.alt.trim() : ''
  if (alt === '' && !warning) return
  const metadata = {
    ...(alt !== '' && { alt_text: { text: media.alt } }),
    ...(warning && { sensitive_media_warning: { [warning]: true } }),
  }
  await ask(tools, account, { method: 'POST', path: '/2/media/metadata', json: { id, metadata }, signal })
}

/**
 * The picture that stands for a film; false where X does not take it. That X takes one is described, and by nobody seen: a film goes
 * out without it, too, and no answer to it ends the sign-in or keeps the film waiting.
 */
async function addCover(call: Preparing, id: string, { poster, digest }: Media): Promise<boolean> {
  if (!poster) return true
  const { tools, account, signal } = call
  const multipart = new FormData()
  multipart.append('media_category', 'tweet_image')
  multipart.append('media_type', 'image/jpeg')
  multipart.append(
    'media',
    new Blob([new Uint8Array(await poster.read())], { type: 'image/jpeg' }),
    'cover.jpg',
  )
  try {
    const up = { method: 'POST', path: '/2/media/upload', multipart, carries: true, signal } as const
    const { data } = shaped(Upload, await ask(tools, account, up))
    const media_key = { media: data.id, media_category: 'TweetImage' }
    const json = { id, metadata: { preview_image: { media_key } } }
    await ask(tools, account, { method: 'POST', path: '/2/media/metadata', json, signal })
    return true
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || concernsAll(failure)) throw failure
    tools.log.warn({ code: failure.code, film: digest }, 'X did not take the cover of a film')
    return false
  }
}

/** No answer at all, or one that the film itself would get as well. */
const concernsAll = ({ status }: NetworkFailure): boolean =>
  status === undefined || [401, 402, 429].includes(status)

/** Asks until X has worked on it, the pauses are used up or the signal ends it. */
export async function untilReady(call: Preparing, taken: Taken, most: number): Promise<Taken> {
  let paused = 0
  for (let one = taken; ; ) {
    if (!one.waiting) return one
    const { state, check_after_secs = 1 } = await stateOf(call, one.id)
    if (state === 'failed') throw failed()
    one = { ...one, waiting: state === 'pending' || state === 'in_progress' }
    const pause = Math.max(check_after_secs, 0.25) * 1000
    paused += pause
    if (!one.waiting || paused > most) return one
    await sleep(pause, undefined, { signal: call.signal }).catch(() => undefined)
    if (call.signal.aborted) return one
  }
}

async function stateOf({ tools, account, signal }: Preparing, id: string): Promise<UploadState> {
  const query = { command: 'STATUS', media_id: id }
  const answer = await ask(tools, account, { method: 'GET', path: '/2/media/upload', query, signal })
  return shaped(Upload, answer).data.processing_info ?? { state: 'succeeded' }
}

/** What an earlier `prepare` left, unless X has forgotten it by now. */
export const stillKept = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) < keptFor

const begunAnew = (cause: NetworkFailure) =>
  new NetworkFailure('later', 'X does not go on with the upload of a film. It is begun anew by itself.', {
    code: 'upload_lost',
    cause,
  })

const failed = () =>
  new NetworkFailure(
    'rejected',
    'X could not work on one of the films or pictures. Export it again as MP4 (H.264 with AAC), or take it out.',
    { code: 'media_failed' },
  )
