import { Temporal } from 'temporal-polyfill'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf } from '../../../platform/civil.ts'
import { AppError } from '../../../platform/errors.ts'
import { actorLater } from '../../people/callers/index.ts'
import { findHolidays } from '../../plan/content-plan/index.ts'
import type { PostBody } from '../posts/contract.ts'
import { createPost, proposePost } from '../posts/index.ts'
import { nextFreeSlots } from '../slots/index.ts'
import { clientIdOf } from './client-id.ts'
import { makeSeriesJob } from './jobs.ts'
import * as queries from './queries.ts'
import { isOver, latest, type Occurrence, occurrencesBetween } from './times.ts'
import { exhausted, type Forbidding, fallen, nextTurn } from './turns.ts'

type Series = queries.StoredSeries

const dayMs = 86_400_000
/** Numbers of a post say something after this time. */
const settledMs = 2 * dayMs
const mostInOneRun = 200

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
  if (typeof actor === 'string') return say(actor)
  if (series.publish === 'scheduled' && !actorMaySomewhere(actor, 'post.publish'))
    return say('may_not_publish')
  await stopFallen(ctx, workspaceId, series)
  const words = await makeTimes(ctx, actor, series)
  // Whoever changed it meanwhile has asked for it anew.
  if (words === 'over') return
  if (words !== series.words) await say(words)
  await endIfOver(ctx, workspaceId, series)
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'series', id: seriesId })
}

/** Answers why nothing could be made; null when all went well, `over` when the series was changed meanwhile. */
async function makeTimes(ctx: Context, actor: Actor, series: Series): Promise<string | null> {
  const { workspaceId } = actor
  const current = await queries.findSeries(ctx.db, workspaceId, series.id)
  if (current?.version !== series.version) return 'over'
  const forbidding = forbiddingFor(ctx, await networksOf(ctx, workspaceId, current))
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

/** Whose turn it is among some of the posts, or why it is nobody's. */
async function turnAt(
  ctx: Context,
  workspaceId: string,
  series: Series,
  at: Date,
  forbidding: Forbidding,
  among: Series['items'],
): Promise<Taken | 'all_rest' | 'none_left'> {
  const had = await queries.findHad(ctx.db, workspaceId, series.id)
  for (const { id, stopped } of exhausted(series, had, forbidding))
    await stop(ctx, workspaceId, series, id, stopped)
  const turn = nextTurn({ ...series, items: among }, had, at, forbidding)
  return turn ?? (series.items.some(({ state }) => state === 'active') ? 'all_rest' : 'none_left')
}

/**
 * One slot after the other, each for a post of its own channel: a post for several goes by the slots of the first of them
 * that has any.
 */
async function fillSlots(ctx: Context, actor: Actor, series: Series, forbidding: Forbidding) {
  const { workspaceId } = actor
  const now = ctx.clock.now()
  const from = civilOf(now, series.zone)
  const to = civilOf(new Date(now.getTime() + series.horizonDays * dayMs), series.zone)
  const isOut = await leftOut(series, from, to)
  const known = await knownTimes(ctx, workspaceId, series, from, to)
  let [after, why, made]: [Date, string | null, number] = [now, null, 0]
  for (let n = 0; n < mostInOneRun; n++) {
    const slot = await nextSlot(ctx, workspaceId, series, after)
    if (!slot || slot.civil > to) break
    after = slot.at
    const { civil, among } = slot
    if (isOut(civil.slice(0, 10)) || civil < series.startsAt || known.has(civil) || among.length === 0)
      continue
    const turn = await turnAt(ctx, workspaceId, series, slot.at, forbidding, among)
    if (turn === 'none_left') return turn
    if (turn === 'all_rest') why = turn
    else if ((await makeOne(ctx, actor, series, { civil, at: slot.at, moved: false }, turn)) === 'over')
      return 'over'
    else made += 1
  }
  return made > 0 ? null : why
}

/** The next slot at which a channel of the series is free, and the posts that go by its slots. */
async function nextSlot(ctx: Context, workspaceId: string, series: Series, after: Date) {
  const active = series.items.filter(({ state }) => state === 'active')
  const free = await nextFreeSlots(ctx.db, workspaceId, channelsOf({ items: active }), after)
  const first = [...free].sort((a, b) => a.at.localeCompare(b.at))[0]
  if (!first) return null
  const at = new Date(first.at)
  const slotOf = new Map(free.map((slot) => [slot.channelId, slot.at]))
  const among = active.filter(({ post }) => {
    const leading = post.variants.find(({ channelId }) => slotOf.has(channelId))
    return leading !== undefined && slotOf.get(leading.channelId) === first.at
  })
  return { at, civil: civilOf(at, series.zone), among }
}

async function stop(ctx: Context, workspaceId: string, series: Series, id: string, stopped: string) {
  await queries.stopItem(ctx.db, workspaceId, id, stopped)
  const item = series.items.find((one) => one.id === id)
  if (item) item.state = 'stopped'
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

async function knownTimes(ctx: Context, workspaceId: string, { id }: Series, from: string, to: string) {
  const turns = await queries.findTurns(ctx.db, workspaceId, id, from, to)
  const now = ctx.clock.now()
  return new Set(turns.filter((turn) => !queries.isDead(turn, now)).map(({ occursAt }) => occursAt))
}

export const channelsOf = ({ items }: Pick<Series, 'items'>): string[] => [
  ...new Set(items.flatMap(({ post }) => post.variants.map(({ channelId }) => channelId))),
]

/** Days on which nothing is made: those that were named, and public holidays of a country. */
export async function leftOut(
  { excluded, holidays }: Pick<Series, 'excluded' | 'holidays'>,
  from: string,
  to: string,
): Promise<(day: string) => boolean> {
  const days = new Set(excluded)
  if (holidays) {
    const country = { country: holidays, state: null }
    for (const { day, isPublic } of await findHolidays(country, 'en', from.slice(0, 10), to.slice(0, 10)))
      if (isPublic) days.add(day)
  }
  return (day) => days.has(day)
}

type Taken = { item: queries.StoredItem; wording: number }

/** Nobody takes posts of the series back meanwhile. */
const makeOne = (ctx: Context, actor: Actor, series: Series, time: Occurrence, taken: Taken) =>
  ctx.db.transaction().execute(async (tx) => {
    await queries.holdSeries(tx, series.id)
    return makeHeld(ctx, actor, series, time, taken)
  })

/** The time is taken first, in its own statement: whoever comes second finds it taken. The post has an id that follows from it. */
async function makeHeld(
  ctx: Context,
  actor: Actor,
  series: Series,
  { civil, at }: Occurrence,
  { item, wording }: Taken,
): Promise<'over' | undefined> {
  const { workspaceId } = actor
  const turn = { occursAt: civil, itemId: item.id, wording, at }
  const claim = await queries.claimTurn(ctx.db, workspaceId, series, turn, ctx.clock.now())
  if (claim !== 'claimed') return claim === 'over' ? claim : undefined
  const tell = (patch: Parameters<typeof queries.updateTurn>[4]) =>
    queries.updateTurn(ctx.db, workspaceId, series.id, civil, patch)
  try {
    const made = await createPost(ctx, actor, bodyOf(series, item, wording, { civil, at }))
    const isProposal = series.publish === 'proposed' && made.stage === 'draft'
    const post = isProposal ? await proposePost(ctx, actor, made.id) : made
    await tell({ postId: post.id, madeVersion: post.version })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') {
      await queries.deleteTurns(ctx.db, workspaceId, series.id, [civil])
      throw error
    }
    await tell({
      state: 'failed',
      words: [error.message, ...error.fields.map(({ detail }) => detail)].join(' ').slice(0, 900),
    })
  }
}

function bodyOf(
  series: Series,
  { post, wordings }: queries.StoredItem,
  wording: number,
  { civil, at }: Pick<Occurrence, 'civil' | 'at'>,
): PostBody {
  const { id, zone, publish } = series
  const text = wording === 0 ? null : (wordings[wording - 1] ?? null)
  const [first, ...rest] = post.content.parts
  const content =
    text === null || !first ? post.content : { ...post.content, parts: [{ ...first, text }, ...rest] }
  return {
    ...post,
    content,
    clientId: clientIdOf(id, civil),
    // As the clock shows it then: a time that it jumps over is none.
    wish: { at: civilOf(at, zone), zone },
    ...(publish === 'scheduled' && {
      schedule: { kind: 'at' as const, at: at.toISOString().replace('.000', ''), zone },
    }),
  }
}

async function stopFallen(ctx: Context, workspaceId: string, series: Series): Promise<void> {
  if (series.fallsBelow === null) return
  const before = new Date(ctx.clock.now().getTime() - settledMs)
  const results = await queries.findResults(ctx.db, workspaceId, series.id, before)
  for (const id of fallen(results, series.fallsBelow)) await stop(ctx, workspaceId, series, id, 'fell')
}

async function endIfOver(ctx: Context, workspaceId: string, series: Series): Promise<void> {
  const now = ctx.clock.now()
  if (!isOver(series, civilOf(now, series.zone))) return
  await queries.endRunning(ctx.db, workspaceId, series, now)
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
