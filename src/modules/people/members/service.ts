import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { asRole, mayGive } from '../../../app/rights.ts'
import { addPerson, findPerson, type NewPerson, preparePerson } from '../sign-in/index.ts'
import type { Member, MemberQuery, Role } from './contract.ts'
import { memberError } from './errors.ts'
import * as queries from './queries.ts'

type Row = NonNullable<Awaited<ReturnType<typeof queries.findMember>>>

const present = (row: Row, actor: Actor): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: asRole(row.role),
  joinedAt: row.createdAt.toISOString(),
  me: row.id === actor.id,
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
    items: rows.slice(0, limit).map((row) => present(row, actor)),
    next: more ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  }
}

function placeOf(cursor: string): [Date, string] {
  const [at, id] = decodeCursor(cursor) ?? []
  const date = new Date(typeof at === 'string' ? at : Number.NaN)
  if (typeof id !== 'string' || Number.isNaN(date.getTime())) throw memberError('bad_cursor')
  return [date, id]
}

/** Gives a member another role. Nobody touches or gives a role that may do more than their own. */
export async function changeRole(ctx: Context, actor: Actor, userId: string, role: Role): Promise<Member> {
  return ctx.db.transaction().execute(async (tx) => {
    const member = await takeMember(tx, actor, userId)
    refuseAbove(actor, role)
    if (member.role === role) return present(member, actor)
    if (member.role === 'owner') await keepAnOwner(tx, actor)
    await queries.updateRole(tx, actor.workspaceId, userId, role)
    await tell(tx, ctx, actor, 'member.role_changed', userId, { role: member.role }, { role })
    return present({ ...member, role }, actor)
  })
}

export async function removeMember(ctx: Context, actor: Actor, userId: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const member = await takeMember(tx, actor, userId)
    if (member.role === 'owner') await keepAnOwner(tx, actor)
    await queries.deleteMember(tx, actor.workspaceId, userId)
    await tell(tx, ctx, actor, 'member.removed', userId, { role: member.role, email: member.email })
  })
}

/** A person goes of their own will, whatever their role, unless nobody would own what they leave. */
export async function leaveWorkspace(ctx: Context, actor: Actor): Promise<void> {
  if (actor.kind !== 'person' || !actor.id) throw memberError('person_only')
  await removeMember(ctx, actor, actor.id)
}

/**
 * Makes somebody a member; a person who does not exist yet is made with the password given.
 * How people are invited stands above this; it is the one way in.
 */
export async function addMember(
  ctx: Context,
  actor: Actor,
  wish: { email: string; role: Role } & Partial<NewPerson>,
): Promise<Member> {
  refuseAbove(actor, wish.role)
  const known = await findPerson(ctx.db, wish.email)
  const fresh = known ? null : await preparePerson({ ...wish, password: wish.password ?? '' })
  return ctx.db.transaction().execute(async (tx) => {
    const user = known ?? (fresh && (await addPerson(tx, fresh)))
    if (!user) throw memberError('missing')
    const { workspaceId } = actor
    const added = await queries.insertMember(tx, { workspaceId, userId: user.id, role: wish.role })
    if (!added) throw memberError('already', { email: user.email })
    await tell(tx, ctx, actor, 'member.added', user.id, undefined, { role: wish.role, email: user.email })
    const row = await queries.findMember(tx, workspaceId, user.id)
    if (!row) throw memberError('missing')
    return present(row, actor)
  })
}

async function takeMember(tx: Tx, actor: Actor, userId: string): Promise<Row> {
  await queries.lockWorkspace(tx, actor.workspaceId)
  return findTouchable(tx, actor, userId)
}

/** A member of the workspace who may not do more than who asks. */
export async function findTouchable(tx: Tx, actor: Actor, userId: string): Promise<Row> {
  const member = await queries.findMember(tx, actor.workspaceId, userId)
  if (!member) throw memberError('missing')
  refuseAbove(actor, asRole(member.role))
  return member
}

function refuseAbove(actor: Actor, role: Role): void {
  if (!mayGive(actor.role, role)) throw memberError('above_oneself', { role })
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
