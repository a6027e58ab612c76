import type { Reach } from '../../../app/channel-roles.ts'
import { isIn } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Slot, SlotBody } from './contract.ts'

type Category = SlotBody['category']

export async function findSlots(db: Db, workspaceId: string, of: Reach): Promise<Slot[]> {
  const rows = await db
    .selectFrom('slots')
    .select(['id', 'channelId', 'weekday', 'atTime', 'category'])
    .where('workspaceId', '=', workspaceId)
    .$if(of !== null, (query) => query.where(isIn(of, 'channelId')))
    .orderBy('channelId')
    .orderBy('weekday')
    .orderBy('atTime')
    .execute()
  return rows.map(({ atTime, category, ...row }) => ({
    ...row,
    time: atTime.slice(0, 5),
    category: category as Category,
  }))
}

export async function replaceSlots(
  db: Db,
  workspaceId: string,
  channelId: string,
  week: readonly SlotBody[],
): Promise<void> {
  await db
    .deleteFrom('slots')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .execute()
  if (week.length === 0) return
  await db
    .insertInto('slots')
    .values(
      week.map(({ weekday, time, category }) => ({
        workspaceId,
        channelId,
        weekday,
        atTime: time,
        category,
      })),
    )
    .execute()
}

export async function findZones(
  db: Db,
  workspaceId: string,
  channelIds: readonly string[],
): Promise<Map<string, string>> {
  if (channelIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'timeZone'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...channelIds])
    .where('state', '!=', 'removed')
    .execute()
  return new Map(rows.map((row) => [row.id, row.timeZone]))
}

/** The minutes at which something is already due, as epoch milliseconds. */
export async function findTakenMinutes(
  db: Db,
  workspaceId: string,
  channelId: string,
  from: Date,
  to: Date,
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('deliveries')
    .select('dueAt')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('state', 'not in', ['cancelled', 'missed'])
    .where('dueAt', '>=', from)
    .where('dueAt', '<', to)
    .execute()
  return new Set(rows.map((row) => Math.floor(row.dueAt.getTime() / 60_000) * 60_000))
}
