import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { sendBytes } from '../../../app/range.ts'
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
  guard(reply).header('content-type', mime).header('etag', `"${mark}"`)
  if (request.headers['if-none-match'] === `"${mark}"`) return reply.code(304).send()
  return sendBytes(request, reply, size, (range) => ctx.storage.stream(key, range))
}

/** Shown on other people's pages, run on none. A name is never used for other bytes. */
const guard = (reply: FastifyReply): FastifyReply =>
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
