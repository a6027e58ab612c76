/** By what posts are judged beside packs and their own words. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenCampaign, isSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { BannedWord } from '../../plan/advice/contract.ts'
import type { Fact } from '../../plan/personas/contract.ts'
import type { Connection, Jurisdiction } from './contract.ts'

export type StoredOverride = {
  rule: string
  channelId: string
  digest: string
  reason: string
  by: string | null
  at: string
}

export type GroundRow = {
  jurisdictions: Jurisdiction[] | null
  channels: { channelId: string; jurisdictions: Jurisdiction[] }[] | null
  off: string[] | null
  connection: Connection | null
  influencer: Connection | null
  facts: Fact[] | null
  banned: BannedWord[] | null
  overrides: StoredOverride[] | null
  keys: { channelId: string; key: string }[] | null
}

type Asked = Record<
  'workspaceId' | 'channelId' | 'personaId' | 'campaignId' | 'influencerId',
  RawBuilder<unknown>
>

/** Words that keep a post back; null where there are none. */
const blockingWords = (workspaceId: RawBuilder<unknown>) => sql`
  (select jsonb_agg(one order by place)
    from post_rules, jsonb_array_elements(banned) with ordinality as list(one, place)
    where workspace_id = ${workspaceId} and one->'blocks' = 'true')`

/** Everything by which a channel’s form is judged beside packs and post, as a hash: another one asks for another look. */
export const groundKey = ({
  workspaceId,
  channelId,
  personaId,
  campaignId,
  influencerId,
}: Asked) => sql<string>`
  md5((jsonb_build_array(
    coalesce(
      (select jurisdictions from compliance_channels where workspace_id = ${workspaceId} and channel_id = ${channelId}),
      (select jurisdictions from compliance_settings where workspace_id = ${workspaceId})),
    (select array_agg(rule order by rule) from compliance_switches where workspace_id = ${workspaceId}),
    (select connection from campaigns where workspace_id = ${workspaceId} and id = ${campaignId}),
    (select facts from personas where workspace_id = ${workspaceId} and id = ${personaId})) ||
    coalesce((select jsonb_build_array(connection) from influencers
      where workspace_id = ${workspaceId} and id = ${influencerId}), '[]') ||
    coalesce(${blockingWords(workspaceId)}, '[]'))::text)`

/** Everything by which one post is judged beside the packs, in one question. */
export async function findGround(
  db: Db,
  workspaceId: string,
  {
    postId,
    personaId,
    campaignId,
    influencerId,
  }: Record<'postId' | 'personaId' | 'campaignId' | 'influencerId', string | null>,
): Promise<GroundRow> {
  const key = groundKey({
    workspaceId: sql`${workspaceId}::uuid`,
    channelId: sql`c.id`,
    personaId: sql`${personaId}::uuid`,
    campaignId: sql`${campaignId}::uuid`,
    influencerId: sql`${influencerId}::uuid`,
  })
  const { rows } = await sql<GroundRow>`
    select
      (select jurisdictions from compliance_settings where workspace_id = ${workspaceId}) as jurisdictions,
      (select json_agg(json_build_object('channelId', channel_id, 'jurisdictions', jurisdictions))
        from compliance_channels where workspace_id = ${workspaceId}) as channels,
      (select json_agg(rule) from compliance_switches where workspace_id = ${workspaceId}) as off,
      (select connection from campaigns where workspace_id = ${workspaceId} and id = ${campaignId}::uuid) as connection,
      (select connection from influencers where workspace_id = ${workspaceId} and id = ${influencerId}::uuid) as influencer,
      (select facts from personas where workspace_id = ${workspaceId} and id = ${personaId}::uuid) as facts,
      ${blockingWords(sql`${workspaceId}::uuid`)} as banned,
      (select json_agg(json_build_object('rule', o.rule, 'channelId', o.channel_id, 'digest', o.digest, 'reason', o.reason,
          'by', u.name, 'at', to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        from compliance_overrides o left join users u on u.id = o.user_id
        where o.workspace_id = ${workspaceId} and o.post_id = ${postId}::uuid) as overrides,
      (select json_agg(json_build_object('channelId', c.id, 'key', ${key}))
        from channels c where c.workspace_id = ${workspaceId} and c.state <> 'removed') as keys`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A question without a table answers one row')
  return row
}

export async function findPersonaFacts(
  db: Db,
  workspaceId: string,
): Promise<{ id: string; facts: Fact[] }[]> {
  const rows = await db
    .selectFrom('personas')
    .select(['id', 'facts'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(({ id, facts }) => ({ id, facts: facts as unknown as Fact[] }))
}

export async function findTiedCampaigns(
  db: Db,
  viewer: Viewer,
): Promise<{ id: string; connection: Connection }[]> {
  const sight = sightOf(viewer)
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'connection'])
    .where('workspaceId', '=', viewer.workspaceId)
    .$if(sight !== null, (query) => query.where(isSeenCampaign(sight)))
    .where('connection', 'is not', null)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(({ id, connection }) => ({ id, connection: connection as unknown as Connection }))
}

/** All of them for the team; who is outside learns what ties those whose posts they see. */
export async function findTiedInfluencers(
  db: Db,
  viewer: Viewer,
  isTeam: boolean,
): Promise<{ id: string; connection: Connection }[]> {
  const seen = sql<SqlBool>`exists (select from posts p where p.workspace_id = ${viewer.workspaceId}
    and p.influencer_id = influencers.id and p.deleted_at is null and ${isSeenPost(sightOf(viewer), 'p')})`
  const rows = await db
    .selectFrom('influencers')
    .select(['id', 'connection'])
    .where('workspaceId', '=', viewer.workspaceId)
    .$if(!isTeam, (query) => query.where(seen))
    .orderBy(sql`archived_at is null`, 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
  return rows.map(({ id, connection }) => ({ id, connection: connection as unknown as Connection }))
}

export async function findBlockingWords(db: Db, workspaceId: string): Promise<BannedWord[]> {
  const { rows } = await sql<{ banned: BannedWord[] | null }>`
    select ${blockingWords(sql`${workspaceId}::uuid`)} as banned`.execute(db)
  return rows[0]?.banned ?? []
}
