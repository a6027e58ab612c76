import type { Context } from '../../../app/context.ts'
import { notify } from '../../publish/notifications/index.ts'
import { dayMs, daysUntil, warnDays } from './health.ts'
import { checkChannel, refreshChannel } from './jobs.ts'
import { findEnding, takeCheckDue, takeRefreshDue } from './queries.ts'
import { clearShared } from './tools.ts'

/** What a sweep takes at once; the rest is a minute later. */
const most = 200
/** A job that was lost is asked for again after this. */
const leaseMs = 10 * 60_000

/** Asks for all that is due on channels. Runs each minute; any number of processes may run it together. */
export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const again = new Date(now.getTime() + leaseMs)
  await ctx.db.transaction().execute(async (tx) => {
    for (const { channelId } of await takeRefreshDue(tx, now, again, most))
      await ctx.jobs.add(refreshChannel, { channelId }, { tx, key: `refresh:${channelId}` })
    for (const { id } of await takeCheckDue(tx, now, again, most))
      await ctx.jobs.add(checkChannel, { channelId: id }, { tx, key: `check:${id}` })
  })
  await warn(ctx, now)
  await clearShared(ctx)
}

/** Tells people 14, 7 and 1 days before a sign-in ends, each once. */
async function warn(ctx: Context, now: Date): Promise<void> {
  const horizon = new Date(now.getTime() + warnDays[0] * dayMs)
  for (const row of await findEnding(ctx.db, horizon)) {
    if (!row.expiresAt || row.expiresAt <= now) continue
    const days = daysUntil(row.expiresAt, now)
    const limit = warnDays.findLast((one) => days <= one)
    if (limit === undefined || (row.warnedDays !== null && row.warnedDays <= limit)) continue
    await tellEnding(ctx, { ...row, expiresAt: row.expiresAt }, limit, days)
  }
}

type Ending = Awaited<ReturnType<typeof findEnding>>[number] & { expiresAt: Date }

async function tellEnding(ctx: Context, row: Ending, limit: number, days: number): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const told = await tx
      .updateTable('channelCredentials')
      .set({ warnedDays: limit })
      .where('channelId', '=', row.channelId)
      .where((where) => where.or([where('warnedDays', 'is', null), where('warnedDays', '>', limit)]))
      .executeTakeFirst()
    if (told.numUpdatedRows !== 1n) return
    await notify(tx, ctx, {
      workspaceId: row.workspaceId,
      kind: 'channel.expiring',
      subject: { kind: 'channel', id: row.channelId },
      facts: {
        channel: row.name,
        handle: row.handle,
        network: row.network,
        days,
        at: row.expiresAt.toISOString(),
      },
    })
  })
}
