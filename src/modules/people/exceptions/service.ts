import { type Actor, mayGiveAs } from '../../../app/actor.ts'
import { type ChannelRoles, mayHaveExceptions, withoutIdle } from '../../../app/channel-roles.ts'
import type { Db } from '../../../app/context.ts'
import type { Role } from '../../../app/rights.ts'
import { exceptionsError } from './errors.ts'
import { findNames } from './queries.ts'

/** Exceptions as they are kept: of channels that are there, no more than the giver may do, and none that changes nothing. */
export async function keptChannels(
  db: Db,
  giver: Actor,
  role: Role,
  wanted: ChannelRoles | null | undefined,
): Promise<ChannelRoles | null> {
  const kept = wanted ? withoutIdle(wanted) : null
  if (!kept) return null
  if (!mayHaveExceptions(role)) throw exceptionsError('sees_all', { role })
  if (!mayGiveAs(giver, { role, channels: kept })) throw exceptionsError('above_oneself')
  const ids = Object.keys(kept.parts)
  const known = ids.length > 0 ? await findNames(db, giver.workspaceId, ids) : []
  if (known.length < ids.length) throw exceptionsError('no_channel')
  return kept
}

type Named = Awaited<ReturnType<typeof findNames>>[number]

/** A handle may be the same on several networks, and feeds of one network may bear the same title. */
const nameOf = ({ id, network, handle, shared }: Named): string =>
  shared ? `${handle} (${network}, ${id})` : `${handle} (${network})`

/** For the audit log: with the names that people know, each channel by one of its own. */
export async function namedParts(db: Db, workspaceId: string, channels: ChannelRoles | null) {
  if (!channels) return { chosenOnly: false, parts: {} }
  const ids = Object.keys(channels.parts)
  const known = ids.length > 0 ? await findNames(db, workspaceId, ids) : []
  const parts = Object.fromEntries(known.map((one) => [nameOf(one), channels.parts[one.id]]))
  return { chosenOnly: channels.chosenOnly, parts }
}
