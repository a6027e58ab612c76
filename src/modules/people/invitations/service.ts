import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { asRole, mayDo, mayGive } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import { keptChannels, namedParts } from '../exceptions/index.ts'
import { lockWorkspace, memberError, refuseAbove } from '../members/index.ts'
import { brakeLetters } from '../sign-in/index.ts'
import type { Invitation, InvitationBody, InviteAgainBody, MadeInvitation } from './contract.ts'
import { invitationError } from './errors.ts'
import { sendInvitation } from './jobs.ts'
import * as queries from './queries.ts'

const dayMs = 86_400_000
/** A workspace that waits for more people than this has forgotten most of them. */
const mostOpen = 200

export const newToken = () => {
  const token = randomBytes(32).toString('base64url')
  return { token, digest: digestOf(token) }
}

export const linkOf = (ctx: Context, token: string): string => `${ctx.config.appUrl}/invitation#${token}`

type Row = Awaited<ReturnType<typeof queries.listInvitations>>[number]
export type State = Invitation['state']

/** Whoever made it answers for it: it is worth what they may give now. */
export function stateOf(row: Pick<Row, 'role' | 'makerRole' | 'expiresAt'>, now: Date): State {
  const maker = row.makerRole === null ? null : asRole(row.makerRole)
  if (!maker || !mayDo(maker, 'people.manage') || !mayGive(maker, asRole(row.role))) return 'void'
  return row.expiresAt > now ? 'waiting' : 'over'
}

const present = (row: Row, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: asRole(row.role),
  channels: asChannelRoles(row.channelRoles),
  invitedBy: row.makerName,
  invitedAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  mailedAt: row.mailedAt?.toISOString() ?? null,
  state: stateOf(row, now),
})

export async function listInvitations(ctx: Context, actor: Actor) {
  const rows = await queries.listInvitations(ctx.db, actor.workspaceId)
  return { items: rows.map((row) => present(row, ctx.clock.now())), mail: ctx.mail.ready }
}

/** Asks somebody to take part. A second time replaces the first, link and all. */
export async function invite(ctx: Context, actor: Actor, body: InvitationBody): Promise<MadeInvitation> {
  return make(ctx, actor, body, 'invitation.made')
}

/** Anew for the same person: another link, more time. Whoever asks answers for it from now on. */
export async function inviteAgain(
  ctx: Context,
  actor: Actor,
  id: string,
  again: InviteAgainBody,
): Promise<MadeInvitation> {
  const { email, role, channelRoles } = await findOrThrow(ctx, actor, id)
  const same = { email, role: asRole(role), channels: asChannelRoles(channelRoles) }
  return make(ctx, actor, { ...again, ...same }, 'invitation.renewed')
}

async function make(
  ctx: Context,
  actor: Actor,
  { email, role, channels: wanted, way, days }: InvitationBody,
  action: AuditAction,
): Promise<MadeInvitation> {
  const madeBy = personOf(actor)
  refuseAbove(actor, role)
  if (way === 'mail') await refuseLetter(ctx, actor, email)
  const { token, digest } = newToken()
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + days * dayMs)
  const id = await ctx.db.transaction().execute(async (tx) => {
    await refuseNeedless(tx, actor.workspaceId, email)
    const { workspaceId } = actor
    const channels = await keptChannels(tx, actor, role, wanted)
    const channelRoles = channels && JSON.stringify(channels)
    const kept = { workspaceId, email, role, channelRoles, madeBy, createdAt, expiresAt }
    const saved = await queries.saveInvitation(tx, { ...kept, digest: way === 'link' ? digest : null })
    if (way === 'mail') {
      const letter = { id: saved.id, madeAt: createdAt.toISOString() }
      await ctx.jobs.add(sendInvitation, letter, { tx, key: `invitation:${saved.id}` })
    }
    await tell(tx, ctx, actor, {
      action,
      subject: { kind: 'invitation', id: saved.id },
      after: { email, role, way, expiresAt, ...(channels && (await namedParts(tx, workspaceId, channels))) },
    })
    return saved.id
  })
  const row = await findOrThrow(ctx, actor, id)
  return { ...present(row, createdAt), url: way === 'link' ? linkOf(ctx, token) : null }
}

function personOf(actor: Actor): string {
  if (actor.kind !== 'person' || !actor.id) throw invitationError('person_only')
  return actor.id
}

/** Letters go to people who did not ask for them: neither many from one workspace, nor many to one person. */
async function refuseLetter(ctx: Context, actor: Actor, email: string): Promise<void> {
  if (!ctx.mail.ready) throw invitationError('no_mail')
  const retryAfter = await brakeLetters(ctx, actor.workspaceId, email)
  if (retryAfter > 0) throw invitationError('braked', { retryAfter })
}

async function refuseNeedless(tx: Tx, workspaceId: string, email: string): Promise<void> {
  await lockWorkspace(tx, workspaceId)
  if (await queries.isMember(tx, workspaceId, email)) throw memberError('already', { email })
  if ((await queries.countOthers(tx, workspaceId, email)) >= mostOpen)
    throw invitationError('too_many', { most: mostOpen })
}

export async function withdrawInvitation(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { email, role } = await findOrThrow(ctx, actor, id)
  refuseAbove(actor, asRole(role))
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await queries.deleteInvitation(tx, actor.workspaceId, id))) throw invitationError('missing')
    await tell(tx, ctx, actor, {
      action: 'invitation.withdrawn',
      subject: { kind: 'invitation', id },
      before: { email, role },
    })
  })
}

async function findOrThrow(ctx: Context, actor: Actor, id: string): Promise<Row> {
  const row = await queries.findInvitation(ctx.db, actor.workspaceId, id)
  if (!row) throw invitationError('missing')
  return row
}

async function tell(tx: Tx, ctx: Context, actor: Actor, entry: AuditEntry): Promise<void> {
  await audit(tx, actor, entry)
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'members', id: entry.subject.id })
}
