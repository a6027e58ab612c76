import { createServer, type Server } from '../../platform/server/index.ts'
import type { Context } from '../context.ts'
import type { JobHandler } from '../handler.ts'
import type { Route } from '../route.ts'
import type { Strictness } from './answer.ts'
import { countRequests } from './count.ts'
import { serveHealth } from './health.ts'
import { idempotencyHandlers, sealedAnswers } from './idempotency.ts'
import { agentRoutes } from './mcp/index.ts'
import { mountRoutes } from './mount.ts'
import { serveDescription } from './openapi/index.ts'
import { letPagesAsk } from './pages.ts'
import { closeStreams, eventStreams } from './stream.ts'
import { traceRequests } from './trace.ts'
import type { WhoIs } from './who.ts'

export type EdgeOptions = {
  /** An answer that breaks its contract: `throw` in tests and development, `log` in production. */
  answers: Strictness
  /** Folder of the built screen, `dist/web`; null when this process serves none. */
  site: string | null
}

/** The whole web side of Carillon, not yet listening: routes, health, events, the API's description and the screen. */
export async function buildEdge(
  ctx: Context,
  routes: readonly Route[],
  whoIs: WhoIs,
  options: EdgeOptions,
): Promise<Server> {
  const server = await createServer({
    log: ctx.log,
    trustProxy: ctx.config.trustProxy,
    publicUrl: ctx.config.appUrl,
    site: options.site,
  })
  countRequests(server, ctx.metrics)
  traceRequests(server, ctx.trace)
  const streams = eventStreams(whoIs)
  const all = [...routes, streams.route, ...agentRoutes(routes)]
  letPagesAsk(server, all)
  await mountRoutes(server, ctx, all, whoIs, options)
  closeStreams(server, streams)
  serveHealth(server, ctx)
  serveDescription(server, all)
  return server
}

/** The little that a process without a web side shows: whether it lives. */
export async function buildSideDoor(ctx: Context): Promise<Server> {
  const { log, config } = ctx
  const server = await createServer({ log, trustProxy: 0, publicUrl: config.appUrl, site: null })
  countRequests(server, ctx.metrics)
  serveHealth(server, ctx)
  return server
}

export const edgeHandlers: JobHandler[] = [...idempotencyHandlers]

export type { KeyCaller, SessionCaller, WhoIs } from './who.ts'
export { sealedAnswers }
