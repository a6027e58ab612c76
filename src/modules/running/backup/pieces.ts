import { Readable } from 'node:stream'
import { createZstdCompress } from 'node:zlib'
import type { Archive, Part } from '../../../platform/archive/index.ts'

/** Large enough that their headers weigh nothing, small enough to be held. */
const pieceBytes = 4 << 20

/** Puts a stream of unknown length into the archive, compressed, piece by piece. */
export async function addCompressed(
  archive: Archive,
  text: AsyncIterable<Buffer>,
  nameOf: (piece: number) => string,
): Promise<Part[]> {
  const parts: Part[] = []
  let held: Buffer[] = []
  let bytes = 0
  const put = async (): Promise<void> => {
    parts.push(await archive.add(nameOf(parts.length), Buffer.concat(held)))
    held = []
    bytes = 0
  }
  for await (const chunk of compressed(text)) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes >= pieceBytes) await put()
  }
  await put()
  return parts
}

/** An error of the source has to break what reads behind it, which `pipe` alone does not. */
function compressed(text: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const source = Readable.from(text, { objectMode: false })
  const zstd = createZstdCompress()
  source.on('error', (error) => zstd.destroy(error))
  zstd.on('close', () => source.destroy())
  return source.pipe(zstd)
}
