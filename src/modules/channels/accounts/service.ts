import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { wrongFields } from '../../../networks/kit/fields.ts'
import { withChoices } from '../../../networks/kit/limits.ts'
import type { ChannelLimits, Field } from '../../../networks/kit/manifest.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { networkOf } from './check.ts'
import type { ChannelChange, ChannelDetail, ChannelState } from './contract.ts'
import { channelError } from './errors.ts'
import { checkChannel } from './jobs.ts'
import { findChannel, lockChannel, moveChannel } from './queries.ts'
import { asDetail } from './read.ts'

export async function readChannel(ctx: Context, actor: Actor, id: string): Promise<ChannelDetail> {
  const row = await findChannel(ctx.db, actor, id)
  if (!row) throw channelError('not_found')
  return asDetail(ctx, actor, row)
}

export function changeChannel(
  ctx: Context,
  actor: Actor,
  id: string,
  change: ChannelChange,
): Promise<ChannelDetail> {
  const { name, timeZone, dailyCap, settings } = change
  return act(ctx, actor, id, 'channel.changed', async (tx, row) => {
    if (row.state === 'removed') throw channelError('removed')
    const fields = withChoices(
      networkOf(ctx, row.network).manifest.settings ?? [],
      row.limits as ChannelLimits,
    )
    const own = row.settings as Record<string, Json>
    await tx
      .updateTable('channels')
      .set({
        ...(name !== undefined && (name === null ? { renamed: false } : { name, renamed: true })),
        ...(timeZone !== undefined && { timeZone }),
        ...(dailyCap !== undefined && { dailyCap }),
        ...(settings && { settings: JSON.stringify({ ...own, ...readSettings(fields, settings) }) }),
        checkDueAt: ctx.clock.now(),
      })
      .where('id', '=', id)
      .execute()
    // The name that it follows again, and what settings change at the network, are asked for at once.
    if (name === null || settings)
      await ctx.jobs.add(checkChannel, { channelId: id }, { tx, key: `check:${id}` })
  })
}

/** Values as the manifest's fields take them; those left out stay as they are. All that is wrong is told at once. */
function readSettings(
  fields: readonly Field[],
  given: Record<string, string | boolean>,
): Record<string, Json> {
  const asked = fields.filter(({ name }) => name in given)
  const wrong = wrongFields(asked, given)
  if (wrong.length === 0) return given
  throw channelError(
    'bad_settings',
    {},
    wrong.map(({ name, code, words }) => ({ path: `settings.${name}`, code, detail: words })),
  )
}

/** Holds the queue. What is being sent at this moment still goes out. */
export const pauseChannel = (ctx: Context, actor: Actor, id: string): Promise<ChannelDetail> =>
  act(ctx, actor, id, 'channel.paused', async (tx, row) => {
    const moved = await moveChannel(tx, id, ['active', 'reconnect'], {
      state: 'paused',
      stateSince: ctx.clock.now(),
    })
    if (!moved) throw channelError('not_active', { state: row.state })
  })

/** Lets the queue go on, unless the network has refused the sign-in meanwhile. */
export const resumeChannel = (ctx: Context, actor: Actor, id: string): Promise<ChannelDetail> =>
  act(ctx, actor, id, 'channel.resumed', async (tx, row) => {
    const state: ChannelState = row.stateCode ? 'reconnect' : 'active'
    const moved = await moveChannel(tx, id, ['paused'], { state, stateSince: ctx.clock.now() })
    if (!moved) throw channelError('not_paused', { state: row.state })
  })

/** Asks the network now, because a person wants to know. */
export const checkNow = (ctx: Context, actor: Actor, id: string): Promise<ChannelDetail> =>
  act(ctx, actor, id, 'channel.check_asked', async (tx, row) => {
    if (row.state === 'removed') throw channelError('removed')
    await ctx.jobs.add(checkChannel, { channelId: id }, { tx, key: `check:${id}` })
  })

type Row = NonNullable<Awaited<ReturnType<typeof lockChannel>>>

/** Holds the channel, changes it, writes the audit row and tells the screens, in one transaction. */
async function act(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<ChannelDetail> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await lockOwn(tx, actor, id)
    await work(tx, before)
    const after = await lockChannel(tx, workspaceId, id)
    await audit(tx, actor, {
      action,
      subject: { kind: 'channel', id },
      before: notable(before),
      after: after && notable(after),
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'channels', id })
  })
  return readChannel(ctx, actor, id)
}

/** A channel that the actor looks after, held still until the transaction ends. */
export async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<Row> {
  const row = isWithin(sightOf(actor), id) && (await lockChannel(tx, actor.workspaceId, id))
  if (!row) throw channelError('not_found')
  await refuseBeyond(tx, actor, 'channel.manage', [id])
  return row
}

const notable = ({ name, timeZone, dailyCap, state, settings }: Row) => ({
  name,
  timeZone,
  dailyCap,
  state,
  settings,
})
