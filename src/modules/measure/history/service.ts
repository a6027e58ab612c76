import type { Context } from '../../../app/context.ts'
import type { Account, History, NativePost } from '../../../networks/kit/network.ts'
import type { Db } from '../../../platform/db/index.ts'
import { accountFor, type OpenAccount } from '../../channels/accounts/index.ts'
import {
  backoff,
  chargedHistory,
  claimOne,
  type DueChannel,
  dueChannels,
  ensureChannels,
  historyEvery,
  historyReach,
  isHeld,
  isSparing,
  lagOf,
  meetTrouble,
  planCollection,
  rationed,
  readChannel,
  requestsPerMinute,
  settle,
} from '../collection/index.ts'
import { type Point, writePoints } from '../facts/index.ts'
import { readHistory } from './jobs.ts'
import { insertNatives, knownPublications, nameMarked, openSpans, ownParts, type Span } from './queries.ts'

/** Each minute: asks for a run for every account whose list of posts is to be read. */
export async function askForHistories(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const able = [...ctx.networks.values()].filter((network) => network.history)
  await ensureChannels(
    ctx.db,
    'history',
    able.map((network) => network.manifest.id),
    now,
  )
  for (const channelId of await dueChannels(ctx.db, ['history'], now))
    await ctx.jobs.add(readHistory, { channelId }, { key: `${readHistory.name}:${channelId}` })
}

const leaseMs = 10 * 60_000

type Reading = {
  ctx: Context
  channel: DueChannel
  account: Account
  history: History
  /** The whole list was read before: what follows a page without anything new is known. */
  caughtUp: boolean
  looking: Looking
}

/** How posts that are new to us are looked at: `charged`, the network charges for each that is read; `lag`, how late it tells. */
type Looking = { charged: boolean; lag: number }

/**
 * Reads the list of posts of one account, page by page, newest first. Each page is kept together with the place to go on
 * from, so that a run that ends early, for whatever reason, is taken up by the next.
 */
export async function readOn(ctx: Context, channelId: string): Promise<void> {
  const now = ctx.clock.now()
  const channel = await readChannel(ctx.db, channelId)
  const network = ctx.networks.get(channel?.network ?? '')
  if (!channel || !network?.history || channel.demo || !['active', 'paused'].includes(channel.state)) return
  if (await isHeld(ctx, channel)) return
  const lease = new Date(now.getTime() + leaseMs)
  const due = await claimOne(ctx.db, 'history', channelId, now, lease)
  if (!due) return
  let account: OpenAccount | null = null
  try {
    account = await accountFor(ctx, channelId)
    const { history, manifest } = network
    const caughtUp = due.collectedAt !== null
    const looking = { charged: isSparing(manifest, account.limits), lag: lagOf(manifest) }
    const reading = { channel, account, history, caughtUp, looking }
    const pages = requestsPerMinute(manifest, account.limits)
    await rationed(ctx, channel, account.limits, (counting) =>
      readPages({ ...reading, ctx: counting }, due.cursor, pages),
    )
  } catch (error) {
    if ((await meetTrouble(ctx, channel, account, error)) === 'stopped') return
    // A cursor that the network no longer takes would be refused for ever: start again from the newest.
    const nextAt = new Date(now.getTime() + backoff(due.failures))
    await settle(ctx.db, [
      { kind: 'history', id: channelId, nextAt, collectedAt: null, failures: due.failures + 1, cursor: null },
    ])
  }
}

async function readPages(reading: Reading, start: string | null, most: number): Promise<void> {
  const { ctx, channel, account, history } = reading
  let cursor = start
  for (let left = most; left > 0; left--) {
    const page = await history(ctx.toolsFor(channel.network, account), account, cursor)
    if (await keepPage(reading, page.posts, page.cursor)) return
    cursor = page.cursor
  }
  await goOn(ctx.db, channel.id, cursor, new Date(ctx.clock.now().getTime() + 60_000))
}

const goOn = (db: Db, channelId: string, cursor: string | null, nextAt: Date): Promise<void> =>
  settle(db, [{ kind: 'history', id: channelId, nextAt, collectedAt: null, failures: 0, cursor }])

/** Keeps a page, and where to go on; answers whether the list is read. */
async function keepPage(
  { ctx, channel, caughtUp, looking }: Reading,
  posts: readonly NativePost[],
  cursor: string | null,
): Promise<boolean> {
  const now = ctx.clock.now()
  const { charged } = looking
  const reach = new Date(now.getTime() - (charged ? chargedHistory.reach : historyReach))
  const last = posts.at(-1)
  return ctx.db.transaction().execute(async (tx) => {
    const added = await takeOver(
      tx,
      channel,
      posts.filter((post) => post.publishedAt >= reach),
      now,
      looking,
    )
    const done = cursor === null || !last || last.publishedAt < reach || (caughtUp && added === 0)
    if (done) {
      const nextAt = new Date(now.getTime() + (charged ? chargedHistory.every : historyEvery))
      await settle(tx, [{ kind: 'history', id: channel.id, nextAt, collectedAt: now, failures: 0 }])
    } else await goOn(tx, channel.id, cursor, new Date(now.getTime() + leaseMs))
    if (added > 0)
      await ctx.events.emit(tx, { workspaceId: channel.workspaceId, topic: 'numbers', id: channel.id })
    return done
  })
}

/** Makes publications of what we did not know, and points of what the list told in passing. Answers how many were new. */
async function takeOver(
  tx: Db,
  channel: DueChannel,
  posts: readonly NativePost[],
  now: Date,
  looking: Looking,
): Promise<number> {
  const idsOf = (list: readonly NativePost[]) => list.map((post) => post.remoteId)
  await nameMarked(tx, channel.id, posts)
  const known = await knownPublications(tx, channel.id, idsOf(posts))
  const strangers = posts.filter((post) => !known.has(post.remoteId))
  const parts = await ownParts(tx, channel.id, idsOf(strangers), oldest(strangers, now))
  const spans = await openSpans(tx, channel.id)
  const fresh = strangers.filter((post) => !parts.has(post.remoteId) && !isOpen(post, spans))
  const added = await insertNatives(tx, channel, fresh)
  await writePoints(
    tx,
    posts.flatMap((post) =>
      pointsOf(channel, post, known.get(post.remoteId) ?? added.get(post.remoteId), now),
    ),
  )
  for (const { remoteId, kind, publishedAt } of fresh) {
    const id = added.get(remoteId)
    const { workspaceId, id: channelId } = channel
    if (id && kind === 'post')
      await planCollection(tx, { publication: { id, workspaceId, channelId, publishedAt }, ...looking }, now)
  }
  return added.size
}

const oldest = (posts: readonly NativePost[], now: Date): Date =>
  new Date(Math.min(now.getTime(), ...posts.map((post) => post.publishedAt.getTime())))

/** A post that one of our deliveries may have made is left for that delivery to claim. */
const isOpen = (post: NativePost, spans: readonly Span[]): boolean =>
  spans.some(({ from, to }) => post.publishedAt >= from && post.publishedAt <= to)

/** A repost carries the counts of somebody else's post: they are none of ours. */
function pointsOf(channel: DueChannel, post: NativePost, id: string | undefined, at: Date): Point[] {
  if (!id || post.kind === 'repost') return []
  return post.measured.map(({ metric, value }) => ({
    workspaceId: channel.workspaceId,
    subjectKind: 'publication',
    subjectId: id,
    metric,
    at,
    value,
    source: 'network',
  }))
}
