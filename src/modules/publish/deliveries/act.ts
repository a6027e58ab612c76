import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { AppError } from '../../../platform/errors.ts'
import { judgeFrozen } from '../../create/compliance/index.ts'
import { quietMs, quietOf } from '../dispatch/plain/quiet.ts'
import { resolveNotification } from '../notifications/index.ts'
import { tellCalledBack } from './called-back.ts'
import { type DeliveryDetail, type DeliveryState, wantsLook } from './contract.ts'
import { deliveryError } from './errors.ts'
import { lookFirst } from './in-hands.ts'
import {
  anyMissed,
  type DeliveryRow,
  findContent,
  findDelivery,
  findState,
  hurryDelivery,
  lacksApproval,
  leadingTo,
  lockDelivery,
  lookableAt,
  type Move,
  moveDelivery,
} from './queries.ts'
import { asDelivery, findBarredIn, readDelivery } from './read.ts'

/** A person's word is a new beginning: what failed before is not counted against it. */
export const fresh = { tries: 0, failureKind: null, failureCode: null, failureWords: null } as const

/** Sends a failed one again, now. One that may be out only when somebody has looked that it is not there. */
export const retryDelivery = (
  ctx: Context,
  actor: Actor,
  id: string,
  checked: boolean,
): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.retried', async (tx, row) => {
    refuseUnlooked(ctx, actor, row, checked)
    const now = ctx.clock.now()
    // What was made ready may be what failed, so it is made anew. Of one in doubt it is evidence, and stays.
    const anew = row.state === 'failed' ? { prepared: null, preparedAt: null } : {}
    const first = checked ? {} : lookFirst(ctx, actor, row, now)
    // Looked for before its time, it keeps that.
    const at = row.state === 'in_doubt' && row.dueAt > now ? row.dueAt : now
    const to = { state: 'scheduled', dueAt: at, nextAt: at, ...anew, ...fresh, ...first } as const
    await move(tx, row, ['failed', 'in_doubt'], to)
    await refuseUnapproved(tx, row)
    await refuseAgainstRules(tx, ctx, row, at)
  })

/** Only who has looked sends what may be out and no program can look for. */
function refuseUnlooked(ctx: Context, actor: Actor, row: Acting, checked: boolean): void {
  if (!checked && wantsLook(asDelivery(ctx, row), actor.id)) throw deliveryError('not_checked')
}

/** Leaves at once, whatever its time was. */
export const publishNow = (
  ctx: Context,
  actor: Actor,
  id: string,
  checked = false,
): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.hastened', async (tx, row) => {
    const now = ctx.clock.now()
    if (row.state === 'handed' && isByHand(ctx, row.network)) throw deliveryError('no_api')
    refuseUnlooked(ctx, actor, row, checked)
    const from = ['scheduled', 'claimed', 'waiting', 'handed', 'missed'] as const
    const to = { state: 'scheduled', dueAt: now, nextAt: now, ...fresh } as const
    await move(tx, row, from, { ...to, ...(!checked && lookFirst(ctx, actor, row, now)) })
    await refuseUnapproved(tx, row)
    await refuseAgainstRules(tx, ctx, row, now)
  })

/** What lacks a yes would only be missed again. Asked at its new time: where the yes is bound to one, now may be another. */
export async function refuseUnapproved(tx: Tx, row: Acting): Promise<void> {
  if (await lacksApproval(tx, row.workspaceId, row.id)) throw deliveryError('not_approved')
}

/** By the same gate as at scheduling: what went through it then may be against the rules by now. */
export async function refuseAgainstRules(tx: Tx, ctx: Context, row: Acting, at: Date): Promise<void> {
  const { workspaceId, id, postId, channelId } = row
  const frozen = await findContent(tx, workspaceId, id)
  if (!frozen) return
  const content = frozen.content as unknown as Draft
  await judgeFrozen(tx, ctx, workspaceId, { postId, channelId, content, at })
}

/** A person is given files as they are: what may not be shown is not given to them. */
export async function refuseBarred(tx: Tx, { workspaceId, id }: Acting, at: Date): Promise<void> {
  const frozen = await findContent(tx, workspaceId, id)
  const barred = frozen && (await findBarredIn(tx, workspaceId, frozen.content, at))
  if (barred) throw deliveryError('media_barred', { file: barred.fileName })
}

export const rescheduleDelivery = async (
  ctx: Context,
  actor: Actor,
  id: string,
  at: Date,
  checked = false,
): Promise<DeliveryDetail> => {
  await ctx.db.transaction().execute((tx) => rescheduleIn(tx, ctx, actor, id, at, checked))
  return readDelivery(ctx, actor, id)
}

/** The same in a transaction of somebody who moves more than one. */
export const rescheduleIn = (
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  at: Date,
  checked = false,
): Promise<void> =>
  changeIn(tx, ctx, actor, id, 'delivery.rescheduled', async (_, row) => {
    const now = ctx.clock.now()
    if (at <= now) throw deliveryError('in_the_past', { at: at.toISOString() })
    refuseUnlooked(ctx, actor, row, checked)
    const from = ['scheduled', 'claimed', 'waiting', 'handed', 'failed', 'missed'] as const
    const nextAt = isByHand(ctx, row.network) ? leadingTo(row.channelId, at) : at
    const first = checked ? {} : lookFirst(ctx, actor, row, now)
    await move(tx, row, from, { state: 'scheduled', dueAt: at, nextAt, ...fresh, ...first })
    await refuseAgainstRules(tx, ctx, row, at)
  })

/** Gives it up. What may be out already stays there: this only ends the asking. */
export const cancelDelivery = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.cancelled', (tx, row) =>
    move(tx, row, ['scheduled', 'claimed', 'waiting', 'handed', 'failed', 'missed', 'in_doubt'], {
      state: 'cancelled',
      // A claim ends with it: brought back, it waits for its time anew.
      cancelledFrom: row.state === 'claimed' ? 'scheduled' : row.state,
    }),
  )

/** Asks the network what became of it: now, or as soon as what is not there can be taken to be missing. */
export const lookAgain = (ctx: Context, actor: Actor, id: string): Promise<DeliveryDetail> =>
  change(ctx, actor, id, 'delivery.looked', async (tx, row) => {
    const now = ctx.clock.now()
    const network = ctx.networks.get(row.network)
    const quiet =
      network?.manifest.guarantee === 'findable' ? quietOf({ quiet: quietMs }, network.manifest) : 0
    const lookable = lookableAt(actor.workspaceId, row.id, now, quiet)
    if (row.state === 'sending' || row.state === 'sent')
      return hurryDelivery(tx, actor.workspaceId, row.id, { now, lookable })
    if (!network?.find) throw deliveryError('cannot_look')
    // `sending` without a worker is one whose outcome has to be found out: the dispatcher looks before anything else.
    return move(tx, row, ['in_doubt'], { state: 'sending', nextAt: lookable, tries: 0 })
  })

/** No program may publish there. */
export const isByHand = ({ networks }: Pick<Context, 'networks'>, network: string): boolean =>
  networks.get(network)?.manifest.byHand !== undefined

export type Acting = DeliveryRow & { workspaceId: string }

/** Reads, moves, writes the audit row, ends the notification and tells the screens, in one transaction. */
export async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, row: Acting) => Promise<void>,
): Promise<DeliveryDetail> {
  await ctx.db.transaction().execute((tx) => changeIn(tx, ctx, actor, id, action, work))
  return readDelivery(ctx, actor, id)
}

async function changeIn(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, row: Acting) => Promise<void>,
): Promise<void> {
  const { workspaceId } = actor
  await lockDelivery(tx, workspaceId, id)
  const row = await findDelivery(tx, actor, id)
  if (!row) throw deliveryError('not_found')
  await refuseBeyond(tx, actor, 'post.publish', [row.channelId])
  // Before the work: what it tells of anew is to stand.
  await resolveNotification(tx, ctx, workspaceId, { kind: 'delivery', id })
  await work(tx, { ...row, workspaceId })
  const after = await findDelivery(tx, actor, id)
  if (!after) throw deliveryError('not_found')
  await audit(tx, actor, {
    action,
    subject: { kind: 'delivery', id },
    before: { state: row.state, dueAt: row.dueAt },
    after: { state: after.state, dueAt: after.dueAt },
  })
  if (row.state === 'missed') await endMissed(tx, ctx, { ...row, workspaceId })
  if (row.state === 'handed' && after.state !== 'handed' && after.state !== 'published')
    await tellCalledBack(tx, ctx, actor, [id])
  await ctx.events.emit(tx, { workspaceId, topic: 'deliveries', id })
}

/** Missed ones are told of by channel: that ends with the last of them. */
async function endMissed(tx: Tx, ctx: Context, { workspaceId, channelId }: Acting): Promise<void> {
  if (!(await anyMissed(tx, workspaceId, channelId)))
    await resolveNotification(tx, ctx, workspaceId, { kind: 'channel', id: channelId }, ['delivery.missed'])
}

/** Moves it, or says in a sentence what has become of it meanwhile. */
export async function move(tx: Tx, row: Acting, from: readonly DeliveryState[], to: Move): Promise<void> {
  if (!(await moveDelivery(tx, row.workspaceId, row.id, from, to))) throw await movedOn(tx, row)
}

/** What has become of it meanwhile, as a refusal. */
export async function movedOn(tx: Tx, row: Acting): Promise<AppError> {
  const state = (await findState(tx, row.workspaceId, row.id)) ?? row.state
  return state === 'sending' || state === 'sent'
    ? deliveryError('on_its_way', { state })
    : deliveryError('wrong_state', { state: state.replace('_', ' ') })
}
