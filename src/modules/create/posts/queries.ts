import { type RawBuilder, type SqlBool, sql } from 'kysely'
import pg from 'pg'
import { isWithin, type Reach, sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, andWithin, holdsWords, type Viewer } from '../../../app/sight.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { type Change, type Db, plannedEachTime, type Tx } from '../../../platform/db/index.ts'
import type { Connection, Evidence } from '../compliance/contract.ts'
import { type Word, wordRows } from './alike.ts'
import type {
  Appeal,
  DeliverySummary,
  IdeaBody,
  MachineMade,
  OwnBody,
  PostCategory,
  PostQuery,
  PostStage,
  VariantBody,
  Wish,
} from './contract.ts'

export type StoredVariant = {
  id: string
  channelId: string
  content: OwnBody | null
  options: Record<string, Json>
}

/** What a post is for. */
export type Purpose = {
  category: PostCategory | null
  pillarId: string | null
  campaignId: string | null
  goalId: string | null
  personaId: string | null
  influencerId: string | null
  appeal: Appeal | null
}

export const purposeOf = ({
  category,
  pillarId,
  campaignId,
  goalId,
  personaId,
  influencerId,
  appeal,
}: Purpose): Purpose => ({
  category,
  pillarId,
  campaignId,
  goalId,
  personaId,
  influencerId,
  appeal,
})

/** Who pays for it, and what stands behind what it claims. */
export type Tie = { connection: Connection | null; evidence: Evidence[] }

export const tieOf = ({ connection, evidence }: Tie): Tie => ({ connection, evidence })

const tieColumns = ({ connection, evidence }: Partial<Tie>) => ({
  ...(connection !== undefined && { connection: connection && JSON.stringify(connection) }),
  ...(evidence !== undefined && { evidence: JSON.stringify(evidence) }),
})

/** A post as it lies in the database: media by id only. */
export type StoredPost = Purpose &
  Tie & {
    id: string
    stage: PostStage
    content: IdeaBody
    variants: StoredVariant[]
    /** Which of its words a machine wrote. */
    machineMade: MachineMade[]
    deliveries: DeliverySummary[]
    wish: Wish | null
    author: { id: string; name: string } | null
    authorGone: boolean
    version: number
    changes: Record<string, number>
    declinedWords: string | null
    /** A proposal that goes out with the last yes, rather than at a time. */
    atOnce: boolean
    deletedPlans: { channelId: string; dueAt: string }[] | null
    createdAt: Date
    updatedAt: Date
    deletedAt: Date | null
  }

type Row = Omit<StoredPost, 'author' | 'wish' | 'deliveries' | 'variants'> & {
  authorId: string | null
  authorName: string | null
  wishAt: string | null
  wishZone: string | null
  deliveries: DeliverySummary[] | null
  variants: StoredVariant[] | null
}

/** The newest delivery of each channel; one that was cancelled only when there is no other. */
const deliveriesOf = sql`
  select json_agg(json_build_object('id', d.id, 'channelId', d.channel_id, 'state', d.state, 'dueAt', d.due_at,
    'publishedAt', d.published_at, 'url', d.parts -> 0 ->> 'url', 'failureCode', d.failure_code, 'behind', d.behind,
    'failureWords', d.failure_words) order by d.due_at, d.channel_id)
  from (
    select distinct on (channel_id) * from deliveries
    where workspace_id = p.workspace_id and post_id = p.id
    order by channel_id, (state = 'cancelled'), created_at desc
  ) d`

const postFields = sql`
  p.id, p.stage, p.content, p.category, p.pillar_id, p.campaign_id, p.goal_id, p.persona_id, p.influencer_id, p.appeal,
  p.connection, p.evidence, p.machine_made, p.wish_at, p.wish_zone, p.author_id, u.name as author_name, p.author_gone,
  p.version, p.changes, p.declined_words, p.at_once, p.deleted_plans, p.created_at, p.updated_at, p.deleted_at,
  (${deliveriesOf}) as deliveries,
  (select json_agg(json_build_object('id', v.id, 'channelId', v.channel_id, 'content', v.content, 'options', v.options)
    order by v.channel_id) from variants v where v.post_id = p.id) as variants`

/** With all its channels, also those that the viewer does not see: whoever tells of it tells it `asSeen`. */
export async function findPost(
  db: Db,
  viewer: Viewer,
  id: string,
  options: { deleted?: boolean } = {},
): Promise<StoredPost | undefined> {
  const { rows } = await sql<Row>`
    select ${postFields} from posts p left join users u on u.id = p.author_id
    where p.workspace_id = ${viewer.workspaceId} and p.id = ${id}
      and p.deleted_at is ${options.deleted ? sql`not null` : sql`null`}
      ${andSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows[0] && toPost(rows[0])
}

/** Several at once, in no order, each as it is seen. */
export async function findPostsById(db: Db, viewer: Viewer, ids: readonly string[]): Promise<StoredPost[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select ${postFields} from posts p left join users u on u.id = p.author_id
    where p.workspace_id = ${viewer.workspaceId} and p.id = any(${[...ids]}::uuid[]) and p.deleted_at is null
      ${andSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows.map((row) => asSeen(viewer, toPost(row)))
}

/** A post without what it says and does on channels that the viewer does not see. */
export function asSeen(viewer: Viewer, post: StoredPost): StoredPost {
  const sight = sightOf(viewer)
  if (sight === null) return post
  const isSeen = ({ channelId }: { channelId: string }): boolean => isWithin(sight, channelId)
  return {
    ...post,
    variants: post.variants.filter(isSeen),
    machineMade: post.machineMade.filter(({ channelId }) => channelId === null || isSeen({ channelId })),
    deliveries: post.deliveries.filter(isSeen),
  }
}

/** Every channel that a post goes to, or is still on its way to. */
export const channelsOf = ({ variants, deliveries }: StoredPost): string[] => [
  ...new Set([
    ...variants.map(({ channelId }) => channelId),
    ...deliveries.filter(({ state }) => state !== 'cancelled').map(({ channelId }) => channelId),
  ]),
]

/** Holds the post still until the transaction ends, then reads it: two savers go one after the other. */
export async function lockPost(
  tx: Tx,
  viewer: Viewer,
  id: string,
  options: { deleted?: boolean } = {},
): Promise<StoredPost | undefined> {
  await tx
    .selectFrom('posts')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return findPost(tx, viewer, id, options)
}

function toPost({ authorId, authorName, wishAt, wishZone, ...row }: Row): StoredPost {
  return {
    ...row,
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    wish: wishAt && wishZone ? { at: withoutIdleSeconds(wishAt), zone: wishZone } : null,
    variants: row.variants ?? [],
    deliveries: (row.deliveries ?? []).map((delivery) => ({
      ...delivery,
      dueAt: new Date(delivery.dueAt).toISOString(),
      publishedAt: delivery.publishedAt && new Date(delivery.publishedAt).toISOString(),
    })),
  }
}

const withoutIdleSeconds = (civil: string): string =>
  civil.replace(/:00$/, (zero) => (civil.length > 16 ? '' : zero))

export async function findByClientId(
  db: Db,
  workspaceId: string,
  clientId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('posts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('clientId', '=', clientId)
    .executeTakeFirst()
  return row?.id
}

export type NewPost = Purpose &
  Tie & {
    id: string
    stage: PostStage
    clientId: string | null
    content: IdeaBody
    searchText: string
    machineMade: MachineMade[]
    wish: Wish | null
    authorId: string | null
  }

type Parts = { variants: readonly StoredVariant[]; mediaIds: readonly string[]; words: readonly Word[] }

/** A new post with its variants, the media that it names and by what its words are found again. */
export function postRows(
  db: Db,
  workspaceId: string,
  { wish, content, machineMade, connection, evidence, ...rest }: NewPost,
  { variants, mediaIds, words }: Parts,
): Change[] {
  const { id: postId } = rest
  const wished = { wishAt: wish?.at ?? null, wishZone: wish?.zone ?? null }
  const shown = mediaIds.map((mediaId) => ({ workspaceId, postId, mediaId }))
  return [
    db.insertInto('posts').values({
      workspaceId,
      ...rest,
      content: JSON.stringify(content),
      machineMade: JSON.stringify(machineMade),
      ...tieColumns({ connection, evidence }),
      ...wished,
    }),
    ...(variants.length > 0
      ? [db.insertInto('variants').values(variants.map(variantRow(workspaceId, postId)))]
      : []),
    ...(shown.length > 0 ? [db.insertInto('postMedia').values(shown)] : []),
    ...(words.length > 0 ? [wordRows(postId, words)] : []),
  ]
}

/** Whether a post could not be put down because one with its client id is there: a request with the same was quicker. */
export const isKnownClient = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.constraint === 'posts_workspace_id_client_id_key'

const variantRow =
  (workspaceId: string, postId: string) =>
  ({ content, options, ...variant }: VariantBody & { id?: string }) => ({
    ...variant,
    workspaceId,
    postId,
    content: content && JSON.stringify(content),
    options: JSON.stringify(options),
  })

export type PostPatch = Purpose &
  Tie & {
    version: number
    changes: Record<string, number>
    searchText: string
    updatedAt: Date
    content: IdeaBody
    machineMade: MachineMade[]
    wish: Wish | null
    stage: PostStage
    atOnce: boolean
    declinedWords: string | null
    deletedAt: Date | null
    deletedPlans: { channelId: string; dueAt: string }[] | null
  }

export async function updatePost(
  db: Db,
  workspaceId: string,
  id: string,
  patch: Partial<PostPatch>,
): Promise<void> {
  const { wish, content, machineMade, changes, deletedPlans, connection, evidence, ...rest } = patch
  await db
    .updateTable('posts')
    .set({
      ...rest,
      ...tieColumns({ connection, evidence }),
      ...(content && { content: JSON.stringify(content) }),
      ...(machineMade && { machineMade: JSON.stringify(machineMade) }),
      ...(changes && { changes: JSON.stringify(changes) }),
      ...(deletedPlans !== undefined && { deletedPlans: deletedPlans && JSON.stringify(deletedPlans) }),
      ...(wish !== undefined && { wishAt: wish?.at ?? null, wishZone: wish?.zone ?? null }),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function saveVariants(
  db: Db,
  workspaceId: string,
  postId: string,
  variants: readonly VariantBody[],
): Promise<void> {
  if (variants.length === 0) return
  const bodies = variants.map(({ channelId, content, options }) => ({ channelId, content, options }))
  await db
    .insertInto('variants')
    .values(bodies.map(variantRow(workspaceId, postId)))
    .onConflict((on) =>
      on.columns(['postId', 'channelId']).doUpdateSet((eb) => ({
        content: eb.ref('excluded.content'),
        options: eb.ref('excluded.options'),
      })),
    )
    .execute()
}

export async function removeVariants(
  db: Db,
  workspaceId: string,
  postId: string,
  channelIds: readonly string[],
): Promise<void> {
  if (channelIds.length === 0) return
  await db
    .deleteFrom('variants')
    .where('workspaceId', '=', workspaceId)
    .where('postId', '=', postId)
    .where('channelId', 'in', [...channelIds])
    .execute()
}

export async function setPostMedia(
  db: Db,
  workspaceId: string,
  postId: string,
  mediaIds: readonly string[],
): Promise<void> {
  await sql`
    with wanted as (select unnest(${[...new Set(mediaIds)]}::uuid[]) as media_id),
    gone as (delete from post_media where post_id = ${postId} and media_id not in (select media_id from wanted))
    insert into post_media (workspace_id, post_id, media_id)
    select ${workspaceId}, ${postId}, media_id from wanted on conflict do nothing`.execute(db)
}

type Filter = Omit<PostQuery, 'cursor' | 'limit'> & { after?: { at: string; id: string } }

/** Posts of the workspace, newest first. */
export async function findPosts(
  db: Db,
  viewer: Viewer,
  filter: Filter,
  limit: number,
): Promise<(StoredPost & { createdKey: string })[]> {
  const sight = sightOf(viewer)
  const { rows } = await sql<Row & { createdKey: string }>`
    select ${postFields}, p.created_at::text as created_key
    from posts p left join users u on u.id = p.author_id
    where p.workspace_id = ${viewer.workspaceId} and p.deleted_at is ${filter.deleted ? sql`not null` : sql`null`}
      ${andSeenPost(sight, 'p')} ${sql.join(conditions(filter, sight), sql` `)}
    order by p.created_at desc, p.id desc limit ${limit}`.execute(db)
  return rows.map(({ createdKey, ...row }) => ({ ...toPost(row), createdKey }))
}

function conditions(filter: Filter, sight: Reach): RawBuilder<SqlBool>[] {
  const { stage, state, channel, category, campaign, goal, text, wish, after } = filter
  const found: RawBuilder<SqlBool>[] = []
  const and = (condition: RawBuilder<SqlBool>) => found.push(sql`and ${condition}`)
  if (stage?.length) and(sql`p.stage = any(${stage})`)
  if (state?.length)
    and(
      sql`p.id in (select d.post_id from deliveries d where d.workspace_id = p.workspace_id and d.state = any(${state})
        ${andWithin(sight, sql`d.channel_id`)})`,
    )
  if (channel?.length)
    and(
      sql`exists (select from variants v where v.post_id = p.id and v.channel_id = any(${channel}::uuid[])
        ${andWithin(sight, sql`v.channel_id`)})`,
    )
  if (category?.length) and(sql`coalesce(p.category, 'none') = any(${category})`)
  if (campaign) and(campaign === 'none' ? sql`p.campaign_id is null` : sql`p.campaign_id = ${campaign}`)
  if (goal) and(goal === 'none' ? sql`p.goal_id is null` : sql`p.goal_id = ${goal}`)
  if (wish) and(sql`p.wish_at is null and p.stage <> 'scheduled'`)
  if (text) and(sql`${holdsWords(text, sight)} ${sql.raw(plannedEachTime)}`)
  if (after) and(sql`(p.created_at, p.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  return found
}

/** Deletes for good what was deleted before an instant, a few at a time. */
export async function purgePosts(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from posts where id in (
      select id from posts where deleted_at < ${before} order by id limit ${limit} for update skip locked)`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

/** So that a post can be made anew where these deleted ones were: each keeps its client id otherwise. */
export async function forgetClientIds(db: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('posts')
    .set({ clientId: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is not', null)
    .execute()
}

/** How it stands with posts that were made by something else than a person: who has changed one since keeps it. */
export async function findStandings(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { version: number; deleted: boolean; out: boolean }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; version: number; deleted: boolean; out: boolean }>`
    select p.id, p.version, p.deleted_at is not null as deleted,
      exists (select from deliveries d where d.workspace_id = p.workspace_id and d.post_id = p.id
        and d.state in ('sending', 'sent', 'published', 'in_doubt')) as out
    from posts p where p.workspace_id = ${workspaceId} and p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
