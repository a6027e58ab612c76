import type { z } from 'zod'
import type { Account, Tools } from '../kit/network.ts'
import { withAccess } from '../kit/oauth.ts'
import { type Ask, type Credential, call, keysOf, readable } from './call.ts'
import { renewIn } from './token.ts'

/** Calls a method as somebody. Throws NetworkFailure unless it is answered as the documentation says. */
export type Asking = <T>(method: string, schema: z.ZodType<T>, ask?: Ask) => Promise<T>

/** As the account: makes its sign-in new when it has ended. */
export const asking =
  (tools: Tools, account: Account): Asking =>
  (method, schema, ask) =>
    withAccess(tools, account, renewIn(tools), async (access) =>
      call(tools, await keysOf(tools, readable(account.credential), access), { method, schema, ...ask }),
    )

/** As whoever has just signed in: nothing is kept of it yet. */
export const askingBy =
  (tools: Tools, credential: Credential): Asking =>
  async (method, schema, ask) =>
    call(tools, await keysOf(tools, credential, credential.access), { method, schema, ...ask })
