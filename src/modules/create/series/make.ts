import { Temporal } from 'temporal-polyfill'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf } from '../../../platform/civil.ts'
import { actorLater } from '../../people/callers/index.ts'
import { fillSlots } from './fill.ts'
import { makeSeriesJob } from './jobs.ts'
import { knownTimes, leftOut, makeOne, mostInOneRun, stop, turnAt } from './one.ts'
import * as queries from './queries.ts'
import { isOver, latest, type Occurrence, occurrencesBetween } from './times.ts'
import { tellEnd, tellTrouble } from './trouble.ts'
import { type Forbidding, fallen } from './turns.ts'

type Series = queries.StoredSeries

const dayMs = 86_400_000
/** Numbers of a post say something after this time. */
const settledMs = 2 * dayMs

export async function askForDue(ctx: Context): Promise<void> {
  for (const asked of await queries.findRunning(ctx.db))
    await ctx.jobs.add(makeSeriesJob, asked, { key: `series ${asked.seriesId}` })
}

/** Makes the posts of the times that come within the horizon. A time that was made, skipped or refused is not made again. */
export async function makeAhead(
  ctx: Context,
  { workspaceId, seriesId }: { workspaceId: string; seriesId: string },
): Promise<void> {
  const series = await queries.findSeries(ctx.db, workspaceId, seriesId)
  if (series?.state !== 'running') return
  const say = (words: string | null) =>
    queries.updateSeries(ctx.db, workspaceId, seriesId, { words }, ctx.clock.now())
  const actor = await actorLater(ctx, workspaceId, series, 'post.write')
  const words = await makeFor(ctx, series, actor)
  // Whoever changed it meanwhile has asked for it anew.
  if (words === 'over') return
  if (words !== series.words) await say(words)
  if (!(await endIfOver(ctx, workspaceId, series))) await tellTrouble(ctx, workspaceId, series, words)
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'series', id: seriesId })
}

async function makeFor(ctx: Context, series: Series, actor: Actor | string): Promise<string | null> {
  if (typeof actor === 'string') return actor
  if (series.publish === 'scheduled' && !actorMaySomewhere(actor, 'post.publish')) return 'may_not_publish'
  await stopFallen(ctx, actor.workspaceId, series)
  return makeTimes(ctx, actor, series)
}

/** Answers why nothing could be made; null when all went well, `over` when the series was changed meanwhile. */
async function makeTimes(ctx: Context, actor: Actor, series: Series): Promise<string | null> {
  const { workspaceId } = actor
  const current = await queries.findSeries(ctx.db, workspaceId, series.id)
  if (current?.version !== series.version) return 'over'
  const networks = await networksOf(ctx, workspaceId, current)
  if (networks.size === 0) return 'channel_gone'
  const forbidding = forbiddingFor(ctx, networks)
  return current.rule === null
    ? fillSlots(ctx, actor, current, forbidding)
    : followRule(ctx, actor, current, forbidding)
}

async function followRule(ctx: Context, actor: Actor, series: Series, forbidding: Forbidding) {
  const times = await timesToMake(ctx, actor.workspaceId, series)
  for (const time of times.slice(0, mostInOneRun)) {
    const turn = await turnAt(ctx, actor.workspaceId, series, time.at, forbidding, series.items)
    if (typeof turn === 'string') return turn
    if ((await makeOne(ctx, actor, series, time, turn)) === 'over') return 'over'
  }
  return null
}

/** Which networks each post goes to, so that the strictest of them is heard. */
async function networksOf(
  ctx: Context,
  workspaceId: string,
  { items }: Series,
): Promise<Map<string, string>> {
  const ids = [...new Set(items.flatMap(({ post }) => post.variants.map(({ channelId }) => channelId)))]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('state', '!=', 'removed')
    .execute()
  return new Map(rows.map(({ id, network }) => [id, network]))
}

const forbiddingFor =
  (ctx: Context, networkOf: ReadonlyMap<string, string>): Forbidding =>
  ({ post }) => {
    const rules = post.variants.flatMap(({ channelId }) => {
      const rule = ctx.networks.get(networkOf.get(channelId) ?? '')?.manifest.noRepeats
      return rule ? [rule.days] : []
    })
    if (rules.length === 0) return null
    return { days: rules.includes(null) ? null : Math.max(...rules.map((days) => days ?? 0)) }
  }

/** Times from now to the horizon that nothing was done with yet. */
async function timesToMake(ctx: Context, workspaceId: string, series: Series): Promise<Occurrence[]> {
  const now = ctx.clock.now()
  const from = civilOf(new Date(now.getTime() + 60_000), series.zone)
  const to = civilOf(new Date(now.getTime() + series.horizonDays * dayMs), series.zone)
  const isOut = await leftOut(series, from, to)
  const known = await knownTimes(ctx, workspaceId, series, from, to)
  return occurrencesBetween(series, from, to, isOut).filter(({ civil, at }) => !known.has(civil) && at > now)
}

async function stopFallen(ctx: Context, workspaceId: string, series: Series): Promise<void> {
  if (series.fallsBelow === null) return
  const before = new Date(ctx.clock.now().getTime() - settledMs)
  const results = await queries.findResults(ctx.db, workspaceId, series.id, before)
  for (const id of fallen(results, series.fallsBelow)) await stop(ctx, workspaceId, series, id, 'fell')
}

async function endIfOver(ctx: Context, workspaceId: string, series: Series): Promise<boolean> {
  const now = ctx.clock.now()
  if (!isOver(series, civilOf(now, series.zone))) return false
  return ctx.db.transaction().execute(async (tx) => {
    const ended = await queries.endRunning(tx, workspaceId, series, now)
    if (ended) await tellEnd(tx, ctx, workspaceId, series)
    return ended
  })
}

/** The first time that is still to come; null where there is none, or it depends on free slots. */
export async function nextTime(ctx: Context, series: Series): Promise<Occurrence | null> {
  if (series.rule === null || series.state !== 'running') return null
  const now = ctx.clock.now()
  const from = civilOf(now, series.zone)
  const to = Temporal.PlainDateTime.from(latest(from, series.startsAt))
    .add({ months: 13 })
    .toString({ smallestUnit: 'minute' })
  const isOut = await leftOut(series, from, to)
  const found = occurrencesBetween(series, from, to, isOut, 2)
  return found.find(({ at }) => at > now) ?? null
}
