import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { accountFor, type OpenAccount } from './account.ts'
import { checkAccount, networkOf } from './check.ts'
import { nextRefresh } from './credential.ts'
import { dayMs, daysUntil, warnDays } from './health.ts'
import { findCredential } from './queries.ts'
import { reportFailure } from './trouble.ts'

const fiveMinutes = 5 * 60_000

/** Makes a sign-in new ahead of its end, and proves by a question that the new one works. */
export async function refreshAccount(ctx: Context, channelId: string, networkId: string): Promise<void> {
  const { refresh } = networkOf(ctx, networkId).connect
  if (!refresh) return
  let account: OpenAccount | null = null
  try {
    account = await accountFor(ctx, channelId)
    await refresh(ctx.toolsFor(networkId, account), account)
  } catch (error) {
    await putOff(ctx, channelId)
    if (!(error instanceof NetworkFailure)) throw error
    return reportFailure(ctx, channelId, account?.signIn ?? null, error)
  }
  await settle(ctx, channelId)
  await checkAccount(ctx, channelId, networkId)
}

/** An adapter that found nothing to do has saved nothing: the next time is set all the same. */
async function settle(ctx: Context, channelId: string): Promise<void> {
  const now = ctx.clock.now()
  const kept = await findCredential(ctx.db, channelId)
  if (!kept) return
  const { expiresAt, workspaceId } = kept
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('channelCredentials')
      .set({ refreshFailures: 0, refreshDueAt: nextRefresh(now, expiresAt) })
      .where('channelId', '=', channelId)
      .execute()
    if (expiresAt && daysUntil(expiresAt, now) <= warnDays[0]) return
    await resolveNotification(tx, ctx, workspaceId, { kind: 'channel', id: channelId }, ['channel.expiring'])
  })
}

/** Counted, and tried again: soon at first, then at longer intervals, but never less than daily. */
async function putOff(ctx: Context, channelId: string): Promise<void> {
  const now = ctx.clock.now()
  const row = await ctx.db
    .updateTable('channelCredentials')
    .set((one) => ({ refreshFailures: one('refreshFailures', '+', 1) }))
    .where('channelId', '=', channelId)
    .returning('refreshFailures')
    .executeTakeFirst()
  const wait = Math.min(fiveMinutes * 2 ** ((row?.refreshFailures ?? 1) - 1), dayMs)
  await ctx.db
    .updateTable('channelCredentials')
    .set({ refreshDueAt: new Date(now.getTime() + wait) })
    .where('channelId', '=', channelId)
    .execute()
}
