import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { costOf } from '../money/contract.ts'
import type { EntriesQuery, Entry, EntryBody, EntryChange, EntryList } from './contract.ts'
import { budgetError } from './errors.ts'
import * as queries from './queries.ts'
import { tell } from './service.ts'

export const mostEntries = 50_000
const PlaceByDay = z.tuple([z.iso.date(), Id])

const present = (row: queries.EntryRow): Entry => ({ ...row, createdAt: row.createdAt.toISOString() })

export async function listEntries(
  ctx: Context,
  actor: Actor,
  { cursor, limit, ...query }: EntriesQuery,
): Promise<EntryList> {
  const after = cursor === undefined ? null : decodeCursor(cursor, PlaceByDay)
  if (after === undefined) throw budgetError('bad_cursor')
  const rows = await queries.findEntries(ctx.db, actor.workspaceId, { ...query, limit: limit + 1, after })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(present), next: last ? encodeCursor([last.day, last.id]) : null }
}

export async function addEntry(ctx: Context, actor: Actor, body: EntryBody): Promise<Entry> {
  refusePartial(actor, 'plan.manage')
  return ctx.db.transaction().execute((tx) => enterSpent(tx, ctx, actor, body))
}

/** The same within what somebody else does. */
export async function enterSpent(tx: Tx, ctx: Context, actor: Actor, body: EntryBody): Promise<Entry> {
  const { workspaceId } = actor
  await lockWorkspace(tx, workspaceId)
  if ((await queries.countEntries(tx, workspaceId)) >= mostEntries)
    throw budgetError('many_entries', { most: mostEntries })
  const entry = await priced(tx, workspaceId, body)
  const [id = ''] = await queries.insertEntries(tx, workspaceId, [entry], personOf(actor), ctx.clock.now())
  return told(tx, ctx, actor, id, 'budget.entry_added')
}

/** Only people have a row that can be pointed at. */
export const personOf = ({ kind, id }: Actor): string | null => (kind === 'person' ? id : null)

/** Money without an amount follows from the hours. */
async function priced(tx: Tx, workspaceId: string, body: EntryBody): Promise<queries.NewEntry> {
  const line = await queries.findLine(tx, workspaceId, body.lineId)
  if (!line) throw budgetError('not_found')
  if (body.minutes !== null && line.hourly === null) throw budgetError('not_hours', { name: line.name })
  const byHours = body.minutes !== null && line.hourly !== null ? costOf(body.minutes, line.hourly) : null
  if (body.minor !== null) return { ...body, minor: body.minor }
  if (byHours === null)
    throw budgetError('no_amount', {}, [
      { path: 'minor', code: 'no_amount', detail: 'Say how much it was, or how many hours.' },
    ])
  return { ...body, minor: byHours, currency: line.currency }
}

/** Whoever has read an older version is told, and keeps what they typed. */
export async function changeEntry(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: EntryChange,
): Promise<Entry> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, workspaceId, id)
    if (before.version !== version)
      throw budgetError('entry_changed', { yours: version, current: before.version })
    await queries.updateEntry(tx, workspaceId, id, await priced(tx, workspaceId, body))
    return told(tx, ctx, actor, id, 'budget.entry_changed', before)
  })
}

export async function removeEntry(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'plan.manage')
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, actor.workspaceId, id)
    await queries.deleteEntry(tx, actor.workspaceId, id)
    await audit(tx, actor, { action: 'budget.entry_removed', subject: { kind: 'budget', id }, before })
    await tell(tx, ctx, actor, id)
  })
}

async function mustLock(tx: Tx, workspaceId: string, id: string): Promise<Entry> {
  const row = await queries.lockEntry(tx, workspaceId, id)
  if (!row) throw budgetError('no_entry')
  return present(row)
}

async function mustFind(tx: Tx, workspaceId: string, id: string): Promise<Entry> {
  const row = await queries.findEntry(tx, workspaceId, id)
  if (!row) throw budgetError('no_entry')
  return present(row)
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: 'budget.entry_added' | 'budget.entry_changed',
  before?: Entry,
): Promise<Entry> {
  const after = await mustFind(tx, actor.workspaceId, id)
  await audit(tx, actor, { action, subject: { kind: 'budget', id }, before, after })
  await tell(tx, ctx, actor, id)
  return after
}
