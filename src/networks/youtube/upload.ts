import { z } from 'zod'
import type { Answered } from '../kit/ask.ts'
import type { Content, Json, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing, Shelved } from '../kit/network.ts'
import { stillGoingUp } from '../kit/progress.ts'
import { ask, type Line, rejected } from './client.ts'
import { failureOf } from './failures.ts'
import { wishOf } from './video.ts'

/**
 * What is known of an upload, kept on the shelf under the delivery's key: `prepare` may be killed and runs again, also when its
 * result has grown old, and a film that has gone up is not sent twice.
 */
const Kept = z.object({
  digest: z.string(),
  session: z.string().nullable(),
  videoId: z.string().nullable(),
  /** What was laid beside the film: its cover, playlist, and the ids of captions by language. */
  beside: z.record(z.string(), z.string()).default({}),
})
export type Kept = z.infer<typeof Kept>

const placeOf = (key: string) => `upload ${key}`

export async function keptOf({
  tools,
  account,
  key,
}: Pick<Preparing, 'tools' | 'account' | 'key'>): Promise<Kept | null> {
  return read(await tools.shelf(account).get(placeOf(key)))
}

export async function keep({ tools, account, key }: Preparing, kept: Kept): Promise<void> {
  const shelf = tools.shelf(account)
  if (!(await shelf.change(placeOf(key), kept))) await shelf.add(placeOf(key), kept)
}

/** Keeps a session that was begun; of two workers that begin at once, both go on with the one that was kept first. */
async function keepFirst(call: Preparing, fresh: Kept, instead: Kept | null): Promise<Kept> {
  if (instead === null) {
    const there = read(await call.tools.shelf(call.account).add(placeOf(call.key), fresh))
    if (there?.digest === fresh.digest) return there
  }
  await keep(call, fresh)
  return fresh
}

/** So that the next `prepare` begins anew. */
export const forget = ({
  tools,
  account,
  key,
}: Pick<Preparing, 'tools' | 'account' | 'key'>): Promise<boolean> =>
  tools.shelf(account).remove(placeOf(key))

const read = (there: Shelved | null): Kept | null => Kept.safeParse(there?.value).data ?? null

/** Bytes that travel in one request; Google asks for multiples of 256 KiB. */
export const pieceBytes = 8 * 1024 * 1024

/** Where an upload stands. */
type Stand = { at: 'going'; from: number } | { at: 'done'; id: string } | { at: 'gone' }

/** Brings the film up, from where it stood, and answers what is known of it; nobody but its owner sees it yet. */
export async function uploadFilm(call: Preparing, film: Media): Promise<Kept & { videoId: string }> {
  const before = await keptOf(call)
  let kept = before?.digest === film.digest ? before : await begin(call, film, null)
  for (let tries = 0; tries < 2; tries++) {
    const id = kept.videoId ?? (await bring(call, film, kept.session ?? ''))
    if (id !== null) {
      const done = { ...kept, session: null, videoId: id }
      if (kept.videoId === null) await keep(call, done)
      return done
    }
    // YouTube knows the upload no more: they end after some days.
    kept = await begin(call, film, kept)
  }
  throw rejected(
    'upload_ended',
    'YouTube has ended the upload of this film twice. Look whether the file is whole, and try again.',
  )
}

const filmPath = '/upload/youtube/v3/videos'

/** Begins an upload with all that is said of the film. */
async function begin(call: Preparing, film: Media, instead: Kept | null): Promise<Kept> {
  const { parts, body } = wishOf(call.content, 'private')
  const session = await open(call, {
    path: filmPath,
    query: { part: parts, notifySubscribers: notifies(call.content) },
    json: body,
    type: film.mime,
    bytes: film.bytes,
  })
  return keepFirst(call, { digest: film.digest, session, videoId: null, beside: {} }, instead)
}

const notifies = ({ options }: Content): boolean => options.notify !== false

type Opening = {
  path: string
  query: Record<string, string | boolean>
  json: Json
  type: string
  bytes: number
}

/** The address at which bytes are taken. */
export async function open(line: Line & { signal: AbortSignal }, opening: Opening): Promise<string> {
  const { path, query, json, type, bytes } = opening
  const { headers } = await ask(line, {
    method: 'POST',
    at: path,
    query: { uploadType: 'resumable', ...query },
    json,
    headers: { 'x-upload-content-type': type, 'x-upload-content-length': String(bytes) },
    signal: line.signal,
    ...(path === filmPath && { counted: 'uploads' as const }),
  })
  const location = headers.get('location') ?? ''
  // The token goes along, so it goes to nobody else.
  if (
    !URL.canParse(location) ||
    !/(^|\.)googleapis\.com$/.test(new URL(location).hostname) ||
    !location.startsWith('https:')
  )
    throw rejected(
      'odd_answer',
      'YouTube named no place to upload to. Try again; if it lasts, tell the operator.',
    )
  return location
}

/** The id of the film, or null when the upload is not known any more. */
async function bring(call: Preparing, film: Media, session: string): Promise<string | null> {
  let stand = await standOf(call, film, session)
  // Each piece brings it further, or an error says so; a network that does neither is left after a while.
  const most = 2 * Math.ceil(film.bytes / pieceBytes) + 8
  for (let n = 0; n < most && stand.at === 'going'; n++) {
    const { from } = stand
    const to = Math.min(film.bytes, from + pieceBytes)
    const range = `bytes ${from}-${to - 1}/${film.bytes}`
    const bytes = await film.piece(from, to)
    stand = await put(call, session, { bytes, range }).catch((failure: unknown) => {
      if (n > 0 && call.signal.aborted) throw stillGoingUp('YouTube', call, from / film.bytes)
      throw failure
    })
  }
  if (stand.at === 'done') return stand.id
  if (stand.at === 'gone') return null
  throw new NetworkFailure(
    'later',
    'YouTube takes the film and does not get on. It is tried again by itself.',
    {
      code: 'no_answer',
    },
  )
}

/** Asks how much has arrived: a request without bytes. */
const standOf = (call: Preparing, film: Media, session: string): Promise<Stand> =>
  put(call, session, { range: `bytes */${film.bytes}` })

async function put(
  call: Preparing,
  session: string,
  { bytes, range }: { bytes?: Uint8Array; range: string },
): Promise<Stand> {
  const answered = await ask(call, {
    method: 'PUT',
    at: session,
    headers: { 'content-range': range },
    ...(bytes && { bytes, carries: true }),
    also: [308, 404, 410],
    signal: call.signal,
  })
  return standIn(call, answered)
}

const Done = z.object({ id: z.string().min(1) })

function standIn({ tools }: Preparing, answered: Answered): Stand {
  const { status, headers, body } = answered
  if (status === 308) {
    const last = /^bytes=0-(\d{1,15})$/.exec(headers.get('range') ?? '')?.[1]
    return { at: 'going', from: last === undefined ? 0 : Number(last) + 1 }
  }
  if (status === 404 || status === 410) return { at: 'gone' }
  const done = Done.safeParse(body)
  if (done.success) return { at: 'done', id: done.data.id }
  throw failureOf(tools, { ...answered, status: 500 }, { changes: false })
}
