import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { findAudience } from './audience.ts'
import type {
  InventoryItem,
  Overview,
  PresenceSettings,
  PresenceSettingsBody,
  Run,
  RunDetail,
  RunsQuery,
} from './contract.ts'
import { presenceError } from './errors.ts'
import { runPresenceAudit } from './jobs.ts'
import { readDifference, readFindings, readGaps } from './kept.ts'
import * as queries from './queries.ts'
import {
  findLastStart,
  findNewest,
  findOpen,
  findRun,
  insertRun,
  listRuns,
  presentRun,
  type RunWithFindings,
} from './run-queries.ts'
import { countSuspects, findHeld } from './suspect-queries.ts'
import { presentVerdict } from './verdicts.ts'

const minuteMs = 60_000
/** Between two audits that people ask for. */
const pauseMinutes = 10
const weekMs = 7 * 86_400_000

/** The inventory with what is known of each account, and how far the search is. */
export async function readOverview(ctx: Context, actor: Actor): Promise<Overview> {
  refusePartial(actor)
  const { workspaceId } = actor
  const [settings, channels, typed, newest, open, held, suspects, audience] = await Promise.all([
    readSettings(ctx, workspaceId),
    queries.findChannels(ctx.db, workspaceId),
    queries.findAccounts(ctx.db, workspaceId),
    findNewest(ctx.db, workspaceId),
    findOpen(ctx.db, workspaceId),
    findHeld(ctx.db, workspaceId),
    countSuspects(ctx.db, workspaceId),
    findAudience(ctx.db, workspaceId),
  ])
  const run = newest ? presentDetail(newest) : null
  const rest = restOf(run, held)
  const accounts: InventoryItem[] = [
    ...channels.map(({ id, network, handle, name, profileUrl, avatarUrl }) => ({
      ...{
        subject: { kind: 'channel' as const, id },
        network,
        handle,
        name,
        url: profileUrl,
        avatarUrl,
        note: '',
      },
      ...rest('channel', id),
    })),
    ...typed.map(({ id, network, handle, url, note }) => ({
      ...{
        subject: { kind: 'account' as const, id },
        network,
        handle,
        name: handle,
        url,
        avatarUrl: null,
        note,
      },
      ...rest('account', id),
    })),
  ]
  return { settings, accounts, run, open: open ? presentRun(open) : null, suspects, audience }
}

/** Suspects that are likely impostors and that nobody has decided about. */
export async function countWaiting(ctx: Context, actor: Actor): Promise<{ likely: number }> {
  refusePartial(actor)
  const { likely } = await countSuspects(ctx.db, actor.workspaceId)
  return { likely }
}

const restOf =
  (run: RunDetail | null, held: Awaited<ReturnType<typeof findHeld>>) => (kind: string, id: string) => {
    const verdict = held.find((one) => one.subjectKind === kind && one.subjectId === id)
    return {
      finding: run?.findings.find(({ subject }) => subject.kind === kind && subject.id === id) ?? null,
      verdict: verdict ? presentVerdict(verdict) : null,
    }
  }

async function readSettings(ctx: Context, workspaceId: string): Promise<PresenceSettings> {
  const { nextAt, ...rest } = await queries.findSettings(ctx.db, workspaceId)
  return { ...rest, nextAt: nextAt?.toISOString() ?? null }
}

export async function changeSettings(
  ctx: Context,
  actor: Actor,
  body: PresenceSettingsBody,
): Promise<PresenceSettings> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await queries.findSettings(tx, workspaceId)
    const at = ctx.clock.now()
    const nextAt = nextOf(before, body.everyWeeks, at)
    if (before.version !== body.version || !(await queries.saveSettings(tx, workspaceId, body, nextAt, at)))
      throw presenceError('changed', { yours: body.version, current: before.version })
    await audit(tx, actor, {
      action: 'presence.settings_changed',
      subject: { kind: 'presence', id: workspaceId },
      before: { everyWeeks: before.everyWeeks, names: before.names, sites: before.sites },
      after: { everyWeeks: body.everyWeeks, names: body.names, sites: body.sites },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id: null })
  })
  return readSettings(ctx, workspaceId)
}

/** Another rhythm begins to count now; the same one goes on. */
function nextOf(
  before: { everyWeeks: number | null; nextAt: Date | null },
  everyWeeks: number | null,
  now: Date,
): Date | null {
  if (everyWeeks === null) return null
  if (before.everyWeeks === everyWeeks && before.nextAt) return before.nextAt
  return new Date(now.getTime() + everyWeeks * weekMs)
}

/** Asks for an audit now. */
export async function startAudit(ctx: Context, actor: Actor): Promise<Run> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const last = await findLastStart(tx, workspaceId)
    const until = last ? last.createdAt.getTime() + pauseMinutes * minuteMs : 0
    const wait = until - ctx.clock.now().getTime()
    const startedBy = actor.kind === 'person' ? actor.id : null
    if (await findOpen(tx, workspaceId)) throw presenceError('running')
    if (wait > 0) throw presenceError('too_soon', { minutes: Math.ceil(wait / minuteMs) })
    const run = await start(ctx, tx, { workspaceId, cause: 'person', startedBy })
    if (!run) throw presenceError('running')
    await audit(tx, actor, {
      action: 'presence.audit_started',
      subject: { kind: 'presence', id: workspaceId },
      after: { number: run.number },
    })
  })
  const open = await findOpen(ctx.db, workspaceId)
  if (!open) throw presenceError('no_run')
  return presentRun(open)
}

/** Undefined when one is under way already. */
export async function start(
  ctx: Context,
  tx: Tx,
  asked: { workspaceId: string; cause: Run['cause']; startedBy: string | null },
) {
  const run = await insertRun(tx, { ...asked, at: ctx.clock.now() })
  if (!run) return undefined
  await ctx.jobs.add(runPresenceAudit, { workspaceId: asked.workspaceId, id: run.id }, { tx })
  await ctx.events.emit(tx, { workspaceId: asked.workspaceId, topic: 'presence', id: run.id })
  return run
}

const presentDetail = (row: RunWithFindings): RunDetail => ({
  ...presentRun(row),
  findings: readFindings(row.findings),
  gaps: readGaps(row.gaps),
  difference: readDifference(row.difference),
})

const Place = z.tuple([z.int().min(1)])

export async function readRuns(ctx: Context, actor: Actor, { limit, cursor }: RunsQuery) {
  refusePartial(actor)
  const place = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (place === undefined) throw presenceError('bad_cursor')
  const rows = await listRuns(ctx.db, actor.workspaceId, place?.[0] ?? null, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(presentRun), next: last ? encodeCursor([last.number]) : null }
}

export async function readRun(ctx: Context, actor: Actor, number: number): Promise<RunDetail> {
  refusePartial(actor)
  const row = await findRun(ctx.db, actor.workspaceId, number)
  if (!row) throw presenceError('no_run')
  return presentDetail(row)
}
