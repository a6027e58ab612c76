import { randomUUID } from 'node:crypto'
import type { Told } from './ask.ts'
import type { Media } from './content.ts'

const pieceBytes = 4_000_000

/** `field`: what the form calls it; `file`, if nothing is said. */
type File = Pick<Media, 'mime' | 'bytes' | 'piece'> & { name: string; field?: string }

/** A form (RFC 7578) that ends in a file which is too large to be held: read and sent piece by piece, its length known. */
export function formWith(fields: Readonly<Record<string, string>>, file: File): Told {
  const boundary = `carillon-${randomUUID()}`
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${more}\r\n`
  const encoder = new TextEncoder()
  const before = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n${value}\r\n`)
  const opening = `${part(file.field ?? 'file', `; filename="${quoted(file.name)}"`)}Content-Type: ${file.mime}\r\n\r\n`
  const head = encoder.encode([...before, opening].join(''))
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.bytes + tail.length,
    async *pieces() {
      yield head
      for (let from = 0; from < file.bytes; from += pieceBytes)
        yield await file.piece(from, Math.min(from + pieceBytes, file.bytes))
      yield tail
    },
  }
}

const quoted = (text: string): string =>
  text.replace(/["\r\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
