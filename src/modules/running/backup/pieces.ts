import { createZstdCompress } from 'node:zlib'
import type { Archive, Part } from '../../../platform/archive/index.ts'
import { through } from '../../../platform/through.ts'

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
  for await (const chunk of through(text, createZstdCompress)) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes >= pieceBytes) await put()
  }
  await put()
  return parts
}
