import { isDeepStrictEqual } from 'node:util'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { keepVersion } from '../versions/index.ts'
import type { Note, PostAnswer, PostChange } from './contract.ts'
import { mediaIdsOf, searchTextOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitAgain } from './gate.ts'
import { marksOf, withMarks } from './plain/machine.ts'
import {
  channelsOf,
  findPost,
  lockPost,
  purposeOf,
  removeVariants,
  type StoredPost,
  saveVariants,
  setPostMedia,
  updatePost,
} from './queries.ts'
import { readPost, tellPost } from './read.ts'
import { carryChange } from './refreeze.ts'
import { refuseStrangers, sayingGone } from './strangers.ts'

/**
 * Saves what a person changed. Two people may work on one post: only when both touched the same field since the version
 * named does nothing happen, and the error brings the other side along. `restoredFrom`: the version that it brings back.
 */
export async function changePost(
  ctx: Context,
  actor: Actor,
  id: string,
  change: PostChange,
  restoredFrom: number | null = null,
): Promise<PostAnswer> {
  await refuseStrangers(ctx.db, actor, await withoutKept(ctx.db, actor, id, change))
  const notes = await sayingGone(() =>
    ctx.db.transaction().execute(async (tx) => {
      const before = await lockPost(tx, actor, id)
      if (!before) throw postError('not_found')
      const after = applied(before, change)
      await refuseWriting(tx, actor, before, after)
      const touched = touchedFields(before, after)
      await refuseStale(tx, actor, before, change.version, touched)
      if (touched.length === 0) return []
      if (before.stage === 'scheduled' && touched.includes('wish')) throw postError('wish_of_scheduled')
      return save(tx, ctx, actor, { before, after, touched, restoredFrom })
    }),
  )
  return readPost(ctx, actor, id, notes)
}

/** What a post serves already may be named again by who does not see it: a program sends back all that it read. */
async function withoutKept(db: Db, actor: Actor, id: string, change: PostChange): Promise<PostChange> {
  if (!actor.channels) return change
  const post = await findPost(db, actor, id)
  const { campaignId, goalId, ...rest } = change
  return {
    ...rest,
    ...(campaignId !== post?.campaignId && { campaignId }),
    ...(goalId !== post?.goalId && { goalId }),
  }
}

/** A post is one thing: who changes it changes it on all its channels, on those before and on those after. */
async function refuseWriting(tx: Tx, actor: Actor, before: StoredPost, after: StoredPost): Promise<void> {
  const touched = [...new Set([...channelsOf(before), ...channelsOf(after)])]
  await refuseBeyond(tx, actor, 'post.write', touched)
  if (after.variants.length === 0) await refuseBeyond(tx, actor, 'post.write', [])
  if (before.stage !== 'scheduled') return
  if (!actorMaySomewhere(actor, 'post.publish')) throw postError('scheduled')
  await refuseBeyond(tx, actor, 'post.publish', touched)
}

function applied(post: StoredPost, change: PostChange): StoredPost {
  const { version: _, variants = [], withoutChannels = [], machineMade = [], ...fields } = change
  const gone = new Set(withoutChannels)
  const set = new Map(variants.map((variant) => [variant.channelId, variant]))
  const kept = post.variants
    .filter(({ channelId }) => !gone.has(channelId))
    .map((variant) => ({ ...variant, ...set.get(variant.channelId) }))
  const known = new Set(post.variants.map(({ channelId }) => channelId))
  const added = variants.filter(({ channelId }) => !known.has(channelId) && !gone.has(channelId))
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const next = { ...post, ...given, variants: [...kept, ...added.map((variant) => ({ id: '', ...variant }))] }
  return { ...next, machineMade: marksOf(next, withMarks(post.machineMade, machineMade)) }
}

const plainFields = [
  'content',
  ...(['category', 'pillarId', 'campaignId', 'goalId', 'personaId', 'influencerId', 'appeal'] as const),
  ...(['connection', 'evidence'] as const),
  'wish',
] as const

/** Follow the words: two people never fall out over them. */
const marks = 'machineMade'

/** Names of what differs: a field, or `variant:<channelId>`. */
function touchedFields(before: StoredPost, after: StoredPost): string[] {
  const variantsBefore = new Map(before.variants.map((variant) => [variant.channelId, variant]))
  const variantsAfter = new Map(after.variants.map((variant) => [variant.channelId, variant]))
  const channels = new Set([...variantsBefore.keys(), ...variantsAfter.keys()])
  return [
    ...plainFields.filter((field) => !same(before[field], after[field])),
    ...(same(before.machineMade, after.machineMade) ? [] : [marks]),
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
  const both = touched.filter((name) => name !== marks && (post.changes[name] ?? 1) > version)
  if (both.length > 0) throw await changedError(tx, actor, post, version, both)
}

export async function changedError(
  tx: Tx,
  actor: Actor,
  post: StoredPost,
  yours: number,
  fields: string[],
): Promise<Error> {
  const theirs = await tellPost(tx, actor, post)
  return postError('changed', { yours, current: post.version, fields, post: theirs })
}

type Work = { before: StoredPost; after: StoredPost; touched: string[]; restoredFrom: number | null }

async function save(tx: Tx, ctx: Context, actor: Actor, work: Work): Promise<Note[]> {
  const { before, after, touched, restoredFrom } = work
  const { workspaceId } = actor
  const { id } = before
  const version = before.version + 1
  const named = Object.fromEntries(touched.map((name) => [name, version]))
  const { content, wish } = after
  await updatePost(tx, workspaceId, id, {
    version,
    changes: { ...before.changes, ...named },
    searchText: searchTextOf(after),
    updatedAt: ctx.clock.now(),
    ...(touched.includes('content') && { content }),
    ...(touched.includes(marks) && { machineMade: after.machineMade }),
    // Who gives it a time does not wish it out at once any more.
    ...(touched.includes('wish') && { wish, ...(wish && { atOnce: false }) }),
    ...(touched.includes('connection') && { connection: after.connection }),
    ...(touched.includes('evidence') && { evidence: after.evidence }),
    ...purposeOf(after),
  })
  const changed = after.variants.filter(({ channelId }) => touched.includes(`variant:${channelId}`))
  await saveVariants(tx, workspaceId, id, changed)
  await removeVariants(tx, workspaceId, id, goneChannels(before, after))
  await setPostMedia(tx, workspaceId, id, mediaIdsOf(after))
  await keepVersion(tx, actor, ctx.clock.now(), { before, after, version, fields: touched, restoredFrom })
  const notes =
    before.stage === 'scheduled' ? await carryChange(tx, ctx, actor, id, goneChannels(before, after)) : []
  if (before.stage === 'proposed') await submitAgain(tx, ctx, actor, id)
  await audit(tx, actor, {
    action: restoredFrom === null ? 'post.edited' : 'post.reverted',
    subject: { kind: 'post', id },
    before: { version: before.version },
    after: {
      version,
      fields: touched,
      ...(restoredFrom !== null && { restoredFrom }),
      ...(touched.includes('connection') && { connection: after.connection }),
    },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id })
  return notes
}

function goneChannels(before: StoredPost, after: StoredPost): string[] {
  const left = new Set(after.variants.map(({ channelId }) => channelId))
  return before.variants.map(({ channelId }) => channelId).filter((id) => !left.has(id))
}
