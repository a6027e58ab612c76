import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { DayBody, Profile } from './contract.ts'
import { deleteDay, toldByNetwork, writeDays } from './day-queries.ts'
import { competitorError } from './errors.ts'
import { findZone } from './queries.ts'
import { mustLockProfile, readProfile, tell } from './service.ts'

const twoYears = 731 * 86_400_000

/** What somebody saw on a profile and types in. On a profile that is read it stands in for what the network did not tell. */
export async function enterDay(
  ctx: Context,
  actor: Actor,
  id: string,
  day: string,
  body: DayBody,
): Promise<Profile> {
  const now = ctx.clock.now()
  const today = dayOf(now, await findZone(ctx.db, actor.workspaceId))
  if (day > today || Date.parse(day) < now.getTime() - twoYears) throw competitorError('bad_day')
  await ctx.db.transaction().execute(async (tx) => {
    const { competitorId, handle } = await mustLockProfile(tx, actor, id)
    // All of it or nothing: a figure that is passed over without a word would be looked for.
    const told = await toldByNetwork(tx, actor.workspaceId, id, day)
    if (told.some((name) => body[name] !== undefined)) throw competitorError('told_by_network')
    await writeDays(tx, actor.workspaceId, id, [{ day, ...body }], {
      source: 'manual',
      at: now,
    })
    await tell(tx, ctx, actor, 'competitor.entered', competitorId, { after: { handle, day, ...body } })
  })
  return readProfile(ctx, actor, id)
}

export async function removeDay(ctx: Context, actor: Actor, id: string, day: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { competitorId, handle } = await mustLockProfile(tx, actor, id)
    if (!(await deleteDay(tx, actor.workspaceId, id, day))) return
    await tell(tx, ctx, actor, 'competitor.day_removed', competitorId, { before: { handle, day } })
  })
}
