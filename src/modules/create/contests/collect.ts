/** Who reacted to the posts of contests, read on a rhythm: a few pages at a time, and nobody twice. */
import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Network, Reaction } from '../../../networks/kit/network.ts'
import { clip } from '../../../platform/clean.ts'
import { AppError } from '../../../platform/errors.ts'
import { accountFor, type OpenAccount, reportFailure } from '../../channels/accounts/index.ts'
import { blockedUntil, reportLimit } from '../../publish/limits/index.ts'
import { findErased } from './claim-queries.ts'
import { erasedDigest, holdProof, proofsIn } from './claims.ts'
import type { PostWay } from './contract.ts'
import { accountKey, handleKey, isHandle, lookAgain, roomIn, takeIn, wordsKeyOf } from './enter.ts'
import { contestError } from './errors.ts'
import { collectPost } from './jobs.ts'
import * as people from './people-queries.ts'
import { lockContest } from './queries.ts'
import { graceMs, nextReading } from './times.ts'

/** Pages in one go, and posts that begin within a minute: publishing comes first. */
const mostPages = 10
const startsPerMinute = 20
const leaseMs = 10 * 60_000
const firstPauseMs = 5 * 60_000
const longestPauseMs = 60 * 60_000

export async function askForDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const { rows } = await sql<{ id: string; workspaceId: string }>`
    select p.id, p.workspace_id from contest_posts p join contests k on k.id = p.contest_id join channels c on c.id = p.channel_id
      join workspaces w on w.id = p.workspace_id
    where p.next_at <= ${now}::timestamptz and (p.lease_until is null or p.lease_until < ${now}::timestamptz)
      and k.stage = 'open' and c.state in ('active', 'paused') and not w.demo and w.erase_at is null
    order by p.next_at limit ${startsPerMinute}`.execute(ctx.db)
  for (const { id, workspaceId } of rows)
    await ctx.jobs.add(collectPost, { workspaceId, postId: id }, { key: `${collectPost.name}:${id}` })
}

export type Due = {
  id: string
  workspaceId: string
  contestId: string
  channelId: string
  network: string
  server: string
  appId: string | null
  remoteId: string
  ways: PostWay[]
  place: { way: PostWay; cursor: string | null } | null
  partial: PostWay[]
  failures: number
  /** Somebody named an account here and has not proven it: answers are read for codes, whether or not they count. */
  proving: boolean
  readAt: Date | null
  startsAt: Date | null
  endsAt: Date
}

async function claim(ctx: Context, workspaceId: string, postId: string): Promise<Due | undefined> {
  const now = ctx.clock.now()
  const { rows } = await sql<Due>`
    update contest_posts p set lease_until = ${new Date(now.getTime() + leaseMs)}::timestamptz
    from contests k, channels c
    where p.id = ${postId} and p.workspace_id = ${workspaceId} and k.id = p.contest_id and c.id = p.channel_id and k.stage = 'open'
      and p.next_at <= ${now}::timestamptz and (p.lease_until is null or p.lease_until < ${now}::timestamptz)
    returning p.id, p.workspace_id, p.contest_id, p.channel_id, c.network, c.server, c.app_id, p.remote_id, p.ways, p.place, p.partial, p.failures,
      p.read_at, k.starts_at, k.ends_at, exists (select from contest_claims l where l.contest_id = p.contest_id
        and l.network = c.network and l.proven_at is null) as proving`.execute(ctx.db)
  return rows[0]
}

/** Reads on from where it stopped. Whoever is there already is left as they are, so a page that comes twice changes nothing. */
export async function collectFrom(ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const due = await claim(ctx, workspaceId, postId)
  if (!due) return
  const network = ctx.networks.get(due.network)
  if (!network?.reactions) return
  let account: OpenAccount | null = null
  try {
    const { channelId, network: networkId, server, appId } = due
    const subject = { channelId, network: networkId, server, appId }
    const held = await blockedUntil(ctx, subject)
    if (held) return await settle(ctx, due, { nextAt: held })
    account = await accountFor(ctx, due.channelId)
    await readPages(ctx, due, network, account)
  } catch (error) {
    await meetTrouble(ctx, due, account, error)
  }
}

/** Which ways are read: those by which people take part, and answers where a code may stand in one. */
function waysToRead({ ways, proving }: Due, network: Network): PostWay[] {
  const reads = network.manifest.contest?.ways.includes('comment') ?? false
  return proving && reads && !ways.includes('comment') ? [...ways, 'comment'] : ways
}

async function readPages(ctx: Context, due: Due, network: Network, account: OpenAccount): Promise<void> {
  const { reactions } = network
  if (!reactions) return
  const began = due.place ? null : ctx.clock.now()
  const ways = waysToRead(due, network)
  let place: Due['place'] = due.place ?? { way: ways[0] ?? 'like', cursor: null }
  const tools = ctx.toolsFor(due.network, account)
  const partial = new Set(due.place ? due.partial : [])
  for (let page = 0; page < mostPages && place; page++) {
    const { way, cursor }: NonNullable<Due['place']> = place
    const read = await reactions(tools, account, due.remoteId, way, cursor)
    if (read.partial && due.ways.includes(way)) partial.add(way)
    await takeInAll(ctx, due, way, read.reactions)
    const following: PostWay | undefined = ways[ways.indexOf(way) + 1]
    place =
      read.cursor !== null
        ? { way, cursor: read.cursor }
        : following
          ? { way: following, cursor: null }
          : null
  }
  const now = ctx.clock.now()
  await settle(ctx, due, {
    place,
    partial: [...partial],
    nextAt: place ? new Date(now.getTime() + 1000) : nextReading(now, due.endsAt, began ?? due.readAt),
    ...(began && { readAt: began }),
    whole: place === null,
  })
}

/** What came before the beginning or after the end does not take part. */
const isInTime = ({ startsAt, endsAt }: Due, at: Date, timed: boolean): boolean =>
  (!timed || startsAt === null || at >= startsAt) && at.getTime() <= endsAt.getTime() + (timed ? 0 : graceMs)

async function takeInAll(ctx: Context, due: Due, way: PostWay, found: readonly Reaction[]): Promise<void> {
  const place = { workspaceId: due.workspaceId, contestId: due.contestId }
  const keyOf = (one: Reaction) => clip(accountKey(due.network, one.account), 400)
  const counts = due.ways.includes(way)
  const known = counts
    ? await people.findEntered(ctx.db, place, way, due.id, found.map(keyOf))
    : new Set(found.map(keyOf))
  const now = ctx.clock.now()
  const fresh = found.filter((one) => !known.has(keyOf(one)) && isInTime(due, one.at ?? now, one.at !== null))
  const mayProve = way === 'comment' && due.proving
  if (fresh.length === 0 && !mayProve) return
  const full = await ctx.db.transaction().execute(async (tx) => {
    const contest = await lockContest(tx, due.workspaceId, due.contestId)
    if (contest?.stage !== 'open') return false
    const digestOf = (one: Reaction) => erasedDigest(ctx, due.contestId, keyOf(one))
    const gone = await findErased(tx, place, found.map(digestOf))
    const stays = (one: Reaction) => !gone.has(digestOf(one))
    const room = await roomIn(tx, place)
    const touched = new Set<string>()
    let left = 0
    for (const one of fresh.filter(stays)) {
      if (room.left <= 0) {
        left++
        continue
      }
      const key = keyOf(one)
      const handle = isHandle(one.handle) ? clip(handleKey(due.network, one.handle), 400) : null
      touched.add((await takeIn(tx, place, entryOf(due, way, one, key, now), { key, handle, room })).personId)
    }
    for (const proof of mayProve ? await proofsIn(tx, place, due.network, found.filter(stays)) : [])
      touched.add(await holdProof(tx, place, proof, now))
    if (touched.size === 0) return left > 0
    await lookAgain(tx, place, [...touched])
    await ctx.events.emit(tx, { workspaceId: due.workspaceId, topic: 'contests', id: due.contestId })
    return left > 0
  })
  if (full) throw contestError('full')
}

const entryOf = (due: Due, way: PostWay, one: Reaction, sameKey: string, now: Date): people.NewEntry => ({
  ...{ way, postId: due.id, network: due.network, sameKey },
  account: clip(one.account, 300),
  handle: clip(one.handle, 200),
  name: clip(one.name, 200),
  url: /^https?:\/\//i.test(one.url) ? clip(one.url, 500) : null,
  mail: null,
  words: clip(one.words, 1000),
  wordsKey: way === 'comment' ? wordsKeyOf(clip(one.words, 1000)) : null,
  accountAt: one.createdAt,
  hasPicture: one.hasPicture,
  posts: one.posts,
  ...{ addressKey: null, language: null, code: null },
  at: one.at ?? now,
  timed: one.at !== null,
  confirmedAt: now,
})

type Settled = {
  nextAt: Date | null
  place?: Due['place']
  partial?: string[]
  readAt?: Date
  whole?: boolean
}

async function settle(
  ctx: Context,
  due: Due,
  { nextAt, place, partial, readAt, whole }: Settled,
): Promise<void> {
  await sql`
    update contest_posts set lease_until = null, next_at = ${nextAt}::timestamptz
      ${place === undefined ? sql`` : sql`, place = ${place === null ? null : JSON.stringify(place)}::jsonb`}
      ${partial === undefined ? sql`` : sql`, partial = ${partial}::text[], failure = null, failures = 0`}
      ${readAt === undefined ? sql`` : sql`, read_at = ${readAt}::timestamptz`}
      ${whole ? sql`, whole_at = ${readAt ? sql`${readAt}::timestamptz` : sql`read_at`}` : sql``}
    where id = ${due.id} and workspace_id = ${due.workspaceId}`.execute(ctx.db)
  await ctx.events.emit(ctx.db, { workspaceId: due.workspaceId, topic: 'contests', id: due.contestId })
}

/** Reading can be had again later: it waits, longer each time, and says why. */
async function meetTrouble(
  ctx: Context,
  due: Due,
  account: OpenAccount | null,
  error: unknown,
): Promise<void> {
  const now = ctx.clock.now()
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(due.failures, 6))
  const failure = error instanceof NetworkFailure ? error : null
  const full = error instanceof AppError && error.code === 'contest.full'
  if (failure?.kind === 'reconnect') await reportFailure(ctx, due.channelId, account?.signIn ?? null, failure)
  if (failure?.retryAt && !failure.alone) {
    const { channelId, network: networkId, server, appId } = due
    const subject = { channelId, network: networkId, server, appId }
    await reportLimit(ctx, subject, { scope: failure.scope, remaining: 0, resetsAt: failure.retryAt })
  }
  await sql`
    update contest_posts set lease_until = null, failures = failures + 1,
      failure = ${clip(failure?.message ?? (full ? error.message : 'The program failed at it. It is tried again.'), 500)},
      next_at = ${failure?.retryAt ?? new Date(now.getTime() + pause)}::timestamptz
    where id = ${due.id} and workspace_id = ${due.workspaceId}`.execute(ctx.db)
  await ctx.events.emit(ctx.db, { workspaceId: due.workspaceId, topic: 'contests', id: due.contestId })
  if (full) return
  if (!failure) throw error
  ctx.log.info(
    { channelId: due.channelId, kind: failure.kind, code: failure.code },
    'Who takes part could not be read',
  )
}
