import { type Reach, sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { ChannelPlan, ChannelPlanBody } from './contract.ts'

const select = (db: Db, workspaceId: string, sight: Reach) =>
  db
    .selectFrom('channels')
    .leftJoin('channelPlans as p', (join) =>
      join.onRef('p.channelId', '=', 'channels.id').on('p.workspaceId', '=', workspaceId),
    )
    .leftJoin('users', 'users.id', 'p.ownerId')
    .select([
      ...([
        'channels.id as channelId',
        'p.version',
        'p.purpose',
        'p.audience',
        'p.formats',
        'p.tone',
      ] as const),
      ...(['p.success', 'p.pillars', 'p.perWeek', 'p.weekdays', 'p.times', 'p.replyMinutes'] as const),
      ...(['p.ownerId', 'p.hours', 'users.name as ownerName'] as const),
    ])
    .where('channels.workspaceId', '=', workspaceId)
    .where('channels.state', '!=', 'removed')
    .$if(sight !== null, (query) => query.where(isIn(sight, 'channels.id')))
    .orderBy('channels.id')

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

/** A channel of which nobody said anything yet has a plan all the same: an empty one. */
const toPlan = ({ ownerName, ...row }: Row): ChannelPlan => ({
  channelId: row.channelId,
  version: row.version ?? 0,
  purpose: row.purpose ?? '',
  audience: row.audience ?? '',
  formats: (row.formats as string[] | null) ?? [],
  tone: row.tone ?? '',
  success: row.success ?? '',
  pillars: (row.pillars as ChannelPlan['pillars'] | null) ?? [],
  perWeek: row.perWeek ?? 0,
  weekdays: (row.weekdays as number[] | null) ?? [1, 2, 3, 4, 5],
  times: (row.times as string[] | null) ?? [],
  replyMinutes: row.replyMinutes,
  ownerId: row.ownerId,
  hours: row.hours === null ? null : Number(row.hours),
  owner: row.ownerId === null ? null : { id: row.ownerId, name: ownerName ?? '' },
})

export async function findChannelPlans(db: Db, viewer: Viewer): Promise<ChannelPlan[]> {
  return (await select(db, viewer.workspaceId, sightOf(viewer)).execute()).map(toPlan)
}

export async function findChannelPlan(
  db: Db,
  viewer: Viewer,
  channelId: string,
): Promise<ChannelPlan | undefined> {
  const row = await select(db, viewer.workspaceId, sightOf(viewer))
    .where('channels.id', '=', channelId)
    .executeTakeFirst()
  return row && toPlan(row)
}

/** Two who save the plan of one channel go one after the other. */
export const lockChannel = (tx: Tx, workspaceId: string, channelId: string) =>
  tx
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .forUpdate()
    .execute()

export async function saveChannelPlan(
  db: Db,
  workspaceId: string,
  channelId: string,
  { formats, pillars, weekdays, times, ...rest }: ChannelPlanBody,
): Promise<void> {
  const values = {
    ...rest,
    formats: JSON.stringify(formats),
    pillars: JSON.stringify(pillars),
    weekdays: JSON.stringify(weekdays),
    times: JSON.stringify(times),
  }
  await db
    .insertInto('channelPlans')
    .values({ workspaceId, channelId, ...values })
    .onConflict((on) => on.columns(['workspaceId', 'channelId']).doUpdateSet(values))
    .execute()
}

export async function isMember(db: Db, workspaceId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

export async function countPillars(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await db
    .selectFrom('pillars')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.length
}
