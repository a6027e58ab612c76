import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { civilOf } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { askerOf } from '../../people/callers/index.ts'
import { judgeBody } from '../posts/index.ts'
import type {
  PreviewBody,
  Series,
  SeriesBody,
  SeriesChange,
  SeriesList,
  SeriesQuery,
  SeriesSummary,
} from './contract.ts'
import { seriesError } from './errors.ts'
import { makeSeriesJob } from './jobs.ts'
import { nextTime } from './make.ts'
import { channelsOf, leftOut } from './one.ts'
import * as queries from './queries.ts'
import { seenSeries, writableSeries } from './seen.ts'
import { takeBack } from './take-back.ts'
import { endedBefore, isOver, latest, occurrencesBetween, remainingRule } from './times.ts'
import { endTold } from './trouble.ts'

type Stored = queries.StoredSeries

export async function addSeries(ctx: Context, actor: Actor, body: SeriesBody): Promise<Series> {
  await refuseBody(ctx, actor, body)
  const id = await ctx.db.transaction().execute(async (tx) => {
    const id = await insert(tx, actor, body)
    await tell(tx, ctx, actor, id, 'series.added', undefined, summaryFor(body))
    return id
  })
  return readSeries(ctx, actor, id)
}

async function insert(tx: Tx, actor: Actor, { items, ...fields }: SeriesBody): Promise<string> {
  const id = await queries.insertSeries(tx, actor.workspaceId, { ...fields, ...askerOf(actor) })
  // Ids of posts are of the series that they came from; here they are new.
  await queries.saveItems(
    tx,
    actor.workspaceId,
    id,
    items.map(({ id: _, ...item }) => item),
  )
  return id
}

async function refuseBody(ctx: Context, actor: Actor, body: SeriesBody): Promise<void> {
  const { kind, rule, items, publish } = body
  if (publish === 'scheduled' && !actorMaySomewhere(actor, 'post.publish'))
    throw seriesError('may_not_publish')
  if (kind === 'recurring' && items.length !== 1) throw seriesError('one_post')
  if (kind === 'recurring' && rule === null) throw seriesError('no_rule')
  for (const [n, { post }] of items.entries()) {
    if (post.variants.length === 0) throw seriesError('no_channels', { place: n + 1 })
    await judgeBody(ctx, actor, { ...post, wish: null }, true)
  }
  if (publish === 'scheduled')
    await refuseBeyond(ctx.db, actor, 'post.publish', channelsOf({ items: items as never }))
  if (rule === null) return
  const end = `${Number(body.startsAt.slice(0, 4)) + 11}${body.startsAt.slice(4)}`
  if (occurrencesBetween(body, body.startsAt, end, () => false, 1).length === 0) throw seriesError('no_times')
}

const summaryFor = ({ kind, name, rule, startsAt, zone, publish, items }: SeriesBody) => ({
  ...{ kind, name, rule, startsAt, zone, publish },
  posts: items.length,
})

export async function readSeries(ctx: Context, actor: Actor, id: string): Promise<Series> {
  const found = await seenSeries(ctx.db, actor, id)
  const had = await queries.findHad(ctx.db, actor.workspaceId, id)
  const { madeBy: _, madeKey: __, items, ...fields } = found
  return {
    ...fields,
    ...(await summaryOf(ctx, found)),
    items: items.map(({ position: ___, ...item }) => {
      const turns = had.filter(({ itemId }) => itemId === item.id)
      return { ...item, turns: turns.length, lastTurn: turns[0]?.at.toISOString() ?? null }
    }),
  }
}

async function summaryOf(ctx: Context, series: Stored): Promise<SeriesSummary> {
  const { id, kind, name, state, rule, startsAt, zone, publish, words, version, items } = series
  const next = await nextTime(ctx, series)
  return {
    ...{ id, kind, name, state, rule, startsAt, zone, publish, words, version },
    channelIds: channelsOf(series),
    posts: items.length,
    next: next?.at.toISOString() ?? null,
  }
}

export async function pageSeries(ctx: Context, actor: Actor, query: SeriesQuery): Promise<SeriesList> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor, PlaceById)
  if (place === undefined) throw seriesError('cursor')
  const found = await queries.listSeries(
    ctx.db,
    actor.workspaceId,
    query,
    query.limit + 1,
    place?.[0] ?? null,
    sightOf(actor),
  )
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: await Promise.all(page.map((one) => summaryOf(ctx, one))),
    next: last ? encodeCursor([last.id]) : null,
  }
}

/**
 * Changes all that is still to come, or `from` one time on: what was made and nobody touched is taken back and made anew;
 * what is out, or was changed by hand, stays.
 */
export async function changeSeries(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, from, ...body }: SeriesChange,
): Promise<Series> {
  await writableSeries(ctx.db, actor, id)
  await refuseBody(ctx, actor, body)
  const now = civilOf(ctx.clock.now(), body.zone)
  const splits = from !== undefined && from > body.startsAt && from > now
  const next = await ctx.db.transaction().execute(async (tx) => {
    const found = await lock(tx, actor, id, version)
    if (found.state === 'ended') throw seriesError('ended')
    if (splits && found.rule && body.rule) return split(tx, ctx, actor, found, body, from)
    const { items, ...fields } = body
    await queries.updateSeries(
      tx,
      actor.workspaceId,
      id,
      { ...fields, ...askerOf(actor), version: version + 1, words: null },
      ctx.clock.now(),
    )
    await queries.saveItems(tx, actor.workspaceId, id, items)
    await tell(tx, ctx, actor, id, 'series.changed', { name: found.name, rule: found.rule }, summaryFor(body))
    return id
  })
  await takeBack(ctx, actor, id, splits ? from : now)
  await ask(ctx, actor, id)
  return readSeries(ctx, actor, next)
}

/** The old series ends before that time, a new one begins with it. */
async function split(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  found: Stored,
  body: SeriesBody,
  from: string,
): Promise<string> {
  const { workspaceId } = actor
  const rule = found.rule ?? ''
  await queries.updateSeries(
    tx,
    workspaceId,
    found.id,
    { rule: endedBefore(rule, from), version: found.version + 1 },
    ctx.clock.now(),
  )
  const rest = body.rule === rule ? remainingRule({ ...found, rule }, from) : body.rule
  const id = await insert(tx, actor, { ...body, rule: rest, startsAt: from })
  await tell(tx, ctx, actor, found.id, 'series.split', { rule }, { from, next: id })
  await ctx.jobs.add(makeSeriesJob, { workspaceId, seriesId: id }, { tx, key: `series ${id}` })
  return id
}

async function lock(tx: Tx, actor: Actor, id: string, version?: number): Promise<Stored> {
  const found = await queries.lockSeries(tx, actor.workspaceId, id)
  if (!found) throw seriesError('not_found')
  if (version !== undefined && version !== found.version) throw seriesError('changed')
  return found
}

export const pauseSeries = (ctx: Context, actor: Actor, id: string): Promise<Series> =>
  move(ctx, actor, id, 'series.paused', { state: 'paused' })

/** Whoever resumes it answers for it from then on: posts are made with what they may. */
export async function resumeSeries(ctx: Context, actor: Actor, id: string): Promise<Series> {
  const found = await writableSeries(ctx.db, actor, id)
  if (found.publish === 'scheduled') {
    if (!actorMaySomewhere(actor, 'post.publish')) throw seriesError('may_not_publish')
    await refuseBeyond(ctx.db, actor, 'post.publish', channelsOf(found))
  }
  if (isOver(found, civilOf(ctx.clock.now(), found.zone))) throw seriesError('ended')
  return move(ctx, actor, id, 'series.resumed', { state: 'running', words: null, ...askerOf(actor) })
}

/** No more posts; what was made and nobody touched is taken back. */
export async function endSeries(ctx: Context, actor: Actor, id: string): Promise<Series> {
  await move(ctx, actor, id, 'series.ended', { state: 'ended' })
  const found = await queries.findSeries(ctx.db, actor.workspaceId, id)
  if (found) await takeBack(ctx, actor, id, civilOf(ctx.clock.now(), found.zone))
  return readSeries(ctx, actor, id)
}

async function move(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  patch: Partial<Stored>,
): Promise<Series> {
  await writableSeries(ctx.db, actor, id)
  await ctx.db.transaction().execute(async (tx) => {
    const found = await lock(tx, actor, id)
    await queries.updateSeries(
      tx,
      actor.workspaceId,
      id,
      { ...patch, version: found.version + 1 },
      ctx.clock.now(),
    )
    if (patch.state !== 'running') await endTold(tx, ctx, actor.workspaceId, id)
    await tell(tx, ctx, actor, id, action, { state: found.state }, { state: patch.state })
  })
  return readSeries(ctx, actor, id)
}

/** The series goes; posts that it made stay. */
export async function removeSeries(ctx: Context, actor: Actor, id: string): Promise<void> {
  await writableSeries(ctx.db, actor, id)
  await ctx.db.transaction().execute(async (tx) => {
    const found = await lock(tx, actor, id)
    await queries.deleteSeries(tx, actor.workspaceId, id)
    await endTold(tx, ctx, actor.workspaceId, id)
    await audit(tx, actor, {
      action: 'series.removed',
      subject: { kind: 'series', id },
      before: { name: found.name, rule: found.rule },
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'series', id })
  })
}

async function tell(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before: object | undefined,
  after: object,
): Promise<void> {
  const { workspaceId } = actor
  await audit(tx, actor, { action, subject: { kind: 'series', id }, before, after })
  await ctx.events.emit(tx, { workspaceId, topic: 'series', id })
  await ctx.jobs.add(makeSeriesJob, { workspaceId, seriesId: id }, { tx, key: `series ${id}` })
}

const ask = (ctx: Context, { workspaceId }: Actor, seriesId: string): Promise<void> =>
  ctx.jobs.add(makeSeriesJob, { workspaceId, seriesId }, { key: `series ${seriesId}` })

const previewed = 12

/** The first times of a rule, before it is saved. */
export async function previewTimes(ctx: Context, body: PreviewBody) {
  if (body.rule === null) return { items: [], whole: false }
  const now = civilOf(ctx.clock.now(), body.zone)
  const from = latest(body.startsAt, now)
  const to = `${Number(from.slice(0, 4)) + 5}${from.slice(4)}`
  const isOut = await leftOut(body, from, to)
  const found = occurrencesBetween(body, from, to, isOut, previewed + 1)
  return {
    items: found.slice(0, previewed).map(({ civil, at, moved }) => ({ civil, at: at.toISOString(), moved })),
    whole: found.length <= previewed && /COUNT=|UNTIL=/.test(body.rule),
  }
}
