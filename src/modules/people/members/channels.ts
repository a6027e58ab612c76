import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { keptChannels, namedParts } from '../exceptions/index.ts'
import { tellLessened } from '../keys/index.ts'
import type { ChannelRoles, Member } from './contract.ts'
import { memberError } from './errors.ts'
import * as queries from './queries.ts'
import { presentMember, takeMember } from './service.ts'

/** Says what a member is on single channels, all of it at once: two who do it at the same time leave no mixture. */
export async function setChannels(
  ctx: Context,
  actor: Actor,
  userId: string,
  wanted: ChannelRoles,
): Promise<Member> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const member = await takeMember(tx, actor, userId)
    if (userId === actor.id) throw memberError('not_oneself')
    const kept = await keptChannels(tx, actor, asRole(member.role), wanted)
    const channelRoles = kept && JSON.stringify(kept)
    await queries.updateChannels(tx, workspaceId, userId, channelRoles)
    await audit(tx, actor, {
      action: 'member.channels_set',
      subject: { kind: 'user', id: userId },
      before: await namedParts(tx, workspaceId, asChannelRoles(member.channelRoles)),
      after: await namedParts(tx, workspaceId, kept),
    })
    await tellLessened(tx, ctx, workspaceId, userId)
    await ctx.events.emit(
      tx,
      { workspaceId, topic: 'members', id: userId },
      { workspaceId, topic: 'sessions', id: null },
    )
    return presentMember({ ...member, channelRoles: kept as typeof member.channelRoles }, actor)
  })
}
