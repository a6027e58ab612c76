import { randomUUID } from 'node:crypto'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RawRequestDefaultExpression,
} from 'fastify'
import type { Log } from '../log.ts'
import { guardAnswers } from './headers.ts'
import { answerProblems, refuseAddress } from './problem.ts'
import { serveSite } from './site.ts'

export { isSecure } from './headers.ts'
export { type Problem, problemOf } from './problem.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address that the server answers, as `GET /api/health`. */
    mounted: string[]
  }
  interface FastifyRequest {
    /** Facts that the log line of this request carries: ids, never secrets. */
    notes: Record<string, string>
  }
}

export type Server = FastifyInstance

export type ServerOptions = {
  log: Log
  /** How many proxies in front are believed; 0 for none. */
  trustProxy: number
  /** Where people reach the program; tells https apart behind a proxy that says nothing. */
  publicUrl: string
  /** Folder of the built screen; null when this process serves none. */
  site: string | null
}

/** Largest body that is not an upload, in bytes. */
const bodyLimit = 2_000_000

/** A web server that answers every error as a problem and every answer with guards. It has no routes yet. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const log: FastifyBaseLogger = options.log
  const server: Server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy > 0 && ((_address, hop) => hop < options.trustProxy),
    bodyLimit,
    genReqId: requestId(options.trustProxy > 0),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: refuseAddress,
    // Addresses of files that networks fetch say all of themselves in one piece, and have some 270 characters.
    routerOptions: { maxParamLength: 500 },
    // Slow senders may not hold a connection for ever; long uploads are let through.
    connectionTimeout: 0,
    requestTimeout: 30 * 60_000,
    keepAliveTimeout: 72_000,
  })
  server.decorate('mounted', [])
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) server.mounted.push(`${each} ${url}`)
  })
  server.decorateRequest('notes')
  server.addHook('onRequest', async (request, reply) => {
    request.notes = {}
    reply.header('x-request-id', request.id)
  })
  forgetForwardedHost(server)
  letGo(server)
  readJson(server)
  guardAnswers(server, options.publicUrl)
  writeLog(server)
  answerProblems(server)
  await serveSite(server, options.site)
  return server
}

/**
 * Proxies in front are believed about who asks and by which scheme, never about our name: a page whose own name leads here
 * could write that header too, and pass for us. Our name is the one in the settings.
 */
function forgetForwardedHost(server: Server): void {
  server.addHook('onRequest', async ({ raw }) => {
    delete raw.headers['x-forwarded-host']
  })
}

const idleEveryMs = 50

/**
 * A stop waits for answers that are on their way, and for nobody's idle line: what was idle when it began is closed by the
 * library, what becomes idle afterwards is closed here, and not only when its time as an idle line is over.
 */
function letGo(server: Server): void {
  server.addHook('preClose', async () => {
    const timer = setInterval(() => server.server.closeIdleConnections(), idleEveryMs).unref()
    server.server.once('close', () => clearInterval(timer))
  })
}

type RawRequest = RawRequestDefaultExpression

const plainId = /^[\w.-]{8,100}$/

/** A proxy that we trust may name the request; anybody else is given a name. */
const requestId =
  (believe: boolean) =>
  ({ headers }: RawRequest): string => {
    const given = headers['x-request-id']
    return believe && typeof given === 'string' && plainId.test(given) ? given : randomUUID()
  }

/** JSON is the only body outside uploads: forms and plain text can be sent by any page of the web, so they are not understood. */
function readJson(server: Server): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['text/plain', 'application/json'])
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, String(body), done)
  })
}

function writeLog(server: Server): void {
  server.addHook('onResponse', async (request, reply) => {
    const line = {
      requestId: request.id,
      method: request.method,
      path: request.routeOptions.url ?? request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ip: request.ip,
      ...request.notes,
    }
    server.log.info(line, 'request')
  })
}
