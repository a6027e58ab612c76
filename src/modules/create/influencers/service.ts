import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { lookSoon } from '../compliance/index.ts'
import { type Influencer, type InfluencerBody, type InfluencerChange, mostInfluencers } from './contract.ts'
import { influencerError } from './errors.ts'
import {
  countLiving,
  deleteInfluencer,
  findInfluencer,
  insertInfluencer,
  lockInfluencer,
  updateInfluencer,
} from './queries.ts'

export async function addInfluencer(ctx: Context, actor: Actor, body: InfluencerBody): Promise<Influencer> {
  refusePartial(actor)
  return ctx.db.transaction().execute(async (tx) => {
    await refuseMany(tx, actor)
    const id = await insertInfluencer(tx, actor.workspaceId, body)
    return told(tx, ctx, actor, id, 'influencer.added')
  })
}

/** With another tie, what is planned with them is judged anew. */
export const changeInfluencer = (
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: InfluencerChange,
): Promise<Influencer> =>
  alter(ctx, actor, id, 'influencer.changed', async (tx, before) => {
    if (version !== before.version)
      throw influencerError('changed', { yours: version, current: before.version, influencer: before })
    await updateInfluencer(tx, actor.workspaceId, id, body, ctx.clock.now())
    await lookSoon(tx, ctx, actor.workspaceId)
  })

/** Offered no longer; posts with them stay as they are. */
export const archiveInfluencer = (ctx: Context, actor: Actor, id: string): Promise<Influencer> =>
  alter(ctx, actor, id, 'influencer.archived', (tx) =>
    updateInfluencer(tx, actor.workspaceId, id, { archivedAt: ctx.clock.now() }, ctx.clock.now()),
  )

export const restoreInfluencer = (ctx: Context, actor: Actor, id: string): Promise<Influencer> =>
  alter(ctx, actor, id, 'influencer.restored', async (tx) => {
    await refuseMany(tx, actor)
    await updateInfluencer(tx, actor.workspaceId, id, { archivedAt: null }, ctx.clock.now())
  })

/** Forgets who it is. What tied them stays at the posts, which must go on saying it. */
export async function removeInfluencer(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor)
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await lockInfluencer(tx, workspaceId, id))) throw influencerError('not_found')
    await deleteInfluencer(tx, workspaceId, id)
    await audit(tx, actor, { action: 'influencer.removed', subject: { kind: 'influencer', id } })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: null })
    await lookSoon(tx, ctx, workspaceId)
  })
}

async function refuseMany(tx: Tx, { workspaceId }: Actor): Promise<void> {
  if ((await countLiving(tx, workspaceId)) >= mostInfluencers)
    throw influencerError('too_many', { most: mostInfluencers })
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, before: Influencer) => Promise<void>,
): Promise<Influencer> {
  refusePartial(actor)
  return ctx.db.transaction().execute(async (tx) => {
    await lockInfluencer(tx, actor.workspaceId, id)
    const before = await findInfluencer(tx, actor, id)
    if (!before) throw influencerError('not_found')
    await work(tx, before)
    return told(tx, ctx, actor, id, action, before)
  })
}

/** The log keeps what ties them and not who they are: it is kept when they are forgotten. */
const kept = ({ connection, version, archivedAt }: Influencer) => ({ connection, version, archivedAt })

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: Influencer,
): Promise<Influencer> {
  const after = await findInfluencer(tx, actor, id)
  if (!after) throw influencerError('not_found')
  await audit(tx, actor, {
    action,
    subject: { kind: 'influencer', id },
    ...(before && { before: kept(before) }),
    after: kept(after),
  })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'posts', id: null })
  return after
}
