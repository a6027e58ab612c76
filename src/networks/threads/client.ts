import type { z } from 'zod'
import { type Answered, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { withAccess } from '../kit/oauth.ts'
import { failureOf } from './failures.ts'
import { renewIn, server } from './token.ts'

/** What one speaks through: the joined account. */
export type Line = { tools: Tools; account: Account; signal?: AbortSignal | undefined }

export type Request = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** In the address when something is read or removed, in a form when something is made. */
  values?: Readonly<Record<string, string | undefined>>
  /** The request publishes: without a clear answer nobody knows whether the post is out. */
  changes?: boolean
}

/** Asks as the account, and answers what Threads says in the shape that is expected. Throws NetworkFailure otherwise. */
export const call = <T>(
  { tools, account, signal }: Line,
  request: Request,
  schema: z.ZodType<T>,
): Promise<T> =>
  withAccess(tools, account, renewIn(tools), async (access) =>
    shaped(schema, await askAs(tools, access, request, signal), request.changes),
  )

/** The same with a token that is at hand. */
export async function askAs(
  tools: Tools,
  access: string,
  { method, path, values, changes = false }: Request,
  signal?: AbortSignal,
): Promise<Answered> {
  const all = defined({ ...values, access_token: access })
  const answer = await askServer(tools, {
    method,
    url: `${server}/v1.0/${path}`,
    ...(method === 'POST' ? { form: all } : { query: all }),
    changes,
    signal,
  })
  if (answer.status < 300) return answer
  throw failureOf({ ...answer, changes, now: tools.now() })
}

const defined = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** A strange answer to a publication leaves open whether the post is out. */
export function shaped<T>(schema: z.ZodType<T>, { status, body }: Answered, changes = false): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Threads answered something that Carillon does not understand. It is looked at again by itself.',
    { code: 'odd_answer', status, cause: read.error },
  )
}
