import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { type OpenAccount, reportFailure } from '../../channels/accounts/index.ts'
import { blockedUntil, reportLimit } from '../../publish/limits/index.ts'
import { type DueChannel, postpone } from './queries.ts'
import { backoff } from './timetable.ts'

/**
 * What follows from a failed look at a network. Nothing is lost by waiting: a look can be had again later, so limits are
 * obeyed for everybody whom they stop, and a refused credential is reported to its people.
 * `account` is the one that was refused, null when it could not be opened. Answers what failed for this request alone; everything else is dealt with, or thrown on when it is no failure of a network.
 */
export async function meetTrouble(
  ctx: Context,
  channel: DueChannel,
  account: OpenAccount | null,
  error: unknown,
): Promise<'rejected' | 'stopped'> {
  if (!(error instanceof NetworkFailure)) throw error
  const { kind, code, scope } = error
  ctx.log.info({ channelId: channel.id, kind, code, scope }, 'The network did not tell its numbers')
  if (kind === 'rejected') return 'rejected'
  if (kind === 'reconnect') await reportFailure(ctx, channel.id, account?.signIn ?? null, error)
  else await stop(ctx, channel, error)
  return 'stopped'
}

async function stop(ctx: Context, channel: DueChannel, failure: NetworkFailure): Promise<void> {
  const now = ctx.clock.now()
  const { scope, retryAt, alone } = failure
  // A limit of what was asked for alone holds numbers back, and no post.
  if (retryAt && !alone)
    await reportLimit(ctx, subjectOf(channel), { scope, remaining: 0, resetsAt: retryAt })
  await postpone(ctx.db, whomOf(channel, scope), retryAt ?? new Date(now.getTime() + backoff(0)))
}

function whomOf({ id, appId, network, server }: DueChannel, scope: NetworkFailure['scope']) {
  if (scope === 'account') return { channelId: id }
  return scope === 'app' && appId ? { appId } : { network, server }
}

/** Whether a limit that somebody met stops this channel now; then it is not asked before that ends. */
export async function isHeld(ctx: Context, channel: DueChannel): Promise<boolean> {
  const until = await blockedUntil(ctx, subjectOf(channel))
  if (until) await postpone(ctx.db, { channelId: channel.id }, until)
  return until !== null
}

const subjectOf = ({ id, network, server, appId }: DueChannel) => ({ channelId: id, network, server, appId })
