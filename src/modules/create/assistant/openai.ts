import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { clip } from '../../../platform/clean.ts'
import type { AppError } from '../../../platform/errors.ts'
import { OutboundError, withLimits } from '../../../platform/http/index.ts'
import { assistantError } from './errors.ts'
import type { Asking, Heard, Provider } from './provider.ts'
import { type Piece, readPieces } from './stream.ts'

type Server = { baseUrl: string; model: string; key: string | null }

/** More than any post; who goes on and on is stopped. */
const mostChars = 40_000
const mostBytes = 8_000_000
const mostTroubleBytes = 20_000

/** A server that speaks as OpenAI's does: `POST /chat/completions`. */
export function openaiProvider(fetch: Context['fetch'], server: Server): Provider {
  const host = new URL(server.baseUrl).host
  return { host, ask: (asking) => askServer(fetch, { ...server, host }, asking) }
}

type Known = Server & { host: string }

/** Names that servers disagree on: an older one knows only the one, a newer only the other. */
type Habits = { limit: 'max_tokens' | 'max_completion_tokens'; tellsUsage: boolean }

async function askServer(fetch: Context['fetch'], server: Known, asking: Asking): Promise<Heard> {
  const habits: Habits = { limit: 'max_tokens', tellsUsage: true }
  for (let tries = 0; ; tries++) {
    const response = await post(fetch, server, asking, habits)
    if (response.ok) return listen(response, asking)
    const words = await readTrouble(response, server)
    if (tries < 2 && response.status === 400 && unlearn(habits, words)) continue
    throw troubleOf(response, words, server)
  }
}

/** Leaves out what the server says that it does not know; false when that was not the trouble. */
function unlearn(habits: Habits, words: string): boolean {
  if (habits.tellsUsage && words.includes('stream_options')) {
    habits.tellsUsage = false
    return true
  }
  if (habits.limit === 'max_tokens' && words.includes('max_tokens')) {
    habits.limit = 'max_completion_tokens'
    return true
  }
  return false
}

async function post(
  fetch: Context['fetch'],
  { baseUrl, model, key, host }: Known,
  { messages, mostTokens, signal, patience }: Asking,
  { limit, tellsUsage }: Habits,
): Promise<Response> {
  const body = {
    model,
    messages,
    stream: true,
    ...(tellsUsage && { stream_options: { include_usage: true } }),
    [limit]: mostTokens,
  }
  const { headersMs, totalMs } = patience
  try {
    return await fetch(
      `${baseUrl}/chat/completions`,
      withLimits(
        { headersMs, totalMs, maxBytes: mostBytes },
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream, application/json',
            ...(key !== null && { authorization: `Bearer ${key}` }),
          },
          body: JSON.stringify(body),
          signal,
          // The key goes to the server that was named, and nowhere else.
          redirect: 'error',
        },
      ),
    )
  } catch (error) {
    throw lostOf(error, host, signal)
  }
}

function lostOf(error: unknown, host: string, signal: AbortSignal): unknown {
  if (signal.aborted) return assistantError('cancelled')
  if (!(error instanceof OutboundError)) return error
  return error.code === 'timeout'
    ? assistantError('slow', { host })
    : assistantError('away', { host, words: error.message })
}

const Trouble = z.object({
  error: z.union([z.string(), z.object({ message: z.string(), code: z.unknown().optional() })]),
})

/** What a server says of a trouble is a stranger's text: short, in one piece, and without our key. */
async function readTrouble(response: Response, { key }: Server): Promise<string> {
  const raw = await readStart(response)
  const read = Trouble.safeParse(parsed(raw))
  const said = read.success
    ? typeof read.data.error === 'string'
      ? read.data.error
      : read.data.error.message
    : ''
  const words = clip(said.replace(/\s+/g, ' ').trim(), 300)
  return key === null ? words : words.replaceAll(key, '…')
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (text.length < mostTroubleBytes) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // What had come by then is told.
  }
  await reader.cancel().catch(() => {})
  return text.slice(0, mostTroubleBytes)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function troubleOf({ status, headers }: Response, words: string, { host, model }: Known): AppError {
  if (status === 401 || status === 403) return assistantError('key_refused', { host })
  if (status === 402) return assistantError('unpaid', { host })
  if (status === 404) return assistantError('not_there', { host, model })
  if (status === 429)
    return /quota|billing|credit/i.test(words)
      ? assistantError('unpaid', { host })
      : assistantError('limited', { host, retryAfter: secondsOf(headers.get('retry-after')) })
  if (status >= 500) return assistantError('down', { host, status })
  return assistantError('refused', { host, words: words || String(status) })
}

/** What a server names as its wait, within reason; a minute when it names none. */
function secondsOf(header: string | null): number {
  const seconds = Number(header ?? '')
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(3600, Math.ceil(seconds)) : 60
}

/** Reads an answer to its end, whichever end that is. What has come is never lost. */
async function listen(response: Response, { signal, patience, hear }: Asking): Promise<Heard> {
  const heard: Heard = { text: '', end: 'cut', usage: null, code: 'cut_off' }
  const take = ({ text, end, usage, trouble }: Piece): void => {
    if (usage) heard.usage = usage
    if (end) Object.assign(heard, { end, code: undefined })
    if (trouble) heard.code = 'cut_off'
    if (text === '') return
    // Not cleaned yet: a sign may come in two halves.
    heard.text += text
    hear(heard.text)
  }
  try {
    for await (const piece of readPieces(response, patience.idleMs)) {
      take(piece)
      if (heard.text.length > mostChars)
        return { ...heard, text: heard.text.slice(0, mostChars), end: 'endless' }
    }
  } catch (error) {
    if (signal.aborted) return { ...heard, end: 'cancelled' }
    const isSlow = error instanceof Error && error.name === 'TimeoutError'
    return {
      ...heard,
      end: 'cut',
      code: isSlow ? 'slow' : error instanceof SyntaxError ? 'garbled' : 'cut_off',
    }
  }
  return signal.aborted ? { ...heard, end: 'cancelled' } : heard
}
