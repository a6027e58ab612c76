import { z } from 'zod'
import { type Actor, actorMay, mayGiveAs } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { asChannelRoles, type ChannelRoles, mayHaveExceptions } from '../../../app/channel-roles.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { asRole } from '../../../app/rights.ts'
import { endKeysBy, tellLessened } from '../keys/index.ts'
import type { Member, MemberQuery, Role } from './contract.ts'
import { memberError } from './errors.ts'
import * as queries from './queries.ts'

type Row = NonNullable<Awaited<ReturnType<typeof queries.findMember>>>

export const presentMember = (row: Row, actor: Actor): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: asRole(row.role),
  channels: actorMay(actor, 'people.manage') ? asChannelRoles(row.channelRoles) : null,
  joinedAt: row.createdAt.toISOString(),
  me: row.id === actor.id,
  secondStep: actorMay(actor, 'people.manage') ? row.secondStepSince !== null : null,
})

export async function listMembers(ctx: Context, actor: Actor, { limit, cursor }: MemberQuery) {
  const rows = await queries.listMembers(
    ctx.db,
    actor.workspaceId,
    limit + 1,
    cursor ? placeOf(cursor) : null,
  )
  const last = rows[limit - 1]
  const more = rows.length > limit && last
  return {
    items: rows.slice(0, limit).map((row) => presentMember(row, actor)),
    next: more ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  }
}

const PlaceByJoining = z.tuple([z.iso.datetime(), z.string()])

function placeOf(cursor: string): [Date, string] {
  const place = decodeCursor(cursor, PlaceByJoining)
  if (!place) throw memberError('bad_cursor')
  return [new Date(place[0]), place[1]]
}

/**
 * Gives a member another role. Nobody touches or gives a role that may do more than their own. Exceptions stay, but for a
 * role that sees all.
 */
export async function changeRole(ctx: Context, actor: Actor, userId: string, role: Role): Promise<Member> {
  return ctx.db.transaction().execute(async (tx) => {
    const member = await takeMember(tx, actor, userId)
    refuseAbove(actor, role)
    if (member.role === role) return presentMember(member, actor)
    if (member.role === 'owner') await keepAnOwner(tx, actor)
    await queries.updateRole(tx, actor.workspaceId, userId, role)
    const channelRoles = mayHaveExceptions(role) ? member.channelRoles : null
    if (member.channelRoles && !channelRoles)
      await queries.updateChannels(tx, actor.workspaceId, userId, null)
    await tell(tx, ctx, actor, 'member.role_changed', userId, { role: member.role }, { role })
    await tellLessened(tx, ctx, actor.workspaceId, userId)
    return presentMember({ ...member, role, channelRoles }, actor)
  })
}

type HandOver = { giver: string; taker: string; role: Role }

/** Somebody else becomes an owner, and who was one has another role in the same instant. */
export async function giveOwnership(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { giver, taker, role }: HandOver,
): Promise<void> {
  await queries.updateRole(tx, actor.workspaceId, taker, 'owner')
  // An owner sees all.
  await queries.updateChannels(tx, actor.workspaceId, taker, null)
  await queries.updateRole(tx, actor.workspaceId, giver, role)
  await tell(tx, ctx, actor, 'workspace.handed_over', taker, undefined, { role: 'owner', formerOwner: role })
  for (const one of [giver, taker]) await tellLessened(tx, ctx, actor.workspaceId, one)
}

export async function removeMember(ctx: Context, actor: Actor, userId: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const member = await takeMember(tx, actor, userId)
    if (member.role === 'owner') await keepAnOwner(tx, actor)
    await queries.deleteMember(tx, actor.workspaceId, userId)
    await endKeysBy(tx, ctx, actor, userId)
    await tell(tx, ctx, actor, 'member.removed', userId, { role: member.role, email: member.email })
  })
}

/** A person goes of their own will, whatever their role, unless nobody would own what they leave. */
export async function leaveWorkspace(ctx: Context, actor: Actor): Promise<void> {
  if (actor.kind !== 'person' || !actor.id) throw memberError('person_only')
  await removeMember(ctx, actor, actor.id)
}

type Part = { role: Role; channels?: ChannelRoles | null; invitedBy: string }

/** Makes a person a member: the one way in, beside making the workspace. Whoever is one already stays what they are. */
export async function letIn(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  user: { id: string; email: string },
  { role, channels = null, invitedBy }: Part,
): Promise<void> {
  const { workspaceId } = actor
  const added = await queries.insertMember(tx, {
    ...{ workspaceId, userId: user.id, role },
    channelRoles: channels && JSON.stringify(channels),
  })
  if (!added) return
  await tell(tx, ctx, actor, 'member.added', user.id, undefined, { role, email: user.email, invitedBy })
}

/** A member who stays as they are until the transaction ends. */
export async function takeMember(tx: Tx, actor: Actor, userId: string): Promise<Row> {
  await queries.lockWorkspace(tx, actor.workspaceId)
  return findTouchable(tx, actor, userId)
}

/** A member of the workspace who may not do more than who asks. */
export async function findTouchable(tx: Tx, actor: Actor, userId: string): Promise<Row> {
  const member = await queries.findMember(tx, actor.workspaceId, userId)
  if (!member) throw memberError('missing')
  const channels = asChannelRoles(member.channelRoles)
  const role = asRole(member.role)
  if (!mayGiveAs(actor, { role, channels })) throw memberError('above_oneself', { role })
  return member
}

/** Nobody gives a role that may do more than their own. */
export function refuseAbove(actor: Actor, role: Role): void {
  if (!mayGiveAs(actor, { role })) throw memberError('above_oneself', { role })
}

async function keepAnOwner(tx: Tx, actor: Actor): Promise<void> {
  const { count } = await queries.countOwners(tx, actor.workspaceId)
  if (count <= 1) throw memberError('last_owner')
}

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  action: AuditAction,
  userId: string,
  before?: unknown,
  after?: unknown,
): Promise<void> {
  const { workspaceId } = actor
  await audit(tx, actor, { action, subject: { kind: 'user', id: userId }, before, after })
  await ctx.events.emit(tx, { workspaceId, topic: 'members', id: userId })
  await ctx.events.emit(tx, { workspaceId, topic: 'sessions', id: null })
}
