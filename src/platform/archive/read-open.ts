import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'
import { AppError } from '../errors.ts'
import { through } from '../through.ts'
import { archiveError } from './errors.ts'
import { damaged, type FoundPart, partOf, reasonOf } from './read.ts'

/** Texts and numbers shrink to a tenth or a thirtieth; gzip cannot do better than a thousandth. What shrinks more than this was made to burst. */
const mostGrowth = 300
/** Also a small file may unpack to this much. */
const least = 8 << 20

export type OpenBounds = {
  /** Unpacked, with what stands around the parts. */
  bytes: number
  parts: number
}

/** Terabytes and a million files are more than a disk of ours has room for and a person ever looks at. */
export const openBounds: OpenBounds = { bytes: 2 ** 40, parts: 1_000_000 }

/**
 * The parts of a tar inside gzip that somebody else may have made. Nothing in it is a path to us: names only tell parts
 * apart, and one that could lead anywhere, comes twice or is no plain file ends the reading. What unpacks to far more
 * than it weighs, or to more than the bounds, is not unpacked.
 */
export async function* readOpenArchive(
  path: string,
  { signal, most = openBounds }: { signal?: AbortSignal | undefined; most?: OpenBounds } = {},
): AsyncGenerator<FoundPart> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw archiveError('not_read', { path, reason: error.code })
  })
  try {
    const explain = (error: unknown): never => explainBroken(path, error)
    const tar: ReadableStream<Uint8Array> = ReadableStream.from(unpack(path, file, most.bytes))
    const parts = tar.pipeThrough(createTarDecoder({ strict: true })).getReader()
    const names = new Set<string>()
    for (;;) {
      const { done, value } = await parts.read().catch(explain)
      if (done) return
      refuseStrange(path, value, names)
      if (names.size > most.parts) throw hostile(path, `more than ${most.parts} parts`)
      yield partOf(path, value, signal, explain)
    }
  } finally {
    await file.close()
  }
}

const hostile = (path: string, what: string): AppError => archiveError('hostile', { path, what })

async function* unpack(path: string, file: FileHandle, ever: number): AsyncGenerator<Uint8Array> {
  const most = Math.min(ever, least + mostGrowth * (await file.stat()).size)
  let bytes = 0
  for await (const chunk of through(file.createReadStream({ autoClose: false }), createGunzip)) {
    bytes += chunk.length
    if (bytes > most) throw hostile(path, `more than ${most} bytes when unpacked`)
    yield chunk
  }
}

/** What is broken is told as what it is: our own word, no gzip at all, or one with something wrong in it. */
function explainBroken(path: string, error: unknown): never {
  if (error instanceof AppError) throw error
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'Z_DATA_ERROR' && /header/.test(reasonOf(error)))
    throw archiveError('not_gzip', { path, reason: reasonOf(error) })
  damaged(path, error)
}

const plainName = /^[a-z0-9-]+(\/[a-z0-9-]+)?(\.[a-z0-9]+)?$/

function refuseStrange(path: string, { header }: ParsedTarEntry, names: Set<string>): void {
  const name = JSON.stringify(header.name.slice(0, 200))
  const refuse = (what: string): never => {
    throw hostile(path, what)
  }
  if (header.type !== 'file') refuse(`${name} is a ${header.type}, not a file`)
  if (!plainName.test(header.name)) refuse(`the name ${name}`)
  if (names.has(header.name)) refuse(`${name} twice`)
  names.add(header.name)
}
