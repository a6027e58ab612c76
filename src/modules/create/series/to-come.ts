import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf } from '../../../platform/civil.ts'
import { deletePost, forgetClientIds } from '../posts/index.ts'
import type { SkipBody, Turn, TurnQuery } from './contract.ts'
import { seriesError } from './errors.ts'
import { makeSeriesJob } from './jobs.ts'
import { channelsOf, leftOut } from './one.ts'
import * as queries from './queries.ts'
import { seenSeries, writableSeries } from './seen.ts'
import { asOccurrence, latest, occurrencesBetween } from './times.ts'

const mostSeries = 200
const longest = 400 * 86_400_000
const usual = 90 * 86_400_000

/** Times of all running series between two instants that are beyond what was made; the calendar shows them as to come. */
export async function timesToCome(ctx: Context, actor: Actor, query: TurnQuery): Promise<Turn[]> {
  const sight = sightOf(actor)
  const all = await queries.listSeries(ctx.db, actor.workspaceId, { state: 'running' }, mostSeries, null)
  const turns: Turn[] = []
  for (const series of all) {
    const seen = channelsOf(series).filter((id) => isWithin(sight, id))
    if (seen.length === 0) continue
    for (const turn of await turnsOf(ctx, actor, series, query))
      if (turn.state === 'to_come') turns.push({ ...turn, channelIds: seen })
  }
  return turns.sort((a, b) => a.at.localeCompare(b.at))
}

/** Every time of one series between two instants, made or to come. */
export async function turnsOfSeries(
  ctx: Context,
  actor: Actor,
  id: string,
  query: TurnQuery,
): Promise<Turn[]> {
  const series = await seenSeries(ctx.db, actor, id)
  return turnsOf(ctx, actor, series, query)
}

async function turnsOf(
  ctx: Context,
  { workspaceId }: Actor,
  series: queries.StoredSeries,
  query: TurnQuery,
): Promise<Turn[]> {
  const from = query.from ? Date.parse(query.from) : ctx.clock.now().getTime()
  const end = query.to ? Date.parse(query.to) : from + usual
  const to = Math.min(end, from + longest)
  const [first, last] = [civilOf(new Date(from), series.zone), civilOf(new Date(to), series.zone)]
  const head = { seriesId: series.id, name: series.name, zone: series.zone, channelIds: channelsOf(series) }
  const made = await queries.findTurns(ctx.db, workspaceId, series.id, first, last)
  const known = new Set(made.map(({ occursAt }) => occursAt))
  const now = civilOf(ctx.clock.now(), series.zone)
  const isOut = await leftOut(series, first, last)
  const coming =
    series.rule === null || series.state !== 'running'
      ? []
      : occurrencesBetween(series, latest(first, now), last, isOut).filter(({ civil }) => !known.has(civil))
  const turns: Turn[] = [
    ...made.map(({ occursAt, state, words, postId }) => ({
      ...{ ...head, civil: occursAt, state, words, postId },
      at: asOccurrence(occursAt, series.zone).at.toISOString(),
    })),
    ...coming.map(({ civil, at }) => ({
      ...{ ...head, civil, at: at.toISOString(), state: 'to_come' as const, words: null, postId: null },
    })),
  ]
  return turns.sort((a, b) => a.civil.localeCompare(b.civil))
}

/** Leaves one time out, with the post that was made of it; or takes it back in. A post that is being made of it is waited for. */
export const skipTime = (ctx: Context, actor: Actor, id: string, body: SkipBody): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    await queries.holdSeries(tx, id)
    await skipHeld(ctx, actor, id, body)
  })

async function skipHeld(ctx: Context, actor: Actor, id: string, { at, skipped }: SkipBody): Promise<void> {
  const { workspaceId } = actor
  const series = await writableSeries(ctx.db, actor, id)
  const [turn] = await queries.findTurns(ctx.db, workspaceId, id, at, at)
  if (
    !turn &&
    occurrencesBetween({ ...series, rule: series.rule ?? 'FREQ=DAILY' }, at, at, () => false).length === 0
  )
    throw seriesError('no_such_time', { at })
  if (skipped && turn?.postId) {
    await deletePost(ctx, actor, turn.postId)
    await forgetClientIds(ctx.db, workspaceId, [turn.postId])
  }
  await ctx.db.transaction().execute(async (tx) => {
    if (turn && (skipped || turn.state === 'skipped')) await queries.deleteTurns(tx, workspaceId, id, [at])
    if (skipped)
      await queries.skipTurn(tx, workspaceId, id, { occursAt: at, at: asOccurrence(at, series.zone).at })
    await audit(tx, actor, {
      action: 'series.changed',
      subject: { kind: 'series', id },
      after: { at, skipped },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'series', id })
    await ctx.jobs.add(makeSeriesJob, { workspaceId, seriesId: id }, { tx, key: `series ${id}` })
  })
}
