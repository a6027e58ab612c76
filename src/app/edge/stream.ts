import { PassThrough } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import { type ChannelRoles, sightOf } from '../channel-roles.ts'
import type { Context } from '../context.ts'
import type { Event } from '../event.ts'
import { type Route, route } from '../route.ts'
import type { Viewer } from '../sight.ts'
import { edgeError } from './errors.ts'
import { admit, identify, type Standing, type WhoIs } from './who.ts'

/** Less than the idle time after which proxies commonly cut a connection. */
const heartbeatMs = 20_000
const mostWaitingBytes = 256_000
const patienceMs = 10_000

type Streams = { route: Route; closeAll(): void }

/** Server-sent events of one workspace: what changed, never what it says. */
export function eventStreams(whoIs: WhoIs): Streams {
  const open = new Set<PassThrough>()
  let closing = false
  const spec = {
    may: 'workspace.read',
    summary: 'Follow what changes in the workspace, as server-sent events',
    tag: 'Live',
    answer: { raw: 'text/event-stream' },
  } as const
  return {
    closeAll: () => {
      closing = true
      for (const stream of open) stream.end()
    },
    route: route('GET /events', spec, async ({ ctx, actor, request, reply }) => {
      const { channels = null } = actor
      const stream = await follow(ctx, actor, () => mayGoOn(ctx, whoIs, request, channels))
      open.add(stream)
      // Asked for before the server began to close, and ready only now: it would keep the server open for ever.
      if (closing) stream.end()
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
async function follow(ctx: Context, viewer: Viewer, mayGoOn: () => Promise<boolean>): Promise<PassThrough> {
  // To look up for each event whether its thing is seen would cost more than it is worth: who does not see all is told that
  // something changed, and asks.
  const nameless = sightOf(viewer) !== null
  const stream = new PassThrough()
  const check = async () => {
    if (!(await mayGoOn())) stream.end()
  }
  const ready = Promise.withResolvers<void>()
  let stands = false
  const leave = ctx.events.follow(viewer.workspaceId, (event) => {
    if (event.topic === 'sessions') void check()
    else if (event.topic !== 'all') tell(stream, nameless ? { ...event, id: null } : event)
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

const channelsOf = (actor: Standing['actor']): ChannelRoles | null =>
  (actor && 'channels' in actor && actor.channels) || null

/**
 * Asked again while a stream is open: a session may have ended, a role may be gone. Other exceptions end it too, so that
 * the browser looks anew. A database that is away ends nothing.
 */
async function mayGoOn(
  ctx: Context,
  whoIs: WhoIs,
  request: FastifyRequest,
  channels: ChannelRoles | null,
): Promise<boolean> {
  try {
    const caller = await identify(ctx, whoIs, request)
    if (!caller) return false
    try {
      const { actor } = admit({ may: 'workspace.read' }, caller, request)
      return isDeepStrictEqual(channelsOf(actor), channels)
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
