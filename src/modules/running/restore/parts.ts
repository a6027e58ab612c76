import { createZstdDecompress } from 'node:zlib'
import type { FoundPart } from '../../../platform/archive/index.ts'
import { through } from '../../../platform/through.ts'
import type { Came } from './checked.ts'

/** The parts of a backup, one after the other, with a look at the next; what came is counted for the last part's check. */
export class Parts {
  readonly came: Came = { parts: [], tables: new Map(), jobs: 0, files: 0, bytes: 0 }
  private readonly source: AsyncIterator<FoundPart>
  private ahead: FoundPart | undefined

  constructor(source: AsyncIterator<FoundPart>) {
    this.source = source
  }

  /** The one whose turn it is; undefined after the last, when the end of the file has been proven too. */
  async next(): Promise<FoundPart | undefined> {
    this.ahead ??= (await this.source.next()).value ?? undefined
    return this.ahead
  }

  /** What was read of it counts; the next one's turn has come. */
  read(part: FoundPart): void {
    this.came.parts.push(part.seen())
    this.ahead = undefined
  }

  /** The bytes of all that follow one another under a beginning of their names. */
  async *under(beginning: string): AsyncGenerator<Uint8Array> {
    for (let part = await this.next(); part?.name.startsWith(beginning); part = await this.next()) {
      yield* part.body
      this.read(part)
    }
  }

  async close(): Promise<void> {
    await this.source.return?.()
  }
}

/** The text of a table or of the jobs. */
export const decompressed = (pieces: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> =>
  through(pieces, createZstdDecompress)
