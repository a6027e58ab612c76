import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf } from '../../../platform/civil.ts'
import { AppError } from '../../../platform/errors.ts'
import { findHolidays } from '../../plan/content-plan/index.ts'
import type { PostBody, When } from '../posts/contract.ts'
import { createPost, proposePost } from '../posts/index.ts'
import { clientIdOf } from './client-id.ts'
import * as queries from './queries.ts'
import type { Occurrence } from './times.ts'
import { exhausted, type Forbidding, nextTurn } from './turns.ts'

type Series = queries.StoredSeries

export const mostInOneRun = 200

/** Whose turn it is among some of the posts, or why it is nobody's. */
export async function turnAt(
  ctx: Context,
  workspaceId: string,
  series: Series,
  at: Date,
  forbidding: Forbidding,
  among: Series['items'],
): Promise<Taken | 'all_rest' | 'none_left' | 'repeat'> {
  const had = await queries.findHad(ctx.db, workspaceId, series.id)
  for (const { id, stopped } of exhausted(series, had, forbidding))
    await stop(ctx, workspaceId, series, id, stopped)
  const turn = nextTurn({ ...series, items: among }, had, at, forbidding)
  if (turn) return turn
  if (!series.items.some(({ state }) => state === 'active')) return 'none_left'
  // One post that need not rest, and still has no turn: its network forbids the same words so soon.
  return series.kind === 'recurring' && series.restDays === 0 ? 'repeat' : 'all_rest'
}

export async function stop(ctx: Context, workspaceId: string, series: Series, id: string, stopped: string) {
  await queries.stopItem(ctx.db, workspaceId, id, stopped)
  const item = series.items.find((one) => one.id === id)
  if (item) item.state = 'stopped'
}

export async function knownTimes(
  ctx: Context,
  workspaceId: string,
  { id }: Series,
  from: string,
  to: string,
) {
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

/** `each`: where it goes by slots, when it goes out on each channel. */
export type Time = Pick<Occurrence, 'civil' | 'at'> & { each?: ReadonlyMap<string, Date> }
export type Taken = { item: queries.StoredItem; wording: number }

/** Nobody takes posts of the series back meanwhile. */
export const makeOne = (ctx: Context, actor: Actor, series: Series, time: Time, taken: Taken) =>
  ctx.db.transaction().execute(async (tx) => {
    await queries.holdSeries(tx, series.id)
    return makeHeld(ctx, actor, series, time, taken)
  })

/** The time is taken first, in its own statement: whoever comes second finds it taken. The post has an id that follows from it. */
async function makeHeld(
  ctx: Context,
  actor: Actor,
  series: Series,
  { civil, at, each }: Time,
  { item, wording }: Taken,
): Promise<'over' | undefined> {
  const { workspaceId } = actor
  const until = new Date(Math.max(at.getTime(), ...[...(each?.values() ?? [])].map((one) => one.getTime())))
  const turn = { occursAt: civil, itemId: item.id, wording, at, until }
  const claim = await queries.claimTurn(ctx.db, workspaceId, series, turn, ctx.clock.now())
  if (claim !== 'claimed') return claim === 'over' ? claim : undefined
  const tell = (patch: Parameters<typeof queries.updateTurn>[4]) =>
    queries.updateTurn(ctx.db, workspaceId, series.id, civil, patch)
  try {
    const made = await createPost(
      ctx,
      actor,
      bodyOf(series, item, wording, { civil, at, ...(each && { each }) }),
    )
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
  { civil, at, each }: Time,
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
    ...(publish === 'scheduled' && { schedule: scheduleFor(post, zone, at, each) }),
  }
}

const instant = (at: Date): string => at.toISOString().replace('.000', '')

const scheduleFor = (
  { variants }: Pick<PostBody, 'variants'>,
  zone: string,
  at: Date,
  each: Time['each'],
): When =>
  each
    ? {
        ...{ kind: 'each', zone },
        channels: variants.map(({ channelId }) => ({ channelId, at: instant(each.get(channelId) ?? at) })),
      }
    : { kind: 'at', at: instant(at), zone }
