import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { OutboundError, withLimits } from '../http/index.ts'
import { addressOf } from './address.ts'
import { bucketError } from './errors.ts'
import type { BucketOptions } from './settings.ts'
import { textOf } from './xml.ts'

/** One request. All of ours may be made twice: the second does what the first did. */
export type Ask = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** None asks the bucket itself. */
  key?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
  signal?: AbortSignal
  /** Statuses beside the good ones that the caller understands. */
  takes?: readonly number[]
}

export type Send = (ask: Ask) => Promise<Response>

/** Slow lines exist: a piece may take this long. */
const patienceMs = 600_000
/** A thousand names with all that is said of them. */
const listBytes = 4 << 20

/** Signs and sends; what may be well in a moment is asked again. Whatever is not understood is thrown as a sentence. */
export function senderOf(options: BucketOptions): Send {
  const { settings, waitsMs } = options
  const { bucket } = settings
  return async (ask) => {
    for (let turn = 0; ; turn++) {
      const answer = await sendOnce(options, ask).catch((error: unknown) => {
        ask.signal?.throwIfAborted()
        return error instanceof OutboundError ? error : Promise.reject(error)
      })
      const pause = waitsMs[turn]
      if (pause === undefined || !isPassing(answer)) return understood(answer, ask, bucket)
      if (answer instanceof Response) await answer.body?.cancel()
      await wait(pause, undefined, { signal: ask.signal })
    }
  }
}

async function sendOnce({ settings, fetch, pieceBytes }: BucketOptions, ask: Ask): Promise<Response> {
  const { method, body, signal } = ask
  const signer = new AwsV4Signer({
    method,
    url: addressOf(settings, ask.key, ask.query),
    headers: { ...ask.headers, 'x-amz-content-sha256': sha256(body ?? '') },
    accessKeyId: settings.keyId,
    secretAccessKey: settings.secretKey,
    region: settings.region,
    service: 's3',
  })
  const { url, headers } = await signer.sign()
  // Unsigned: what stands between may change it, and a packed answer is not the piece that was asked for.
  headers.set('accept-encoding', 'identity')
  const maxBytes = ask.headers?.range ? pieceBytes : listBytes
  const limits = { headersMs: patienceMs, totalMs: patienceMs, maxBytes }
  return fetch(url, withLimits(limits, { method, headers, body, signal, redirect: 'manual' }))
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const isPassing = (answer: Response | OutboundError): boolean =>
  answer instanceof OutboundError
    ? answer.code !== 'blocked'
    : answer.status === 429 || (answer.status >= 500 && answer.status !== 501)

async function understood(answer: Response | OutboundError, ask: Ask, bucket: string): Promise<Response> {
  if (answer instanceof OutboundError) throw bucketError('not_reached', { bucket, reason: answer.message })
  if (answer.ok || ask.takes?.includes(answer.status)) return answer
  throw await refusalOf(answer, ask, bucket)
}

/** The server's own code, and nothing else of what it says: its words hold what was signed. */
export const codeOf = (xml: string): string =>
  /^\w{1,60}$/.exec(textOf(xml, 'Code') ?? '')?.[0] ?? 'no reason'

async function refusalOf(answer: Response, { key }: Ask, bucket: string) {
  const { status } = answer
  const code = codeOf(await answer.text())
  if (status === 301 || status === 302 || status === 307 || status === 308)
    return bucketError('elsewhere', { bucket, status })
  if (code === 'NoSuchBucket') return bucketError('no_bucket', { bucket })
  if (status === 404) return bucketError(key ? 'nothing_there' : 'no_bucket', { bucket, key })
  if (status === 401 || status === 403)
    return bucketError('refused', { bucket, code: code === 'no reason' ? status : code })
  return bucketError('answered', { bucket, status, code })
}
