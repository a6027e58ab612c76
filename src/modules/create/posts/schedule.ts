import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { cancelDeliveries, replanDeliveries } from '../../publish/deliveries/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { refuseUnapproved, restPost, timeVotes } from '../approval/index.ts'
import {
  endTrouble,
  type Gate,
  type Ground,
  judgeOutgoing,
  keepResults,
  refuseBlocked,
} from '../compliance/index.ts'
import { findAlike, forgetWords, keepWords, type Said } from './alike.ts'
import { barredNotes } from './barred.ts'
import type { Note, PostAnswer, ScheduleBody, When } from './contract.ts'
import { type ChannelDraft, notesOf, textOf } from './draft.ts'
import { postError } from './errors.ts'
import { submitDrafts } from './gate.ts'
import { noteOf } from './problems.ts'
import { channelsOf, lockPost, type StoredPost, type Tie, updatePost } from './queries.ts'
import { alikeNotes, readDrafts, readPost } from './read.ts'
import { type Timing, timingOf, zoneMeant } from './when.ts'

/** Puts a post on its way to all its channels, or moves one that is on its way to another time. */
export async function schedulePost(
  ctx: Context,
  actor: Actor,
  id: string,
  body: ScheduleBody,
): Promise<PostAnswer> {
  const notes = await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, id)
    if (!post) throw postError('not_found')
    await refuseBeyond(tx, actor, 'post.publish', channelsOf(post))
    if (body.version !== undefined && body.version !== post.version)
      throw postError('changed', { yours: body.version, current: post.version, fields: ['version'] })
    return scheduleIn(tx, ctx, actor, post, body.when)
  })
  return readPost(ctx, actor, id, notes)
}

/** The same inside a transaction that holds the post still. */
export async function scheduleIn(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: StoredPost,
  when: When,
): Promise<Note[]> {
  const { workspaceId } = actor
  if (when.kind === 'nextFreeSlot') await takeTurn(tx, workspaceId)
  const { drafts, ground } = await readDrafts(ctx, tx, workspaceId, post)
  const zone = await zoneMeant(tx, workspaceId, when)
  const ready = await makeReady(ctx, tx, workspaceId, drafts, { when, zone, tie: post, ground })
  const alike = await findAlike(tx, workspaceId, post.id, ready.said)
  await replanDeliveries(tx, ctx, actor, {
    postId: post.id,
    plans: plansOf(post, drafts, ready.timing.dueAt),
  })
  await keepWords(tx, post.id, ready.said)
  const version = post.version + 1
  await keepResults(tx, workspaceId, post.id, resultsOf(ready.gate, version))
  await endTrouble(tx, ctx, workspaceId, post.id)
  await updatePost(tx, workspaceId, post.id, {
    stage: 'scheduled',
    wish: ready.timing.wish,
    declinedWords: null,
    atOnce: false,
    version,
    changes: { ...post.changes, wish: version },
    updatedAt: ctx.clock.now(),
  })
  if (post.atOnce && when.kind === 'now') await timeVotes(tx, workspaceId, post.id)
  await submitDrafts(tx, ctx, actor, { ...post, wish: ready.timing.wish, atOnce: false }, drafts)
  if (when.kind === 'now') await refuseUnapproved(tx, workspaceId, post.id)
  if (post.stage === 'proposed')
    await resolveNotification(tx, ctx, workspaceId, { kind: 'post', id: post.id }, ['post.proposed'])
  await audit(tx, actor, scheduledEntry(post, ready))
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: post.id })
  return [...ready.notes, ...alikeNotes(alike, drafts), ...fixedNotes(post, drafts)]
}

/** A post that may go out: when, with which words, and what there is to tell of it. */
export type Ready = { timing: Timing; said: Said[]; notes: Note[]; gate: Gate }

type Meant = { when: When; zone: string; tie: Tie; ground: Ground }

/** Reads and judges, changes nothing. Nothing is scheduled with errors; hints come back as notes. */
export async function makeReady(
  ctx: Context,
  db: Db,
  workspaceId: string,
  drafts: readonly ChannelDraft[],
  meant: Meant,
): Promise<Ready> {
  const notes = notesOf(drafts)
  refuseErrors(notes)
  const ids = drafts.map(({ channel }) => channel.id)
  const timing = await timingOf(ctx, db, workspaceId, meant, ids)
  refuseErrors(await barredNotes(db, workspaceId, drafts, (id) => timing.dueAt.get(id)))
  const said = drafts.flatMap(({ channel, draft }) => {
    const at = timing.dueAt.get(channel.id)
    return at ? [{ channelId: channel.id, text: textOf(draft), at }] : []
  })
  const gate = judgeDrafts(meant.ground, meant.tie, drafts, timing.dueAt)
  refuseBlocked(gate)
  return { timing, said, notes: [...notes, ...timing.notes], gate }
}

/** What the rules of where its readers are say to each channel’s form, for the day on which it is due. */
export const judgeDrafts = (
  ground: Ground,
  tie: Tie,
  drafts: readonly ChannelDraft[],
  dueAt: ReadonlyMap<string, Date>,
): Gate =>
  judgeOutgoing(
    ground,
    tie,
    drafts.flatMap(({ channel, network: { manifest }, draft, written, machine }) => {
      const at = dueAt.get(channel.id)
      return at ? [{ channel, manifest, draft, written, machine, at }] : []
    }),
  )

export const resultsOf = ({ results }: Gate, version: number) => results.map((one) => ({ ...one, version }))

/** What the audit log keeps of it. */
export const scheduledEntry = (
  before: { id: string; stage: string; wish: unknown },
  { timing }: Ready,
): AuditEntry => ({
  action: 'post.scheduled',
  subject: { kind: 'post', id: before.id },
  before: { stage: before.stage, wish: before.wish },
  after: { wish: timing.wish, channels: [...timing.dueAt.keys()] },
})

export function refuseErrors(notes: readonly Note[]): void {
  const errors = notes.filter((note) => note.level === 'error')
  if (errors.length === 0) return
  const fields = errors.map(({ path, code, detail }) => ({ path, code, detail }))
  throw postError('not_ready', { count: errors.length, notes: errors }, fields)
}

/** Two posts that look for a free slot at once would find the same: they go one after the other. */
export async function takeTurn(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`slots ${workspaceId}`}, 0))`.execute(tx)
}

export function plansOf(
  post: { variants: readonly { id: string; channelId: string }[] },
  drafts: readonly ChannelDraft[],
  dueAt: ReadonlyMap<string, Date>,
) {
  return drafts.flatMap(({ channel, draft }) => {
    const due = dueAt.get(channel.id)
    const variant = post.variants.find((one) => one.channelId === channel.id)
    if (!due) return []
    return [
      {
        variantId: variant?.id ?? null,
        channelId: channel.id,
        network: channel.network,
        handle: channel.handle,
        content: draft,
        dueAt: due,
      },
    ]
  })
}

const fixed: readonly string[] = ['sending', 'sent', 'published', 'in_doubt']

const fixedNotes = (post: StoredPost, drafts: readonly ChannelDraft[]): Note[] =>
  drafts
    .filter(({ channel }) =>
      post.deliveries.some((one) => one.channelId === channel.id && fixed.includes(one.state)),
    )
    .map(({ channel }) =>
      noteOf('moves_no_more', 'hint', `variants.${channel.id}`, { channel: channel.name }),
    )

/** Takes back what has not left yet; the post is a draft again and keeps its wish. */
export async function unschedulePost(ctx: Context, actor: Actor, id: string): Promise<PostAnswer> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, actor, id)
    if (!post) throw postError('not_found')
    await refuseBeyond(tx, actor, 'post.publish', channelsOf(post))
    if (post.stage !== 'scheduled') throw postError('not_scheduled', { stage: post.stage })
    const { left } = await cancelDeliveries(tx, ctx, actor, { postId: id })
    if (left.some((state) => state === 'sending' || state === 'sent')) throw postError('on_its_way')
    await forgetWords(tx, id)
    await endTrouble(tx, ctx, workspaceId, id)
    await updatePost(tx, workspaceId, id, {
      stage: 'draft',
      version: post.version + 1,
      updatedAt: ctx.clock.now(),
    })
    await restPost(tx, ctx, actor, id)
    await audit(tx, actor, {
      action: 'post.unscheduled',
      subject: { kind: 'post', id },
      before: { deliveries: post.deliveries.map(({ channelId, dueAt }) => ({ channelId, dueAt })) },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id })
  })
  return readPost(ctx, actor, id)
}
