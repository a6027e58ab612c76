import { type Duplex, pipeline, Readable } from 'node:stream'

/**
 * What comes out when bytes go through a transform, such as a compression. Nothing moves before it is read, so an error of
 * the source meets whoever reads and nobody else; who stops reading stops the source.
 */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: () => Duplex,
): AsyncGenerator<Buffer> {
  const out = transform()
  pipeline(Readable.from(source, { objectMode: false }), out, () => {})
  yield* out
}
