import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { call, type Line } from './client.ts'
import { Id } from './entities.ts'
import { failureOfContainer } from './failures.ts'
import { type Piece, pollIn } from './pieces.ts'
import { notAllowed } from './places.ts'

/** What has been made ready of one piece; Threads throws it away after a day. */
export const Making = z.object({
  /** The pictures and films of a carousel. */
  children: z.array(z.string()).nullable(),
  container: z.string().nullable(),
  /** Milliseconds. */
  at: z.number(),
})
export type Making = z.infer<typeof Making>

/** Containers live for 24 hours; one that may end on the way is not relied on. */
const freshMs = 23 * 3_600_000

export const isFresh = (making: Making | undefined, now: Date): making is Making =>
  making !== undefined && now.getTime() - making.at < freshMs

export const nothingYet = (now: Date): Making => ({ children: null, container: null, at: now.getTime() })

export type Place = {
  piece: Piece
  /** The post that it hangs on. */
  parent: string | null
  /** Number of the quoted post. */
  quote: string | null
}

export type Advanced = { ready: boolean; making: Making }

/**
 * Goes on making a piece ready, as far as it goes now: children first, the container when they are done. Nothing of it can be
 * seen by anybody. Throws `unknown` when the container turns out to be published.
 */
export async function advance(line: Line, place: Place, before: Making): Promise<Advanced> {
  const { media } = place.piece
  let making = before
  if (making.container !== null) {
    const state = await stateOf(line, making.container)
    if (state === 'published') throw alreadyOut()
    if (state !== 'gone') return { ready: state === 'ready', making }
    making = nothingYet(line.tools.now())
  }
  if (media.length > 1) {
    making = await childrenOf(line, media, making)
    const state = await stateOfAll(line, making.children ?? [])
    if (state === 'gone') making = await childrenOf(line, media, nothingYet(line.tools.now()))
    if (state !== 'ready') return { ready: false, making }
  }
  const container = await make(line, { ...paramsOf(place), ...childrenParam(making.children) })
  making = { ...making, container }
  // Words alone need no work.
  const ready = media.length === 0 || (await stateOf(line, container)) === 'ready'
  return { ready, making }
}

/** Pauses between questions before the instant, in milliseconds: pictures are mostly done by then, films are not waited for. */
const pausesMs = [1000, 2000, 4000, 8000]

/** `advance`, with some patience. */
export async function settled(line: Line, place: Place, before: Making): Promise<Making> {
  let { ready, making } = await advance(line, place, before)
  for (const pause of pausesMs) {
    if (ready || line.signal?.aborted) break
    await sleep(pause, undefined, { signal: line.signal }).catch(() => undefined)
    const next = await advance(line, place, making)
    ready = next.ready
    making = next.making
  }
  return making
}

/** The pictures and films of a carousel, each on its own: they need not know what the carousel hangs on. */
export async function childrenOf(line: Line, media: readonly Media[], making: Making): Promise<Making> {
  if (making.children !== null) return making
  const children: string[] = []
  for (const one of media) children.push(await make(line, { ...fileOf(one), is_carousel_item: 'true' }))
  return { ...making, children }
}

/** That of the first that is not ready. */
async function stateOfAll(line: Line, children: readonly string[]): Promise<State> {
  for (const child of children) {
    const state = await stateOf(line, child)
    if (state !== 'ready') return state
  }
  return 'ready'
}

type State = 'ready' | 'working' | 'published' | 'gone'

const Status = z.object({ status: z.string(), error_message: z.string().nullish().catch(null) })

/** What became of a container. Throws when it came to nothing. */
export async function stateOf(line: Line, id: string): Promise<State> {
  const asked = { method: 'GET', path: id, values: { fields: 'id,status,error_message' } } as const
  const found = await call(line, asked, Status).catch(absent)
  if (found === null || found.status === 'EXPIRED') return 'gone'
  if (found.status === 'ERROR') throw failureOfContainer(found.error_message ?? '')
  if (found.status === 'PUBLISHED') return 'published'
  return found.status === 'FINISHED' ? 'ready' : 'working'
}

function absent(failure: unknown): null {
  const codes = ['message_gone', 'media_processing']
  if (failure instanceof NetworkFailure && codes.includes(failure.code)) return null
  throw failure
}

export const alreadyOut = () =>
  new NetworkFailure('unknown', 'Threads says that this post is out already. It is looked for there.', {
    code: 'already_out',
  })

async function make(line: Line, values: Record<string, string>): Promise<string> {
  const made = call(line, { method: 'POST', path: 'me/threads', values }, Id)
  return (await (values.location_id === undefined ? made : made.catch(notAllowed))).id
}

function paramsOf({ piece, parent, quote }: Place): Record<string, string> {
  const { text, media, poll, more } = piece
  const [only, ...others] = media
  return {
    ...(only && others.length === 0 ? fileOf(only) : { media_type: only ? 'CAROUSEL' : 'TEXT' }),
    ...(text !== '' && { text }),
    ...(poll && { poll_attachment: JSON.stringify(pollIn(poll)) }),
    ...(parent !== null && { reply_to_id: parent }),
    ...(quote !== null && { quote_post_id: quote }),
    ...more,
  }
}

const childrenParam = (children: readonly string[] | null): Record<string, string> =>
  children === null ? {} : { children: children.join(',') }

const fileOf = (media: Media): Record<string, string> => ({
  ...(media.kind === 'image'
    ? { media_type: 'IMAGE', image_url: media.address() }
    : { media_type: 'VIDEO', video_url: media.address() }),
  ...(media.alt.trim() !== '' && { alt_text: media.alt }),
})
