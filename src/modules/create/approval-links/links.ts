import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole, mayDo } from '../../../app/rights.ts'
import { andSeenPost, refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { digestOf } from '../../../platform/digest.ts'
import { showPost } from '../posts/index.ts'
import type { Link, LinkBody, MadeLink, PageBody } from './contract.ts'
import { approvalLinkError } from './errors.ts'
import * as queries from './queries.ts'

const dayMs = 86_400_000
const mostOpen = 200

/** Whoever made it answers for it: it opens nothing when they may not publish any more. */
export function stateOf(row: queries.LinkRow, now: Date): Link['state'] {
  if (row.revokedAt) return 'revoked'
  if (row.makerRole === null || !mayDo(asRole(row.makerRole), 'post.publish')) return 'void'
  return row.expiresAt > now ? 'open' : 'over'
}

/** A PIN is short, so it is kept together with the link's own digest, which nobody guesses. */
export const pinDigest = (pin: string, digest: Buffer): Buffer =>
  createHash('sha256').update(digest).update(pin).digest()

const present = (row: queries.LinkRow, now: Date): Link => ({
  id: row.id,
  label: row.label,
  posts: row.postIds.length,
  campaign: row.campaign,
  pin: row.pinDigest !== null,
  madeBy: row.makerName,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  approved: row.approved,
  opens: row.opens,
  openedAt: row.openedAt?.toISOString() ?? null,
  state: stateOf(row, now),
})

export async function listApprovalLinks(ctx: Context, actor: Actor): Promise<{ items: Link[] }> {
  refusePartial(actor)
  const rows = await queries.listLinks(ctx.db, actor.workspaceId)
  return { items: rows.map((row) => present(row, ctx.clock.now())) }
}

export async function makeLink(ctx: Context, actor: Actor, body: LinkBody): Promise<MadeLink> {
  if (actor.kind !== 'person' || !actor.id) throw approvalLinkError('person_only')
  // A link shows a post on all its channels.
  refusePartial(actor, 'post.publish')
  const madeBy = actor.id
  const { workspaceId } = actor
  const token = randomBytes(32).toString('base64url')
  const digest = digestOf(token)
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + body.days * dayMs)
  const id = await ctx.db.transaction().execute(async (tx) => {
    const open = (await queries.listLinks(tx, workspaceId)).filter(
      (row) => stateOf(row, createdAt) === 'open',
    )
    if (open.length >= mostOpen) throw approvalLinkError('too_many_links', { most: mostOpen })
    await refuseForeign(tx, actor, body)
    await bringToShow(tx, ctx, actor, body.postIds)
    const { label, postIds, campaignId, pin } = body
    const kept = { workspaceId, label, postIds, campaignId, madeBy, createdAt, expiresAt, digest }
    const made = await queries.insertLink(tx, {
      ...kept,
      pinDigest: pin === null ? null : pinDigest(pin, digest),
    })
    await audit(tx, actor, {
      action: 'approval.link_made',
      subject: { kind: 'approval_link', id: made.id },
      after: { label, posts: postIds, campaign: campaignId, expiresAt, pin: pin !== null },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: made.id })
    return made.id
  })
  const row = await queries.findLink(ctx.db, workspaceId, id)
  if (!row) throw approvalLinkError('no_link')
  return { ...present(row, createdAt), url: `${ctx.config.appUrl}/shared-approval#${token}` }
}

async function refuseForeign(tx: Tx, actor: Actor, { postIds, campaignId }: LinkBody): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select p.id from posts p where p.workspace_id = ${actor.workspaceId} and p.id = any(${postIds}::uuid[])
      and p.deleted_at is null ${andSeenPost(sightOf(actor), 'p')}`.execute(tx)
  if (rows.length !== postIds.length) throw approvalLinkError('no_post')
  if (campaignId === null) return
  const campaign = await tx
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', actor.workspaceId)
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (!campaign) throw approvalLinkError('no_campaign')
}

/** What nobody is asked about is shown as well; a draft, and what is out everywhere, is not. */
async function bringToShow(tx: Tx, ctx: Context, actor: Actor, postIds: readonly string[]): Promise<void> {
  const { workspaceId } = actor
  const found = await queries.findShowable(tx, workspaceId, postIds)
  if (found.length < postIds.length)
    throw approvalLinkError('not_showable', { count: postIds.length - found.length })
  for (const { id, kept } of found) if (!kept) await showPost(tx, ctx, actor, id)
}

/** What was said yes to with it stays; the link itself opens nothing any more. */
export async function revokeLink(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'post.publish')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const gone = await queries.revokeLink(tx, workspaceId, id, ctx.clock.now())
    if (!gone) throw approvalLinkError('no_link')
    await audit(tx, actor, {
      action: 'approval.link_revoked',
      subject: { kind: 'approval_link', id },
      before: { label: gone.label },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id })
  })
}

export async function readPage(ctx: Context, actor: Actor): Promise<PageBody> {
  refusePartial(actor)
  const brand = await queries.findBrand(ctx.db, actor.workspaceId)
  return { colour: brand?.colour ?? null, logoId: brand?.logo ?? null, greeting: brand?.greeting ?? '' }
}

export async function savePage(ctx: Context, actor: Actor, body: PageBody): Promise<PageBody> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    if (body.logoId && !(await queries.isMedia(tx, workspaceId, body.logoId)))
      throw approvalLinkError('no_logo')
    await queries.savePage(tx, workspaceId, body)
    await audit(tx, actor, {
      action: 'approval.page_saved',
      subject: { kind: 'workspace', id: workspaceId },
      after: body,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: null })
  })
  return readPage(ctx, actor)
}
