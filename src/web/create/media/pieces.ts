import { Upload as Begun, Media } from '../../../modules/create/media/contract.ts'
import { api, path, withQuery } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { sendFile, type Upload } from './upload.ts'

/** By it the same file is known again when it is chosen anew after the page was closed. */
export const markOf = (file: File): string => `${file.size}-${file.lastModified}`

/** While the line or the server is away, a piece is sent again and again; all this long. */
const patience = 60 * 60_000

type Line = { given: boolean; cancel: () => void }

/** Sends a large file piece by piece, and goes on where it broke off. */
export function sendInPieces(file: File, onShare: (share: number) => void): Upload {
  const line: Line = { given: false, cancel: () => {} }
  let id: string | undefined
  const work = async (): Promise<Media> => {
    const begun = await patiently(line, () =>
      api.post('/media-uploads', {
        body: { fileName: file.name || 'file', bytes: file.size, mark: markOf(file) },
        schema: Begun,
      }),
    )
    id = begun.id
    const count = Math.ceil(file.size / begun.pieceBytes)
    const here = new Set(begun.pieces)
    let sent = begun.received
    for (let number = 0; number < count; number++) {
      if (here.has(number)) continue
      const piece = file.slice(number * begun.pieceBytes, (number + 1) * begun.pieceBytes)
      const share = (part: number) => onShare((sent + part * piece.size) / file.size)
      await patiently(line, () => sendPiece(line, begun.id, number, piece, share))
      sent += piece.size
    }
    return finished(line, begun.id)
  }
  const cancel = () => {
    line.given = true
    line.cancel()
    if (id) void api.delete(path`/media-uploads/${id}`).catch(() => {})
  }
  return { done: work(), cancel }
}

async function sendPiece(
  line: Line,
  id: string,
  number: number,
  piece: Blob,
  onShare: (share: number) => void,
): Promise<Begun> {
  const to = withQuery(path`/media-uploads/${id}/pieces/${number}`, { digest: await digestOf(piece) })
  const one = sendFile({ method: 'PUT', path: to, file: piece, name: String(number), schema: Begun, onShare })
  line.cancel = one.cancel
  return one.done
}

/** Browsers compute digests on https and on this machine only; elsewhere the length alone is checked. */
async function digestOf(piece: Blob): Promise<string | undefined> {
  if (!crypto.subtle) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await piece.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The server puts the pieces together by itself, which takes a while with a long film. */
async function finished(line: Line, id: string): Promise<Media> {
  for (let wait = 300; ; wait = Math.min(wait * 1.5, 5000)) {
    const upload = await patiently(line, () => api.get(path`/media-uploads/${id}`, { schema: Begun }))
    if (upload.mediaId) return api.get(path`/media/${upload.mediaId}`, { schema: Media })
    if (upload.state === 'failed' || upload.state === 'done') throw problemOf(upload)
    await pause(line, wait)
  }
}

const problemOf = ({ problem }: Begun): ApiProblem =>
  new ApiProblem({
    status: 422,
    code: problem?.code ?? 'media.not_found',
    detail: problem?.code ?? '',
    facts: problem?.facts ?? {},
  })

/** A broken line, a server that starts anew and one that is busy are waited for; every other refusal is final. */
async function patiently<T>(line: Line, ask: () => Promise<T>): Promise<T> {
  const since = performance.now()
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
    if (line.given) throw new DOMException('Given up', 'AbortError')
    try {
      return await ask()
    } catch (error) {
      const passing =
        error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)
      if (!passing || performance.now() - since > patience) throw error
    }
    await pause(line, wait)
  }
}

const pause = (line: Line, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    line.cancel = () => {
      clearTimeout(timer)
      resolve()
    }
  })
