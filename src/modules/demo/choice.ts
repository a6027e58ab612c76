import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import { setChoice } from '../plan/choice/index.ts'
import { saveCapacity } from '../plan/content-plan/index.ts'
import { startPilot } from '../plan/pilots/index.ts'
import { fromToday, type Ground, isoDay } from './ground.ts'

const hours = 14

/** What the roastery can make and where, its hours, and a trial of two accounts that has run for some weeks. */
export async function choose(ctx: Context, actor: Actor, ground: Ground): Promise<void> {
  await saveCapacity(ctx.db, ground.workspaceId, hours)
  await setChoice(ctx, actor, {
    ...{ version: 0, countries: ['GB', 'LV', 'TH', 'VN'], perWeek: 4, upkeep: 1 },
    formats: [
      { format: 'text', hours: 0.25 },
      { format: 'image', hours: 0.5 },
      { format: 'carousel', hours: 1 },
      { format: 'short', hours: 3 },
    ],
  })
  const channelIds = ['en', 'lv'].flatMap((key) => ground.channels.get(key) ?? [])
  await startPilot(ctx, actor, {
    ...{ name: 'London or Riga: who answers?', metric: 'engagements', channelIds },
    ...{ weeks: 6, perWeek: 3, care: 0.1, startsOn: isoDay(fromToday(ground.now, -35)) },
  })
}
