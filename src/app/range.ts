import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes of a file, both ends included. */
export type Range = { start: number; end: number }

/**
 * Answers a file of `size` bytes, whole or the range asked for, so that a film can be wound to any place. Who asks for the head
 * alone is told the sizes, and nothing is read.
 */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  size: number,
  open: (range?: Range) => Readable,
): FastifyReply {
  const read = (range?: Range) => (request.method === 'HEAD' ? Readable.from([]) : open(range))
  const range = rangeOf(request.headers.range, size)
  reply.header('accept-ranges', 'bytes')
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (!range) return reply.header('content-length', size).send(read())
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
    .header('content-length', range.end - range.start + 1)
    .send(read(range))
}

/** One range of RFC 9110 (14.1.2); several at once, and what makes no sense, are answered whole, which is allowed. */
export function rangeOf(header: string | undefined, size: number): Range | 'outside' | undefined {
  const found = header?.match(/^bytes=(\d*)-(\d*)$/)
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const suffix = found[1] === ''
  const start = suffix ? Math.max(0, size - Number(found[2])) : Number(found[1])
  const end = suffix || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  if (start >= size || (suffix && Number(found[2]) === 0)) return 'outside'
  return end < start ? undefined : { start, end }
}
