import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  type LineBody,
  type LineChange,
  type LineOnly,
  type MonthsBody,
  mostLines,
  sideOf,
  spreadOf,
} from './contract.ts'
import { budgetError } from './errors.ts'
import * as queries from './queries.ts'

/** The sums are told in another currency; nothing else changes. */
export async function setCurrency(
  ctx: Context,
  actor: Actor,
  currency: string,
): Promise<{ currency: string }> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const before = await queries.findCurrency(tx, workspaceId)
    await queries.saveCurrency(tx, workspaceId, currency, ctx.clock.now())
    await audit(tx, actor, {
      action: 'budget.currency_set',
      subject: { kind: 'budget', id: workspaceId },
      before: { currency: before },
      after: { currency },
    })
    await tell(tx, ctx, actor, null)
  })
  return { currency }
}

export const tell = (tx: Tx, ctx: Context, { workspaceId }: Actor, id: string | null): Promise<void> =>
  ctx.events.emit(tx, { workspaceId, topic: 'budget', id })

export async function addLine(ctx: Context, actor: Actor, body: LineBody): Promise<LineOnly> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countLines(tx, workspaceId)) >= mostLines)
      throw budgetError('many_lines', { most: mostLines })
    await refuseStrangeGoal(tx, workspaceId, body.goalId)
    await refuseStrangeCampaign(tx, actor, body.campaignId)
    // The first line says in which currency one reckons here, until somebody says otherwise.
    if ((await queries.findCurrency(tx, workspaceId)) === null)
      await queries.saveCurrency(tx, workspaceId, body.currency, ctx.clock.now())
    const { kind } = body
    const fields = { ...body, side: sideOf(kind), spread: body.spread ?? spreadOf(kind) }
    const id = await queries.insertLine(tx, workspaceId, fields, ctx.clock.now())
    return told(tx, ctx, actor, id, 'budget.line_added')
  })
}

export const changeLine = (
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...change }: LineChange,
): Promise<LineOnly> =>
  alter(ctx, actor, id, 'budget.line_changed', async (tx, before) => {
    if (before.version !== version) throw budgetError('changed', { yours: version, current: before.version })
    const kind = change.kind ?? before.kind
    const isOther = sideOf(kind) !== before.side || (kind === 'people') !== (before.kind === 'people')
    const hourly = change.hourly === undefined ? before.hourly : change.hourly
    if (isOther || (kind === 'people') !== (hourly !== null)) throw budgetError('other_kind')
    // A number of cents is no number of dong: what is planned would be another sum.
    if (
      change.currency &&
      change.currency !== before.currency &&
      (await isPlanned(tx, actor.workspaceId, before))
    )
      throw budgetError('currency_planned', { name: before.name, currency: before.currency })
    if (change.goalId && change.goalId !== before.goalId)
      await refuseStrangeGoal(tx, actor.workspaceId, change.goalId)
    if (change.campaignId && change.campaignId !== before.campaignId)
      await refuseStrangeCampaign(tx, actor, change.campaignId)
    await queries.updateLine(tx, actor.workspaceId, id, change)
  })

const isPlanned = async (tx: Tx, workspaceId: string, { id, hourly }: LineOnly): Promise<boolean> =>
  hourly !== null || (await queries.findMonthsOf(tx, workspaceId, [id])).length > 0

/** It keeps what was planned and spent. */
export const archiveLine = (ctx: Context, actor: Actor, id: string): Promise<LineOnly> =>
  alter(ctx, actor, id, 'budget.line_archived', (tx) =>
    queries.updateLine(tx, actor.workspaceId, id, { archivedAt: ctx.clock.now() }),
  )

export const restoreLine = (ctx: Context, actor: Actor, id: string): Promise<LineOnly> =>
  alter(ctx, actor, id, 'budget.line_restored', (tx) =>
    queries.updateLine(tx, actor.workspaceId, id, { archivedAt: null }),
  )

export async function removeLine(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, workspaceId, id)
    const count = await queries.countEntries(tx, workspaceId, id)
    if (count > 0) throw budgetError('has_entries', { count })
    await queries.deleteLine(tx, workspaceId, id)
    await audit(tx, actor, { action: 'budget.line_removed', subject: { kind: 'budget', id }, before })
    await tell(tx, ctx, actor, id)
  })
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, before: LineOnly) => Promise<unknown>,
): Promise<LineOnly> {
  return ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, actor.workspaceId, id)
    await work(tx, before)
    return told(tx, ctx, actor, id, action, before)
  })
}

async function mustLock(tx: Tx, workspaceId: string, id: string): Promise<LineOnly> {
  const [line] = await queries.lockLines(tx, workspaceId, [id])
  if (!line) throw budgetError('not_found')
  return line
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: LineOnly,
): Promise<LineOnly> {
  const after = await queries.findLine(tx, actor.workspaceId, id)
  if (!after) throw budgetError('not_found')
  await audit(tx, actor, { action, subject: { kind: 'budget', id }, before, after })
  await tell(tx, ctx, actor, id)
  return after
}

async function refuseStrangeGoal(tx: Tx, workspaceId: string, goalId: string | null): Promise<void> {
  if (goalId && !(await queries.hasGoal(tx, workspaceId, goalId))) throw budgetError('no_goal')
}

async function refuseStrangeCampaign(tx: Tx, actor: Actor, campaignId: string | null): Promise<void> {
  if (campaignId && !(await queries.hasCampaign(tx, actor, campaignId))) throw budgetError('no_campaign')
}

const placeOf = ({ lineId, month }: { lineId: string; month: string }): string => `${lineId} ${month}`

/** What is planned in some months of some lines; all of it, or nothing where somebody was faster. */
export async function planMonths(ctx: Context, actor: Actor, { items }: MonthsBody): Promise<void> {
  const { workspaceId } = actor
  // Said twice, the last word counts.
  const wanted = [...new Map(items.map((item) => [placeOf(item), item])).values()]
  await ctx.db.transaction().execute(async (tx) => {
    const ids = [...new Set(wanted.map(({ lineId }) => lineId))]
    const lines = new Map((await queries.lockLines(tx, workspaceId, ids)).map((line) => [line.id, line]))
    const there = new Map(
      (await queries.findMonthsOf(tx, workspaceId, ids)).map((one) => [placeOf(one), one]),
    )
    for (const { lineId, month, minor, minutes, was } of wanted) {
      const line = lines.get(lineId)
      if (!line) throw budgetError('not_found')
      if (line.kind === 'people' && minor !== null) throw budgetError('in_hours', { name: line.name })
      if (line.kind !== 'people' && minutes !== null) throw budgetError('not_hours', { name: line.name })
      const current = there.get(placeOf({ lineId, month }))
      if ((current?.minor ?? null) !== was.minor || (current?.minutes ?? null) !== was.minutes)
        throw budgetError('cell_changed', { name: line.name, month: month.slice(0, 7), lineId })
    }
    await queries.saveMonths(tx, workspaceId, wanted)
    await audit(tx, actor, {
      action: 'budget.planned',
      subject: { kind: 'budget', id: workspaceId },
      before: { months: wanted.map(({ lineId, month, was }) => ({ lineId, month, ...was })) },
      after: {
        months: wanted.map(({ lineId, month, minor, minutes }) => ({ lineId, month, minor, minutes })),
      },
    })
    await tell(tx, ctx, actor, null)
  })
}
