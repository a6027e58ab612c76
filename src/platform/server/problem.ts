import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorKind, type FieldError } from '../errors.ts'
import { guard } from './headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How one is let in here, for whoever comes without it; by default nothing but `Bearer`. */
    challenge?: string
  }
}

/** RFC 9457. `code` is stable; `detail` is a sentence for people. */
export type Problem = {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  code: string
  requestId: string
  facts?: Record<string, unknown>
  /** What is wrong with single fields. */
  errors?: FieldError[]
}

const statusOf: Record<ErrorKind, number> = {
  invalid: 422,
  unauthorised: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  too_many: 429,
  too_large: 413,
  unavailable: 503,
}

type Told = { status: number; code: string; detail: string }

/** What fastify itself refuses, in words that help. */
const refusals: Record<string, Told> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'server.media_type',
    detail: 'This body cannot be read. Send JSON with the header Content-Type: application/json.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: 'server.bad_json',
    detail: 'The body is not valid JSON. Check its commas, quotes and brackets.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'server.too_large',
    detail: 'The body is larger than this address takes. Send less at once.',
  },
  FST_REQ_FILE_TOO_LARGE: {
    status: 413,
    code: 'server.too_large',
    detail: 'The file is larger than this Carillon takes. Send a smaller one.',
  },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    status: 415,
    code: 'server.media_type',
    detail: 'Here a file is expected. Send it as multipart/form-data.',
  },
}

const away: Told = {
  status: 503,
  code: 'server.database_away',
  detail:
    'The database does not answer at the moment. Try again in a few seconds; if you were changing something, look first whether it is done.',
}

const unusable: Told = {
  status: 400,
  code: 'server.bad_value',
  detail:
    'A value in this request cannot be used: it is out of every range, or a cursor that is none of ours. Nothing was changed.',
}

const broken: Told = {
  status: 500,
  code: 'server.broken',
  detail:
    'Something went wrong here and was written to the log. Try again, and name the request if it stays.',
}

const nowhere: Told = {
  status: 404,
  code: 'server.no_such_address',
  detail: 'There is nothing at this address. Compare it with /api/openapi.json.',
}

const unreadable: Told = {
  status: 400,
  code: 'server.bad_address',
  detail: 'This address cannot be read: a part of it is too long, or a percent sign is out of place.',
}

/** Every error that leaves the server is a problem, also those that no route has seen. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, problemOf(error, request)))
}

/** An address that cannot be read never reaches the hooks, so it is guarded here. */
export function refuseAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  guard(request, reply)
  sendProblem(request, reply, fill(unreadable, request))
}

export const sendNowhere = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(request, reply, fill(nowhere, request))

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = problem.facts?.retryAfter
  if (typeof wait === 'number') reply.header('retry-after', Math.max(1, Math.ceil(wait)))
  if (problem.status === 401) reply.header('www-authenticate', challengeOf(request))
  if (request.notes) request.notes.code = problem.code
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer((text: string) => text)
    .send(JSON.stringify(problem))
}

/** A program that brought a token learns that it is worth nothing any more, and renews it. */
function challengeOf({ headers, routeOptions }: FastifyRequest): string {
  const { challenge } = routeOptions.config
  if (!challenge) return 'Bearer realm="carillon"'
  return headers.authorization ? `${challenge}, error="invalid_token"` : challenge
}

export function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof AppError) return ofAppError(error, request)
  const told = refusalOf(error)
  if (told) return fill(told, request)
  if (isAway(error)) {
    request.log.warn({ requestId: request.id, err: error }, 'the database does not answer')
    return { ...fill(away, request), facts: { retryAfter: 2 } }
  }
  request.log.error({ requestId: request.id, ...request.notes, err: error }, 'a request failed')
  return fill(isBadValue(error) ? unusable : broken, request)
}

function ofAppError(error: AppError, request: FastifyRequest): Problem {
  const status = statusOf[error.kind]
  if (status >= 500) request.log.warn({ requestId: request.id, err: error }, error.message)
  return {
    ...fill({ status, code: error.code, detail: error.message }, request),
    ...(Object.keys(error.facts).length > 0 && { facts: error.facts }),
    ...(error.fields.length > 0 && { errors: error.fields }),
  }
}

const fill = ({ status, code, detail }: Told, request: FastifyRequest): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
  requestId: request.id,
})

/** Fastify's own errors carry a code and a status below 500; what is not in the table keeps its words. */
function refusalOf(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  const known = refusals[code]
  if (known) return known
  const status = 'statusCode' in error ? Number(error.statusCode) : 0
  if (error instanceof SyntaxError && status === 400) return refusals.FST_ERR_CTP_INVALID_JSON_BODY
  const ours = code.startsWith('FST_') && status >= 400 && status < 500
  return ours
    ? { status, code: 'server.refused', detail: `${error.message}.`.replace(/\.\.$/, '.') }
    : undefined
}

/**
 * PostgreSQL could not read a value as what it should be: no number, date or id, or out of range. Contracts refuse nearly
 * all of these; it is logged like a fault of ours, because one should have.
 */
const isBadValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^22(P02|P05|003|007|008|021)$/.test(String(error.code))

/** PostgreSQL is not there, is going down, or has no connection left: classes 08, 53300 and 57P. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  const lost = /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|53300|57P0\d)$/.test(code)
  return (
    lost ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
      error.message,
    )
  )
}
