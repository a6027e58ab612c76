import { Readable } from 'node:stream'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { OutboundError, withLimits } from '../../../platform/http/index.ts'
import { addMedia, type Media, readMedia } from '../media/index.ts'
import type { Card, CardBody } from './contract.ts'
import { cardError } from './errors.ts'
import { decodePage, readPage } from './page.ts'
import { findCard, forgetCards, keepCard } from './queries.ts'

/** A head stands at the start; a page that is larger is read no further than this. */
const pageLimits = { totalMs: 10_000, maxBytes: 3_000_000 }
const pictureLimits = { totalMs: 15_000, maxBytes: 15_000_000 }

/** A day: pages change, and nobody waits for one that was read a moment ago. */
const freshMs = 86_400_000

/** Asks a page what it says of itself; its picture comes into the library. The page is only read, never run. */
export async function readCard(ctx: Context, actor: Actor, { url, again }: CardBody): Promise<Card> {
  const known = again ? null : await knownCard(ctx, actor, url)
  if (known) return known
  const page = await fetchPage(ctx, url)
  const facts = readPage(page.html)
  const image = facts.image ? await takePicture(ctx, actor, facts.image, page.url) : null
  const { title, description } = facts
  // One whose picture could not be had is asked again the next time.
  if (image !== null || facts.image === null) {
    const { workspaceId } = actor
    const readAt = ctx.clock.now()
    await keepCard(ctx.db, workspaceId, url, { title, description, mediaId: image?.id ?? null, readAt })
    await forgetCards(ctx.db, workspaceId, new Date(readAt.getTime() - freshMs))
  }
  return { url, title, description, image }
}

/** What was read of it within the last day, with its picture if that is still there for this person. */
async function knownCard(ctx: Context, actor: Actor, url: string): Promise<Card | null> {
  const after = new Date(ctx.clock.now().getTime() - freshMs)
  const kept = await findCard(ctx.db, actor.workspaceId, url, after)
  if (!kept) return null
  const { title, description, mediaId } = kept
  if (mediaId === null) return { url, title, description, image: null }
  const image = await readMedia(ctx, actor, mediaId).catch((error) => {
    if (error instanceof AppError) return null
    throw error
  })
  return image && { url, title, description, image }
}

async function fetchPage(ctx: Context, url: string): Promise<{ html: string; url: string }> {
  const { host } = new URL(url)
  const answer = await ask(ctx, url, 'text/html,application/xhtml+xml', pageLimits)
  if (!answer?.ok) throw cardError('unreachable', { host })
  const type = answer.headers.get('content-type') ?? ''
  if (type && !/html|xml/i.test(type)) throw cardError('not_a_page', { type: type.split(';')[0] })
  const bytes = await answer.arrayBuffer().catch(() => null)
  if (!bytes) throw cardError('unreachable', { host })
  return { html: decodePage(new Uint8Array(bytes), type), url: answer.url || url }
}

/** A card without its picture is better than none: whatever is wrong with it is passed over. */
async function takePicture(ctx: Context, actor: Actor, address: string, page: string): Promise<Media | null> {
  const url = URL.parse(address, page)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  try {
    const answer = await ask(ctx, url.href, 'image/*', pictureLimits)
    if (!answer?.ok) return null
    const bytes = Buffer.from(await answer.arrayBuffer())
    const media = await addMedia(ctx, actor, { stream: Readable.from([bytes]), fileName: url.hostname })
    return media.kind === 'image' ? media : null
  } catch (error) {
    if (error instanceof AppError || error instanceof OutboundError) return null
    throw error
  }
}

async function ask(
  ctx: Context,
  url: string,
  accept: string,
  limits: typeof pageLimits,
): Promise<Response | null> {
  try {
    return await ctx.fetch(url, withLimits(limits, { headers: { accept } }))
  } catch (error) {
    if (error instanceof OutboundError) return null
    throw error
  }
}
