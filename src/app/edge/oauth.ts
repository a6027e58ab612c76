import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Problem, problemOf, type Server } from '../../platform/server/index.ts'

/** Where the description of a protected resource is served (RFC 9728): the resource's own path comes last. */
export const descriptionOf = (path: string): string => `/.well-known/oauth-protected-resource${path}`

/** Said to whoever comes to a protected resource without a token. */
export const challengeFor = (appUrl: string, path: string): string =>
  `Bearer resource_metadata="${appUrl}${descriptionOf(path)}"`

/**
 * Makes a part of the server speak as programs expect of OAuth. Only here are forms understood: elsewhere a page of another
 * site could send one with somebody's cookies, and here cookies count for nothing.
 */
export function speakOauth(scope: Server): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, readForm(String(body))),
  )
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  scope.setErrorHandler((error, request, reply) => sendError(request, reply, problemOf(error, request)))
}

/** What is said twice is a list, which no contract here takes: nobody is to guess which of them counts. */
function readForm(text: string): Record<string, unknown> {
  const given = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const all = given.getAll(name)
      return [name, all.length === 1 ? all[0] : all]
    }),
  )
}

function sendError(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, code, requestId, facts, errors = [] } = problem
  const wait = facts?.retryAfter
  if (typeof wait === 'number') reply.header('retry-after', Math.max(1, Math.ceil(wait)))
  request.notes.code = code
  const words = [problem.detail, ...errors.map(({ path, detail }) => `${path}: ${detail}`)].join(' ')
  return reply
    .status(status === 422 ? 400 : status)
    .send({ error: nameOf(problem), error_description: plain(words), code, requestId })
}

/** Our own errors of OAuth are called as the RFCs call them. */
function nameOf({ code, status }: Problem): string {
  if (code.startsWith('oauth.')) return code.slice('oauth.'.length)
  if (status === 429 || status === 503) return 'temporarily_unavailable'
  return status >= 500 ? 'server_error' : 'invalid_request'
}

/** RFC 6749 lets a description have printable ASCII, without quotes. */
const plain = (words: string): string => words.replace(/[^ !#-[\]-~]/g, "'")
