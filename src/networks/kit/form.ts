import { randomUUID } from 'node:crypto'
import type { Told } from './ask.ts'
import type { Media } from './content.ts'

const pieceBytes = 4_000_000

/** Bytes that are asked for piece by piece; a film may be larger than memory. */
export type Pieces = Pick<Media, 'bytes' | 'piece'>

/** `field`: what the form calls it; `file`, if nothing is said. */
export type FormFile = Pieces & { mime: string; name: string; field?: string }

/** What is in memory already, told like the rest. */
export const held = (bytes: Uint8Array): Pieces => ({
  bytes: bytes.length,
  piece: async (from, to) => bytes.subarray(from, to),
})

/** The bytes of a file in their order, from one on. */
export async function* piecesOf(file: Pieces, from = 0): AsyncGenerator<Uint8Array> {
  for (let at = from; at < file.bytes; at += pieceBytes)
    yield await file.piece(at, Math.min(at + pieceBytes, file.bytes))
}

/** A form (RFC 7578) that ends in files which are too large to be held: read and sent piece by piece, its length known. */
export function formWith(fields: Readonly<Record<string, string>>, ...files: readonly FormFile[]): Told {
  const boundary = `carillon-${randomUUID()}`
  const encoder = new TextEncoder()
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${more}\r\n`
  const opening = ({ field = 'file', name, mime }: FormFile) =>
    `${part(field, `; filename="${quoted(name)}"`)}Content-Type: ${mime}\r\n\r\n`
  const before = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n${value}\r\n`)
  const parts = files.map((file, n) => ({
    head: encoder.encode(n === 0 ? [...before, opening(file)].join('') : `\r\n${opening(file)}`),
    file,
  }))
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: parts.reduce((all, { head, file }) => all + head.length + file.bytes, tail.length),
    async *pieces() {
      for (const { head, file } of parts) {
        yield head
        yield* piecesOf(file)
      }
      yield tail
    },
  }
}

const quoted = (text: string): string =>
  text.replace(/["\r\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
