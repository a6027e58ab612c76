import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, App, Tools } from '../kit/network.ts'
import { failureOf } from './failures.ts'
import { usageOf } from './usage.ts'

/** The newest version of the Graph API that Meta’s reference spoke of; a version lives for two years at least. */
export const version = 'v26.0'
export const graph = 'https://graph.facebook.com'
/** Pieces of films go here. */
export const graphVideo = 'https://graph-video.facebook.com'

/** What one speaks through: a token, with the proof that it is our app that brings it. */
export type Line = { tools: Tools; token: string; proof: string }

export const Credential = z.object({ token: z.string(), scopes: z.array(z.string()) })
export type Credential = z.infer<typeof Credential>

export function credentialOf(account: Pick<Account, 'credential'>): Credential {
  const credential = Credential.safeParse(account.credential)
  if (credential.success) return credential.data
  throw new NetworkFailure('reconnect', 'The sign-in of this page is not readable. Join it again.', {
    code: 'credential_unreadable',
  })
}

export const lineOf = async (tools: Tools, account: Pick<Account, 'credential'>): Promise<Line> =>
  lineFor(tools, await tools.app(), credentialOf(account).token)

/** Who has a stolen token and not the app’s secret can do nothing with it, where the app asks for the proof. */
export const lineFor = (tools: Tools, app: App, token: string): Line => ({
  tools,
  token,
  proof: createHmac('sha256', app.values.clientSecret ?? '')
    .update(token)
    .digest('hex'),
})

export type Ask = Pick<Asked, 'method' | 'query' | 'form' | 'changes' | 'carries' | 'signal'> & {
  /** Below the version: `123/feed`. */
  path: string
  host?: string
  multipart?: FormData
}

/** Asks the graph and answers what it says. Throws NetworkFailure otherwise. */
export async function ask<T>(line: Line, schema: z.ZodType<T>, asked: Ask): Promise<T> {
  const { path, host = graph, form, multipart, query, ...rest } = asked
  const body = bodyOf(line, form, multipart)
  const answered = await askServer(line.tools, {
    ...rest,
    url: `${host}/${version}/${path}`,
    headers: { authorization: `Bearer ${line.token}` },
    query: { ...query, ...(!body && { appsecret_proof: line.proof }) },
    ...body,
  })
  const { tools } = line
  const usage = usageOf(answered.headers, tools.now())
  for (const limit of usage.limits) tools.report(limit)
  const changes = asked.changes === true
  const error = failureOf({ ...answered, changes, now: tools.now(), regainAt: usage.regainAt })
  if (error) throw error
  const read = schema.safeParse(answered.body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Facebook answered with something that its Graph API does not say.',
    { code: 'odd_answer', status: answered.status, cause: read.error },
  )
}

function bodyOf(
  { proof }: Line,
  form: Ask['form'],
  multipart: FormData | undefined,
): Pick<Asked, 'form' | 'multipart'> | null {
  if (form) return { form: { ...form, appsecret_proof: proof } }
  if (!multipart) return null
  multipart.set('appsecret_proof', proof)
  return { multipart }
}

/** What the graph says when it has nothing more to say. */
export const Done = z.looseObject({ success: z.boolean().optional() })
export const Id = z.object({ id: z.string() })

/** Null where a thing is gone. */
export function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.code === 'message_gone') return null
  throw failure
}
