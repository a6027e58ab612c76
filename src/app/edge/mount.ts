import type { IncomingMessage } from 'node:http'
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { Server } from '../../platform/server/index.ts'
import type { Actor } from '../actor.ts'
import type { Context } from '../context.ts'
import type { Call, Route, RouteSpec } from '../route.ts'
import { checkAnswer, type Strictness } from './answer.ts'
import { edgeError } from './errors.ts'
import { hurry, takeAsItComes } from './hooks.ts'
import {
  type Answered,
  createKeeping,
  idempotencyKey,
  type Keeping,
  requestDigest,
  runOnce,
} from './idempotency.ts'
import { readInput } from './input.ts'
import { comesFromWithin } from './mcp/within.ts'
import { challengeFor, oauthBodyLimit, speakOauth } from './oauth.ts'
import { changes, refuseForeign } from './origin.ts'
import { createThrottle, type Throttle } from './throttle.ts'
import { admit, identify, type Standing, type WhoIs } from './who.ts'

declare module 'fastify' {
  interface FastifyRequest {
    standing: Standing | null
  }
}

export const apiRoot = '/api/v1'

/** Guesses of keys that one address may make in a minute. */
const guessesPerMinute = 60

/** Where a route is served. */
const addressOf = ({ path, spec }: Route): string => (spec.outside ? path : `${apiRoot}${path}`)

type MountOptions = { answers: Strictness }

type Edge = {
  ctx: Context
  whoIs: WhoIs
  requests: Throttle
  guesses: Throttle
  keeping: Keeping
  answers: Strictness
}

/** Puts the routes on the server: who asks, may they, is it well-formed, do it once, is the answer as promised. */
export async function mountRoutes(
  server: Server,
  ctx: Context,
  routes: readonly Route[],
  whoIs: WhoIs,
  options: MountOptions,
): Promise<void> {
  const now = () => ctx.clock.now().getTime()
  const edge: Edge = {
    ctx,
    whoIs,
    requests: createThrottle(ctx.config.requestsPerMinute, now),
    guesses: createThrottle(guessesPerMinute, now),
    keeping: createKeeping(),
    answers: options.answers,
  }
  server.decorateRequest('standing', null)
  server.addHook('onClose', () => edge.keeping.all())
  for (const route of routes.filter(({ spec }) => !spec.upload && !spec.oauth && !spec.hook))
    mountRoute(server, edge, route)
  // Only here is multipart understood: elsewhere it would be a way round the check for JSON.
  await server.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fileSize: ctx.config.maxUploadBytes, files: 20, fields: 50 },
    })
    for (const route of routes.filter(({ spec }) => spec.upload)) mountRoute(scope, edge, route)
  })
  await server.register(async (scope) => {
    speakOauth(scope)
    for (const route of routes.filter(({ spec }) => spec.oauth)) mountRoute(scope, edge, route)
  })
  await server.register(async (scope) => {
    takeAsItComes(scope)
    for (const route of routes.filter(({ spec }) => spec.hook)) mountRoute(scope, edge, route)
  })
}

function mountRoute(server: Server, edge: Edge, route: Route): void {
  const handler: RouteHandlerMethod = async (request, reply) => {
    try {
      return await answer(edge, route, request, reply)
    } catch (error) {
      if (route.spec.upload) readAway(request.raw)
      throw error
    }
  }
  const { outside, resource, oauth, hook } = route.spec
  const many = oauth?.perMinute ?? hook?.perMinute
  const strangers = many !== undefined && createThrottle(many, () => edge.ctx.clock.now().getTime())
  server.route({
    method: route.method,
    url: addressOf(route),
    exposeHeadRoute: outside === true,
    ...(oauth && { bodyLimit: oauthBodyLimit }),
    ...(hook && { bodyLimit: hook.mostBytes }),
    config: resource ? { challenge: challengeFor(edge.ctx.config.appUrl, route.path) } : {},
    onRequest: async (request) => {
      if (strangers) receiveStranger(strangers, request)
      else await receive(edge, route, request)
      if (hook) hurry(request, hook.withinMs)
    },
    handler,
  })
}

/** More than this of a file that was refused is not heard to its end. */
const mostAway = 32 * 1024 * 1024

/** A file that nobody wants is read to its end all the same: what comes after it on the same line waits behind it. */
function readAway(body: IncomingMessage): void {
  if (body.readableEnded || body.destroyed) return
  let bytes = 0
  body.unpipe()
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostAway) body.destroy()
  })
  body.resume()
}

/** Before a byte of the body is read: who asks, how often, from where, and may they. */
async function receive(edge: Edge, route: Route, request: FastifyRequest): Promise<void> {
  const caller = await recognise(edge, request)
  refuseFast(edge.requests.take(caller ? idOf(caller) : request.ip))
  // A stranger's program is told how to be let in, wherever it runs.
  if (caller || !route.spec.resource) refuseForeign(request, caller, edge.ctx.config.appUrl)
  if (caller?.kind === 'key' && caller.connected && !route.spec.resource && !comesFromWithin())
    throw edgeError('agents_only')
  const standing = admit(route.spec, caller, request)
  if (standing.actor && 'workspaceId' in standing.actor)
    request.notes.workspaceId = standing.actor.workspaceId
  request.standing = standing
}

/** Cookies and keys are left where they are: here nobody is anybody, and all that counts is what they bring along. */
function receiveStranger(strangers: Throttle, request: FastifyRequest): void {
  refuseFast(strangers.take(request.ip))
  request.standing = { caller: null, actor: null }
}

type Known = NonNullable<Standing['caller']>
const idOf = (caller: Known): string => (caller.kind === 'key' ? caller.keyId : caller.userId)

/**
 * Wrong keys are counted against their address before the database is asked again. Cookies are not: it is asked about none
 * that this house has not signed, and a session that is over is no guess.
 */
async function recognise(edge: Edge, request: FastifyRequest): Promise<Known | null> {
  const { authorization, cookie } = request.headers
  if (!authorization && !cookie) return null
  refuseFast(edge.guesses.look(request.ip))
  const caller = await identify(edge.ctx, edge.whoIs, request)
  if (caller) request.notes.actor = `${caller.kind}:${idOf(caller)}`
  else if (authorization) edge.guesses.take(request.ip)
  return caller
}

function refuseFast(retryAfter: number): void {
  if (retryAfter > 0) throw edgeError('too_fast', { retryAfter })
}

async function answer(
  edge: Edge,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { spec } = route
  const actor = request.standing?.actor ?? null
  const call = {
    ctx: edge.ctx,
    actor,
    ...readInput(spec, request),
    request,
    reply,
  } as unknown as Call<RouteSpec>
  if (spec.answer && 'raw' in spec.answer) return sendRaw(reply, await route.run(call))
  const run = async (): Promise<Answered> => {
    const body = checkAnswer(edge.ctx, route, await route.run(call), edge.answers)
    return { status: spec.status ?? (spec.answer ? 200 : 204), body }
  }
  const key = mayBeOnce(route) ? idempotencyKey(request) : null
  if (key === null || !actor || !('workspaceId' in actor)) return send(reply, await run())
  const answered = await runOnce(onceOf(edge, actor, key, route, request), run)
  if (answered.repeated) reply.header('idempotency-replayed', 'true')
  return send(reply, answered)
}

/** Reads need no key; uploads are recognised by their content. */
export const mayBeOnce = ({ method, spec }: Route): boolean =>
  changes(method) && !spec.upload && spec.may !== 'anyone' && spec.may !== 'signed-in'

const onceOf = (edge: Edge, actor: Actor, key: string, route: Route, request: FastifyRequest) => ({
  ctx: edge.ctx,
  keeping: edge.keeping,
  actor,
  key,
  route: `${route.method} ${route.path}`,
  digest: requestDigest(request, actor),
})

const send = (reply: FastifyReply, { status, body }: Answered): FastifyReply =>
  status === 204 ? reply.status(204).send() : reply.status(status).send(body)

const sendRaw = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply.sent || value === undefined || value === reply ? reply : reply.send(value)
