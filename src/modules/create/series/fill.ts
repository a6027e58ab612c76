import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { civilOf } from '../../../platform/civil.ts'
import { nextFreeSlots } from '../slots/index.ts'
import { channelsOf, knownTimes, leftOut, makeOne, mostInOneRun, turnAt } from './one.ts'
import * as queries from './queries.ts'
import type { Forbidding } from './turns.ts'

type Series = queries.StoredSeries
type Item = queries.StoredItem

const dayMs = 86_400_000

/**
 * One slot after the other, each for a post of its own channel. A post for several channels goes out in rounds: on each
 * channel at that channel's own next free slot, and again when the last of them has had it.
 */
export async function fillSlots(
  ctx: Context,
  actor: Actor,
  series: Series,
  forbidding: Forbidding,
): Promise<string | null> {
  const { workspaceId } = actor
  const now = ctx.clock.now()
  const from = civilOf(now, series.zone)
  const to = civilOf(new Date(now.getTime() + series.horizonDays * dayMs), series.zone)
  const isOut = await leftOut(series, from, to)
  const known = await knownTimes(ctx, workspaceId, series, from, to)
  const rounds = await roundsOf(ctx, workspaceId, series)
  let [after, why, made]: [Date, string | null, number] = [now, null, 0]
  for (let n = 0; n < mostInOneRun; n++) {
    const slot = await nextSlot(ctx, workspaceId, series, after)
    if (!slot && n === 0) return series.items.some(isActive) ? 'no_slot' : 'none_left'
    if (!slot || slot.civil > to) break
    after = slot.at
    const { civil, at } = slot
    const among = slot.among.filter((item) => !rounds.isOn(item, at))
    if (isOut(civil.slice(0, 10)) || civil < series.startsAt || known.has(civil) || among.length === 0)
      continue
    const turn = await turnAt(ctx, workspaceId, series, at, forbidding, among)
    if (turn === 'none_left') return turn
    if (typeof turn === 'string') {
      why = turn
      continue
    }
    const each = await timesFor(ctx, workspaceId, turn.item, at)
    if ((await makeOne(ctx, actor, series, { civil, at, each }, turn)) === 'over') return 'over'
    rounds.put(turn.item, each)
    made += 1
  }
  return made > 0 ? null : why
}

const isActive = ({ state }: Item): boolean => state === 'active'

/** The next slot at which a channel of the series is free, and the posts that go by its slots. */
async function nextSlot(ctx: Context, workspaceId: string, series: Series, after: Date) {
  const active = series.items.filter(isActive)
  const free = await nextFreeSlots(ctx.db, workspaceId, channelsOf({ items: active }), after)
  const first = [...free].sort((a, b) => a.at.localeCompare(b.at))[0]
  if (!first) return null
  const at = new Date(first.at)
  const now = new Set(free.filter((slot) => slot.at === first.at).map(({ channelId }) => channelId))
  const among = active.filter(({ post }) => post.variants.some(({ channelId }) => now.has(channelId)))
  return { at, civil: civilOf(at, series.zone), among }
}

/** Each channel's own next free slot, from the first of them on; one without slots goes along with the first. */
async function timesFor(ctx: Context, workspaceId: string, { post }: Item, at: Date) {
  const ids = post.variants.map(({ channelId }) => channelId)
  const free = await nextFreeSlots(ctx.db, workspaceId, ids, new Date(at.getTime() - 1))
  const slots = new Map(free.map((slot) => [slot.channelId, new Date(slot.at)]))
  return new Map(ids.map((id) => [id, slots.get(id) ?? at]))
}

/** Posts for the same channels go one after the other. Between two that stand already there is room for others. */
async function roundsOf(ctx: Context, workspaceId: string, { id, items }: Series) {
  const groupOf = ({ post }: Item): string =>
    post.variants
      .map(({ channelId }) => channelId)
      .sort()
      .join(' ')
  const rounds = new Map<string, [from: number, to: number][]>()
  const keep = (item: Item, times: readonly Date[]): void => {
    const instants = times.map((one) => one.getTime())
    const known = rounds.get(groupOf(item)) ?? []
    rounds.set(groupOf(item), [...known, [Math.min(...instants), Math.max(...instants)]])
  }
  const busy = await queries.findBusy(ctx.db, workspaceId, id, ctx.clock.now())
  for (const item of items)
    for (const { at, until } of busy.filter(({ itemId }) => itemId === item.id)) keep(item, [at, until])
  return {
    isOn: (item: Item, at: Date): boolean =>
      (rounds.get(groupOf(item)) ?? []).some(([from, to]) => from <= at.getTime() && at.getTime() <= to),
    put: (item: Item, each: ReadonlyMap<string, Date>): void => keep(item, [...each.values()]),
  }
}
