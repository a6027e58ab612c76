import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Problem, problemOf, type Server } from '../../platform/server/index.ts'

/** Codes, tokens and a few addresses: strangers have no more to say. In bytes. */
export const oauthBodyLimit = 100_000

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

/** What is said twice becomes a list, which no contract here takes: nobody is to guess which of them counts. */
function readForm(text: string): Record<string, unknown> {
  const form = new Map<string, unknown>()
  for (const [name, value] of new URLSearchParams(text)) form.set(name, form.has(name) ? [] : value)
  return Object.fromEntries(form)
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
