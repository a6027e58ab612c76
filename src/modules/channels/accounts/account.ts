import type { Context } from '../../../app/context.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'
import { openCredential, saveCredential } from './credential.ts'
import { channelError } from './errors.ts'
import { findAccount, findCredential } from './queries.ts'

/**
 * The account of a channel with its credential opened, as an adapter is given it. Throws `channel.not_found` and
 * `channel.removed`, and NetworkFailure `reconnect` when nobody is signed in.
 */
export async function accountFor(ctx: Context, channelId: string): Promise<Account> {
  const row = await findAccount(ctx.db, channelId)
  if (!row) throw channelError('not_found')
  if (row.state === 'removed') throw channelError('removed')
  return asAccount(ctx, row)
}

/** The account of a removed channel, to take leave of it; null when nothing of a sign-in is left or it was joined again. */
export async function removedAccount(
  ctx: Context,
  channelId: string,
): Promise<{ account: Account; network: Network } | null> {
  const row = await findAccount(ctx.db, channelId)
  const network = row && ctx.networks.get(row.network)
  if (!network || row.state !== 'removed' || !row.sealed) return null
  return { account: asAccount(ctx, row), network }
}

type Row = NonNullable<Awaited<ReturnType<typeof findAccount>>>

function asAccount(ctx: Context, row: Row): Account {
  const { id: channelId, workspaceId, network } = row
  return {
    channelId,
    workspaceId,
    remoteId: row.remoteId,
    handle: row.handle,
    server: row.server,
    settings: row.settings as Record<string, Json>,
    limits: row.limits,
    credential: opened(ctx, channelId, row),
    reload: async () => opened(ctx, channelId, await findCredential(ctx.db, channelId)),
    save: (credential, expiresAt) =>
      saveCredential(ctx, ctx.db, { channelId, workspaceId, network }, credential, expiresAt),
  }
}

type Kept = { sealed: Buffer | null; keyId: string | null } | undefined

function opened(ctx: Context, channelId: string, row: Kept): Json {
  if (row?.sealed && row.keyId)
    return openCredential(ctx, channelId, { sealed: row.sealed, keyId: row.keyId })
  throw new NetworkFailure('reconnect', 'Nobody is signed in to this account any more. Join it again.', {
    code: 'signed_out',
  })
}
