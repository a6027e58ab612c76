import { randomUUID } from 'node:crypto'
import type { Told } from './ask.ts'
import type { Json, Media } from './content.ts'

/** Whole triples of bytes, so that the letters of one piece follow those of the one before. */
const pieceBytes = 3_000_000

type File = Pick<Media, 'bytes' | 'piece'>

/**
 * JSON in which files stand as base64: read, written and sent piece by piece, one file after the other, its length known. Four
 * letters for three bytes of each would otherwise lie in memory beside the files.
 */
export function jsonWithFiles(bodyOf: (place: (file: File) => string) => Json): Told {
  const files: File[] = []
  const marks: string[] = []
  const body = JSON.stringify(
    bodyOf((file) => {
      const mark = randomUUID()
      files.push(file)
      marks.push(mark)
      return mark
    }),
  )
  const texts = around(body, marks).map((text) => Buffer.from(text))
  const bytes = [...texts.map(({ length }) => length), ...files.map(lettersOf)]
  return {
    type: 'application/json',
    length: bytes.reduce((sum, one) => sum + one, 0),
    async *pieces() {
      for (const [at, text] of texts.entries()) {
        yield text
        const file = files[at]
        if (file) yield* lettersIn(file)
      }
    },
  }
}

/** What stands before, between and behind the marks, which come in the order in which they were given out. */
function around(body: string, marks: readonly string[]): string[] {
  const texts: string[] = []
  let from = 0
  for (const mark of marks) {
    const at = body.indexOf(mark, from)
    if (at < 0) throw new Error('Files stand in a body in the order in which they were placed')
    texts.push(body.slice(from, at))
    from = at + mark.length
  }
  return [...texts, body.slice(from)]
}

const lettersOf = ({ bytes }: File): number => 4 * Math.ceil(bytes / 3)

async function* lettersIn(file: File): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.bytes; from += pieceBytes) {
    const piece = await file.piece(from, Math.min(from + pieceBytes, file.bytes))
    yield Buffer.from(Buffer.from(piece).toString('base64'), 'latin1')
  }
}
