import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, rightsOfActorSomewhere } from '../../actor.ts'
import { type Route, route } from '../../route.ts'
import { edgeError } from '../errors.ts'
import { apiRoot } from '../mount.ts'
import type { Send } from './call.ts'
import { type Tool, toolsFor, toolsOf } from './tools.ts'
import { fromWithin } from './within.ts'

const tag = 'Agents'
const answer = { raw: 'application/json' } as const

/**
 * The door for AI agents: the Model Context Protocol over HTTP, without sessions. Each tool is one of `routes`, asked in this
 * process with the key that the agent brought: the same rights, limits, checks and audit, and no second way to anything.
 */
export function agentRoutes(routes: readonly Route[]): Route[] {
  let tools: Tool[] | undefined
  const serve = async (request: FastifyRequest, reply: FastifyReply, actor: Actor) => {
    // Most houses have no agent, and none needs what it costs before one comes.
    const { createMcpHandler } = await import('@modelcontextprotocol/server')
    const { agentServer } = await import('./server.ts')
    tools ??= toolsOf(routes)
    const offered = toolsFor(tools, rightsOfActorSomewhere(actor))
    const handler = createMcpHandler(() => agentServer(offered, sendAs(request)))
    const response = await handler.fetch(asWeb(request), { parsedBody: request.body })
    return respond(reply, response)
  }
  return [
    route(
      'POST /mcp',
      {
        may: 'workspace.read',
        summary: 'Tools for AI agents (Model Context Protocol)',
        tag,
        answer,
        outside: true,
        resource: true,
        standsStill: true,
      },
      ({ actor, request, reply }) => {
        if (actor.kind !== 'key') throw edgeError('key_only')
        return serve(request, reply, actor)
      },
    ),
    ...(['GET /mcp', 'DELETE /mcp'] as const).map((name) =>
      route(
        name,
        {
          may: 'anyone',
          summary: 'There are no sessions to follow or end',
          tag,
          answer,
          outside: true,
          resource: true,
        },
        async ({ reply }) => reply.status(405).header('allow', 'POST').send(),
      ),
    ),
  ]
}

/** Asks a route as the same key, from the same address. */
const sendAs =
  (request: FastifyRequest): Send =>
  async ({ method, path, body }) => {
    const { authorization } = request.headers
    const answered = await fromWithin(() =>
      request.server.inject({
        method: method as 'GET',
        url: `${apiRoot}${path}`,
        remoteAddress: request.ip,
        headers: { ...(authorization && { authorization }), host: request.headers.host ?? '' },
        ...(body !== undefined && { payload: body as object }),
      }),
    )
    return { status: answered.statusCode, body: answered.body ? JSON.parse(answered.body) : undefined }
  }

/** Without its body, which is read already. */
const asWeb = (request: FastifyRequest): Request =>
  new Request(new URL(request.url, 'http://carillon.invalid'), {
    method: request.method,
    headers: Object.entries(request.headers).flatMap(([name, value]) =>
      name === 'content-length' || value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  })

function respond(reply: FastifyReply, response: Response): FastifyReply {
  reply.status(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return reply.send(response.body ? Readable.fromWeb(response.body as never) : undefined)
}
