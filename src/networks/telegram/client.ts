import { z } from 'zod'
import { withLimits } from '../../platform/http/index.ts'
import { toldBody } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import { type FormFile, formWith } from '../kit/form.ts'
import type { Account, Tools } from '../kit/network.ts'
import { failureOf } from './failures.ts'

export const server = 'https://api.telegram.org'
const host = new URL(server).host

/** What one speaks through. The token is a part of each address, so no address is ever told to anybody. */
export type Line = { tools: Tools; token: string }

export const Credential = z.object({ token: z.string(), chatId: z.string() })
export type Credential = z.infer<typeof Credential>

export function credentialOf(account: Account): Credential {
  const credential = Credential.safeParse(account.credential)
  if (credential.success) return credential.data
  throw new NetworkFailure('reconnect', 'The token of this channel is not readable. Join it again.', {
    code: 'credential_unreadable',
  })
}

export type Ask = {
  fields: Record<string, Json>
  /** Files beside the other fields, each under the name that they call it by. */
  files?: readonly FormFile[]
  /** The call sends or alters a message: without a clear answer nobody knows. */
  changes?: boolean
  signal?: AbortSignal
}

const Envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
})

/** Fifty megabytes take their time to go up. Milliseconds. */
const uploadLimits = { headersMs: 10 * 60_000, totalMs: 10 * 60_000 }

/** Calls a method of the Bot API and answers its result. Throws NetworkFailure otherwise. */
export async function call<T>(line: Line, method: string, schema: z.ZodType<T>, ask: Ask): Promise<T> {
  const { status, body } = await answerOf(line, method, ask)
  const answer = Envelope.safeParse(body)
  const changes = ask.changes === true
  if (!answer.success || !answer.data.ok)
    throw failureOf({
      status,
      description: answer.data?.description ?? null,
      retryAfter: answer.data?.parameters?.retry_after ?? null,
      changes,
      now: line.tools.now(),
    })
  const result = schema.safeParse(answer.data.result)
  if (result.success) return result.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Telegram answered with something that its Bot API does not say.',
    { code: 'odd_answer', status, cause: result.error },
  )
}

async function answerOf(
  { tools, token }: Line,
  method: string,
  ask: Ask,
): Promise<{ status: number; body: unknown }> {
  const { files = [], fields, signal } = ask
  const url = `${server}/bot${token}/${method}`
  const form = files.length > 0 ? formWith(plain(fields), ...files) : null
  try {
    const response = await tools.fetch(
      url,
      withLimits(form ? uploadLimits : {}, {
        method: 'POST',
        ...(form
          ? toldBody(form)
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }),
        redirect: 'manual',
        signal,
      }),
    )
    return { status: response.status, body: parsed(await response.text()) }
  } catch (thrown) {
    throw unanswered(thrown, host, ask.changes === true)
  }
}

/** Fields of a form are texts; what is more than that is told as JSON. */
const plain = (fields: Record<string, Json>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
