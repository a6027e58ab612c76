import type { FastifyRequest } from 'fastify'
import type { Server } from '../../platform/server/index.ts'

/**
 * Makes a part of the server take every body as the bytes that came: a signature is over these, and whatever type they are said
 * to have says nothing.
 */
export function takeAsItComes(scope: Server): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
}

/** Who sends a body drop by drop is hung up on: the line is worth more than what comes over it. */
export function hurry({ raw }: FastifyRequest, withinMs: number): void {
  const clock = setTimeout(() => {
    if (!raw.complete) raw.destroy()
  }, withinMs).unref()
  raw.once('close', () => clearTimeout(clock))
  raw.once('end', () => clearTimeout(clock))
}
