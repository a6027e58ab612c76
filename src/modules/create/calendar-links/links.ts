import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole, mayDo } from '../../../app/rights.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { digestOf } from '../../../platform/digest.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import type { CalendarLink, CalendarLinkBody, MadeCalendarLink, OwnFeedBody } from './contract.ts'
import { calendarLinkError } from './errors.ts'
import * as queries from './queries.ts'

const dayMs = 86_400_000
const mostOpen = 100
const mostOwn = 10

/** Whoever made it answers for it: a share opens nothing when they may not publish any more, an own one when they are gone. */
export function stateOf(row: queries.LinkRow, now: Date): CalendarLink['state'] {
  if (row.revokedAt) return 'revoked'
  const asked = row.kind === 'share' ? 'post.publish' : 'workspace.read'
  if (row.makerRole === null || !mayDo(asRole(row.makerRole), asked)) return 'void'
  return row.expiresAt === null || row.expiresAt > now ? 'open' : 'over'
}

const present = (row: queries.LinkRow, now: Date): CalendarLink => ({
  ...{ id: row.id, label: row.label, channelIds: row.channelIds, stages: row.stages },
  ...{ campaigns: row.campaigns, feed: row.feed, madeBy: row.makerName, opens: row.opens },
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  openedAt: row.openedAt?.toISOString() ?? null,
  state: stateOf(row, now),
})

/** What a share shows, all who may publish look after together. */
export async function listShares(ctx: Context, actor: Actor): Promise<{ items: CalendarLink[] }> {
  refusePartial(actor, 'post.publish')
  const rows = await queries.listShares(ctx.db, actor.workspaceId)
  return { items: rows.map((row) => present(row, ctx.clock.now())) }
}

/** The addresses at which somebody follows the calendar with their own eyes. Nobody else sees that they are there. */
export async function listOwn(ctx: Context, actor: Actor): Promise<{ items: CalendarLink[] }> {
  if (actor.kind !== 'person' || !actor.id) return { items: [] }
  const now = ctx.clock.now()
  const rows = await queries.listOwn(ctx.db, actor.workspaceId, actor.id)
  return { items: rows.filter(({ revokedAt }) => revokedAt === null).map((row) => present(row, now)) }
}

export async function shareCalendar(
  ctx: Context,
  actor: Actor,
  body: CalendarLinkBody,
): Promise<MadeCalendarLink> {
  refusePartial(actor, 'post.publish')
  const { days, ...rest } = body
  const expiresAt = new Date(ctx.clock.now().getTime() + days * dayMs)
  return make(ctx, actor, { ...rest, kind: 'share', expiresAt })
}

export const makeOwnFeed = (ctx: Context, actor: Actor, body: OwnFeedBody): Promise<MadeCalendarLink> =>
  make(ctx, actor, { ...body, kind: 'own', campaigns: false, feed: true, expiresAt: null })

type Wanted = Omit<CalendarLinkBody, 'days'> & { kind: 'share' | 'own'; expiresAt: Date | null }

async function make(ctx: Context, actor: Actor, wanted: Wanted): Promise<MadeCalendarLink> {
  if (actor.kind !== 'person' || !actor.id) throw calendarLinkError('person_only')
  const madeBy = actor.id
  const { workspaceId } = actor
  const token = newToken()
  const createdAt = ctx.clock.now()
  const { id, row } = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    await refuseTooMany(tx, workspaceId, madeBy, wanted.kind, createdAt)
    await refuseForeign(tx, actor, wanted.channelIds)
    const kept = { ...wanted, workspaceId, madeBy, createdAt, digest: digestOf(token) }
    const made = await queries.insertLink(tx, kept)
    const { label, channelIds, stages, feed, expiresAt } = wanted
    await told(tx, ctx, actor, made.id, 'calendar.link_made', { label, channelIds, stages, feed, expiresAt })
    const found = await queries.findLink(tx, workspaceId, made.id, wanted.kind === 'own' ? madeBy : null)
    return { id: made.id, row: found }
  })
  if (!row) throw new Error(`Link ${id} is gone`)
  return handOver(ctx, row, token)
}

const newToken = (): string => randomBytes(32).toString('base64url')

const handOver = (ctx: Context, row: queries.LinkRow, token: string): MadeCalendarLink => ({
  ...present(row, ctx.clock.now()),
  url: row.kind === 'share' ? `${ctx.config.appUrl}/shared-calendar#${token}` : null,
  feedUrl: row.feed ? `${ctx.config.appUrl}/calendar-feeds/${token}.ics` : null,
})

async function refuseTooMany(
  tx: Tx,
  workspaceId: string,
  userId: string,
  kind: 'share' | 'own',
  now: Date,
): Promise<void> {
  const rows =
    kind === 'share'
      ? await queries.listShares(tx, workspaceId)
      : await queries.listOwn(tx, workspaceId, userId)
  const open = rows.filter((row) => stateOf(row, now) === 'open').length
  if (kind === 'share' && open >= mostOpen) throw calendarLinkError('too_many_links', { most: mostOpen })
  if (kind === 'own' && open >= mostOwn) throw calendarLinkError('too_many_feeds', { most: mostOwn })
}

async function refuseForeign(tx: Tx, actor: Actor, channelIds: readonly string[]): Promise<void> {
  const sight = sightOf(actor)
  const seen = channelIds.every((id) => isWithin(sight, id))
  if (!seen || !(await queries.areChannels(tx, actor.workspaceId, channelIds)))
    throw calendarLinkError('no_channel')
}

/** Whose links are meant: the workspace's, or one's own. */
export type Whose = 'shares' | 'own'

function ownerOf(actor: Actor, whose: Whose): string | null {
  if (whose === 'shares') {
    refusePartial(actor, 'post.publish')
    return null
  }
  if (actor.kind !== 'person' || !actor.id) throw calendarLinkError('person_only')
  return actor.id
}

/** The same link with another address: whoever has the old one sees nothing any more. */
export async function rotateLink(
  ctx: Context,
  actor: Actor,
  id: string,
  whose: Whose,
): Promise<MadeCalendarLink> {
  if (actor.kind !== 'person') throw calendarLinkError('person_only')
  const owner = ownerOf(actor, whose)
  const { workspaceId } = actor
  const token = newToken()
  const row = await ctx.db.transaction().execute(async (tx) => {
    if (!(await queries.rotateLink(tx, workspaceId, id, owner, digestOf(token))))
      throw calendarLinkError('no_link')
    const found = await queries.findLink(tx, workspaceId, id, owner)
    await told(tx, ctx, actor, id, 'calendar.link_rotated', { label: found?.label })
    return found
  })
  if (!row) throw calendarLinkError('no_link')
  return handOver(ctx, row, token)
}

export async function revokeLink(ctx: Context, actor: Actor, id: string, whose: Whose): Promise<void> {
  const owner = ownerOf(actor, whose)
  await ctx.db.transaction().execute(async (tx) => {
    const gone = await queries.revokeLink(tx, actor.workspaceId, id, owner, ctx.clock.now())
    if (!gone) throw calendarLinkError('no_link')
    await told(tx, ctx, actor, id, 'calendar.link_revoked', undefined, { label: gone.label })
  })
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  after?: object,
  before?: object,
): Promise<void> {
  await audit(tx, actor, { action, subject: { kind: 'calendar_link', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'calendar', id })
}
