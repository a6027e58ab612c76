import { type RawBuilder, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, isSeenCampaign, type Viewer } from '../../../app/sight.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Fact } from '../../plan/personas/contract.ts'
import type { IdeaBody, MachineMade, OwnBody } from '../posts/contract.ts'
import type { ComplianceSettings, Connection, Evidence, Jurisdiction, RuleFacts } from './contract.ts'

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
  facts: Fact[] | null
  overrides: StoredOverride[] | null
  keys: { channelId: string; key: string }[] | null
}

type Asked = Record<'workspaceId' | 'channelId' | 'personaId' | 'campaignId', RawBuilder<unknown>>

/** Everything by which a channel’s form is judged beside packs and post, as a hash: another one asks for another look. */
const groundKey = ({ workspaceId, channelId, personaId, campaignId }: Asked) => sql<string>`
  md5(jsonb_build_array(
    coalesce(
      (select jurisdictions from compliance_channels where workspace_id = ${workspaceId} and channel_id = ${channelId}),
      (select jurisdictions from compliance_settings where workspace_id = ${workspaceId})),
    (select array_agg(rule order by rule) from compliance_switches where workspace_id = ${workspaceId}),
    (select connection from campaigns where workspace_id = ${workspaceId} and id = ${campaignId}),
    (select facts from personas where workspace_id = ${workspaceId} and id = ${personaId}))::text)`

/** Everything by which one post is judged beside the packs, in one question. */
export async function findGround(
  db: Db,
  workspaceId: string,
  {
    postId,
    personaId,
    campaignId,
  }: { postId: string | null; personaId: string | null; campaignId: string | null },
): Promise<GroundRow> {
  const key = groundKey({
    workspaceId: sql`${workspaceId}::uuid`,
    channelId: sql`c.id`,
    personaId: sql`${personaId}::uuid`,
    campaignId: sql`${campaignId}::uuid`,
  })
  const { rows } = await sql<GroundRow>`
    select
      (select jurisdictions from compliance_settings where workspace_id = ${workspaceId}) as jurisdictions,
      (select json_agg(json_build_object('channelId', channel_id, 'jurisdictions', jurisdictions))
        from compliance_channels where workspace_id = ${workspaceId}) as channels,
      (select json_agg(rule) from compliance_switches where workspace_id = ${workspaceId}) as off,
      (select connection from campaigns where workspace_id = ${workspaceId} and id = ${campaignId}::uuid) as connection,
      (select facts from personas where workspace_id = ${workspaceId} and id = ${personaId}::uuid) as facts,
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

export type StoredPost = {
  id: string
  version: number
  content: IdeaBody
  machineMade: MachineMade[]
  connection: Connection | null
  evidence: Evidence[]
  personaId: string | null
  campaignId: string | null
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
    select p.id, p.version, p.content, p.machine_made, p.connection, p.evidence, p.persona_id, p.campaign_id,
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
  'version' | 'connection' | 'evidence' | 'personaId' | 'campaignId'
> & { network: string; zone: string; limits: ChannelLimits }

/** Who pays for a post and how a channel counts; also of a post that is deleted here and still out. */
export async function findTie(
  db: Db,
  workspaceId: string,
  postId: string,
  channelId: string,
): Promise<StoredTie | undefined> {
  const { rows } = await sql<StoredTie>`
    select p.version, p.connection, p.evidence, p.persona_id, p.campaign_id, c.network, c.time_zone as zone, c.limits
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

export async function findSettings(db: Db, workspaceId: string): Promise<ComplianceSettings> {
  const row = await db
    .selectFrom('complianceSettings')
    .select(['version', 'jurisdictions'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  const channels = await db
    .selectFrom('complianceChannels')
    .select(['channelId', 'jurisdictions'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('channelId')
    .execute()
  return {
    version: row?.version ?? 0,
    jurisdictions: (row?.jurisdictions ?? []) as Jurisdiction[],
    channels: channels as ComplianceSettings['channels'],
  }
}

/** Two people who save at once go one after the other, also when no row is there yet. */
export async function takeTurn(db: Db, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`compliance ${workspaceId}`}, 0))`.execute(db)
}

export async function saveSettings(
  db: Db,
  workspaceId: string,
  { version, jurisdictions, channels }: ComplianceSettings,
  now: Date,
): Promise<void> {
  const values = { version, jurisdictions, updatedAt: now }
  await db
    .insertInto('complianceSettings')
    .values({ workspaceId, ...values })
    .onConflict((on) => on.column('workspaceId').doUpdateSet(values))
    .execute()
  await db.deleteFrom('complianceChannels').where('workspaceId', '=', workspaceId).execute()
  if (channels.length > 0)
    await db
      .insertInto('complianceChannels')
      .values(channels.map((one) => ({ workspaceId, ...one })))
      .execute()
}

export async function countChannels(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.length
}

export async function findSwitches(
  db: Db,
  workspaceId: string,
): Promise<Map<string, NonNullable<RuleFacts['off']>>> {
  const rows = await db
    .selectFrom('complianceSwitches as s')
    .leftJoin('users as u', 'u.id', 's.userId')
    .select(['s.rule', 's.reason', 's.at', 'u.name as by'])
    .where('s.workspaceId', '=', workspaceId)
    .execute()
  return new Map(rows.map(({ rule, reason, by, at }) => [rule, { reason, by, at: at.toISOString() }]))
}

export async function switchOff(
  db: Db,
  workspaceId: string,
  rule: string,
  made: { reason: string; userId: string | null; at: Date },
): Promise<void> {
  await db
    .insertInto('complianceSwitches')
    .values({ workspaceId, rule, ...made })
    .onConflict((on) => on.columns(['workspaceId', 'rule']).doUpdateSet(made))
    .execute()
}

export async function switchOn(db: Db, workspaceId: string, rule: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('complianceSwitches')
    .where('workspaceId', '=', workspaceId)
    .where('rule', '=', rule)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

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

/** Posts that were judged by other packs than those of now, on other ground, or for another day; the soonest first. */
export async function findOutdated(
  db: Db,
  packs: readonly { id: string; version: string }[],
  until: Date,
  most: number,
): Promise<{ workspaceId: string; postId: string }[]> {
  const known = JSON.stringify(packs)
  const key = groundKey({
    workspaceId: sql`d.workspace_id`,
    channelId: sql`d.channel_id`,
    personaId: sql`p.persona_id`,
    campaignId: sql`p.campaign_id`,
  })
  const { rows } = await sql<{ workspaceId: string; postId: string }>`
    select d.workspace_id, d.post_id from deliveries d
    join channels c on c.id = d.channel_id
    join posts p on p.id = d.post_id
    join variants v on v.post_id = d.post_id and v.channel_id = d.channel_id
    left join lateral (
      select packs, for_day, ground from compliance_results r
      where r.workspace_id = d.workspace_id and r.post_id = d.post_id and r.channel_id = d.channel_id
      order by r.at desc limit 1
    ) r on true
    where d.state = 'scheduled' and d.due_at < ${until}
      and (r.packs is null or not (${known}::jsonb @> r.packs) or r.for_day <> (d.due_at at time zone c.time_zone)::date
        or r.ground <> ${key})
    group by d.workspace_id, d.post_id order by min(d.due_at), d.post_id limit ${most}`.execute(db)
  return rows
}
