import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import type { Route } from '../route.ts'

/** What programs of MCP send along, and what they want to read of an answer. */
const maySend =
  'authorization, content-type, accept, mcp-protocol-version, mcp-session-id, mcp-method, mcp-name, last-event-id'
const mayRead = 'www-authenticate, mcp-session-id, mcp-protocol-version, retry-after, x-request-id'

/**
 * Programs that run inside a page of another site may ask where tokens are given and where tokens open, and read the answers
 * (CORS, as the authorization of MCP wants it). `*` is said, and never that credentials are let along: no browser sends a
 * cookie then, so such a page can do what any program can, and nothing as whoever sits before it.
 */
export function letPagesAsk(server: Server, routes: readonly Route[]): void {
  const open = new Map<string, Set<string>>()
  for (const { method, path } of routes.filter(isForPrograms))
    open.set(path, (open.get(path) ?? new Set()).add(method))
  server.addHook('onRequest', async (request, reply) => {
    const methods = open.get(request.url.split('?')[0] ?? '')
    if (!methods) return
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', mayRead)
    reply.header('cross-origin-resource-policy', 'cross-origin')
    if (isPreflight(request)) return answerPreflight(reply, methods)
  })
}

const isForPrograms = ({ spec }: Route): boolean => Boolean(spec.resource || spec.oauth || spec.forPages)

const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

const answerPreflight = (reply: FastifyReply, methods: ReadonlySet<string>): FastifyReply =>
  reply
    .header('access-control-allow-methods', [...methods].join(', '))
    .header('access-control-allow-headers', maySend)
    .header('access-control-max-age', '86400')
    .status(204)
    .send()
