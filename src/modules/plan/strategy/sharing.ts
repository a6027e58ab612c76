import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { asRole, mayDo } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { brakeShared } from '../../people/sign-in/index.ts'
import {
  type MadeStrategyLink,
  type SharedStrategy,
  type StrategyLink,
  type StrategyLinkBody,
  StrategyPart,
  strategyParts,
} from './contract.ts'
import { strategyError } from './errors.ts'
import * as queries from './queries.ts'
import { naming, readBody, withoutParts } from './service.ts'

const dayMs = 86_400_000
const mostOpen = 50

/** Whoever made it answers for it: it opens nothing when they may not share any more. */
function stateOf({ makerRole, expiresAt }: queries.LinkRow, now: Date): StrategyLink['state'] {
  if (makerRole === null || !mayDo(asRole(makerRole), 'strategy.manage')) return 'void'
  return expiresAt > now ? 'open' : 'over'
}

const partsOf = (row: queries.LinkRow): StrategyPart[] =>
  row.parts.flatMap((part) => StrategyPart.safeParse(part).data ?? [])

const present = (row: queries.LinkRow, now: Date): StrategyLink => ({
  id: row.id,
  label: row.label,
  parts: partsOf(row),
  madeBy: row.makerName,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  opens: row.opens,
  openedAt: row.openedAt?.toISOString() ?? null,
  state: stateOf(row, now),
})

export async function listLinks(ctx: Context, actor: Actor): Promise<{ items: StrategyLink[] }> {
  const rows = await queries.listLinks(ctx.db, actor.workspaceId)
  return { items: rows.map((row) => present(row, ctx.clock.now())) }
}

export async function shareStrategy(
  ctx: Context,
  actor: Actor,
  { label, parts, days }: StrategyLinkBody,
): Promise<MadeStrategyLink> {
  if (actor.kind !== 'person' || !actor.id) throw strategyError('person_only')
  const madeBy = actor.id
  const { workspaceId } = actor
  const token = randomBytes(32).toString('base64url')
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + days * dayMs)
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const open = (await queries.listLinks(tx, workspaceId)).filter(
      (row) => stateOf(row, createdAt) === 'open',
    )
    if (open.length >= mostOpen) throw strategyError('too_many_links', { most: mostOpen })
    const kept = { workspaceId, label, parts, madeBy, createdAt, expiresAt }
    const made = await queries.insertLink(tx, { ...kept, digest: digestOf(token) })
    await audit(tx, actor, {
      action: 'strategy.link_made',
      subject: { kind: 'strategy', id: null },
      after: { label, sharedParts: parts, expiresAt },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'strategy', id: made.id })
    return made.id
  })
  const row = await queries.findLink(ctx.db, workspaceId, id)
  if (!row) throw strategyError('no_link')
  return { ...present(row, createdAt), url: `${ctx.config.appUrl}/shared-strategy#${token}` }
}

export async function endLink(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const gone = await queries.deleteLink(tx, workspaceId, id)
    if (!gone) throw strategyError('no_link')
    await audit(tx, actor, {
      action: 'strategy.link_ended',
      subject: { kind: 'strategy', id: null },
      before: { label: gone.label },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'strategy', id })
  })
}

/** What somebody with a link reads, whoever they are: the newest revision, and of it what is shared. */
export async function openShared(ctx: Context, token: string, ip: string): Promise<SharedStrategy> {
  const brake = await brakeShared(ctx, ip)
  if (brake.retryAfter > 0) throw strategyError('braked', { retryAfter: brake.retryAfter })
  const now = ctx.clock.now()
  const link = await queries.findLinkByDigest(ctx.db, digestOf(token))
  if (!link || stateOf(link, now) !== 'open') throw strategyError('link_over')
  const [row, workspace] = await Promise.all([
    queries.findNewest(ctx.db, link.workspaceId),
    queries.findWorkspace(ctx.db, link.workspaceId),
  ])
  if (workspace.eraseAt) throw strategyError('link_over')
  await Promise.all([brake.release(), queries.countOpen(ctx.db, link.id, now)])
  const shown = partsOf(link)
  const parts = withoutParts(
    readBody(row?.body),
    strategyParts.filter((part) => !shown.includes(part)),
  )
  const [goals, personas] = await Promise.all([
    queries.findGoals(ctx.db, link.workspaceId, parts.metrics.goalIds, null),
    queries.findPersonas(ctx.db, link.workspaceId, parts.audience.personaIds),
  ])
  return {
    workspace: workspace.name,
    shown,
    parts: naming(parts, goals, personas),
    goals,
    personas,
    savedAt: row?.createdAt.toISOString() ?? null,
    expiresAt: link.expiresAt.toISOString(),
  }
}
