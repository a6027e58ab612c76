import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { mimeOf } from '../../../networks/kit/pictures.ts'
import { markOf, storageKey } from '../accounts/index.ts'
import { feedError } from './errors.ts'
import { findState } from './queries.ts'

export type Shared = { channelId: string; mark: string; name: string }

/** Answers a picture or film that an account shows to others, whole or the range asked for. */
export async function sendShared(
  ctx: Context,
  { channelId, mark, name }: Shared,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const mime = mimeOf(name.split('.').at(-1) ?? '')
  const known = Buffer.from(markOf(ctx, channelId, name))
  const given = Buffer.from(mark)
  if (!mime || known.length !== given.length || !timingSafeEqual(known, given)) throw feedError('not_found')
  const channel = await findState(ctx.db, channelId)
  if (!channel || channel.state === 'removed') throw feedError('not_found')
  const key = storageKey(channelId, name)
  const size = await ctx.storage.size(key)
  if (size === null) throw feedError('not_found')
  guard(reply).header('content-type', mime).header('accept-ranges', 'bytes').header('etag', `"${mark}"`)
  if (request.headers['if-none-match'] === `"${mark}"`) return reply.code(304).send()
  const range = rangeOf(request.headers.range, size)
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (!range) return reply.header('content-length', size).send(ctx.storage.stream(key))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
    .header('content-length', range.end - range.start + 1)
    .send(ctx.storage.stream(key, range))
}

/** Shown on other people's pages, run on none. A name is never used for other bytes. */
const guard = (reply: FastifyReply): FastifyReply =>
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')

/** One range in bytes (RFC 9110, 14.1.2); several, or none that is understood, mean the whole. */
function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return null
  const [, first = '', last = ''] = found
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? 'outside' : { start, end }
}
