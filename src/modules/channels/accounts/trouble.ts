import { systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notify, resolveNotification } from '../../publish/notifications/index.ts'
import { signInOf } from './credential.ts'
import { findCredential, moveChannel } from './queries.ts'

/** How soon a refusal is looked at once more: servers have been seen to refuse everybody for a minute. */
const secondLookMs = 120_000

/**
 * Tells that something failed on a channel. Only the network's own refusal of the sign-in (`reconnect`) changes it: the
 * queue is held and people are told. Everything else is the caller's to repeat; a blip never costs an account.
 * `signIn` is that of the account that was refused: when a person has signed in anew meanwhile, nothing is wrong any
 * more. Null when there was none to open.
 */
export async function reportFailure(
  ctx: Context,
  channelId: string,
  signIn: string | null,
  failure: unknown,
): Promise<void> {
  if (!(failure instanceof NetworkFailure) || failure.kind !== 'reconnect') return
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const channel = await holdChannel(tx, channelId)
    const known = channel?.stateCode !== null
    if (!channel || (channel.state !== 'active' && (channel.state !== 'paused' || known))) return
    if (await isReplaced(tx, channelId, signIn)) return
    // Who paused it keeps it paused; the reason waits for the day it is resumed.
    const broken = {
      ...channel,
      state: channel.state === 'active' ? 'reconnect' : channel.state,
    }
    await tx
      .updateTable('channels')
      .set({
        state: broken.state,
        stateCode: failure.code,
        stateWords: failure.message,
        ...(broken.state !== channel.state && { stateSince: now }),
        checkDueAt: new Date(now.getTime() + secondLookMs),
      })
      .where('id', '=', channelId)
      .execute()
    await notify(tx, ctx, {
      workspaceId: broken.workspaceId,
      kind: 'channel.reconnect',
      subject: { kind: 'channel', id: channelId },
      facts: {
        channel: broken.name,
        handle: broken.handle,
        network: broken.network,
        reason: failure.message,
      },
    })
    await tell(ctx, tx, broken, 'channel.refused', { code: failure.code })
  })
}

const holdChannel = (tx: Tx, channelId: string) =>
  tx
    .selectFrom('channels')
    .select(['id', 'workspaceId', 'network', 'handle', 'name', 'state', 'stateCode'])
    .where('id', '=', channelId)
    .forUpdate()
    .executeTakeFirst()

/** Whether somebody has signed in anew since. Asked while the channel is held, so that nobody can meanwhile. */
async function isReplaced(tx: Tx, channelId: string, signIn: string | null): Promise<boolean> {
  const kept = await findCredential(tx, channelId)
  return signIn !== null && kept !== undefined && signInOf(kept) !== signIn
}

/** Tells that the network did what it was asked: a channel that was thought lost is back. Cheap when nothing was wrong. */
export async function reportSuccess(ctx: Context, channelId: string): Promise<void> {
  const trouble = await ctx.db
    .selectFrom('channels')
    .select('state')
    .where('id', '=', channelId)
    .where('stateCode', 'is not', null)
    .where('state', 'in', ['reconnect', 'paused'])
    .executeTakeFirst()
  if (!trouble) return
  await ctx.db.transaction().execute((tx) => putRight(ctx, tx, channelId))
}

/** The sign-in holds (again). A paused channel stays paused. */
export async function putRight(ctx: Context, tx: Tx, channelId: string): Promise<void> {
  const why = { stateCode: null, stateWords: null }
  const mended =
    (await moveChannel(tx, channelId, ['reconnect'], {
      state: 'active',
      stateSince: ctx.clock.now(),
      ...why,
    })) ?? (await moveChannel(tx, channelId, ['paused'], why))
  if (!mended) return
  await resolveNotification(tx, ctx, mended.workspaceId, { kind: 'channel', id: channelId })
  await tell(ctx, tx, mended, 'channel.recovered', {})
}

async function tell(
  ctx: Context,
  tx: Tx,
  channel: { id: string; workspaceId: string; state: string },
  action: AuditAction,
  facts: object,
): Promise<void> {
  const { id, workspaceId, state } = channel
  const after = { state, ...facts }
  await audit(tx, systemActor(workspaceId), { action, subject: { kind: 'channel', id }, after })
  await ctx.events.emit(tx, { workspaceId, topic: 'channels', id })
}
