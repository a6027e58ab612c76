import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { personBehind, proveAgain } from '../second-step/index.ts'
import { type Deletion, type DeletionBody, graceDays } from './contract.ts'
import { closingError } from './errors.ts'
import { type News, tellClosing } from './jobs.ts'
import { countWhatGoes, findClosing, lockClosing, setEraseAt } from './queries.ts'

export async function foretell(ctx: Context, { workspaceId }: Actor): Promise<Deletion> {
  const counted = await countWhatGoes(ctx.db, workspaceId, ctx.clock.now())
  const eraseAt = (await findClosing(ctx.db, workspaceId))?.eraseAt ?? null
  return { ...counted, graceDays, eraseAt: eraseAt?.toISOString() ?? null }
}

/** From this instant on nothing leaves and nothing changes; the dispatcher and the edge ask for `erase_at`. */
export async function askForDeletion(
  ctx: Context,
  actor: Actor,
  { name, ...proof }: DeletionBody,
): Promise<Deletion> {
  const person = await personBehind(ctx, actor)
  await refuseOtherName(ctx, actor, name)
  const eraseAt = new Date(ctx.clock.now().getTime() + graceDays * 86_400_000)
  const goes = await countWhatGoes(ctx.db, actor.workspaceId, ctx.clock.now())
  await proveAgain(ctx, person, proof, async (tx) => {
    if ((await lockClosing(tx, actor.workspaceId)).eraseAt) throw closingError('already')
    await setEraseAt(tx, actor.workspaceId, eraseAt)
    const after = { eraseAt, scheduled: goes.scheduled, channels: goes.channels, media: goes.media }
    await tell(tx, ctx, actor, 'workspace.deletion_asked', 'asked', after)
  })
  return foretell(ctx, actor)
}

async function refuseOtherName(ctx: Context, { workspaceId }: Actor, name: string): Promise<void> {
  if ((await findClosing(ctx.db, workspaceId))?.name.trim() === name.trim()) return
  throw closingError('other_name', {}, [
    { path: 'name', code: 'other_name', detail: 'This is not the name of the workspace.' },
  ])
}

/** It goes on as if nothing had been: what became due meanwhile is late, and a person decides about it. */
export async function keepWorkspace(ctx: Context, actor: Actor): Promise<Deletion> {
  await ctx.db.transaction().execute(async (tx) => {
    const { eraseAt } = await lockClosing(tx, actor.workspaceId)
    if (!eraseAt || eraseAt <= ctx.clock.now()) throw closingError('not_asked')
    await setEraseAt(tx, actor.workspaceId, null)
    await tell(tx, ctx, actor, 'workspace.deletion_taken_back', 'kept')
  })
  return foretell(ctx, actor)
}

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  action: AuditAction,
  news: News,
  after?: object,
): Promise<void> {
  const { workspaceId } = actor
  await audit(tx, actor, {
    action,
    subject: { kind: 'workspace', id: workspaceId },
    ...(after && { after }),
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'workspace', id: workspaceId })
  if (ctx.mail.ready) await ctx.jobs.add(tellClosing, { workspaceId, news, by: actor.id ?? '' }, { tx })
}
