import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import type { Metrics } from '../metrics.ts'

/** Measures every answer under the template of its route: the address itself would name things and people. */
export function countRequests(server: Server, metrics: Metrics): void {
  server.addHook('onResponse', async (request, reply) => {
    // How long somebody kept a screen open says nothing of how quick we are.
    if (isStream(reply)) return
    metrics.requests.observe(labelsOf(request, reply), reply.elapsedTime / 1000)
  })
}

const isStream = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type') ?? '').startsWith('text/event-stream')

/** What no route answers is one series, whatever was asked for. */
function labelsOf({ method, routeOptions: { url } }: FastifyRequest, { statusCode }: FastifyReply) {
  const status = `${Math.floor(statusCode / 100)}xx`
  return url === undefined ? { method: 'any', route: 'none', status } : { method, route: url, status }
}
