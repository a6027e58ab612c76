import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import { AppError } from '../../../platform/errors.ts'
import { actorLater } from '../../people/callers/index.ts'
import { PostBody } from '../posts/contract.ts'
import { createPost, proposePost } from '../posts/index.ts'
import type { Entry, Feed } from './feed.ts'
import { fetchFeed } from './fetch.ts'
import { fetchSourceJob } from './jobs.ts'
import * as queries from './queries.ts'
import { refusal, textFor } from './rules.ts'
import { endTold, tellTrouble } from './trouble.ts'

type Source = queries.StoredSource

const minuteMs = 60_000
const everyMs = 30 * minuteMs
const longestMs = 24 * 60 * minuteMs
const keptDays = 365

export async function askForDue(ctx: Context): Promise<void> {
  for (const asked of await queries.findDue(ctx.db, ctx.clock.now()))
    await ctx.jobs.add(fetchSourceJob, asked, { key: `source ${asked.sourceId}` })
}

/** Fetches a feed and makes posts of what is new in it. After trouble it waits twice as long each time, a day at most. */
export async function takeIn(
  ctx: Context,
  { workspaceId, sourceId }: { workspaceId: string; sourceId: string },
): Promise<void> {
  const source = await queries.findSource(ctx.db, workspaceId, sourceId)
  if (source?.state !== 'running') return
  const actor = await actorLater(ctx, workspaceId, source, 'post.write')
  if (typeof actor === 'string') return stay(ctx, workspaceId, source, actor, null)
  const barred = barredFor(actor, source)
  if (barred) return stay(ctx, workspaceId, source, barred, null)
  const fetched = await fetchFeed(ctx, source.url, source)
  if (fetched.kind === 'trouble') return stay(ctx, workspaceId, source, fetched.trouble, fetched.retryAt)
  const waiting = fetched.kind === 'feed' && (await takeEntries(ctx, actor, source, fetched.feed))
  const now = ctx.clock.now()
  await queries.updateSource(ctx.db, workspaceId, sourceId, {
    ...{ fetchedAt: now, nextAt: new Date(now.getTime() + everyMs), failures: 0, trouble: null },
    // Where entries wait for the next look, the server must send them again.
    ...(fetched.kind === 'feed' && {
      etag: waiting ? null : fetched.etag,
      lastModified: waiting ? null : fetched.lastModified,
      ...(source.name === '' && { name: fetched.feed.title.slice(0, 120) }),
    }),
  })
  await ctx.db.transaction().execute((tx) => endTold(tx, ctx, workspaceId, sourceId))
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'sources', id: sourceId })
}

/** Asked for each of its channels before it is read: what is refused later is known from then on, and would never come. */
function barredFor(actor: Actor, { publish, rules: { channelIds } }: Source): string | null {
  if (!mayOn(actor, 'post.write', channelIds)) return 'may_not_write'
  return publish === 'scheduled' && !mayOn(actor, 'post.publish', channelIds) ? 'may_not_publish' : null
}

async function stay(
  ctx: Context,
  workspaceId: string,
  source: Source,
  trouble: string,
  retryAt: Date | null,
): Promise<void> {
  const { id, failures } = source
  const now = ctx.clock.now().getTime()
  const wait = Math.min(longestMs, everyMs * 2 ** Math.min(failures, 10))
  const nextAt = new Date(Math.max(now + wait, retryAt?.getTime() ?? 0))
  await queries.updateSource(ctx.db, workspaceId, id, {
    ...{ trouble, nextAt, failures: failures + 1, fetchedAt: new Date(now) },
  })
  await tellTrouble(ctx, workspaceId, source, trouble)
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'sources', id })
}

/** The oldest first, so that posts come in the order in which they were written. Answers whether some wait. */
async function takeEntries(ctx: Context, actor: Actor, source: Source, feed: Feed): Promise<boolean> {
  const { workspaceId } = actor
  const now = ctx.clock.now()
  const seen = await queries.findSeen(ctx.db, workspaceId, source.id, feed.entries, now)
  await queries.touchItems(ctx.db, workspaceId, source.id, [...seen.keys], now)
  const fresh = feed.entries.filter(({ key }) => !seen.keys.has(key)).sort(newestFirst)
  const isFirst = source.fetchedAt === null || (source.failures > 0 && seen.keys.size === 0)
  const wanted = isFirst
    ? fresh.filter((one) => !refusal(one, source.rules)).slice(0, source.rules.atFirst)
    : fresh
  const take = new Set(wanted)
  let made = 0
  for (const entry of fresh.toReversed()) {
    if (!take.has(entry)) {
      await claim(ctx, workspaceId, source, entry, 'known', 'at_first')
      continue
    }
    const why = refusal(entry, source.rules)
    if (why) await claim(ctx, workspaceId, source, entry, 'left_out', why)
    else if (seen.digests.has(entry.digest))
      await claim(ctx, workspaceId, source, entry, 'known', 'same_words')
    else if (made >= source.rules.most) return true
    else {
      await makePost(ctx, actor, source, entry, feed.title)
      seen.digests.add(entry.digest)
      made += 1
    }
  }
  return false
}

/** Without a day it stands where the feed has it: feeds have the newest first. */
const newestFirst = (a: Entry, b: Entry): number =>
  a.publishedAt && b.publishedAt ? b.publishedAt.getTime() - a.publishedAt.getTime() : 0

const claim = (
  ctx: Context,
  workspaceId: string,
  { id }: Source,
  entry: Entry,
  state: 'made' | 'known' | 'left_out',
  words: string | null,
): Promise<boolean> =>
  queries.claimEntry(ctx.db, workspaceId, id, entry, { state, words, postId: null }, ctx.clock.now())

async function makePost(
  ctx: Context,
  actor: Actor,
  source: Source,
  entry: Entry,
  feedTitle: string,
): Promise<void> {
  const { workspaceId } = actor
  if (!(await claim(ctx, workspaceId, source, entry, 'made', null))) return
  const tell = (result: Parameters<typeof queries.updateItem>[4]) =>
    queries.updateItem(ctx.db, workspaceId, source.id, entry.key, result)
  try {
    const made = await createPost(ctx, actor, bodyOf(source, entry, feedTitle))
    const isProposal = source.publish === 'proposed' && made.stage === 'draft'
    const { id: postId } = isProposal ? await proposePost(ctx, actor, made.id) : made
    await tell({ postId })
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') {
      await queries.deleteItem(ctx.db, workspaceId, source.id, entry.key)
      throw error
    }
    const words = [error.message, ...error.fields.map(({ detail }) => detail)].join(' ').slice(0, 900)
    await tell({ state: 'failed', words })
  }
}

function bodyOf({ id, rules, publish }: Source, entry: Entry, feedTitle: string): PostBody {
  return PostBody.parse({
    clientId: clientIdOf(`${id} ${entry.key}`),
    content: { parts: [{ text: textFor(entry, rules.template, feedTitle) }] },
    variants: rules.channelIds.map((channelId) => ({ channelId })),
    category: rules.category,
    campaignId: rules.campaignId,
    ...(publish === 'scheduled' && { schedule: { kind: 'nextFreeSlot' } }),
  })
}

/** The same entry of the same feed gives the same id. */
function clientIdOf(name: string): string {
  const hex = createHash('sha256').update(`source ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const forgetOldItems = (ctx: Context): Promise<void> => queries.deleteItemsOlder(ctx.db, keptDays)
