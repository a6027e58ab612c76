import type { Context } from '../../../app/context.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { MediaFacts } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type Ground, readGround, tieOn } from '../compliance/index.ts'
import { taggingFor } from '../links/index.ts'
import { findMediaFacts } from '../media/index.ts'
import { findAlike } from './alike.ts'
import { barredNotes } from './barred.ts'
import type { Check, Note, Post, PostAnswer, PostItem, PostList, PostQuery } from './contract.ts'
import {
  type ChannelDraft,
  draftsOf,
  ideaWithFacts,
  mediaIdsOf,
  notesOf,
  ownWithFacts,
  textOf,
} from './draft.ts'
import { postError } from './errors.ts'
import { noteOf } from './problems.ts'
import {
  asSeen,
  findPost,
  findPosts,
  type Purpose,
  purposeOf,
  type StoredPost,
  type Tie,
  tieOf,
} from './queries.ts'
import { type ChannelRow, findChannels } from './references.ts'
import { readWish } from './when.ts'

export async function readPost(
  ctx: Context,
  viewer: Viewer,
  id: string,
  notes: Note[] = [],
): Promise<PostAnswer> {
  return { ...(await tellPost(ctx.db, viewer, await findOrThrow(ctx.db, viewer, id))), notes }
}

export async function findOrThrow(db: Db, viewer: Viewer, id: string): Promise<StoredPost> {
  const post = await findPost(db, viewer, id)
  if (!post) throw postError('not_found')
  return post
}

/** A stored post as the API tells it. */
export async function tellPost(db: Db, viewer: Viewer, stored: StoredPost): Promise<Post> {
  const post = asSeen(viewer, stored)
  const facts = await findMediaFacts(db, viewer.workspaceId, mediaIdsOf(post))
  return {
    ...headOf(post),
    content: ideaWithFacts(post.content, facts),
    variants: post.variants.map((variant) => ({ ...variant, content: ownWithFacts(variant.content, facts) })),
    machineMade: post.machineMade,
  }
}

const headOf = (post: StoredPost) => ({
  id: post.id,
  stage: post.stage,
  ...purposeOf(post),
  ...tieOf(post),
  wish: post.wish,
  author: post.author,
  authorGone: post.authorGone,
  version: post.version,
  declinedWords: post.declinedWords,
  atOnce: post.atOnce,
  deliveries: post.deliveries,
  createdAt: post.createdAt.toISOString(),
  updatedAt: post.updatedAt.toISOString(),
  deletedAt: post.deletedAt?.toISOString() ?? null,
})

export async function pagePosts(ctx: Context, viewer: Viewer, query: PostQuery): Promise<PostList> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
  const found = await findPosts(ctx.db, viewer, { ...query, after }, query.limit + 1)
  const page = found.slice(0, query.limit)
  const ids = page.flatMap((post) => mediaIdsOf({ content: post.content, variants: [] }).slice(0, 1))
  const facts = await findMediaFacts(ctx.db, viewer.workspaceId, ids)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map((post) => itemOf(asSeen(viewer, post), facts)),
    next: last ? encodeCursor([last.createdKey, last.id]) : null,
  }
}

/** Posts as they lie in the database, with what the viewer sees of them; for who needs all that they say. */
export async function pageStored(
  db: Db,
  viewer: Viewer,
  query: PostQuery,
): Promise<{ posts: StoredPost[]; next: string | null }> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
  const found = await findPosts(db, viewer, { ...query, after }, query.limit + 1)
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    posts: page.map((post) => asSeen(viewer, post)),
    next: last ? encodeCursor([last.createdKey, last.id]) : null,
  }
}

function readCursor(cursor: string): { at: string; id: string } {
  const place = decodeCursor(cursor, ExactPlace)
  if (!place) throw postError('bad_cursor')
  return { at: place[0], id: place[1] }
}

function itemOf(post: StoredPost, facts: ReadonlyMap<string, MediaFacts>): PostItem {
  const { parts, title } = post.content
  const media = parts.flatMap((part) => part.media)
  return {
    ...headOf(post),
    title,
    text: (parts[0]?.text ?? '').slice(0, 280),
    parts: parts.length,
    media: media.length,
    firstMedia: facts.get(media[0]?.id ?? '') ?? null,
    channelIds: post.variants.map((variant) => variant.channelId),
  }
}

export type Read = {
  facts: ReadonlyMap<string, MediaFacts>
  channels: ReadonlyMap<string, ChannelRow>
  drafts: ChannelDraft[]
  /** By what it is judged where its readers are. */
  ground: Ground
}

/** The drafts of a stored post, with what is known of its channels and media. */
export async function readDrafts(
  ctx: Context,
  db: Db,
  workspaceId: string,
  post: Pick<StoredPost, 'id' | 'content' | 'variants' | 'machineMade' | keyof Purpose | keyof Tie>,
): Promise<Read> {
  const ids = post.variants.map((variant) => variant.channelId)
  const [channels, facts, ground, tagging] = await Promise.all([
    findChannels(db, workspaceId, ids),
    findMediaFacts(db, workspaceId, mediaIdsOf(post)),
    readGround(db, workspaceId, { ...post, postId: post.id }),
    taggingFor(db, workspaceId, post),
  ])
  const connection = tieOn(ground, post.connection)
  const drafts = draftsOf({ ...post, connection }, facts, channels, ctx.networks, tagging)
  return { facts, channels, ground, drafts }
}

/** Everything to know of a post before it is scheduled, as it is saved now. */
export async function checkPost(ctx: Context, viewer: Viewer, id: string): Promise<Check> {
  const { workspaceId } = viewer
  const post = asSeen(viewer, await findOrThrow(ctx.db, viewer, id))
  const { drafts } = await readDrafts(ctx, ctx.db, workspaceId, post)
  const now = ctx.clock.now()
  const at = wishOrNow(post, now)
  const said = drafts.map(({ channel, draft }) => ({ channelId: channel.id, text: textOf(draft), at }))
  const alike = await findAlike(ctx.db, workspaceId, id, said)
  const barred = await barredNotes(ctx.db, workspaceId, drafts, () => at)
  return { notes: [...notesOf(drafts), ...barred, ...alikeNotes(alike, drafts)], alike }
}

function wishOrNow({ wish }: StoredPost, now: Date): Date {
  try {
    return wish ? readWish(wish, 'wish.at').at : now
  } catch {
    return now
  }
}

/** One line per channel: the likest post says enough. */
export function alikeNotes(alike: Check['alike'], drafts: readonly ChannelDraft[]): Note[] {
  return drafts.flatMap(({ channel }) => {
    const likest = alike.find((one) => one.channelId === channel.id)
    if (!likest) return []
    const code = likest.kind === 'same' ? 'same_words' : 'near_words'
    const facts = { channel: channel.name, at: likest.at, postId: likest.postId, likeness: likest.likeness }
    return [noteOf(code, 'hint', `variants.${channel.id}.parts.0.text`, facts)]
  })
}
