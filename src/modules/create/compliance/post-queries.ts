/** Posts as they are judged. */
import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, type Viewer } from '../../../app/sight.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { IdeaBody, MachineMade, OwnBody } from '../posts/contract.ts'
import type { Connection, Evidence } from './contract.ts'

export type StoredPost = {
  id: string
  version: number
  content: IdeaBody
  machineMade: MachineMade[]
  connection: Connection | null
  evidence: Evidence[]
  personaId: string | null
  campaignId: string | null
  influencerId: string | null
  /** When its writer wishes it, in milliseconds. */
  wish: number | null
  variants:
    | {
        channelId: string
        network: string
        zone: string
        limits: ChannelLimits
        content: OwnBody | null
        options: Record<string, Json>
      }[]
    | null
  deliveries: { channelId: string; at: number; waits: boolean }[] | null
}

/** Posts with what they say on the channels that the viewer sees; of all channels when nobody looks. */
export async function findPosts(
  db: Db,
  viewer: Pick<Viewer, 'workspaceId'> & Partial<Viewer>,
  ids: readonly string[],
): Promise<StoredPost[]> {
  const sight = viewer.role === undefined ? null : sightOf(viewer as Viewer)
  const { rows } = await sql<StoredPost>`
    select p.id, p.version, p.content, p.machine_made, p.connection, p.evidence, p.persona_id, p.campaign_id, p.influencer_id,
      (extract(epoch from p.wish_at at time zone p.wish_zone) * 1000)::float8 as wish,
      (select json_agg(json_build_object('channelId', v.channel_id, 'network', c.network, 'zone', c.time_zone,
          'limits', c.limits, 'content', v.content, 'options', v.options) order by v.channel_id)
        from variants v join channels c on c.id = v.channel_id and c.state <> 'removed'
        where v.workspace_id = p.workspace_id and v.post_id = p.id ${andWithin(sight, sql`v.channel_id`)}) as variants,
      (select json_agg(json_build_object('channelId', d.channel_id, 'at', (extract(epoch from d.due_at) * 1000)::float8,
          'waits', d.state not in ('sending', 'sent', 'published', 'in_doubt')))
        from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id and d.state <> 'cancelled') as deliveries
    from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = any(${[...ids]}::uuid[]) and p.deleted_at is null
      ${andSeenPost(sight, 'p')}`.execute(db)
  return rows
}

export type StoredTie = Pick<
  StoredPost,
  | 'version'
  | 'content'
  | 'machineMade'
  | 'connection'
  | 'evidence'
  | 'personaId'
  | 'campaignId'
  | 'influencerId'
> & { network: string; zone: string; limits: ChannelLimits; own: OwnBody | null }

/** Who pays for a post and how a channel counts; also of a post that is deleted here and still out. */
export async function findTie(
  db: Db,
  workspaceId: string,
  postId: string,
  channelId: string,
): Promise<StoredTie | undefined> {
  const { rows } = await sql<StoredTie>`
    select p.version, p.content, p.machine_made, p.connection, p.evidence, p.persona_id, p.campaign_id, p.influencer_id,
      c.network, c.time_zone as zone, c.limits,
      (select content from variants v where v.workspace_id = p.workspace_id and v.post_id = p.id and v.channel_id = c.id) as own
    from posts p join channels c on c.workspace_id = p.workspace_id and c.id = ${channelId}::uuid
    where p.workspace_id = ${workspaceId} and p.id = ${postId}::uuid`.execute(db)
  return rows[0]
}

export async function channelsOfPost(db: Db, workspaceId: string, postId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('variants')
    .select('channelId')
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .execute()
  return rows.map(({ channelId }) => channelId)
}
