import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { servedUrl } from '../../../networks/kit/network.ts'
import { accountFor } from '../accounts/index.ts'
import { feedError } from './errors.ts'
import { findServed } from './queries.ts'

/** Readers that come more often than this get what a cache on the way has kept. */
const freshSeconds = 60

/** Answers a document that an account shows at our address, or that it has not changed. */
export async function sendServed(
  ctx: Context,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [remoteId = ''] = name.split(/[./]/)
  const serving = [...ctx.networks.values()].filter(({ serve }) => serve)
  if (serving.length === 0) throw feedError('not_found')
  const channel = await findServed(
    ctx.db,
    serving.map(({ manifest }) => manifest.id),
    remoteId,
  )
  const network = channel && ctx.networks.get(channel.network)
  if (!channel || !network?.serve) throw feedError('not_found')
  // Readers stop to ask for what is gone; what is missing they ask for for ever.
  if (channel.state === 'removed') return reply.code(410).type('text/plain; charset=utf-8').send('Gone.\n')
  const account = await accountFor(ctx, channel.id)
  const hub = ctx.config.webSubHub
  const document = await network.serve.document(ctx.toolsFor(channel.network, account), account, name, hub)
  if (!document) throw feedError('not_found')
  const etag = `"${createHash('sha256').update(document.body).digest('base64url').slice(0, 27)}"`
  reply
    .header('etag', etag)
    .header('cache-control', `public, max-age=${freshSeconds}, stale-if-error=86400`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
  if (network.serve.topics(account).includes(name))
    reply.header('link', linksOf(servedUrl(ctx.config.appUrl, name), hub))
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.type(document.type).send(document.body)
}

/** Discovery as WebSub has it: the hub, and the address that followers follow. */
const linksOf = (self: string, hub: string | null): string =>
  [`<${self}>; rel="self"`, ...(hub ? [`<${hub}>; rel="hub"`] : [])].join(', ')

/** A cache may have weakened the tag on the way. */
const matches = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false
