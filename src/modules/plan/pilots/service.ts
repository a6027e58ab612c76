import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { metricOf } from '../../measure/metrics/contract.ts'
import { tells } from '../../measure/metrics/index.ts'
import { addDays } from '../../measure/numbers/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { readStrategy, saveStrategyIn } from '../strategy/index.ts'
import {
  mostPauses,
  Pauses,
  type Pilot,
  type PilotBody,
  PilotChannels,
  PilotMetric,
  type PilotName,
  type PilotReading,
  PilotState,
  type PilotsQuery,
  Verdict,
  type VerdictBody,
} from './contract.ts'
import { endOf } from './days.ts'
import { pilotError } from './errors.ts'
import * as queries from './queries.ts'
import { readingOf } from './reading.ts'

const most = 200
/** Posts that are out already may count when their results are still told. */
const weeksBack = 12
const mostWords = 4000

function present(row: queries.PilotRow): Pilot {
  const pauses = Pauses.safeParse(row.pauses).data ?? []
  const verdict = Verdict.nullable().safeParse(row.verdict).data ?? null
  return {
    id: row.id,
    name: row.name,
    metric: PilotMetric.parse(row.metric),
    channelIds: PilotChannels.parse(row.channels),
    weeks: row.weeks,
    perWeek: row.perWeek,
    care: Number(row.care),
    startsOn: row.startsOn,
    endsOn: endOf({ startsOn: row.startsOn, weeks: row.weeks, pauses }),
    state: PilotState.parse(row.state),
    haltedOn: row.haltedOn,
    pauses,
    verdict: verdict && {
      revision: verdict.revision,
      words: verdict.words,
      keep: verdict.keep,
      at: verdict.at,
    },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  }
}

export async function listPilots(ctx: Context, actor: Actor, { limit, cursor }: PilotsQuery) {
  const place = cursor === undefined ? null : decodeCursor(cursor, PlaceById)
  if (place === undefined) throw pilotError('bad_cursor')
  const rows = await queries.listPilots(ctx.db, actor, place?.[0] ?? null, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(present), next: last ? encodeCursor([last.id]) : null }
}

export async function readPilot(ctx: Context, actor: Actor, id: string): Promise<PilotReading> {
  const row = await queries.findPilot(ctx.db, actor, id)
  if (!row) throw pilotError('not_found')
  return readingOf(ctx, actor, present(row))
}

export async function startPilot(ctx: Context, actor: Actor, body: PilotBody): Promise<PilotReading> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countPilots(tx, workspaceId)) >= most) throw pilotError('too_many', { most })
    await refuseChannels(ctx, tx, actor, body)
    const { timeZone } = await queries.findZone(tx, workspaceId)
    if (body.startsOn < addDays(dayOf(ctx.clock.now(), timeZone), -7 * weeksBack))
      throw pilotError('in_the_past', { weeks: weeksBack })
    const made = await queries.insertPilot(tx, workspaceId, body, ctx.clock.now())
    await tell(ctx, tx, actor, 'pilot.started', made, { after: body })
    return made
  })
  return readPilot(ctx, actor, id)
}

async function refuseChannels(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { channelIds, metric }: PilotBody,
): Promise<void> {
  const channels = await queries.findChannels(tx, actor, channelIds)
  if (channels.length < channelIds.length) throw pilotError('no_channel')
  await refuseBeyond(tx, actor, 'plan.manage', channelIds)
  for (const { network, name } of channels) {
    const manifest = ctx.networks.get(network)?.manifest
    if (!tells(manifest, metricOf(metric)))
      throw pilotError('not_told', { network: manifest?.name ?? network, metric, channel: name })
  }
}

export const renamePilot = (
  ctx: Context,
  actor: Actor,
  id: string,
  { name }: PilotName,
): Promise<PilotReading> => alter(ctx, actor, id, 'pilot.changed', () => ({ name }))

/** From today on nothing counts, until it goes on. */
export const pausePilot = (ctx: Context, actor: Actor, id: string): Promise<PilotReading> =>
  alter(ctx, actor, id, 'pilot.paused', ({ state }, today) => {
    if (state !== 'running') throw pilotError('not_running')
    return { state: 'paused', haltedOn: today }
  })

export const stopPilot = (ctx: Context, actor: Actor, id: string): Promise<PilotReading> =>
  alter(ctx, actor, id, 'pilot.stopped', ({ state, haltedOn }, today) => {
    if (state === 'stopped') throw pilotError('stopped')
    return { state: 'stopped', haltedOn: haltedOn ?? addDays(today, 1) }
  })

/** Of a paused or stopped one: the days between do not count, and the end moves by them. */
export const resumePilot = (ctx: Context, actor: Actor, id: string): Promise<PilotReading> =>
  alter(ctx, actor, id, 'pilot.resumed', ({ state, haltedOn, pauses, endsOn, verdict }, today) => {
    if (state === 'running') throw pilotError('runs')
    if (verdict) throw pilotError('has_verdict')
    if (haltedOn !== null && haltedOn > endsOn) throw pilotError('over')
    const between = haltedOn !== null && haltedOn < today ? [{ from: haltedOn, to: addDays(today, -1) }] : []
    // None is forgotten: its days would count again, and the end would come sooner.
    if (pauses.length + between.length > mostPauses) throw pilotError('many_pauses', { most: mostPauses })
    return { state: 'running', haltedOn: null, pauses: [...pauses, ...between] }
  })

export async function removePilot(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const pilot = await mustLock(tx, actor, id)
    await queries.deletePilot(tx, actor.workspaceId, id)
    await tell(ctx, tx, actor, 'pilot.removed', id, { before: { name: pilot.name } })
  })
}

/** Into the channel part of the strategy, as a revision of its own; what stood there stays above it. */
export async function writeVerdict(
  ctx: Context,
  actor: Actor,
  id: string,
  body: VerdictBody,
): Promise<PilotReading> {
  const { standing } = await readPilot(ctx, actor, id)
  const { parts } = await readStrategy(ctx, actor)
  await ctx.db.transaction().execute(async (tx) => {
    const pilot = await mustLock(tx, actor, id)
    if (pilot.verdict) throw pilotError('has_verdict')
    if (pilot.state !== 'stopped' && standing !== 'sure' && standing !== 'over')
      throw pilotError('still_runs')
    if (body.keep.some((channel) => !pilot.channelIds.includes(channel))) throw pilotError('no_channel')
    const before = parts.channels.words
    const words = before === '' ? body.words : `${before}\n\n${body.words}`
    if (words.length > mostWords) throw pilotError('too_long', { most: mostWords })
    const revision = await saveStrategyIn(ctx, tx, actor, {
      revision: body.revision,
      parts: { channels: { ...parts.channels, words } },
      reason: body.reason,
    })
    const today = dayOf(ctx.clock.now(), (await queries.findZone(tx, actor.workspaceId)).timeZone)
    await queries.updatePilot(tx, actor.workspaceId, id, {
      verdict: {
        ...{ revision, before, words, keep: body.keep, at: ctx.clock.now().toISOString() },
        ...{ state: pilot.state, haltedOn: pilot.haltedOn },
      },
      state: 'stopped',
      haltedOn: pilot.haltedOn ?? addDays(today, 1),
    })
    await tell(ctx, tx, actor, 'pilot.decided', id, {
      after: { words: body.words, keep: body.keep, revision },
    })
  })
  return readPilot(ctx, actor, id)
}

/** The channel part reads again as before; unless somebody has changed it since. */
export async function withdrawVerdict(ctx: Context, actor: Actor, id: string): Promise<PilotReading> {
  const { parts, revision } = await readStrategy(ctx, actor)
  await ctx.db.transaction().execute(async (tx) => {
    const pilot = await mustLock(tx, actor, id)
    const row = await queries.findPilot(tx, actor, id)
    const verdict = Verdict.nullable().safeParse(row?.verdict ?? null).data
    if (!verdict) throw pilotError('no_verdict')
    if (parts.channels.words !== verdict.words) throw pilotError('rewritten')
    await saveStrategyIn(ctx, tx, actor, {
      revision,
      parts: { channels: { ...parts.channels, words: verdict.before } },
      reason: pilot.name,
    })
    const { state, haltedOn } = verdict
    await queries.updatePilot(tx, actor.workspaceId, id, { verdict: null, state, haltedOn })
    await tell(ctx, tx, actor, 'pilot.undecided', id, { before: { revision: verdict.revision } })
  })
  return readPilot(ctx, actor, id)
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  change: (pilot: Pilot, today: string) => Parameters<typeof queries.updatePilot>[3],
): Promise<PilotReading> {
  await ctx.db.transaction().execute(async (tx) => {
    const pilot = await mustLock(tx, actor, id)
    const { timeZone } = await queries.findZone(tx, actor.workspaceId)
    const made = change(pilot, dayOf(ctx.clock.now(), timeZone))
    await queries.updatePilot(tx, actor.workspaceId, id, made)
    await tell(ctx, tx, actor, action, id, { before: { name: pilot.name, state: pilot.state }, after: made })
  })
  return readPilot(ctx, actor, id)
}

async function mustLock(tx: Tx, actor: Actor, id: string): Promise<Pilot> {
  const row = await queries.lockPilot(tx, actor, id)
  if (!row) throw pilotError('not_found')
  const pilot = present(row)
  await refuseBeyond(tx, actor, 'plan.manage', pilot.channelIds)
  return pilot
}

async function tell(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  id: string,
  told: { before?: object; after?: object },
): Promise<void> {
  await audit(tx, actor, { action, subject: { kind: 'pilot', id }, ...told })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'pilots', id })
}
