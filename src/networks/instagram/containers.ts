import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Content, Json, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { SendCall } from '../kit/network.ts'
import { ask, Id, type Line } from './client.ts'
import { containerFailure } from './failures.ts'
import { coverAt, handlesIn, kindOf } from './kinds.ts'

/** Instagram forgets a container a day after it was made. */
const keptFor = 23 * 3_600_000
/** How long pictures and films may be worked on before the post's instant, and at it. Milliseconds of pauses. */
export const patience = { before: 60_000, atSend: 15_000 }

/** What was laid down at Instagram: those of a carousel's pictures, and the one that can be published. */
const Laid = z.object({
  at: z.iso.datetime(),
  children: z.array(z.string()),
  container: z.string().nullable(),
})
export type Laid = z.infer<typeof Laid>

type Call = Omit<SendCall, 'prepared' | 'done' | 'save'>
const Made = z.object({ id: Id })

/** What an earlier `prepare` left, unless Instagram has forgotten it by now. */
export function laidBefore(prepared: Json | null, now: Date): Laid | null {
  const laid = Laid.safeParse(prepared)
  if (!laid.success) return null
  return now.getTime() - Date.parse(laid.data.at) < keptFor ? laid.data : null
}

const shelfName = (key: string) => `container/${key}`

/** Puts down what is about to be published, where `prepare` did not leave it: an answer that is lost is asked after by it. */
export async function rememberSent({ tools, account, key }: Call, container: string): Promise<void> {
  const shelf = tools.shelf(account)
  const old = tools.now().getTime() - 2 * keptFor
  for (const one of await shelf.newest(100))
    if (one.key.startsWith('container/') && one.changedAt.getTime() < old) await shelf.remove(one.key)
  if (!(await shelf.change(shelfName(key), container))) await shelf.add(shelfName(key), container)
}

export async function lastSent({ tools, account, key }: Call): Promise<string | null> {
  const kept = await tools.shelf(account).get(shelfName(key))
  return typeof kept?.value === 'string' ? kept.value : null
}

export const forgetSent = ({ tools, account, key }: Call): Promise<boolean> =>
  tools.shelf(account).remove(shelfName(key))

/** The container of an earlier `prepare`, however old. */
export const containerIn = (prepared: Json | null): string | null =>
  Laid.safeParse(prepared).data?.container ?? null

/**
 * Lays the content down. A carousel can be made only of what is ready, and films take their time: what is not ready in time is
 * kept, and the carousel is made of it at the instant.
 */
export async function layDown(line: Line, call: Call, most: number): Promise<Laid> {
  const [part] = call.content.parts
  if (!part) throw new Error('A content has a part')
  const { media, text } = part
  const laid: Laid = { at: call.tools.now().toISOString(), children: [], container: null }
  const [only, ...more] = media
  if (!only)
    throw new NetworkFailure('rejected', 'Instagram publishes nothing without a picture or film. Add one.', {
      code: 'media_missing',
    })
  if (more.length === 0) {
    laid.container = await make(
      line,
      { ...aloneOf(only, call.content), ...wordsOf(text, call.content) },
      call.signal,
    )
  } else {
    for (const [place, one] of media.entries())
      laid.children.push(await make(line, childOf(one, place, call.content), call.signal))
    if (await allReady(line, laid.children, most, call))
      laid.container = await bind(line, laid.children, call)
  }
  if (laid.container) await allReady(line, [laid.container], most, call)
  return laid
}

/** A container that can be published now. Throws `later`, of this post alone, while Instagram works on it. */
export async function readyContainer(line: Line, laid: Laid, call: Call): Promise<string> {
  const pending = laid.container ? [laid.container] : laid.children
  if (!(await allReady(line, pending, patience.atSend, call))) throw stillWorking(call)
  if (laid.container) return laid.container
  const bound = await bind(line, laid.children, call)
  if (!(await allReady(line, [bound], patience.atSend, call))) throw stillWorking(call)
  return bound
}

const stillWorking = ({ tools }: Call) =>
  new NetworkFailure(
    'later',
    'Instagram is still working on the pictures or films of this post. It goes out when they are ready.',
    { code: 'media_processing', alone: true, retryAt: new Date(tools.now().getTime() + 30_000) },
  )

const states = ['EXPIRED', 'ERROR', 'FINISHED', 'IN_PROGRESS', 'PUBLISHED'] as const
const Status = z.object({ status_code: z.enum(states), status: z.string().optional() })
type Status = z.infer<typeof Status>

const statusOf = (line: Line, id: string, signal?: AbortSignal): Promise<Status> =>
  ask(line, Status, { method: 'GET', path: id, query: { fields: 'status_code,status' }, signal })

/** How it stands with a container; null where Instagram has forgotten it. */
export async function stateOf(
  line: Line,
  id: string,
  signal: AbortSignal,
): Promise<Status['status_code'] | null> {
  try {
    return (await statusOf(line, id, signal)).status_code
  } catch (failure) {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
    throw failure
  }
}

/** Asks until all are ready, the pauses are used up or the signal ends it. Throws where one has failed. */
async function allReady(
  line: Line,
  ids: readonly string[],
  most: number,
  { signal, tools }: Call,
): Promise<boolean> {
  let left = [...ids]
  for (let pause = 500, paused = 0; left.length > 0; pause = Math.min(pause * 1.5, 5000)) {
    const working: string[] = []
    for (const id of left) {
      const { status_code, status = '' } = await statusOf(line, id, signal)
      if (status_code === 'ERROR') throw containerFailure(status, tools.now())
      if (status_code === 'EXPIRED')
        throw new NetworkFailure(
          'later',
          'Instagram has forgotten the pictures and films of this post. They are laid down again by itself.',
          {
            code: 'container_expired',
            alone: true,
          },
        )
      if (status_code === 'IN_PROGRESS') working.push(id)
    }
    left = working
    paused += pause
    if (left.length === 0 || paused > most) break
    await sleep(pause, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
  }
  return left.length === 0
}

type Fields = Record<string, Json>

async function make(line: Line, fields: Fields, signal: AbortSignal): Promise<string> {
  const made = await ask(line, Made, { method: 'POST', path: `${line.user}/media`, json: fields, signal })
  return made.id
}

const bind = (line: Line, children: readonly string[], { content, signal }: Call): Promise<string> =>
  make(
    line,
    {
      media_type: 'CAROUSEL',
      children: children.join(','),
      ...wordsOf(content.parts[0]?.text ?? '', content),
    },
    signal,
  )

/** What hangs on the whole post. A story has the label of machines alone. */
function wordsOf(text: string, content: Content): Fields {
  const label: Fields = content.machineMade ? { is_ai_generated: true } : {}
  if (kindOf(content) === 'story') return label
  const { collaborators, locationId } = content.options
  const names = handlesIn(collaborators)
  const place = typeof locationId === 'string' ? locationId.trim() : ''
  return {
    ...label,
    ...(text !== '' && { caption: text }),
    ...(names.length > 0 && { collaborators: names }),
    ...(place !== '' && { location_id: place }),
  }
}

const fileOf = (media: Media): Fields =>
  media.kind === 'image' ? { image_url: media.address() } : { video_url: media.address() }
const altOf = ({ kind, alt }: Media): Fields =>
  kind === 'image' && alt.trim() !== '' ? { alt_text: alt } : {}

const trials = ['MANUAL', 'SS_PERFORMANCE'] as const

function aloneOf(media: Media, content: Content): Fields {
  const { options } = content
  if (kindOf(content) === 'story')
    return { media_type: 'STORIES', ...fileOf(media), ...tagsOf(media, content) }
  if (media.kind === 'image') return { ...fileOf(media), ...altOf(media), ...tagsOf(media, content) }
  const at = media.poster ? null : coverAt(options.coverAt, media)
  const sound = typeof options.audioName === 'string' ? options.audioName.trim() : ''
  const trial = trials.find((one) => one === options.trial)
  return {
    media_type: 'REELS',
    ...fileOf(media),
    // Whom a trial reel is shown to is not chosen here.
    ...(trial
      ? { trial_params: { graduation_strategy: trial } }
      : { share_to_feed: options.shareToFeed !== false }),
    ...(sound !== '' && { audio_name: sound }),
    ...(media.poster && { cover_url: media.poster.address() }),
    ...(at !== null && { thumb_offset: String(at) }),
    ...tagsOf(media, content),
  }
}

function childOf(media: Media, place: number, content: Content): Fields {
  const first = content.parts[0]?.media.findIndex(({ kind }) => kind === 'image')
  return {
    ...(media.kind === 'video' && { media_type: 'VIDEO' }),
    is_carousel_item: true,
    ...fileOf(media),
    ...altOf(media),
    ...(place === first && tagsOf(media, content)),
  }
}

/** On a picture a tag needs a place: they stand in a row near its foot. On a film it has none. */
function tagsOf({ kind }: Media, content: Content): Fields {
  const names = handlesIn(content.options.userTags)
  if (names.length === 0) return {}
  const placed = kind === 'image' && kindOf(content) !== 'story'
  return {
    user_tags: names.map((username, at) => ({
      username,
      ...(placed && { x: Math.round(((at + 1) / (names.length + 1)) * 1000) / 1000, y: 0.85 }),
    })),
  }
}
