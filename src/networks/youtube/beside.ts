import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { ask, call as callFor, isGone, listOf, rejected } from './client.ts'
import { coverMaxBytes } from './manifest.ts'
import { type Kept, keep, open, type Preparing } from './upload.ts'

type Film = Kept & { videoId: string }

/** Lays a film's cover, captions and playlist beside it, each once, and keeps after each what is done. */
export async function layBeside(call: Preparing, film: Media, kept: Film): Promise<void> {
  let now = kept
  const done = async (name: string, value: string) => {
    now = { ...now, beside: { ...now.beside, [name]: value } }
    await keep(call, now)
  }
  if (film.poster && call.content.options.kind !== 'short') {
    const mark = film.cover ?? 'chosen'
    if (now.beside.cover !== mark) {
      await setCover(call, now.videoId, await film.poster.read())
      await done('cover', mark)
    }
  }
  for (const { language, vtt } of film.spoken ?? []) {
    const digest = film.captions?.find((one) => one.language === language)?.digest ?? ''
    const name = `captions ${language}`
    const [before, id] = (now.beside[name] ?? '').split(' ')
    if (now.beside[name] !== undefined && before === digest) continue
    if (id) await dropCaptions(call, id)
    await done(name, `${digest} ${await addCaptions(call, now.videoId, language, vtt)}`)
  }
  const playlist = playlistIn(call.content.options.playlist)
  if (playlist && now.beside.playlist !== playlist) {
    await addToPlaylist(call, now.videoId, playlist)
    await done('playlist', playlist)
  }
}

async function setCover(call: Preparing, videoId: string, bytes: Uint8Array): Promise<void> {
  if (bytes.length > coverMaxBytes)
    throw rejected('cover_refused', 'YouTube takes covers of at most 2 MB. Choose a smaller picture.')
  await ask(call, {
    method: 'POST',
    at: '/upload/youtube/v3/thumbnails/set',
    query: { uploadType: 'media', videoId },
    bytes,
    headers: { 'content-type': 'image/jpeg' },
    signal: call.signal,
  }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.code === 'forbidden' && failure.kind === 'rejected')
      throw rejected(
        'cover_refused',
        'YouTube takes covers only of channels that have proven their phone number (youtube.com/verify). Do that, or take the cover out.',
      )
    throw failure
  })
}

const Made = z.object({ id: z.string().min(1) })

/** The id of the captions; empty where there were some in this language already. */
async function addCaptions(call: Preparing, videoId: string, language: string, vtt: string): Promise<string> {
  const bytes = new TextEncoder().encode(vtt)
  const session = await open(call, {
    path: '/upload/youtube/v3/captions',
    query: { part: 'snippet' },
    json: { snippet: { videoId, language, name: '', isDraft: false } },
    type: 'text/vtt',
    bytes: bytes.length,
  }).catch(alreadyThere)
  if (session === null) return ''
  const made = await ask(call, {
    method: 'PUT',
    at: session,
    bytes,
    headers: { 'content-type': 'text/vtt' },
    carries: true,
    signal: call.signal,
  }).catch(alreadyThere)
  return Made.safeParse(made?.body).data?.id ?? ''
}

/** Answered when an earlier attempt has brought it and did not live to write it down. */
function alreadyThere(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.status === 409) return null
  throw failure
}

const dropCaptions = (call: Preparing, id: string): Promise<unknown> =>
  ask(call, { method: 'DELETE', at: '/youtube/v3/captions', query: { id }, signal: call.signal }).catch(
    (failure: unknown) => {
      if (!isGone(failure)) throw failure
    },
  )

/** As people have it: the whole address, or the id alone. Null for none; throws for what is no playlist. */
export function playlistIn(typed: unknown): string | null {
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (text === '') return null
  const id = URL.canParse(text) ? new URL(text).searchParams.get('list') : text
  if (id && /^[\w-]{2,64}$/.test(id)) return id
  throw rejected('playlist_refused', 'This is no playlist. Copy its address from YouTube; it holds “list=”.')
}

async function addToPlaylist(call: Preparing, videoId: string, playlistId: string): Promise<void> {
  const there = await callFor(call, listOf(z.object({ id: z.string() })), {
    method: 'GET',
    at: '/youtube/v3/playlistItems',
    query: { part: 'id', playlistId, videoId },
    signal: call.signal,
  }).catch(playlistMissing)
  if (there.items.length > 0) return
  await ask(call, {
    method: 'POST',
    at: '/youtube/v3/playlistItems',
    query: { part: 'snippet' },
    json: { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } },
    signal: call.signal,
  }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.status === 409) return
    throw playlistMissing(failure)
  })
}

function playlistMissing(failure: unknown): never {
  if (isGone(failure))
    throw rejected(
      'playlist_refused',
      'YouTube does not find the playlist. Give the address of one of this channel’s own.',
    )
  throw failure
}
