import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { sendBytes } from '../../../app/range.ts'
import { endingOf } from '../../../networks/kit/pictures.ts'
import { mediaError } from './errors.ts'
import { isCalledBack } from './rights.ts'
import { tellerOf } from './upload-progress.ts'

/** So long may a network take until it has fetched a file: it asks again after troubles of its own. */
const openForMs = 3 * 86_400_000

type Parts = Pick<Context, 'secrets' | 'clock' | 'config' | 'storage'>
/** `deliveryId`: with what it is sent. */
type File = { storageKey: string; mime: string; deliveryId?: string | undefined }

const Payload = z.tuple([z.string(), z.string(), z.number(), z.string().optional()])

/**
 * Where a network's servers fetch a picture or film of a post, for some days; no longer than until the consent to show it is
 * withdrawn, unless the post is out by then. The address holds what it opens and until when, and a mark that only we can make;
 * nothing is kept for it.
 */
export function fetchedAddress(ctx: Parts, { storageKey, mime, deliveryId }: File): string {
  const until = ctx.clock.now().getTime() + openForMs
  const says = [storageKey, mime, until, ...(deliveryId ? [deliveryId] : [])]
  const payload = Buffer.from(JSON.stringify(says)).toString('base64url')
  return `${ctx.config.appUrl}/fetched/${payload}.${markOf(ctx, payload)}/file.${endingOf(mime)}`
}

const markOf = (ctx: Parts, payload: string): string =>
  createHmac('sha256', ctx.secrets.derive('fetched files')).update(payload).digest('base64url')

type Serving = Parts & Pick<Context, 'db' | 'events' | 'log'>

/** Answers such a file, whole or the range asked for. */
export async function sendFetched(
  ctx: Serving,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = opened(ctx, token)
  const { storageKey, mime, deliveryId } = file
  if (deliveryId && (await isCalledBack(ctx.db, workspaceOf(storageKey), deliveryId)))
    throw mediaError('not_found')
  const size = await ctx.storage.size(storageKey)
  if (size === null) throw mediaError('not_found')
  reply
    .header('content-type', mime)
    .header('cache-control', 'private, no-store')
    .header('x-robots-tag', 'noindex')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'cross-origin')
  return sendBytes(request, reply, size, (range) =>
    followed(ctx, file, ctx.storage.stream(storageKey, range), { from: range?.start ?? 0, size }),
  )
}

/** Of a film that goes out with a delivery is told how much of it was fetched, for as long as it is read. */
function followed(
  ctx: Serving,
  { storageKey, mime, deliveryId }: File,
  bytes: Readable,
  { from, size }: { from: number; size: number },
): Readable {
  if (!deliveryId || !mime.startsWith('video/')) return bytes
  const { reached, end } = tellerOf(ctx, { id: deliveryId, workspaceId: workspaceOf(storageKey) })
  let done = from
  // Read by nobody until it is sent, and then no faster than that takes it.
  bytes.on('data', (piece: Buffer) => {
    done += piece.length
    reached(done, size)
  })
  bytes.once('close', () => void end())
  return bytes.pause()
}

/** Files lie in a folder of their workspace. */
const workspaceOf = (storageKey: string): string => storageKey.split('/')[0] ?? ''

/** Throws as if there were nothing, whether the mark is wrong or the time is over. */
function opened(ctx: Parts, token: string): File {
  const [payload = '', mark = ''] = token.split('.')
  const known = Buffer.from(markOf(ctx, payload))
  const given = Buffer.from(mark)
  if (known.length !== given.length || !timingSafeEqual(known, given)) throw mediaError('not_found')
  const [storageKey, mime, until, deliveryId] = Payload.parse(
    JSON.parse(Buffer.from(payload, 'base64url').toString()),
  )
  if (until < ctx.clock.now().getTime()) throw mediaError('not_found')
  return { storageKey, mime, deliveryId }
}
