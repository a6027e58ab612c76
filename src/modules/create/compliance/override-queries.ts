/** What somebody let pass. */
import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andWithin, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'

export async function setOverride(
  db: Db,
  workspaceId: string,
  postId: string,
  made: { rule: string; channelId: string; digest: string; reason: string; userId: string | null; at: Date },
): Promise<void> {
  const { rule, channelId, ...rest } = made
  await db
    .insertInto('complianceOverrides')
    .values({ workspaceId, postId, rule, channelId, ...rest })
    .onConflict((on) => on.columns(['workspaceId', 'postId', 'rule', 'channelId']).doUpdateSet(rest))
    .execute()
}

export async function removeOverride(
  db: Db,
  workspaceId: string,
  postId: string,
  { rule, channelId }: { rule: string; channelId: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('complianceOverrides')
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .where('rule', '=', rule)
    .where('channelId', '=', channelId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function countOverrides(
  db: Db,
  viewer: Viewer,
  from: Date,
): Promise<{ rule: string; count: number }[]> {
  const { rows } = await sql<{ rule: string; count: number }>`
    select rule, count(*)::int as count from compliance_overrides o
    where o.workspace_id = ${viewer.workspaceId} and o.at >= ${from} ${andWithin(sightOf(viewer), sql`o.channel_id`)}
    group by rule order by count(*) desc, rule`.execute(db)
  return rows
}
