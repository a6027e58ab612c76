import type { IncomingHttpHeaders } from 'node:http'
import { createBrotliDecompress, createInflate, createUnzip } from 'node:zlib'
import { type Head, responseOf, wholeResponse } from './whole.ts'

/** The body of an answer while it arrives. `response` is there from the start for one that streams. */
export type Answer = {
  response: Response | null
  write(chunk: Buffer): void
  end(): void
  fail(error: unknown): void
  whole(): Response
  /** What was received, for recording. */
  kept(): Buffer | null
}

const bodiless = new Set([204, 205, 304])

/** An answer of known, small size: collected and handed over when it is complete. */
export function wholeAnswer(head: Head, length: number): Answer {
  const chunks: Buffer[] = []
  const all = () => Buffer.concat(chunks, length)
  return {
    response: null,
    write: (chunk) => void chunks.push(chunk),
    end: () => {},
    fail: () => {},
    whole: () => wholeResponse(head, chunks.length === 0 ? null : all()),
    kept: () => all(),
  }
}

type Flow = {
  maxBytes: number
  keep: boolean
  pause(): void
  resume(): void
  /** Without an error: more than `maxBytes` came. */
  fail(error: unknown): void
  cancel(): void
  done(): void
}

/** Most bytes of a stream that a recording holds. */
const keptAtMost = 256 * 1024

/** An answer that is handed on as it arrives, unpacked and counted. */
export function streamedAnswer(head: Head, flow: Flow): Answer {
  let out: ReadableStreamDefaultController<Uint8Array> | null = null
  let size = 0
  let failed = false
  const kept: Buffer[] = []
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        out = controller
      },
      pull: () => flow.resume(),
      cancel: () => flow.cancel(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
  const take = (chunk: Buffer) => {
    size += chunk.length
    if (failed) return
    if (size > flow.maxBytes) return flow.fail(null)
    if (flow.keep && size <= keptAtMost) kept.push(Buffer.from(chunk))
    out?.enqueue(new Uint8Array(chunk))
    if ((out?.desiredSize ?? 1) <= 0) flow.pause()
  }
  const finish = () => {
    if (failed) return
    flow.done()
    out?.close()
  }
  const decoder = decoderOf(head.headers)?.()
  decoder?.on('data', take)
  decoder?.on('end', finish)
  decoder?.on('error', (error) => !failed && flow.fail(error))
  const body = head.method === 'HEAD' || bodiless.has(head.status) ? null : stream
  return {
    response: responseOf(head, body),
    write: (chunk) => void (decoder ? decoder.write(chunk) : take(chunk)),
    end: () => (decoder ? void decoder.end() : finish()),
    fail(error) {
      failed = true
      decoder?.destroy()
      out?.error(error)
    },
    whole: () => responseOf(head, null),
    kept: () => Buffer.concat(kept),
  }
}

/** What unpacks the body, by its declared coding. One we did not ask for is handed on packed. */
export function decoderOf(headers: IncomingHttpHeaders) {
  const coding = headers['content-encoding']
  if (coding === undefined) return null
  switch (coding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createUnzip
    case 'deflate':
      return createInflate
    case 'br':
      return createBrotliDecompress
    default:
      return null
  }
}
