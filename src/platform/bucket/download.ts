import { bucketError } from './errors.ts'
import type { Send } from './send.ts'
import type { BucketOptions } from './settings.ts'

/**
 * What lies under a key, piece by piece, each asked for when it is wanted: whoever reads may take hours between two of
 * them, and a connection that breaks costs one piece.
 */
export async function* download(
  send: Send,
  { settings, pieceBytes }: BucketOptions,
  key: string,
  signal?: AbortSignal,
  range?: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const { bucket } = settings
  const { headers } = await send({ method: 'HEAD', key, signal })
  const all = Number(headers.get('content-length'))
  const bytes = range ? Math.min(all, range.end + 1) : all
  const etag = headers.get('etag') ?? ''
  for (let from = range?.start ?? 0; from < bytes; from += pieceBytes) {
    const to = Math.min(from + pieceBytes, bytes) - 1
    const asked = { range: `bytes=${from}-${to}`, ...(etag && { 'if-match': etag }) }
    const answer = await send({ method: 'GET', key, headers: asked, signal, takes: [412, 416] })
    if (answer.status >= 400) throw bucketError('changed', { bucket, key })
    const piece = new Uint8Array(await answer.arrayBuffer())
    const said = to - from + 1
    if (piece.length !== said) throw bucketError('cut_off', { bucket, key, got: piece.length, said })
    yield piece
  }
}
