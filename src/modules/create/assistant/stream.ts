import { z } from 'zod'
import type { End } from './provider.ts'

/** One piece of an answer. */
export type Piece = {
  text: string
  end: Extract<End, 'whole' | 'length' | 'filtered'> | null
  usage: { prompt: number; answer: number } | null
  /** The server said in the middle that something is wrong. */
  trouble: boolean
}

/** A count of a stranger's; one that nobody can have used is none. */
const Tokens = z.int().min(0).max(50_000_000)
const Said = z.object({ content: z.string().nullish() }).nullish()
const Chunk = z.object({
  choices: z.array(z.object({ delta: Said, message: Said, finish_reason: z.string().nullish() })).nullish(),
  usage: z.object({ prompt_tokens: Tokens, completion_tokens: Tokens }).nullish().catch(null),
  error: z.unknown().optional(),
})

/** A line longer than this is no piece of an answer. */
const mostLine = 1_000_000

const ends: Record<string, Piece['end']> = { length: 'length', content_filter: 'filtered' }

/** The pieces of an answer as they come, from a stream of events or, where a server does not stream, from one JSON. */
export async function* readPieces(response: Response, idleMs: number): AsyncGenerator<Piece> {
  const isStream = (response.headers.get('content-type') ?? '').includes('text/event-stream')
  if (!isStream) return yield pieceOf(await readAll(response, idleMs))
  for await (const line of linesOf(response, idleMs)) {
    const data = line.startsWith('data:') ? line.slice('data:'.length).trim() : ''
    if (data === '[DONE]') return
    if (data !== '') yield pieceOf(data)
  }
}

/** Throws a SyntaxError for what is no piece. */
function pieceOf(json: string): Piece {
  const read = Chunk.safeParse(JSON.parse(json))
  if (!read.success) throw new SyntaxError('It is no piece of an answer')
  const { choices, usage, error } = read.data
  const first = choices?.[0]
  const reason = first?.finish_reason
  return {
    text: first?.delta?.content ?? first?.message?.content ?? '',
    end: reason ? (ends[reason] ?? 'whole') : null,
    usage: usage ? { prompt: usage.prompt_tokens, answer: usage.completion_tokens } : null,
    trouble: error !== undefined && error !== null,
  }
}

async function readAll(response: Response, idleMs: number): Promise<string> {
  let text = ''
  for await (const chunk of chunksOf(response, idleMs)) {
    text += chunk
    if (text.length > mostLine) throw new SyntaxError('It is too long for an answer')
  }
  return text
}

async function* linesOf(response: Response, idleMs: number): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunksOf(response, idleMs)) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > mostLine) throw new SyntaxError('A line has no end')
    for (const line of lines) yield line.trimEnd()
  }
  if (rest !== '') yield rest.trimEnd()
}

/** Whoever reads no further ends the connection with it. */
async function* chunksOf(response: Response, idleMs: number): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  if (!reader) return
  const decoder = new TextDecoder()
  try {
    while (true) {
      const { done, value } = await within(reader.read(), idleMs)
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(Object.assign(new Error('Nothing came for a while'), { name: 'TimeoutError' })),
    ms,
  )
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
