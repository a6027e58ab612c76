import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Member } from '../members/contract.ts'
import { findTouchable, giveOwnership, lockWorkspace, presentMember } from '../members/index.ts'
import { personBehind, proveAgain } from '../second-step/index.ts'
import type { HandOverBody } from './contract.ts'
import { ownershipError } from './errors.ts'
import { tellHandOver } from './jobs.ts'
import { moveOrganisation, ownsEmptyHanded } from './queries.ts'

/**
 * Makes another member the owner and steps down in the same instant. The organisation goes along when nothing in it is left
 * to whoever hands over: the new owner could make no further workspace otherwise, and the old one could.
 */
export async function handOver(
  ctx: Context,
  actor: Actor,
  takerId: string,
  { role, ...proof }: HandOverBody,
): Promise<Member> {
  const giver = await personBehind(ctx, actor)
  const { workspaceId, organisationId } = actor
  return proveAgain(ctx, giver, proof, async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const taker = await findTouchable(tx, actor, takerId)
    if (taker.id === giver.userId) throw ownershipError('oneself')
    // Somebody else may have taken the role away while the password was looked at.
    if ((await findTouchable(tx, actor, giver.userId)).role !== 'owner')
      throw ownershipError('no_owner_any_more')
    await giveOwnership(tx, ctx, actor, { giver: giver.userId, taker: taker.id, role })
    if (await ownsEmptyHanded(tx, organisationId, giver.userId))
      await moveOrganisation(tx, organisationId, giver.userId, taker.id)
    if (ctx.mail.ready)
      await ctx.jobs.add(tellHandOver, { workspaceId, giverId: giver.userId, takerId: taker.id }, { tx })
    return presentMember({ ...taker, role: 'owner' }, { ...actor, role })
  })
}
