import type { Context } from '../../../app/context.ts'
import * as queries from './queries.ts'
import { hasProvider } from './ways.ts'

/** By which door somebody came before a second step. */
export type CameBy = 'password' | 'provider'

/** By what somebody came, and the hash of the password that they had before they came. */
export type Came = { hash: string | null; cameBy: CameBy | 'passkey' }

/**
 * For what has just begun: whoever sets another password, or takes the provider's account away, ends what they find, and may
 * have looked a moment too soon. Asked after it has begun, one of the two sees the other. The lock is the person's, because
 * a first password has no row.
 */
export const stillHolds = (ctx: Context, userId: string, { hash, cameBy }: Came): Promise<boolean> =>
  ctx.db.transaction().execute(async (tx) => {
    await queries.awaitUser(tx, userId)
    if (cameBy === 'provider' && !(await hasProvider(tx, ctx, userId))) return false
    return ((await queries.findPassword(tx, userId))?.password ?? null) === hash
  })
