/** Twice of what the API takes at once. */
const longest = 4 << 20

/** The lines of a stream, one after the other; what stands after the last line break is a line too. */
export async function* linesOf(
  body: AsyncIterable<Uint8Array>,
  tooLong: () => Error,
): AsyncGenerator<string> {
  let held: Buffer[] = []
  let length = 0
  const take = (): string => {
    const line = Buffer.concat(held).toString('utf8')
    held = []
    length = 0
    return line
  }
  for await (const chunk of body) {
    let from = 0
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
      held.push(bytes.subarray(from, at))
      yield take()
      from = at + 1
    }
    if (from === bytes.length) continue
    held.push(Buffer.from(bytes.subarray(from)))
    length += bytes.length - from
    if (length > longest) throw tooLong()
  }
  if (held.length > 0) yield take()
}
