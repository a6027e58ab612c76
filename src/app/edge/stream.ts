import { PassThrough } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import type { Context } from '../context.ts'
import type { Event } from '../event.ts'
import { type Route, route } from '../route.ts'
import { edgeError } from './errors.ts'
import { admit, identify, type WhoIs } from './who.ts'

/** Less than the idle time after which proxies commonly cut a connection. */
const heartbeatMs = 20_000
const mostWaitingBytes = 256_000
const patienceMs = 10_000

type Streams = { route: Route; closeAll(): void }

/** Server-sent events of one workspace: what changed, never what it says. */
export function eventStreams(whoIs: WhoIs): Streams {
  const open = new Set<PassThrough>()
  const spec = {
    may: 'workspace.read',
    summary: 'Follow what changes in the workspace, as server-sent events',
    tag: 'Live',
    answer: { raw: 'text/event-stream' },
  } as const
  return {
    closeAll: () => {
      for (const stream of open) stream.end()
    },
    route: route('GET /events', spec, async ({ ctx, actor, request, reply }) => {
      const stream = await follow(ctx, actor.workspaceId, () => mayGoOn(ctx, whoIs, request))
      open.add(stream)
      ctx.metrics.streams.inc()
      stream.on('close', () => {
        open.delete(stream)
        ctx.metrics.streams.dec()
      })
      // Proxies such as nginx hold answers back unless told not to.
      reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no')
      return reply.send(stream)
    }),
  }
}

/** A stream that begins once nothing can be missed any more. It ends when what happened went unheard: the browser comes back and looks anew. */
async function follow(
  ctx: Context,
  workspaceId: string,
  mayGoOn: () => Promise<boolean>,
): Promise<PassThrough> {
  const stream = new PassThrough()
  const check = async () => {
    if (!(await mayGoOn())) stream.end()
  }
  const ready = Promise.withResolvers<void>()
  let stands = false
  const leave = ctx.events.follow(workspaceId, (event) => {
    if (event.topic === 'sessions') void check()
    else if (event.topic !== 'all') tell(stream, event)
    else if (stands) stream.end()
    else ready.resolve()
  })
  const timer = setTimeout(() => ready.reject(edgeError('no_events')), patienceMs)
  const pulse = setInterval(() => {
    stream.write(':\n\n')
    void check()
  }, heartbeatMs)
  stream.on('close', () => {
    clearInterval(pulse)
    leave()
  })
  try {
    await ready.promise
  } catch (error) {
    stream.destroy()
    throw error
  } finally {
    clearTimeout(timer)
  }
  stands = true
  stream.write('retry: 2000\n\n')
  return stream
}

function tell(stream: PassThrough, { topic, id }: Event): void {
  // A reader that has gone to sleep is let go; when it wakes it looks anew.
  if (stream.writableLength > mostWaitingBytes) stream.destroy()
  else if (!stream.writableEnded) stream.write(`data: ${JSON.stringify({ topic, id })}\n\n`)
}

/** Asked again while a stream is open: a session may have ended, a role may be gone. A database that is away ends nothing. */
async function mayGoOn(ctx: Context, whoIs: WhoIs, request: FastifyRequest): Promise<boolean> {
  try {
    const caller = await identify(ctx, whoIs, request)
    if (!caller) return false
    try {
      admit({ may: 'workspace.read' }, caller, request)
      return true
    } catch {
      return false
    }
  } catch (error) {
    ctx.log.warn({ err: error }, 'a stream could not be checked')
    return true
  }
}

export const closeStreams = (server: Server, streams: Streams): void => {
  server.addHook('preClose', async () => streams.closeAll())
}
