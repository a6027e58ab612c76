import { type Actor, mayGiveAs } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { asChannelRoles, mayHaveExceptions, withoutIdle } from '../../../app/channel-roles.ts'
import type { Context, Db } from '../../../app/context.ts'
import { asRole, type Role } from '../../../app/rights.ts'
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
    await ctx.events.emit(
      tx,
      { workspaceId, topic: 'members', id: userId },
      { workspaceId, topic: 'sessions', id: null },
    )
    return presentMember({ ...member, channelRoles: kept as typeof member.channelRoles }, actor)
  })
}

/** Exceptions as they are kept: of channels that are there, no more than the giver may do, and none that changes nothing. */
export async function keptChannels(
  db: Db,
  giver: Actor,
  role: Role,
  wanted: ChannelRoles | null | undefined,
): Promise<ChannelRoles | null> {
  const kept = wanted ? withoutIdle(wanted) : null
  if (!kept) return null
  if (!mayHaveExceptions(role)) throw memberError('sees_all', { role })
  if (!mayGiveAs(giver, { role, channels: kept })) throw memberError('above_oneself', { role })
  const ids = Object.keys(kept.parts)
  const known = ids.length > 0 ? await queries.findHandles(db, giver.workspaceId, ids) : []
  if (known.length < ids.length) throw memberError('no_channel')
  return kept
}

/** For the audit log: with the names that people know. */
export async function namedParts(db: Db, workspaceId: string, channels: ChannelRoles | null) {
  if (!channels) return { chosenOnly: false, parts: {} }
  const ids = Object.keys(channels.parts)
  const known = ids.length > 0 ? await queries.findHandles(db, workspaceId, ids) : []
  const parts = Object.fromEntries(known.map(({ id, handle }) => [handle, channels.parts[id]]))
  return { chosenOnly: channels.chosenOnly, parts }
}
