import { createHash } from 'node:crypto'
import { z } from 'zod'
import { hideIn } from '../../platform/hide.ts'
import { withLimits } from '../../platform/http/index.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { failureOf } from './failures.ts'
import { signed } from './sign.ts'

const Credential = z.object({ url: z.url(), secret: z.string() })
export type Receiver = z.infer<typeof Credential>

export function receiverOf(credential: Json): Receiver {
  const read = Credential.safeParse(credential)
  if (read.success) return read.data
  throw new NetworkFailure('reconnect', 'Address and secret of this receiver are not there. Join it again.', {
    code: 'not_joined',
  })
}

export const hostOf = ({ url }: Receiver): string => new URL(url).host

export type Event = {
  /** The same for every repeat of this event; receivers do each id once. */
  id: string
  type: 'ping' | 'post.publish' | 'post.edit' | 'post.remove'
  data: Json
}

export type Answer = { status: number; id: string | null; url: string | null }

const limits = { totalMs: 30_000, maxBytes: 64_000 }

/** Sends one signed event. Throws NetworkFailure for everything but 2xx; `accept` names statuses that are as good. */
export async function sendEvent(
  tools: Tools,
  receiver: Receiver,
  event: Event,
  options: { signal?: AbortSignal; accept?: readonly number[] } = {},
): Promise<Answer> {
  const at = tools.now()
  const body = JSON.stringify({ type: event.type, id: event.id, at: at.toISOString(), data: event.data })
  const changes = event.type !== 'ping'
  const host = hostOf(receiver)
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': event.id,
    ...signed(receiver.secret, { id: event.id, at, body }),
  }
  const init: RequestInit = {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: options.signal ?? null,
  }
  let response: Response
  try {
    response = await tools.fetch(receiver.url, withLimits(limits, init))
  } catch (error) {
    throw unanswered(error, host, changes)
  }
  const said = await readAnswer(response)
  if (response.ok || options.accept?.includes(response.status))
    return { status: response.status, id: said.id, url: said.url }
  const { status, headers: told } = response
  // A receiver that complains of its secret may well quote it.
  const words = hideIn(said.words, [receiver.secret])
  throw failureOf({ host, status, headers: told, said: words, changes, now: at })
}

const Told = z
  .object({
    id: z
      .union([z.string().min(1).max(200), z.number().transform(String)])
      .nullable()
      .catch(null),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .catch(null),
    error: z.unknown(),
    detail: z.unknown(),
    message: z.unknown(),
  })
  .partial()

/** What the receiver says beside its status. An answer that cannot be read says nothing: the status has spoken. */
async function readAnswer(
  response: Response,
): Promise<{ id: string | null; url: string | null; words: string }> {
  const text = await response.text().catch(() => '')
  const told = Told.safeParse(parse(text))
  if (!told.success) return { id: null, url: null, words: '' }
  const { id, url, error, detail, message } = told.data
  const words = [detail, error, message].find((one): one is string => typeof one === 'string') ?? ''
  return {
    id: id ?? null,
    url: url ?? null,
    words: words
      .trim()
      .replace(/[.\s]+$/, '')
      .slice(0, 300),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** An id for what has none of its own, the same each time. */
export const idFor = (...of: string[]): string =>
  createHash('sha256').update(of.join('\n')).digest('hex').slice(0, 32)
