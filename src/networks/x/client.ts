import type { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { renewBy, withAccess } from '../kit/oauth.ts'
import { dialect } from './dialect.ts'
import { failureOf } from './failures.ts'

export const server = 'https://api.x.com'

export type Request = Omit<Asked, 'url' | 'headers'> & {
  path: string
  /** Whether the answer's rate headers speak of posting. */
  reports?: boolean
}

/** Asks as somebody with a token that is good, and answers what came, when it is success. Throws NetworkFailure otherwise. */
export const ask = (tools: Tools, account: Account, request: Request): Promise<Answered> =>
  withAccess(tools, account, renewBy(tools, dialect), (access) => askWith(tools, access, request))

/** The same for what publishing does without: what an app or an account may not do there (403) ends no sign-in. */
export const askBeside = (tools: Tools, account: Account, request: Request): Promise<Answered> =>
  ask(tools, account, request).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'reconnect' && failure.status === 403)
      throw new NetworkFailure('rejected', 'X does not let this app look there.', {
        code: failure.code,
        status: failure.status,
      })
    throw failure
  })

export async function askWith(
  tools: Tools,
  access: string,
  { path, reports, ...request }: Request,
): Promise<Answered> {
  const answer = await askServer(tools, {
    ...request,
    url: server + path,
    headers: { authorization: `Bearer ${access}` },
  })
  if (reports) reportRate(tools, answer.headers)
  if (answer.status >= 200 && answer.status < 300) return answer
  throw failureOf({ answer, changes: request.changes === true, now: tools.now(), secrets: [access] })
}

/** The answer in the shape that is expected of it; a strange one leaves open whether the change was made. */
export function shaped<T>(schema: z.ZodType<T>, answer: Answered, changes = false): T {
  const result = schema.safeParse(answer.body)
  if (result.success) return result.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'X answered with something that its description does not say.',
    { code: 'odd_answer', status: answer.status, cause: result.error },
  )
}

function reportRate(tools: Tools, headers: Headers): void {
  const remaining = headers.get('x-rate-limit-remaining')
  const reset = headers.get('x-rate-limit-reset')
  if (remaining && reset && /^\d{1,9}$/.test(remaining) && /^\d{1,12}$/.test(reset))
    tools.report({
      scope: 'account',
      remaining: Number(remaining),
      resetsAt: new Date(Number(reset) * 1000),
    })
}
