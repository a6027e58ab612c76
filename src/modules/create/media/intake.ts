import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../../../app/context.ts'
import { clearLeftovers } from '../../../platform/leftovers.ts'
import { mediaError } from './errors.ts'

/** What arrived, on disk. `digest` is the SHA-256 of the bytes as they came. */
export type Arrival = { path: string; bytes: number; digest: string }

const folderOf = ({ config }: Context): string => join(config.home, 'uploads')

/**
 * Writes an upload to a file of its own, never whole into memory, and gives it to `work`; the file is gone after.
 * Refuses as soon as it grows larger than the setting allows.
 */
export async function withArrival<T>(
  ctx: Context,
  stream: Readable,
  work: (arrival: Arrival) => Promise<T>,
): Promise<T> {
  const folder = folderOf(ctx)
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const max = ctx.config.maxUploadBytes
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > max) done(mediaError('too_large', { max }))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(stream, meter, createWriteStream(path, { mode: 0o600 }))
    // The reader of multipart cuts a file off at the limit instead of breaking the stream.
    if ('truncated' in stream && stream.truncated) throw mediaError('too_large', { max })
    if (bytes === 0) throw mediaError('empty')
    return await work({ path, bytes, digest: hash.digest('hex') })
  } finally {
    await rm(path, { force: true })
    await rm(`${path}.clean`, { force: true })
  }
}

/** What a killed process had taken in, here and half-way into the storage. */
export async function tidyUploads(ctx: Context): Promise<void> {
  await clearLeftovers(folderOf(ctx), () => true)
  await ctx.storage.clearHalves()
}
