import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Decrypter } from 'age-encryption'
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'
import { AppError } from '../errors.ts'
import { archiveError } from './errors.ts'
import type { Part } from './write.ts'

/** One part, in the order in which it was written. Its body has to be read to its end before the next one comes. */
export type FoundPart = {
  name: string
  bytes: number
  body: AsyncIterable<Uint8Array>
  /** What was read, once it was. */
  seen(): Part
}

/** Where an archive is read from, and how people call it. */
export type ArchiveSource = { path: string; open(signal?: AbortSignal): AsyncIterable<Uint8Array> }

export const fileSource = (path: string): ArchiveSource => ({ path, open: () => bytesOf(path) })

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw archiveError('not_read', { path, reason: error.code })
  })
  try {
    yield* file.createReadStream({ autoClose: false })
  } finally {
    await file.close()
  }
}

/** Opens an archive under its password and answers its parts. Whatever is wrong with it is thrown as a sentence. */
export async function* readArchive(
  { path, open }: ArchiveSource,
  password: string,
  signal?: AbortSignal,
): AsyncGenerator<FoundPart> {
  const bytes = Readable.from(open(signal), { objectMode: false })
  // Whoever reads is told; the stream tells it once more to nobody.
  bytes.on('error', () => {})
  try {
    const plain = await decrypt(path, password, bytes)
    const parts = plain.pipeThrough(createTarDecoder({ strict: true })).getReader()
    for (;;) {
      const { done, value } = await parts.read().catch((error: unknown) => damaged(path, error))
      if (done) return
      yield partOf(path, value, signal)
    }
  } finally {
    bytes.destroy()
  }
}

async function decrypt(
  path: string,
  password: string,
  source: Readable,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(password)
  try {
    return await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>)
  } catch (error) {
    if (error instanceof AppError) throw error
    const reason = reasonOf(error)
    throw archiveError(/no identity matched/.test(reason) ? 'wrong_password' : 'not_ours', { path, reason })
  }
}

export function partOf(
  path: string,
  { header, body }: ParsedTarEntry,
  signal?: AbortSignal,
  explain = (error: unknown): never => damaged(path, error),
): FoundPart {
  const hash = createHash('sha256')
  let bytes = 0
  const watched = async function* () {
    const reader = body.getReader()
    for (;;) {
      const { done, value } = await reader.read().catch(explain)
      if (done) return
      signal?.throwIfAborted()
      hash.update(value)
      bytes += value.length
      yield value
    }
  }
  return {
    name: header.name,
    bytes: header.size,
    body: watched(),
    seen: () => ({ name: header.name, bytes, sha256: hash.digest('hex') }),
  }
}

export function damaged(path: string, error: unknown): never {
  // Not what came, but that it did not come.
  if (error instanceof AppError) throw error
  throw archiveError('damaged', { path, reason: reasonOf(error) })
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
