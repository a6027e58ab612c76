import { bucketError } from './errors.ts'
import { codeOf, type Send } from './send.ts'
import type { BucketOptions } from './settings.ts'
import { textOf } from './xml.ts'

/** What S3 takes of one upload. */
const piecesAtMost = 10_000

/**
 * Writes what comes, piece by piece, with one of them in memory. It stands under its name when all of it is there, and not
 * before; what fails on the way is taken away.
 */
export async function upload(
  send: Send,
  { settings, pieceBytes }: BucketOptions,
  key: string,
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<number> {
  const pieces = piecesOf(source, pieceBytes)
  const first = await nextOf(pieces)
  if (first.length < pieceBytes) {
    await send({ method: 'PUT', key, body: first, signal })
    return first.length
  }
  const uploadId = await begin(send, key, signal)
  try {
    const etags: string[] = []
    let bytes = 0
    for (let piece = first; piece.length > 0; piece = await nextOf(pieces)) {
      if (etags.length === piecesAtMost)
        throw bucketError('too_large', {
          key,
          bucket: settings.bucket,
          gigabytes: Math.floor((piecesAtMost * pieceBytes) / 1e9),
        })
      const query = { partNumber: String(etags.length + 1), uploadId }
      const { headers } = await send({ method: 'PUT', key, query, body: piece, signal })
      etags.push(headers.get('etag') ?? '')
      bytes += piece.length
    }
    await complete(send, settings.bucket, key, { uploadId, etags, bytes }, signal)
    return bytes
  } catch (error) {
    // Also when it was asked to stop: what was sent would lie there, unseen, and cost.
    await send({ method: 'DELETE', key, query: { uploadId }, takes: [404] }).catch(() => {})
    throw error
  }
}

const nextOf = async (pieces: AsyncIterator<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> =>
  (await pieces.next()).value ?? new Uint8Array()

/** Pieces of exactly one length, as some servers want it; the last one is what is left. */
async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  let piece = new Uint8Array(bytes)
  let filled = 0
  for await (const chunk of source) {
    for (let taken = 0; taken < chunk.length; ) {
      const more = chunk.subarray(taken, taken + bytes - filled)
      piece.set(more, filled)
      filled += more.length
      taken += more.length
      if (filled < bytes) continue
      yield piece
      piece = new Uint8Array(bytes)
      filled = 0
    }
  }
  if (filled > 0) yield piece.slice(0, filled)
}

async function begin(send: Send, key: string, signal?: AbortSignal): Promise<string> {
  const answer = await send({ method: 'POST', key, query: { uploads: '' }, signal })
  return textOf(await answer.text(), 'UploadId') ?? ''
}

type Sent = { uploadId: string; etags: readonly string[]; bytes: number }

async function complete(
  send: Send,
  bucket: string,
  key: string,
  { uploadId, etags, bytes }: Sent,
  signal?: AbortSignal,
): Promise<void> {
  const parts = etags.map(
    (etag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`,
  )
  const body = new TextEncoder().encode(
    `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</CompleteMultipartUpload>`,
  )
  const answer = await send({ method: 'POST', key, query: { uploadId }, body, signal, takes: [404] })
  const text = await answer.text()
  // Of a first request whose answer was lost nothing is left but what it made.
  if (answer.status === 404 && (await sizeOf(send, key)) === bytes) return
  // It may say 200, think for minutes, and then that it failed.
  if (!answer.ok || /<Error[ >]/.test(text))
    throw bucketError('answered', { bucket, status: answer.status, code: codeOf(text) })
}

const escaped = (text: string): string => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** In bytes; null when there is no such thing. */
export async function sizeOf(send: Send, key: string): Promise<number | null> {
  const { status, headers } = await send({ method: 'HEAD', key, takes: [404] })
  return status === 404 ? null : Number(headers.get('content-length'))
}
