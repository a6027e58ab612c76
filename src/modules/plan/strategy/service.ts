import { z } from 'zod'
import { type Actor, actorMay } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { dayOf } from '../../../platform/civil.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import type { Objective } from '../objectives/contract.ts'
import {
  differences,
  emptyStrategy,
  filledParts,
  innerParts,
  type RestoreBody,
  type Revision,
  type RevisionDetail,
  type RevisionsQuery,
  type SomeParts,
  Strategy,
  type StrategyBody,
  StrategyPart,
  type StrategyState,
} from './contract.ts'
import { strategyError } from './errors.ts'
import * as queries from './queries.ts'

/** What was written by an older Carillon may lack a field; it is empty then. */
export const readBody = (body: unknown): Strategy => Strategy.parse(body ?? {})

/** Parts that are not for somebody are as if they were never written. */
export function withoutParts(strategy: Strategy, hidden: readonly StrategyPart[]): Strategy {
  const left = { ...strategy }
  for (const part of hidden) Object.assign(left, { [part]: emptyStrategy[part] })
  return left
}

/** The client is shown what was agreed; how the team works and what it heard is for the team. */
const hiddenFrom = (actor: Actor): StrategyPart[] => (actorMay(actor, 'team.read') ? [] : [...innerParts])

/** The one objective; null while the strategy says none. */
export async function findFirst(ctx: Context, workspaceId: string): Promise<Objective | null> {
  const newest = await queries.findNewest(ctx.db, workspaceId)
  return newest ? readBody(newest.body).objective.objective : null
}

export async function readStrategy(ctx: Context, actor: Actor): Promise<StrategyState> {
  const { workspaceId } = actor
  const [row, workspace] = await Promise.all([
    queries.findNewest(ctx.db, workspaceId),
    queries.findWorkspace(ctx.db, workspaceId),
  ])
  const hidden = hiddenFrom(actor)
  const parts = withoutParts(readBody(row?.body), hidden)
  const [goals, personas] = await Promise.all([
    queries.findGoals(ctx.db, workspaceId, parts.metrics.goalIds, actor),
    queries.findPersonas(ctx.db, workspaceId, parts.audience.personaIds),
  ])
  const { next } = parts.rhythm
  return {
    revision: row?.number ?? 0,
    parts: naming(parts, goals, personas),
    hidden,
    filled: filledParts(parts),
    goals,
    personas,
    savedAt: row?.createdAt.toISOString() ?? null,
    savedBy: row?.author ?? null,
    reviewDue: next !== null && next <= dayOf(ctx.clock.now(), workspace.timeZone),
  }
}

type Named = readonly { id: string }[]

/** With those goals and personas only that are there. */
export const naming = (strategy: Strategy, goals: Named, personas: Named): Strategy => ({
  ...strategy,
  audience: { ...strategy.audience, personaIds: personas.map(({ id }) => id) },
  metrics: { ...strategy.metrics, goalIds: goals.map(({ id }) => id) },
})

/**
 * Saves some parts as a revision. Whoever has read an older one gets their parts in, as long as nobody has saved the same ones
 * since; else they keep their text and are told.
 */
export async function saveStrategy(ctx: Context, actor: Actor, body: StrategyBody): Promise<StrategyState> {
  await ctx.db.transaction().execute((tx) => saveStrategyIn(ctx, tx, actor, body))
  return readStrategy(ctx, actor)
}

/** The same together with something else. Answers the revision that says it. */
export async function saveStrategyIn(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  body: StrategyBody,
): Promise<number> {
  await lockWorkspace(tx, actor.workspaceId)
  const newest = await queries.findNewest(tx, actor.workspaceId)
  const before = readBody(newest?.body)
  const wanted = { ...before, ...named(body.parts) }
  const parts = changedParts(before, wanted)
  await refuseStale(tx, actor, body.revision, newest, parts)
  await refuseStrangers(tx, actor, wanted, before)
  const current = newest?.number ?? 0
  if (parts.length === 0) return current
  await keep(ctx, tx, actor, { body: wanted, parts, reason: body.reason, newest, restoredFrom: null })
  return current + 1
}

/** What an earlier revision said becomes the newest; everything in between stays in the history. */
export async function restoreRevision(
  ctx: Context,
  actor: Actor,
  number: number,
  { revision, reason }: RestoreBody,
): Promise<StrategyState> {
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, actor.workspaceId)
    const newest = await queries.findNewest(tx, actor.workspaceId)
    const old = await queries.findRevision(tx, actor.workspaceId, number)
    if (!old) throw strategyError('no_revision')
    if (newest?.number !== revision) throw staleError(revision, newest, [])
    const before = readBody(newest.body)
    const body = await withLiving(tx, actor, readBody(old.body))
    const parts = changedParts(before, body)
    if (parts.length > 0) await keep(ctx, tx, actor, { body, parts, reason, newest, restoredFrom: number })
  })
  return readStrategy(ctx, actor)
}

const named = (parts: SomeParts): SomeParts =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))

const changedParts = (before: Strategy, after: Strategy): StrategyPart[] => [
  ...new Set(differences(before, after).map(({ part }) => part)),
]

type Newest = queries.RevisionRow | undefined

const staleError = (yours: number, newest: Newest, parts: readonly string[]) =>
  strategyError('changed', { yours, current: newest?.number ?? 0, by: newest?.author ?? null, parts })

async function refuseStale(
  tx: Tx,
  actor: Actor,
  yours: number,
  newest: Newest,
  parts: readonly StrategyPart[],
): Promise<void> {
  if (yours === (newest?.number ?? 0)) return
  const since = new Set(await queries.partsSince(tx, actor.workspaceId, yours))
  const both = parts.filter((part) => since.has(part))
  if (both.length > 0 || yours > (newest?.number ?? 0)) throw staleError(yours, newest, both)
}

/** What is named anew has to be there; what has gone since it was named goes silently at the next change. */
async function refuseStrangers(tx: Tx, actor: Actor, wanted: Strategy, before: Strategy): Promise<void> {
  const goals = fresh(wanted.metrics.goalIds, before.metrics.goalIds)
  if ((await queries.findGoals(tx, actor.workspaceId, goals, actor)).length < goals.length)
    throw strangerError('no_goal', 'parts.metrics.goalIds')
  const personas = fresh(wanted.audience.personaIds, before.audience.personaIds)
  if ((await queries.findPersonas(tx, actor.workspaceId, personas)).length < personas.length)
    throw strangerError('no_persona', 'parts.audience.personaIds')
}

const fresh = (ids: readonly string[], before: readonly string[]): string[] => [
  ...new Set(ids.filter((id) => !before.includes(id))),
]

const strangerError = (code: 'no_goal' | 'no_persona', path: string) =>
  strategyError(code, {}, [{ path, code, detail: 'This does not exist here.' }])

async function withLiving(tx: Tx, actor: Actor, body: Strategy): Promise<Strategy> {
  const goals = await queries.findGoals(tx, actor.workspaceId, body.metrics.goalIds, null)
  const personas = await queries.findPersonas(tx, actor.workspaceId, body.audience.personaIds)
  return naming(body, goals, personas)
}

type Kept = {
  body: Strategy
  parts: readonly StrategyPart[]
  reason: string
  newest: Newest
  restoredFrom: number | null
}

async function keep(ctx: Context, tx: Tx, actor: Actor, kept: Kept): Promise<void> {
  const { newest, parts, reason, restoredFrom } = kept
  const { workspaceId } = actor
  const number = (newest?.number ?? 0) + 1
  await queries.insertRevision(tx, {
    ...{ workspaceId, number, parts, reason, restoredFrom, body: kept.body, createdAt: ctx.clock.now() },
    authorId: actor.kind === 'person' ? actor.id : null,
    // People are told of a day once, however often something else is saved after it.
    reviewToldAt: newest && newest.reviewOn === kept.body.rhythm.next ? newest.reviewToldAt : null,
  })
  // Who has saved with another day has held the review; who has not is reminded of the new day by itself.
  if (parts.includes('rhythm'))
    await resolveNotification(tx, ctx, workspaceId, { kind: 'strategy', id: workspaceId }, [
      'strategy.review',
    ])
  await audit(tx, actor, {
    action: restoredFrom === null ? 'strategy.saved' : 'strategy.restored',
    subject: { kind: 'strategy', id: null },
    after: { revision: number, changedParts: parts, reason: reason || null, restoredFrom },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'strategy', id: null })
}

const Place = z.tuple([z.int().min(0)])

export async function listRevisions(ctx: Context, actor: Actor, { limit, cursor }: RevisionsQuery) {
  const place = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (place === undefined) throw strategyError('bad_cursor')
  const rows = await queries.listRevisions(ctx.db, actor.workspaceId, place?.[0] ?? null, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(present), next: last ? encodeCursor([last.number]) : null }
}

const present = (row: Omit<queries.RevisionRow, 'body' | 'reviewOn' | 'reviewToldAt'>): Revision => ({
  number: row.number,
  parts: row.parts.flatMap((part) => StrategyPart.safeParse(part).data ?? []),
  reason: row.reason,
  author: row.author,
  restoredFrom: row.restoredFrom,
  createdAt: row.createdAt.toISOString(),
})

/** One revision, and what it says otherwise than another. */
export async function readRevision(
  ctx: Context,
  actor: Actor,
  number: number,
  against = number - 1,
): Promise<RevisionDetail> {
  const [row, other] = await Promise.all([
    queries.findRevision(ctx.db, actor.workspaceId, number),
    against === 0 ? undefined : queries.findRevision(ctx.db, actor.workspaceId, against),
  ])
  if (!row || (against !== 0 && !other)) throw strategyError('no_revision')
  const body = readBody(row.body)
  return { ...present(row), body, against, differences: differences(readBody(other?.body), body) }
}
