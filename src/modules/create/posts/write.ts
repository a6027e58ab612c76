import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Event } from '../../../app/event.ts'
import { mayDo } from '../../../app/rights.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { planFirstDeliveries } from '../../publish/deliveries/index.ts'
import { findMediaFacts } from '../media/index.ts'
import { findAlike, keepFirstWords, type Said } from './alike.ts'
import type { Note, PostAnswer, PostBody, PostChange, PostStage } from './contract.ts'
import { type ChannelDraft, draftsOf, mediaIdsOf, searchTextOf } from './draft.ts'
import { postError } from './errors.ts'
import {
  findByClientId,
  insertPost,
  lockPost,
  removeVariants,
  type StoredPost,
  saveVariants,
  setPostMedia,
  updatePost,
} from './queries.ts'
import { alikeNotes, readPost, tellPost } from './read.ts'
import { findChannels, isCampaign, isGoal } from './references.ts'
import { carryChange } from './refreeze.ts'
import { makeReady, plansOf, type Ready, scheduledEntry, takeTurn } from './schedule.ts'
import { readWish, zoneMeant } from './when.ts'

/** Keeps a new post; schedules it in the same breath when asked. */
export async function createPost(ctx: Context, actor: Actor, body: PostBody): Promise<PostAnswer> {
  const { workspaceId } = actor
  if (body.schedule && !mayDo(actor.role, 'post.publish')) throw postError('may_not_publish')
  const known = body.clientId && (await findByClientId(ctx.db, workspaceId, body.clientId))
  if (known) return readPost(ctx, workspaceId, known)
  const [{ channels, media }, zone] = await Promise.all([
    refuseStrangers(ctx.db, workspaceId, body),
    body.schedule ? zoneMeant(ctx.db, workspaceId, body.schedule) : '',
  ])
  const drafts = body.schedule ? draftsOf(body, media, channels, ctx.networks) : []
  // What can be read before is read before: a transaction holds its rows and its connection.
  const early = body.schedule && body.schedule.kind !== 'nextFreeSlot'
  const readyIn = async (db: Db) =>
    body.schedule && makeReady(ctx, db, workspaceId, body, drafts, { when: body.schedule, zone })
  const ready = early && (await readyIn(ctx.db))
  const making = ctx.db.transaction().execute(async (tx) => {
    if (!body.schedule) return insertDraft(tx, ctx, actor, body)
    if (!ready) await takeTurn(tx, workspaceId)
    const now = ready || (await readyIn(tx))
    return now && insertScheduled(tx, ctx, actor, body, drafts, now)
  })
  const [made, alike] = await Promise.all([making, findOthersAlike(ctx.db, workspaceId, making, ready)])
  const id = made?.id ?? (await findByClientId(ctx.db, workspaceId, body.clientId ?? ''))
  return readPost(ctx, workspaceId, id ?? '', made && [...made.notes, ...alikeNotes(alike, drafts)])
}

type Made =
  | { id: string; variants: { id: string; channelId: string }[]; notes: Note[]; said: readonly Said[] }
  | undefined

/**
 * What was said before is looked for while the post is being made, for it is only told and refuses nothing. The post itself
 * may be found too, when it is made sooner.
 */
async function findOthersAlike(
  db: Db,
  workspaceId: string,
  making: Promise<Made>,
  ready: Ready | false | undefined,
) {
  const said = ready ? ready.said : ((await making)?.said ?? [])
  const found = await findAlike(db, workspaceId, null, said)
  const made = await making
  return found.filter(({ postId }) => postId !== made?.id)
}

/** undefined when a request with the same client id was quicker. */
async function insertWhole(tx: Tx, actor: Actor, body: PostBody, stage: PostStage): Promise<Made> {
  const { workspaceId } = actor
  const { content, variants, category, campaignId, goalId, wish } = body
  const id = await insertPost(tx, workspaceId, {
    stage,
    clientId: body.clientId ?? null,
    content,
    searchText: searchTextOf(body),
    category,
    campaignId,
    goalId,
    wish,
    authorId: actor.kind === 'person' ? actor.id : null,
  })
  if (!id) return undefined
  const saved = await saveVariants(tx, workspaceId, id, variants)
  const mediaIds = mediaIdsOf(body)
  if (mediaIds.length > 0) await setPostMedia(tx, workspaceId, id, mediaIds)
  return { id, variants: saved, notes: [], said: [] }
}

async function insertDraft(tx: Tx, ctx: Context, actor: Actor, body: PostBody): Promise<Made> {
  const made = await insertWhole(tx, actor, body, 'draft')
  if (!made) return undefined
  await audit(tx, actor, writtenEntry(made.id, body))
  await ctx.events.emit(tx, madeEvent(actor.workspaceId, made.id))
  return made
}

const madeEvent = (workspaceId: string, id: string): Event => ({ workspaceId, topic: 'posts', id })

const writtenEntry = (id: string, body: PostBody): AuditEntry => ({
  action: 'post.written',
  subject: { kind: 'post', id },
  after: summaryOf(body),
})

async function insertScheduled(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  body: PostBody,
  drafts: readonly ChannelDraft[],
  ready: Ready,
): Promise<Made> {
  const { timing, said, notes } = ready
  const made = await insertWhole(tx, actor, { ...body, wish: timing.wish }, 'scheduled')
  if (!made) return undefined
  const { id } = made
  const planned = await planFirstDeliveries(tx, ctx, actor, {
    postId: id,
    plans: plansOf(made, drafts, timing.dueAt),
  })
  const scheduled = scheduledEntry({ id, stage: 'draft', wish: body.wish }, ready)
  await audit(tx, actor, writtenEntry(id, body), scheduled, planned.entry)
  await ctx.events.emit(tx, madeEvent(actor.workspaceId, id), planned.event)
  await keepFirstWords(tx, id, said)
  return { ...made, notes, said }
}

const summaryOf = ({ variants, category, campaignId, goalId, wish }: PostBody) => ({
  channels: variants.map((variant) => variant.channelId),
  category,
  campaignId,
  goalId,
  wish,
})

type References = Pick<PostChange, 'content' | 'variants' | 'campaignId' | 'goalId' | 'wish'>

/** Ids of another workspace are as unknown as ids of none. */
async function refuseStrangers(db: Db, workspaceId: string, post: References) {
  const { content, variants = [], campaignId, goalId, wish } = post
  if (wish) readWish(wish, 'wish.at')
  const mediaIds = mediaIdsOf({ content: content ?? emptyIdea, variants })
  const channelIds = variants.map((variant) => variant.channelId)
  const [channels, media, campaign, goal] = await Promise.all([
    findChannels(db, workspaceId, channelIds),
    findMediaFacts(db, workspaceId, mediaIds),
    campaignId ? isCampaign(db, workspaceId, campaignId) : true,
    goalId ? isGoal(db, workspaceId, goalId) : true,
  ])
  if (channels.size < new Set(channelIds).size) throw postError('no_channel')
  if (media.size < mediaIds.length) throw postError('no_media')
  if (!campaign) throw postError('no_campaign')
  if (!goal) throw postError('no_goal')
  return { channels, media }
}

const emptyIdea: StoredPost['content'] = { title: '', parts: [], firstReply: null, languages: [] }

/**
 * Saves what a person changed. Two people may work on one post: only when both touched the same field since the version
 * named does nothing happen, and the error brings the other side along.
 */
export async function changePost(
  ctx: Context,
  actor: Actor,
  id: string,
  change: PostChange,
): Promise<PostAnswer> {
  await refuseStrangers(ctx.db, actor.workspaceId, change)
  const notes = await ctx.db.transaction().execute(async (tx) => {
    const before = await lockPost(tx, actor.workspaceId, id)
    if (!before) throw postError('not_found')
    if (before.stage === 'scheduled' && !mayDo(actor.role, 'post.publish')) throw postError('scheduled')
    const after = applied(before, change)
    const touched = touchedFields(before, after)
    await refuseStale(tx, actor, before, change.version, touched)
    if (touched.length === 0) return []
    if (before.stage === 'scheduled' && touched.includes('wish')) throw postError('wish_of_scheduled')
    return save(tx, ctx, actor, before, after, touched)
  })
  return readPost(ctx, actor.workspaceId, id, notes)
}

function applied(post: StoredPost, change: PostChange): StoredPost {
  const { version: _, variants = [], withoutChannels = [], ...fields } = change
  const gone = new Set(withoutChannels)
  const set = new Map(variants.map((variant) => [variant.channelId, variant]))
  const kept = post.variants
    .filter(({ channelId }) => !gone.has(channelId))
    .map((variant) => ({ ...variant, ...set.get(variant.channelId) }))
  const known = new Set(post.variants.map(({ channelId }) => channelId))
  const added = variants.filter(({ channelId }) => !known.has(channelId) && !gone.has(channelId))
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return { ...post, ...given, variants: [...kept, ...added.map((variant) => ({ id: '', ...variant }))] }
}

const plainFields = ['content', 'category', 'campaignId', 'goalId', 'wish'] as const

/** Names of what differs: a field, or `variant:<channelId>`. */
function touchedFields(before: StoredPost, after: StoredPost): string[] {
  const variantsBefore = new Map(before.variants.map((variant) => [variant.channelId, variant]))
  const variantsAfter = new Map(after.variants.map((variant) => [variant.channelId, variant]))
  const channels = new Set([...variantsBefore.keys(), ...variantsAfter.keys()])
  return [
    ...plainFields.filter((field) => !same(before[field], after[field])),
    ...[...channels]
      .filter((id) => !sameVariant(variantsBefore.get(id), variantsAfter.get(id)))
      .map((id) => `variant:${id}`),
  ]
}

type Variant = StoredPost['variants'][number] | undefined
const sameVariant = (a: Variant, b: Variant): boolean =>
  same(a && [a.content, a.options], b && [b.content, b.options])

/** Absent and undefined are the same: both come back from JSON as absent. */
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b))
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

async function refuseStale(
  tx: Tx,
  actor: Actor,
  post: StoredPost,
  version: number,
  touched: string[],
): Promise<void> {
  if (version > post.version) throw await changedError(tx, actor, post, version, touched)
  const both = touched.filter((name) => (post.changes[name] ?? 1) > version)
  if (both.length > 0) throw await changedError(tx, actor, post, version, both)
}

export async function changedError(
  tx: Tx,
  actor: Actor,
  post: StoredPost,
  yours: number,
  fields: string[],
): Promise<Error> {
  const theirs = await tellPost(tx, actor.workspaceId, post)
  return postError('changed', { yours, current: post.version, fields, post: theirs })
}

async function save(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  before: StoredPost,
  after: StoredPost,
  touched: string[],
): Promise<Note[]> {
  const { workspaceId } = actor
  const { id } = before
  const version = before.version + 1
  const named = Object.fromEntries(touched.map((name) => [name, version]))
  const { content, category, campaignId, goalId, wish } = after
  await updatePost(tx, workspaceId, id, {
    version,
    changes: { ...before.changes, ...named },
    searchText: searchTextOf(after),
    updatedAt: ctx.clock.now(),
    ...(touched.includes('content') && { content }),
    ...(touched.includes('wish') && { wish }),
    category,
    campaignId,
    goalId,
  })
  const changed = after.variants.filter(({ channelId }) => touched.includes(`variant:${channelId}`))
  await saveVariants(tx, workspaceId, id, changed)
  await removeVariants(tx, workspaceId, id, goneChannels(before, after))
  await setPostMedia(tx, workspaceId, id, mediaIdsOf(after))
  const notes =
    before.stage === 'scheduled' ? await carryChange(tx, ctx, actor, id, goneChannels(before, after)) : []
  await audit(tx, actor, {
    action: 'post.edited',
    subject: { kind: 'post', id },
    before: { version: before.version },
    after: { version, fields: touched },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id })
  return notes
}

function goneChannels(before: StoredPost, after: StoredPost): string[] {
  const left = new Set(after.variants.map(({ channelId }) => channelId))
  return before.variants.map(({ channelId }) => channelId).filter((id) => !left.has(id))
}
