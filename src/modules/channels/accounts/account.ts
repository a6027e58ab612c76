import type { Context } from '../../../app/context.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'
import { openCredential, saveCredential, signInOf } from './credential.ts'
import { channelError } from './errors.ts'
import { findAccount, findCredential, holdAppOf } from './queries.ts'

/** An account that was opened here; `signIn` says which sign-in its credential is of, and changes when it is made new. */
export type OpenAccount = Account & { signIn: string }

/**
 * The account of a channel with its credential opened, as an adapter is given it. Throws `channel.not_found` and
 * `channel.removed`, and NetworkFailure `reconnect` when nobody is signed in.
 */
export async function accountFor(ctx: Context, channelId: string): Promise<OpenAccount> {
  const row = await findAccount(ctx.db, channelId)
  if (!row) throw channelError('not_found')
  if (row.state === 'removed') throw channelError('removed')
  return asAccount(ctx, row)
}

/** The account of a removed channel, to take leave of it; null when nothing of a sign-in is left or it was joined again. */
export async function removedAccount(
  ctx: Context,
  channelId: string,
): Promise<{ account: OpenAccount; network: Network } | null> {
  const row = await findAccount(ctx.db, channelId)
  const network = row && ctx.networks.get(row.network)
  if (!network || row.state !== 'removed' || !row.sealed) return null
  return { account: asAccount(ctx, row), network }
}

type Row = NonNullable<Awaited<ReturnType<typeof findAccount>>>

function asAccount(ctx: Context, row: Row): OpenAccount {
  const { id: channelId, workspaceId, network } = row
  const account: OpenAccount = {
    channelId,
    workspaceId,
    remoteId: row.remoteId,
    handle: row.handle,
    server: row.server,
    appId: row.appId,
    settings: row.settings as Record<string, Json>,
    limits: row.limits,
    ...opened(ctx, channelId, row),
    async reload() {
      const { credential, signIn } = opened(ctx, channelId, await findCredential(ctx.db, channelId))
      account.signIn = signIn
      return credential
    },
    async save(credential, expiresAt) {
      const place = { channelId, workspaceId, network }
      await ctx.db.transaction().execute(async (tx) => {
        // Joined again by another app meanwhile: what the old one made new would end the new sign-in.
        if ((await holdAppOf(tx, channelId)) !== row.appId) return
        account.signIn = signInOf(await saveCredential(ctx, tx, place, credential, expiresAt))
      })
    },
  }
  return account
}

type Kept = { sealed: Buffer | null; keyId: string | null } | undefined

function opened(ctx: Context, channelId: string, row: Kept): { credential: Json; signIn: string } {
  if (row?.sealed && row.keyId) {
    const kept = { sealed: row.sealed, keyId: row.keyId }
    return { credential: openCredential(ctx, channelId, kept), signIn: signInOf(kept) }
  }
  throw new NetworkFailure('reconnect', 'Nobody is signed in to this account any more. Join it again.', {
    code: 'signed_out',
  })
}
