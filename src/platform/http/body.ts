import { randomUUID } from 'node:crypto'

/** What is sent: at hand as a whole, or told piece by piece. `length` null when nobody knows it beforehand. */
export type Body =
  | { kind: 'whole'; bytes: string | Uint8Array; type: string | null }
  | {
      kind: 'told'
      tell: () => AsyncIterable<Uint8Array>
      length: number | null
      type: string | null
      /** Can be told a second time, when a redirect asks for it. */
      again: boolean
    }

/** Reads every kind of body that fetch takes. Files are streamed with their length, never copied together. */
export async function readBody(body: RequestInit['body']): Promise<Body | null> {
  if (body === null || body === undefined) return null
  if (typeof body === 'string') return { kind: 'whole', bytes: body, type: 'text/plain;charset=UTF-8' }
  if (body instanceof URLSearchParams)
    return {
      kind: 'whole',
      bytes: body.toString(),
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
    }
  if (body instanceof ArrayBuffer) return { kind: 'whole', bytes: new Uint8Array(body), type: null }
  if (ArrayBuffer.isView(body))
    return {
      kind: 'whole',
      bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength),
      type: null,
    }
  if (body instanceof Blob) return readBlob(body)
  if (body instanceof FormData) return readForm(body)
  if (body instanceof ReadableStream)
    return { kind: 'told', tell: () => body, length: null, type: null, again: false }
  // Anything else that fetch knows, now or later.
  const read = new Response(body)
  return { kind: 'whole', bytes: await read.bytes(), type: read.headers.get('content-type') }
}

const readBlob = (blob: Blob): Body => ({
  kind: 'told',
  tell: () => blob.stream(),
  length: blob.size,
  type: blob.type || null,
  again: true,
})

/** multipart/form-data as HTML writes it (RFC 7578), with its length known: some servers refuse chunks. */
function readForm(form: FormData): Body {
  const boundary = `carillon-${randomUUID()}`
  const pieces: (Uint8Array | Blob)[] = []
  const text = new TextEncoder()
  for (const [name, value] of form) {
    const file = typeof value === 'string' ? '' : `; filename="${escapeName(value.name)}"`
    const type =
      typeof value === 'string' ? '' : `\r\nContent-Type: ${value.type || 'application/octet-stream'}`
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}${type}\r\n\r\n`
    pieces.push(text.encode(head))
    pieces.push(typeof value === 'string' ? text.encode(value.replace(/\r?\n|\r/g, '\r\n')) : value)
    pieces.push(text.encode('\r\n'))
  }
  pieces.push(text.encode(`--${boundary}--\r\n`))
  const length = pieces.reduce((sum, piece) => sum + (piece instanceof Blob ? piece.size : piece.length), 0)
  return {
    kind: 'told',
    tell: () => tellAll(pieces),
    length,
    type: `multipart/form-data; boundary=${boundary}`,
    again: true,
  }
}

async function* tellAll(pieces: readonly (Uint8Array | Blob)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Blob) yield* piece.stream()
    else yield piece
  }
}

const escapeName = (name: string): string => name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22')
