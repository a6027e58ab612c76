import { z } from 'zod'
import { hideIn } from '../../platform/hide.ts'
import { withLimits } from '../../platform/http/index.ts'
import { askServer, type Told } from '../kit/ask.ts'
import { NetworkFailure, unanswered } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { failureOf, needsPerson, uploadRefused } from './failures.ts'
import { renewed, Signed, spareMs } from './vkid.ts'

export const server = 'https://api.vk.com'
const host = new URL(server).host
/** The version of the interface that is spoken; its published description is of this one. */
const version = '5.199'

/** Whose key it is decides which methods answer: most of them speak to persons alone. */
type By = 'person' | 'community'

/** What one speaks through. The token of a sign-in through VK ID is made new where it ends or has ended. */
export type Line = {
  tools: Tools
  token: string
  by: By
  signed?: { account: Account; endsAt: number }
}

/** A key that somebody pasted. */
const Credential = z.object({ token: z.string(), by: z.enum(['person', 'community']) })
export type Credential = z.infer<typeof Credential>

export function lineOf(tools: Tools, account: Account): Line {
  const key = Credential.safeParse(account.credential)
  if (key.success) return { tools, ...key.data }
  const signed = Signed.safeParse(account.credential)
  if (signed.success) {
    const { access, accessEndsAt, by } = signed.data
    const endsAt = accessEndsAt === null ? Number.POSITIVE_INFINITY : Date.parse(accessEndsAt)
    return { tools, token: access, by, signed: { account, endsAt } }
  }
  throw new NetworkFailure('reconnect', 'The key of this community is not readable. Join it again.', {
    code: 'credential_unreadable',
  })
}

export type Value = string | number | boolean | readonly (string | number)[] | undefined
export type Ask = {
  fields?: Record<string, Value>
  /** The call makes or alters a post or comment: without a clear answer nobody knows. */
  changes?: boolean
  /** VK answers it to keys of persons alone, so a community's key is not even sent. */
  personal?: boolean
  signal?: AbortSignal | undefined
}

const Envelope = z.object({
  response: z.unknown().optional(),
  error: z.object({ error_code: z.number(), error_msg: z.string().catch('') }).optional(),
})

/** So often, and after so long, is asked anew what VK did not do because it came too soon after others (error 6). */
const tries = 4
const breathMs = 400

/** The token is none, or has ended. */
const endedCodes: readonly number[] = [5, 1117]

/** Calls a method and answers its result. Throws NetworkFailure otherwise. */
export async function call<T>(line: Line, method: string, schema: z.ZodType<T>, ask: Ask = {}): Promise<T> {
  if (ask.personal && line.by === 'community') throw needsPerson(method)
  if (line.signed && line.signed.endsAt - spareMs <= line.tools.now().getTime()) await renew(line)
  let anew = false
  for (let nth = 1; ; nth++) {
    const answer = await answerOf(line, method, ask)
    const told = Envelope.safeParse(answer.body)
    const error = told.success ? (told.data.error ?? null) : null
    const good = answer.status === 200 && told.success && !error && told.data.response !== undefined
    if (good) return shaped(schema, told.data.response, answer.status, ask.changes === true)
    if (error && endedCodes.includes(error.error_code) && line.signed && !anew) {
      anew = true
      await renew(line)
      continue
    }
    if (error?.error_code !== 6 || nth === tries)
      throw failureOf({
        status: answer.status,
        headers: answer.headers,
        // VK may well quote the key of which it complains.
        error: error && { code: error.error_code, words: hideIn(error.error_msg, [line.token]) },
        changes: ask.changes === true,
        now: line.tools.now(),
      })
    await new Promise((done) => setTimeout(done, breathMs))
    ask.signal?.throwIfAborted()
  }
}

/** The line goes on with the fresh token; how long that lives the account knows when it is opened again. */
async function renew(line: Line): Promise<void> {
  const { tools, token, signed } = line
  if (!signed) return
  line.token = await renewed(tools, signed.account, token)
  line.signed = { ...signed, endsAt: Number.POSITIVE_INFINITY }
}

function shaped<T>(schema: z.ZodType<T>, response: unknown, status: number, changes: boolean): T {
  const result = schema.safeParse(response)
  if (result.success) return result.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'VK answered with something that its interface does not say.',
    { code: 'odd_answer', status, cause: result.error },
  )
}

type Answer = { status: number; headers: Headers; body: unknown }

const written = (value: Exclude<Value, undefined>): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : Array.isArray(value) ? value.join(',') : String(value)

async function answerOf({ tools, token }: Line, method: string, ask: Ask): Promise<Answer> {
  const body = new URLSearchParams({ v: version })
  for (const [name, value] of Object.entries(ask.fields ?? {}))
    if (value !== undefined) body.set(name, written(value))
  try {
    const response = await tools.fetch(
      `${server}/method/${method}`,
      withLimits(
        {},
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          },
          body: body.toString(),
          redirect: 'manual',
          signal: ask.signal,
        },
      ),
    )
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) }
  } catch (thrown) {
    throw unanswered(thrown, host, ask.changes === true)
  }
}

/**
 * Sends a form with a file to the server that VK named for it, without the key: the address is permission enough. Nothing is
 * published by it, so whatever goes wrong is tried anew.
 */
export async function upload<T>(
  { tools }: Line,
  url: string,
  told: Told,
  schema: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { status, headers, body } = await askServer(tools, {
    method: 'POST',
    url,
    told,
    carries: true,
    signal,
  })
  const result = schema.safeParse(body)
  if (status === 200 && result.success) return result.data
  throw uploadRefused({ status, headers, now: tools.now(), understood: body !== null })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
