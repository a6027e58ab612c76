import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { call, type Line } from './client.ts'
import { advance, childrenOf, isFresh, Making, nothingYet, settled, stateOf } from './containers.ts'
import { Id } from './entities.ts'
import { findPiece, recentOf } from './find.ts'
import { isGhost, type Piece, piecesOf } from './pieces.ts'
import { placed, placeOf } from './places.ts'
import { quotaFor } from './quota.ts'
import { quotedIn } from './quoted.ts'

/** So long is waited until Threads is asked again how far it is. */
const waitMs = 10_000
/** What a look has made is left to the next, which comes at once. */
const nextMs = 1000

const Prepared = z.object({
  makings: z.array(Making),
  quotes: z.array(z.string().nullable()),
  place: z.string().nullish(),
})

export const publish: Publish = {
  async prepare(order) {
    const line: Line = order
    await quotaFor(line, piecesOf(order.content).length)
    const content = await placed(line, order.content)
    const pieces = piecesOf(content)
    const quotes: (string | null)[] = []
    for (const { quote } of pieces) quotes.push(quote ? await quotedIn(line, quote) : null)
    const makings: Making[] = []
    for (const [at, piece] of pieces.entries()) {
      const empty = nothingYet(order.tools.now())
      if (at === 0)
        makings.push(await settled(line, { piece, parent: null, quote: quotes[0] ?? null }, empty))
      // What hangs on another post can only be made when that is out; the files of a carousel hang on nothing.
      else makings.push(piece.media.length > 1 ? await childrenOf(line, piece.media, empty) : empty)
    }
    return { makings, quotes, place: placeOf(order.content, content) } satisfies z.infer<typeof Prepared>
  },

  send: (order) => goOn(order, [...order.done], null),

  lookSends: true,

  async look(order, handle) {
    const { parts: known, making } = Handle.parse(handle)
    const parts = known.length > order.done.length ? known : [...order.done]
    return goOn(order, parts, { at: known.length, making })
  },
}

/** What is kept while Threads works on the next post: those that are out, and how far that one is. */
const Part = z.object({ remoteId: z.string(), url: z.string().nullable() })
const Handle = z.object({ parts: z.array(Part), making: Making })

/**
 * `resumed`: this is a look, and an earlier one may have sent something without telling. So a look publishes nothing but the
 * container that it was given, whose state tells for sure; what it makes itself is for the next.
 */
async function goOn(
  order: SendCall,
  parts: SentPart[],
  resumed: { at: number; making: Making } | null,
): Promise<Sent> {
  const line: Line = order
  const prepared = Prepared.safeParse(order.prepared)
  // The place stands at the head of a thread alone.
  const content = parts.length === 0 ? await placed(line, order.content, prepared.data?.place) : order.content
  const pieces = piecesOf(content)
  for (const piece of pieces.slice(parts.length)) {
    const at = parts.length
    const parent = parts.at(-1)?.remoteId ?? null
    const ours = resumed?.at === at ? resumed.making : null
    const out = ours?.container ? await seenAlready(order, piece, parent, ours.container) : null
    if (out) {
      await order.save(out)
      parts.push(out)
      continue
    }
    // Threads may say that it is down after it has done what was asked, so whoever comes again looks first.
    const there = !resumed && at === order.done.length ? await sentBefore(order, piece, parent) : null
    if (there) {
      await order.save(there)
      parts.push(there)
      continue
    }
    const kept = ours ?? prepared.data?.makings[at]
    const before = isFresh(kept, order.tools.now()) ? kept : nothingYet(order.tools.now())
    const quote = await quoteOf(line, piece, prepared.data?.quotes[at])
    const { ready, making } = await advance(line, { piece, parent, quote }, before)
    const mayLeave = ready && (!resumed || ours?.container === making.container)
    const sent = mayLeave && making.container !== null ? await publishOne(line, making.container) : null
    if (sent === null) {
      if (parts.length === 0 && !resumed && isSame(making, kept)) throw stillWorking(order)
      const out = parts.map(({ remoteId, url }) => ({ remoteId, url }))
      const handle = { parts: out, making } satisfies Json
      return { state: 'pending', handle, lookAt: after(order, ready && !mayLeave ? nextMs : waitMs) }
    }
    await order.save(sent)
    parts.push(sent)
  }
  return { state: 'published', parts }
}

/** What an earlier look sent: its container says so, and the lists say what it became. */
async function seenAlready(
  order: SendCall,
  piece: Piece,
  parent: string | null,
  container: string,
): Promise<SentPart | null> {
  if ((await stateOf(order, container)) !== 'published') return null
  const found = findPiece(await recentOf(order, parent !== null), piece, parent)
  if (found) return found
  if (isGhost(piece))
    throw new NetworkFailure(
      'unknown',
      'Threads has published this ghost post and does not list it. Look there whether it is as it should be.',
      { code: 'already_out' },
    )
  throw new NetworkFailure(
    'later',
    'Threads has published this post and does not list it yet. It is looked for again by itself.',
    { code: 'media_processing', retryAt: after(order, waitMs), alone: true },
  )
}

/** What hangs beneath a part of ours and says this is ours. The first of them is known by its container. */
async function sentBefore(order: SendCall, piece: Piece, parent: string | null): Promise<SentPart | null> {
  if (parent === null) return null
  const replies = await recentOf(order, true).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind !== 'later') return []
    throw failure
  })
  return findPiece(replies, piece, parent)
}

const quoteOf = async (line: Line, { quote }: Piece, known: string | null | undefined) =>
  known ?? (quote ? await quotedIn(line, quote) : null)

const after = ({ tools }: Pick<SendCall, 'tools'>, ms: number): Date => new Date(tools.now().getTime() + ms)

const isSame = (making: Making, kept: Making | undefined): boolean =>
  making.container === kept?.container && making.children === kept.children

/** Nothing is out, and all that has been made was made ahead: the delivery simply waits with it. */
const stillWorking = (order: SendCall) =>
  new NetworkFailure(
    'later',
    'Threads is still working on the files of this post. It is published as soon as they are ready.',
    { code: 'media_processing', retryAt: after(order, waitMs), alone: true },
  )

/** Null when Threads says that it is not ready after all, which it does although it said that it was. */
async function publishOne(line: Line, container: string): Promise<SentPart | null> {
  const values = { creation_id: container }
  const sent = await call(
    line,
    { method: 'POST', path: 'me/threads_publish', values, changes: true },
    Id,
  ).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.code === 'media_processing') return null
    throw failure
  })
  return sent && { remoteId: sent.id, url: await pageOf(line, sent.id) }
}

const Page = z.object({ permalink: z.string().nullish() })

/** Where readers open it. That it is out is known by now, so no trouble with this is any. */
const pageOf = (line: Line, id: string): Promise<string | null> =>
  call(line, { method: 'GET', path: id, values: { fields: 'id,permalink' } }, Page).then(
    ({ permalink }) => permalink ?? null,
    (failure: unknown) => {
      if (failure instanceof NetworkFailure) return null
      throw failure
    },
  )
