import { z } from 'zod'
import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing } from '../kit/network.ts'
import { ask, call as callFor, isGone, listOf, rejected } from './client.ts'
import { coverMaxBytes } from './manifest.ts'
import { type Kept, keep, open } from './upload.ts'

type Film = Kept & { videoId: string }

/**
 * Lays a film's cover, captions and playlist beside it, each once, and keeps after each what is done. `anew`: what lies there of
 * which nothing is known is replaced.
 */
export async function layBeside(
  call: Preparing,
  film: Media,
  kept: Film,
  { anew = false }: { anew?: boolean } = {},
): Promise<void> {
  const beside = new Map(Object.entries(kept.beside))
  const note = async (name: string, value: string | null) => {
    if (value === null) beside.delete(name)
    else beside.set(name, value)
    await keep(call, { ...kept, beside: Object.fromEntries(beside) })
  }
  const laying: Laying = { call, film, videoId: kept.videoId, beside, anew, note }
  await layCover(laying)
  await layCaptions(laying)
  await layInPlaylist(laying)
}

type Laying = {
  call: Preparing
  film: Media
  videoId: string
  beside: ReadonlyMap<string, string>
  anew: boolean
  /** Writes down what is there now; null: nothing any more. */
  note(name: string, value: string | null): Promise<void>
}

async function layCover({ call, film, videoId, beside, note }: Laying): Promise<void> {
  const mark = film.cover ?? 'chosen'
  if (!film.poster || call.content.options.kind === 'short' || beside.get('cover') === mark) return
  await setCover(call, videoId, await film.poster.read())
  await note('cover', mark)
}

/** By language: the digest of the words and the id of their file. */
async function layCaptions({ call, film, videoId, beside, anew, note }: Laying): Promise<void> {
  const nameOf = (language: string) => `captions ${language}`
  const digestOf = (language: string) => film.captions?.find((one) => one.language === language)?.digest ?? ''
  const spoken = film.spoken ?? []
  for (const [name, value] of [...beside]) {
    const stays = spoken.some(
      ({ language }) => nameOf(language) === name && value.split(' ')[0] === digestOf(language),
    )
    if (!name.startsWith(nameOf('')) || stays) continue
    const [, id] = value.split(' ')
    if (id) await drop(call, '/youtube/v3/captions', id)
    await note(name, null)
  }
  for (const { language, vtt } of spoken) {
    if (beside.has(nameOf(language))) continue
    const id = await bringCaptions(call, videoId, { language, vtt }, anew)
    await note(nameOf(language), `${digestOf(language)} ${id}`)
  }
}

/** The id of the playlist, and that of the film's place in it. */
async function layInPlaylist({ call, videoId, beside, note }: Laying): Promise<void> {
  const wanted = playlistOf(call.content)
  const [there, item] = beside.get('playlist')?.split(' ') ?? []
  if (there === wanted || (!there && !wanted)) return
  if (there && item) {
    await drop(call, '/youtube/v3/playlistItems', item)
    await note('playlist', null)
  }
  if (wanted) await note('playlist', `${wanted} ${await addToPlaylist(call, videoId, wanted)}`)
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

type Spoken = { language: string; vtt: string }

/** The id of the captions, of those too that an earlier attempt has brought and did not live to write down. */
async function bringCaptions(
  call: Preparing,
  videoId: string,
  spoken: Spoken,
  anew: boolean,
): Promise<string> {
  const id = await addCaptions(call, videoId, spoken)
  if (id !== null) return id
  const there = await captionsIn(call, videoId, spoken.language)
  if (!anew || there === '') return there
  await drop(call, '/youtube/v3/captions', there)
  return (await addCaptions(call, videoId, spoken)) ?? ''
}

const Captions = z.object({ id: z.string().min(1), snippet: z.object({ language: z.string() }) })

/** Empty where YouTube does not tell. */
async function captionsIn(call: Preparing, videoId: string, language: string): Promise<string> {
  const { items } = await callFor(call, listOf(Captions), {
    method: 'GET',
    at: '/youtube/v3/captions',
    query: { part: 'snippet', videoId },
    signal: call.signal,
  })
  return items.find(({ snippet }) => snippet.language.toLowerCase() === language.toLowerCase())?.id ?? ''
}

/** Null where there are some in this language already. */
async function addCaptions(
  call: Preparing,
  videoId: string,
  { language, vtt }: Spoken,
): Promise<string | null> {
  const bytes = new TextEncoder().encode(vtt)
  const session = await open(call, {
    path: '/upload/youtube/v3/captions',
    query: { part: 'snippet' },
    json: { snippet: { videoId, language, name: '', isDraft: false } },
    type: 'text/vtt',
    bytes: bytes.length,
  }).catch(alreadyThere)
  if (session === null) return null
  const made = await ask(call, {
    method: 'PUT',
    at: session,
    bytes,
    headers: { 'content-type': 'text/vtt' },
    carries: true,
    signal: call.signal,
  }).catch(alreadyThere)
  return made === null ? null : (Made.safeParse(made.body).data?.id ?? '')
}

/** Answered when an earlier attempt has brought it and did not live to write it down. */
function alreadyThere(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.status === 409) return null
  throw failure
}

/** What is gone already is success. */
const drop = (call: Preparing, at: string, id: string): Promise<unknown> =>
  ask(call, { method: 'DELETE', at, query: { id }, signal: call.signal }).catch((failure: unknown) => {
    if (!isGone(failure)) throw failure
  })

/** The one that was chosen among the channel's own, else the one whose address was given. */
export function playlistOf({ options }: Pick<Content, 'options'>): string | null {
  const { list, playlist } = options
  const chosen = typeof list === 'string' && list !== '' && list !== 'none'
  return playlistIn(chosen ? list : playlist)
}

/** As people have it: the whole address, or the id alone. Null for none; throws for what is no playlist. */
export function playlistIn(typed: unknown): string | null {
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (text === '') return null
  const id = URL.canParse(text) ? new URL(text).searchParams.get('list') : text
  if (id && /^[\w-]{2,64}$/.test(id)) return id
  throw rejected('playlist_refused', 'This is no playlist. Copy its address from YouTube; it holds “list=”.')
}

/** The id of the film's place in it. */
async function addToPlaylist(call: Preparing, videoId: string, playlistId: string): Promise<string> {
  const there = await callFor(call, listOf(Made), {
    method: 'GET',
    at: '/youtube/v3/playlistItems',
    query: { part: 'id', playlistId, videoId },
    signal: call.signal,
  }).catch(playlistMissing)
  const [known] = there.items
  if (known) return known.id
  const made = await ask(call, {
    method: 'POST',
    at: '/youtube/v3/playlistItems',
    query: { part: 'snippet' },
    json: { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } },
    signal: call.signal,
  })
    .catch(alreadyThere)
    .catch(playlistMissing)
  return Made.safeParse(made?.body).data?.id ?? ''
}

function playlistMissing(failure: unknown): never {
  if (isGone(failure))
    throw rejected(
      'playlist_refused',
      'YouTube does not find the playlist. Give the address of one of this channel’s own.',
    )
  throw failure
}
