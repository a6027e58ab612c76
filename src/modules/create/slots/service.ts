import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { civilOf, resolveCivil } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { FreeSlot, Slot, SlotBody } from './contract.ts'
import { slotError } from './errors.ts'
import { findSlots, findTakenMinutes, findZones, replaceSlots } from './queries.ts'

/** How far ahead a free slot is searched. Who has filled a year needs no slots but holidays. */
const horizonDays = 366

/** The whole week of a channel at once, so that two people cannot leave half of each other's. */
export async function setWeek(
  ctx: Context,
  actor: Actor,
  channelId: string,
  week: readonly SlotBody[],
): Promise<Slot[]> {
  refuseTwins(week)
  return ctx.db.transaction().execute(async (tx) => {
    const zones = await findZones(tx, actor.workspaceId, [channelId])
    if (!zones.has(channelId) || !isWithin(sightOf(actor), channelId)) throw slotError('no_channel')
    await refuseBeyond(tx, actor, 'plan.manage', [channelId])
    const before = await findSlots(tx, actor.workspaceId, { only: [channelId] })
    await replaceSlots(tx, actor.workspaceId, channelId, week)
    await audit(tx, actor, {
      action: 'slots.set',
      subject: { kind: 'channel', id: channelId },
      before: before.map(({ id: _, ...slot }) => slot),
      after: week,
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'slots', id: channelId })
    return findSlots(tx, actor.workspaceId, { only: [channelId] })
  })
}

function refuseTwins(week: readonly SlotBody[]): void {
  const seen = new Set<string>()
  for (const { weekday, time } of week) {
    if (seen.has(`${weekday} ${time}`)) throw slotError('twice', { time })
    seen.add(`${weekday} ${time}`)
  }
}

/**
 * The next slot of each channel at which nothing is due yet, strictly after `after`.
 * A channel without slots, or with a full year, is left out.
 */
export async function nextFreeSlots(
  db: Db,
  workspaceId: string,
  channelIds: readonly string[],
  after: Date,
): Promise<FreeSlot[]> {
  const zones = await findZones(db, workspaceId, channelIds)
  if (zones.size === 0) return []
  const slots = await findSlots(db, workspaceId, { only: [...zones.keys()] })
  const found = await Promise.all(
    [...zones].map(async ([channelId, zone]) => {
      const week = slots.filter((slot) => slot.channelId === channelId)
      if (week.length === 0) return []
      const to = new Date(after.getTime() + horizonDays * 86_400_000)
      const taken = await findTakenMinutes(db, workspaceId, channelId, after, to)
      return firstFree(week, zone, after, taken) ?? []
    }),
  )
  return found.flat()
}

function firstFree(
  week: readonly Slot[],
  zone: string,
  after: Date,
  taken: ReadonlySet<number>,
): FreeSlot | null {
  let day = Temporal.PlainDate.from(civilOf(after, zone).slice(0, 10))
  for (let i = 0; i <= horizonDays; i++, day = day.add({ days: 1 })) {
    for (const slot of week) {
      if (slot.weekday !== day.dayOfWeek) continue
      const { at } = resolveCivil(`${day.toString()}T${slot.time}`, zone)
      if (at <= after || taken.has(at.getTime())) continue
      return {
        channelId: slot.channelId,
        at: at.toISOString(),
        civil: civilOf(at, zone),
        zone,
        category: slot.category,
      }
    }
  }
  return null
}
