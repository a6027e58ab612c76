import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Network, Profile } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { accountFor, type OpenAccount } from './account.ts'
import { channelError } from './errors.ts'
import { dayMs } from './health.ts'
import { copyAvatar } from './jobs.ts'
import { putRight, reportFailure } from './trouble.ts'

const quarterMs = 15 * 60_000

export function networkOf(ctx: Context, id: string): Network {
  const network = ctx.networks.get(id)
  if (!network) throw channelError('no_network', { network: id })
  return network
}

/** A day from now, give or take, so that a thousand channels joined together are not asked together. */
export const nextCheck = (now: Date): Date => new Date(now.getTime() + dayMs * (0.9 + Math.random() * 0.2))

/** Longer after each failure, up to a day. */
export const againAfter = (now: Date, failures: number): Date =>
  new Date(now.getTime() + Math.min(quarterMs * 2 ** (failures - 1), dayMs))

/** Asks the network whether the account works, keeps what it says of it, and mends or holds the channel accordingly. */
export async function checkAccount(ctx: Context, channelId: string, networkId: string): Promise<void> {
  const network = networkOf(ctx, networkId)
  let account: OpenAccount | null = null
  try {
    account = await accountFor(ctx, channelId)
    const profile = await network.connect.check(ctx.toolsFor(networkId, account), account)
    await ctx.db.transaction().execute(async (tx) => {
      await keepProfile(ctx, tx, channelId, profile)
      await putRight(ctx, tx, channelId)
    })
  } catch (error) {
    await missed(ctx, channelId)
    if (!(error instanceof NetworkFailure)) throw error
    await reportFailure(ctx, channelId, account?.signIn ?? null, error)
  }
}

async function missed(ctx: Context, channelId: string): Promise<void> {
  const now = ctx.clock.now()
  const { checkFailures } = await ctx.db
    .updateTable('channels')
    .set((row) => ({ checkFailures: row('checkFailures', '+', 1) }))
    .where('id', '=', channelId)
    .returning('checkFailures')
    .executeTakeFirstOrThrow()
  await ctx.db
    .updateTable('channels')
    .set({ checkDueAt: againAfter(now, checkFailures) })
    .where('id', '=', channelId)
    .execute()
}

/** What the network says of an account. A name that a person gave stays. */
export async function keepProfile(ctx: Context, tx: Tx, channelId: string, profile: Profile): Promise<void> {
  const now = ctx.clock.now()
  const { handle, name, avatarUrl, profileUrl, limits } = profile
  const before = await tx
    .selectFrom('channels')
    .select(['avatarSource', 'avatarUrl', 'renamed', 'handle', 'name', 'workspaceId', 'limits'])
    .where('id', '=', channelId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const picture = avatarUrl === before.avatarSource ? {} : { avatarSource: avatarUrl }
  await tx
    .updateTable('channels')
    .set({
      handle,
      profileUrl,
      ...picture,
      ...(!before.renamed && { name }),
      limits: JSON.stringify(limits),
      checkedAt: now,
      checkDueAt: nextCheck(now),
      checkFailures: 0,
    })
    .where('id', '=', channelId)
    .execute()
  const missing = avatarUrl !== null && before.avatarUrl === null
  if ('avatarSource' in picture || missing)
    await ctx.jobs.add(copyAvatar, { channelId }, { tx, key: `avatar:${channelId}` })
  const changed =
    before.handle !== handle ||
    (!before.renamed && before.name !== name) ||
    // What may be written and chosen here: screens that are open would go by the old.
    !isDeepStrictEqual(before.limits, limits)
  if (changed)
    await ctx.events.emit(tx, { workspaceId: before.workspaceId, topic: 'channels', id: channelId })
}
