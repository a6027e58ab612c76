import type { FastifyRequest } from 'fastify'
import { edgeError } from './errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

export const changes = (method: string): boolean => !reading.has(method)

/**
 * Lets a change through only when it does not come from another site. A browser says where a request comes from;
 * a cookie alone proves nothing, so a session must also bring a header that no form and no foreign page can set.
 * API keys are never sent by a browser on its own.
 */
export function refuseForeign(
  request: FastifyRequest,
  caller: { kind: string } | null,
  appUrl: string,
): void {
  if (!changes(request.method) || caller?.kind === 'key') return
  if (!isSameOrigin(request, appUrl)) throw edgeError('cross_site')
  if (caller && request.headers['carillon-csrf'] !== '1') throw edgeError('csrf_missing')
}

/** Fetch metadata first, then Origin; a program that is no browser sends neither. */
function isSameOrigin(request: FastifyRequest, appUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === `${request.protocol}://${request.host}` || origin === new URL(appUrl).origin
}
