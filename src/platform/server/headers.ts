import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    publicUrl: URL
  }
}

/**
 * Scripts come from our own files only. Styles may stand in the page, because menus and dialogs measure themselves;
 * pictures may come from the networks, whose avatars and thumbnails are shown.
 */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const guards: Record<string, string> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

const halfYear = 'max-age=15552000'

/** Puts the guards on every answer. A route that needs another value sets it itself. */
export function guardAnswers(server: FastifyInstance, publicUrl: string): void {
  server.decorate('publicUrl', new URL(publicUrl))
  server.addHook('onSend', async (request, reply) => guard(request, reply))
}

export function guard(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(guards)) setOnce(reply, name, value)
  // Over plain http browsers ignore it, and on localhost it would lock out every other program there.
  if (isSecure(request)) setOnce(reply, 'strict-transport-security', halfYear)
  if (request.url.startsWith('/api/')) setOnce(reply, 'cache-control', 'no-store')
}

/**
 * True when the person's browser speaks https: to us, to a proxy that we trust, or because it asks
 * for the public address, which is an https one.
 */
export function isSecure(request: FastifyRequest): boolean {
  const { protocol, host } = request.server.publicUrl
  return request.protocol === 'https' || (protocol === 'https:' && request.host === host)
}

function setOnce(reply: FastifyReply, name: string, value: string): void {
  if (!reply.hasHeader(name)) reply.header(name, value)
}
