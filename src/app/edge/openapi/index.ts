import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { digestOf } from '../../../platform/digest.ts'
import type { Server } from '../../../platform/server/index.ts'
import type { Route } from '../../route.ts'
import { apiRoot } from '../mount.ts'
import { operation } from './operation.ts'
import { HealthAnswer, headers, info, Problem, parameters, responses, securitySchemes } from './parts.ts'
import { type Json, plainJson } from './schema.ts'
import { tagOf, tags } from './tags.ts'

const packGzip = promisify(gzip)
const packBrotli = promisify<Buffer, object, Buffer>(brotliCompress)

/** Serves the API's description, made at the first request from the contracts that the routes themselves check. */
export function serveDescription(server: Server, routes: readonly Route[]): void {
  let made: Promise<Page> | undefined
  server.get('/api/openapi.json', async ({ headers }, reply) => {
    made ??= pack(JSON.stringify(describe(routes)))
    return send(reply, await made, headers)
  })
}

type Page = { tag: string; plain: Buffer; gzip: Buffer; br: Buffer }

async function pack(text: string): Promise<Page> {
  const plain = Buffer.from(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 }
  const [gzip, br] = await Promise.all([packGzip(plain), packBrotli(plain, { params })])
  return { tag: `W/"${digestOf(text).toString('base64url').slice(0, 22)}"`, plain, gzip, br }
}

/** It is long and changes with a release only: packed for whoever unpacks, and not sent twice. */
function send(reply: FastifyReply, page: Page, headers: IncomingHttpHeaders): FastifyReply {
  reply.header('etag', page.tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding')
  if (headers['if-none-match']?.includes(page.tag)) return reply.status(304).send()
  const takes = String(headers['accept-encoding'] ?? '')
  const as = takes.includes('br') ? 'br' : takes.includes('gzip') ? 'gzip' : null
  if (as) reply.header('content-encoding', as)
  return reply.type('application/json').send(page[as ?? 'plain'])
}

/** OpenAPI 3.1 of all routes. */
function describe(routes: readonly Route[]): Json {
  const schemas: Json = { Problem: plainJson(Problem, 'output') }
  const paths: Record<string, Json> = { '/api/health': health }
  const inside = routes.filter(({ spec }) => !spec.outside)
  for (const route of inside) {
    const path = `${apiRoot}${route.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) }
  }
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: '/', description: 'This Carillon' }],
    tags: describedTags(inside),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: { schemas, securitySchemes, parameters, responses, headers },
  }
}

const health = {
  get: {
    operationId: 'getHealth',
    summary: 'Whether this process lives and can do its work',
    tags: ['System'],
    security: [],
    responses: {
      200: {
        description: 'Ready.',
        content: { 'application/json': { schema: plainJson(HealthAnswer, 'output') } },
      },
      503: {
        description: 'Not ready.',
        content: { 'application/json': { schema: plainJson(HealthAnswer, 'output') } },
      },
      '4XX': { $ref: '#/components/responses/BadRequest' },
    },
  },
}

function describedTags(routes: readonly Route[]): Json[] {
  const used = new Set(['System', ...routes.map(({ spec }) => tagOf(spec.tag))])
  const known = Object.keys(tags).filter((name) => used.has(name))
  const unknown = [...used].filter((name) => !tags[name])
  return [...known, ...unknown].map((name) => ({ name, ...(tags[name] && { description: tags[name] }) }))
}
