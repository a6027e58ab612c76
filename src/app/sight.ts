/** What somebody sees and may on channels, as conditions of a query and as refusals. What it means: docs/decisions/0018-exceptions-by-channel.md. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../platform/db/index.ts'
import { defineErrors } from '../platform/errors.ts'
import type { Actor } from './actor.ts'
import { type Holder, mayElsewhere, type Reach, reachOf, roleOn, sightOf } from './channel-roles.ts'
import { mayDo, type Right } from './rights.ts'

/** Who looks: at which workspace, and at which of its channels. Every `Actor` is one. */
export type Viewer = Pick<Actor, 'workspaceId' | 'role' | 'channels' | 'id'>

export const reachError = defineErrors('reach', {
  not_there: [
    'forbidden',
    'On {channel} your role is {role}, which may not do this. Leave the channel out, or ask an owner or a manager.',
  ],
  unseen: [
    'forbidden',
    'This also concerns a channel that you do not see. Ask an owner or a manager to do it.',
  ],
  choose_channel: ['invalid', 'You work on some channels only. Choose at least one of them.'],
  not_brought: [
    'forbidden',
    'You work on some channels only, and somebody else brought this file. Ask an owner or a manager, or upload your own.',
  ],
  whole_only: [
    'forbidden',
    'This is about all channels, and on some of them you may not do it. Ask an owner or a manager.',
  ],
})

type Condition = RawBuilder<SqlBool>
type Expression = RawBuilder<unknown>

const nothing = sql<SqlBool>``

/** `channel` is among those meant. */
const within = (reach: NonNullable<Reach>, channel: Expression): Condition =>
  'only' in reach
    ? sql`${channel} = any(${reach.only}::uuid[])`
    : sql`${channel} <> all(${reach.but}::uuid[])`

/** For a `where` that goes on; nothing at all for whom all channels are meant. */
export const andWithin = (reach: Reach, channel: Expression): Condition =>
  reach === null ? nothing : sql`and ${within(reach, channel)}`

/** For Kysely's `.$if(reach !== null, (query) => query.where(isIn(reach, 'd.channelId')))`. */
export const isIn = (reach: Reach, channel: string | Expression): Condition =>
  reach === null ? sql`true` : within(reach, typeof channel === 'string' ? sql.ref(channel) : channel)

/**
 * A row of `posts` is seen when one of its channels is: of those that it goes to, and of those where a delivery went or goes
 * that nobody has cancelled. One without channels is seen by whoever also sees channels to come.
 */
export function isSeenPost(sight: Reach, posts: string): Condition {
  if (sight === null) return sql`true`
  const [id, workspaceId] = [sql.ref(`${posts}.id`), sql.ref(`${posts}.workspaceId`)]
  const goesTo = (reach: Reach) => sql<SqlBool>`(
    exists (select from variants v where v.post_id = ${id} ${andWithin(reach, sql`v.channel_id`)})
    or exists (select from deliveries d where d.workspace_id = ${workspaceId} and d.post_id = ${id}
      and d.state <> 'cancelled' ${andWithin(reach, sql`d.channel_id`)}))`
  return 'only' in sight ? goesTo(sight) : sql`(${goesTo(sight)} or not ${goesTo(null)})`
}

export const andSeenPost = (sight: Reach, posts: string): Condition =>
  sight === null ? nothing : sql`and ${isSeenPost(sight, posts)}`

/** How many posts that the viewer sees name something, such as a campaign. */
export const countNaming = (viewer: Viewer, column: string, of: string) => sql<number>`(
  select count(*)::int from posts p where p.workspace_id = ${viewer.workspaceId} and ${sql.ref(`p.${column}`)} = ${sql.ref(of)}
    and p.deleted_at is null ${andSeenPost(sightOf(viewer), 'p')})`

/** A row of `campaigns`, whose name may tell of a channel: seen with a post of it; while it has none, by who sees channels to come. */
export function isSeenCampaign(sight: Reach): Condition {
  if (sight === null) return sql`true`
  const some = sql<SqlBool>`exists (select from posts p where p.campaign_id = campaigns.id and ${isSeenPost(sight, 'p')})`
  if ('only' in sight) return some
  return sql`(${some} or not exists (select from posts p where p.campaign_id = campaigns.id))`
}

/** A row of `goals` tells the numbers of its channels: it is seen by who sees all of these. */
export function isSeenGoal(sight: Reach, goals: string): Condition {
  if (sight === null) return sql`true`
  const [workspaceId, kind, scopeId] = ['workspaceId', 'scopeKind', 'scopeId'].map((name) =>
    sql.ref(`${goals}.${name}`),
  )
  const unseen = sql`select from channels c where c.workspace_id = ${workspaceId} and not ${within(sight, sql`c.id`)}`
  return sql`case ${kind}
    when 'channel' then ${scopeId} = any(array(select c.id::text from channels c
      where c.workspace_id = ${workspaceId} and ${within(sight, sql`c.id`)}))
    when 'network' then not exists (${unseen} and c.network = ${scopeId})
    else not exists (${unseen}) end`
}

/**
 * Whether a post holds some words. Its search text gathers those of all channels, so who does not see all of them is found
 * only what the idea says, or a channel that they see.
 */
export function holdsWords(text: string, sight: Reach): Condition {
  const found = (said: string) => `%${said.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const gathered = sql<SqlBool>`p.search_text like ${found(text)}`
  if (sight === null) return gathered
  // Read as JSON, where some signs are written otherwise.
  const written = found(JSON.stringify(text).slice(1, -1))
  const says = (content: Expression) =>
    sql`lower(jsonb_path_query_array(${content}, '$.** ? (@.type() == "string")')::text) like ${written}`
  return sql`${gathered} and (${says(sql`p.content`)} or exists (
    select from variants v where v.post_id = p.id and ${within(sight, sql`v.channel_id`)} and ${says(sql`v.content`)}))`
}

/**
 * A row of `media` is seen by who brought the file, and by who sees words that show it; while nothing shows it, by whoever
 * also sees channels to come.
 */
export function isSeenMedia(viewer: Pick<Viewer, 'id'> & Holder): Condition {
  const sight = sightOf(viewer)
  if (sight === null) return sql`true`
  const names = (content: Expression) => sql`${content}::text like '%' || media.id || '%'`
  const shown = sql`exists (
    select from post_media u join posts p on p.id = u.post_id
    where u.workspace_id = media.workspace_id and u.media_id = media.id and ${isSeenPost(sight, 'p')}
      and (${names(sql`p.content`)} or exists (
        select from variants v where v.post_id = p.id and ${within(sight, sql`v.channel_id`)} and ${names(sql`v.content`)})))`
  const unused = sql`not exists (select from post_media u where u.workspace_id = media.workspace_id and u.media_id = media.id)`
  return sql`(${viewer.id}::text = any(media.brought_by) or ${shown} ${'but' in sight ? sql`or ${unused}` : nothing})`
}

type Doer = Holder & Pick<Actor, 'only'>

/** Whether somebody may do it on every one of these channels; without channels, whether they may on channels to come. */
export function mayOn(doer: Doer, right: Right, channelIds: readonly string[]): boolean {
  if (doer.only && !doer.only.includes(right)) return false
  return channelIds.length === 0 ? mayElsewhere(doer, right) : channelIds.every((id) => has(doer, right, id))
}

function has(holder: Holder, right: Right, channelId: string): boolean {
  const role = roleOn(holder, channelId)
  return role !== null && mayDo(role, right)
}

/**
 * Refuses what somebody's exceptions do not let them do on every channel that it touches, and says on which. Who has no
 * exceptions was judged at the edge, by their role.
 */
export async function refuseBeyond(
  db: Db,
  doer: Holder & Pick<Actor, 'workspaceId'>,
  right: Right,
  channelIds: readonly string[],
): Promise<void> {
  if (!doer.channels) return
  if (channelIds.length === 0) {
    if (!mayElsewhere(doer, right)) throw reachError('choose_channel')
    return
  }
  if (channelIds.every((id) => has(doer, right, id))) return
  const beyond = channelIds.find((id) => roleOn(doer, id) !== null && !has(doer, right, id))
  if (beyond === undefined) throw reachError('unseen')
  throw reachError('not_there', {
    channel: await nameOf(db, doer.workspaceId, beyond),
    role: roleOn(doer, beyond),
  })
}

async function nameOf(db: Db, workspaceId: string, channelId: string): Promise<string> {
  const row = await db
    .selectFrom('channels')
    .select('name')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .executeTakeFirst()
  return row?.name ?? ''
}

/** What belongs to all channels together is read and changed by those who have the right on all of them. */
export function refusePartial(holder: Holder, right: Right = 'workspace.read'): void {
  if (holder.channels && reachOf(holder, right) !== null) throw reachError('whole_only')
}
