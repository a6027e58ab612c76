import { withLimits } from '../../platform/http/index.ts'
import type { Json } from './content.ts'
import { unanswered } from './failure.ts'
import type { Tools } from './network.ts'

/** One request to a network's interface. */
export type Asked = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Readonly<Record<string, string>>
  /** Left out where undefined. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  json?: Json
  form?: Readonly<Record<string, string>>
  multipart?: FormData
  bytes?: Uint8Array
  /** What is too large to be held at once. */
  told?: Told
  /** It makes or alters something that people see: without a clear answer nobody knows whether it is done. */
  changes?: boolean
  /** It carries much, and may take its time. */
  carries?: boolean
  signal?: AbortSignal | undefined
}

/** A body that is told piece by piece; its length is known beforehand, because some servers refuse to take what has none. */
export type Told = { type: string; length: number; pieces(): AsyncIterable<Uint8Array> }

export type Answered = {
  status: number
  headers: Headers
  /** What it says as JSON; null where it says something else. */
  body: unknown
}

const patient = { headersMs: 10 * 60_000, totalMs: 10 * 60_000 }

/** Sends a request and answers what came, success or not. Throws NetworkFailure when nothing came. */
export async function askServer(tools: Tools, asked: Asked): Promise<Answered> {
  const { method, changes = false, carries = false, signal } = asked
  const url = new URL(asked.url)
  for (const [name, value] of Object.entries(asked.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const { type, body } = bodyOf(asked)
  try {
    const response = await tools.fetch(
      url.href,
      withLimits(carries ? patient : {}, {
        method,
        headers: { accept: 'application/json', ...type, ...asked.headers },
        redirect: 'manual',
        ...(body !== undefined && { body }),
        ...(body instanceof ReadableStream && half),
        ...(signal && { signal }),
      }),
    )
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) }
  } catch (thrown) {
    throw unanswered(thrown, url.host, changes)
  }
}

type Body = {
  type: Record<string, string>
  body?: string | FormData | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

function bodyOf({ json, form, multipart, bytes, told }: Asked): Body {
  if (told) {
    const { headers, body } = toldBody(told)
    return { type: headers, body }
  }
  if (json !== undefined) return { type: { 'content-type': 'application/json' }, body: JSON.stringify(json) }
  if (form)
    return {
      type: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    }
  if (multipart) return { type: {}, body: multipart }
  return bytes
    ? { type: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) }
    : { type: {} }
}

const half = { duplex: 'half' } as const

/** What a request needs that tells a body piece by piece. */
export const toldBody = (told: Told) => ({
  headers: { 'content-type': told.type, 'content-length': String(told.length) },
  body: streamOf(told.pieces()),
  ...half,
})

function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

function parsed(text: string): unknown {
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, exact) : JSON.parse(text)
  } catch {
    return null
  }
}

/** A whole number that is too large to be one here is kept as its digits: some networks write ids so. */
function exact(_: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? ''
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value
}
