import type { Actor } from '../../../app/actor.ts'
import { audit, auditCommand } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { findTouchable, ownsAllOf } from '../members/index.ts'
import { findPerson } from '../sign-in/index.ts'
import { secondStepError } from './errors.ts'
import * as queries from './queries.ts'
import { tell } from './tell.ts'

/**
 * An owner takes the second step from one of theirs who has lost the phone and the recovery codes. Their password alone
 * opens everything then, so it is for those who own all of that, as a link for a new password is.
 */
export async function takeAway(ctx: Context, actor: Actor, userId: string): Promise<void> {
  const ownerId = actor.id
  if (actor.kind !== 'person' || !ownerId) throw secondStepError('person_only')
  await ctx.db.transaction().execute(async (tx) => {
    const member = await findTouchable(tx, actor, userId)
    if (userId === ownerId) throw secondStepError('oneself')
    if (!(await ownsAllOf(tx, ownerId, userId))) throw secondStepError('elsewhere', { name: member.name })
    if (!(await queries.remove(tx, userId))) throw secondStepError('member_without', { name: member.name })
    await audit(tx, actor, { action: 'second_step.taken_away', subject: { kind: 'user', id: userId } })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'members', id: userId })
    await tell(tx, ctx, userId, 'taken')
  })
}

export type TakenByHand = { email: string; secondStep: 'off' }

/** For whoever runs the program; null when nobody here has this address. */
export async function takeAwayByHand(ctx: Context, email: string): Promise<TakenByHand | null> {
  const person = await findPerson(ctx.db, email)
  if (!person) return null
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await queries.remove(tx, person.id))) throw secondStepError('member_without', { name: person.name })
    await auditCommand(tx, 'carillon second-step', {
      action: 'second_step.taken_away',
      subject: { kind: 'user', id: person.id },
    })
    await tell(tx, ctx, person.id, 'taken')
  })
  return { email: person.email, secondStep: 'off' }
}
