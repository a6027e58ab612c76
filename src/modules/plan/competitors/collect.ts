import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Measured } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { PublicPost, PublicProfile, PublicProfiles, Tools } from '../../../networks/kit/network.ts'
import { dayOf } from '../../../platform/civil.ts'
import { clean, clip } from '../../../platform/clean.ts'
import { type DayBody, mostPosts, type Profile, windowDays } from './contract.ts'
import * as dayQueries from './day-queries.ts'
import * as due from './due.ts'
import { competitorError } from './errors.ts'
import { excerptOf } from './excerpt.ts'
import { collectProfile } from './jobs.ts'
import * as noteQueries from './note-queries.ts'
import { presentProfile } from './present.ts'
import * as queries from './queries.ts'
import { meetTrouble } from './trouble.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** So many profiles of one server begin within a minute, at most so many requests each: far below what networks allow. */
const startsPerMinute = 2
const mostPages = 30
const mostHeard = 15
/** So many threads in a row that cannot be read are the server, and not the threads. */
const mostInARow = 3

/** Comments beneath a post come in its first two weeks, if at all. */
const youngFor = 14 * day
/** A look at a profile is had once a day, give or take. */
const every = day
const leaseMs = 15 * minute
/** Whoever cannot wait for the next day may ask this often. */
const freshMs = 5 * minute
/** Two years of days, and a month of notes that were taken away. */
const keepDays = 760 * day
const keepNotes = 30 * day

/** Each minute: asks for a run for each profile that is due. */
export async function askForDue(ctx: Context): Promise<void> {
  for (const { id } of await due.dueProfiles(ctx.db, ctx.clock.now(), startsPerMinute))
    await ctx.jobs.add(collectProfile, { profileId: id }, { key: `${collectProfile.name}:${id}` })
}

/** Reads one profile: who they are, what they published, and how they answered. */
export async function collectFrom(ctx: Context, profileId: string): Promise<void> {
  const now = ctx.clock.now()
  const claimed = await due.claimProfile(ctx.db, profileId, now, new Date(now.getTime() + leaseMs))
  if (!claimed) return
  try {
    await readAll(ctx, claimed, now)
  } catch (error) {
    await meetTrouble(ctx, claimed, error)
  }
}

async function readAll(ctx: Context, claimed: due.Claimed, now: Date): Promise<void> {
  const reader = ctx.networks.get(claimed.network)?.publicProfiles
  if (!reader) throw new Error(`${claimed.network} cannot be read here`)
  const look: Look = { reader, tools: ctx.toolsFor(claimed.network), claimed }
  const since = new Date(now.getTime() - windowDays * day)
  const profile = await reader.look(look.tools, claimed)
  const { posts, whole } = await readPosts(look, since)
  const last = posts.at(-1)
  const readBackTo = whole || !last ? since : last.publishedAt
  await ctx.db.transaction().execute(async (tx) => {
    const { workspaceId, id, zone } = claimed
    const source = { source: 'network', at: now } as const
    const told = toldIn(profile)
    // A day of which the network tells nothing is nobody's: what people typed of it stays.
    const days = Object.keys(told).length > 0 ? [{ day: dayOf(now, zone), ...told }] : []
    await dayQueries.writeDays(tx, workspaceId, id, days, source)
    await due.keepPosts(tx, claimed, posts.map(keptOf), source)
    await due.dropGone(tx, claimed, readBackTo, now)
    await due.settleRead(
      tx,
      claimed,
      { ...faceOf(profile), readBackTo, readTo: now, nextAt: nextRead(now) },
      now,
    )
    await ctx.events.emit(tx, { workspaceId, topic: 'competitors', id: claimed.competitorId })
  })
  await hear(ctx, look, now)
}

type Look = { reader: PublicProfiles; tools: Tools; claimed: due.Claimed }

/** Newest first, until the window is full or over. `whole`: nothing of the window is left. */
async function readPosts({ reader, tools, claimed }: Look, since: Date) {
  const posts = new Map<string, PublicPost>()
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const read: Awaited<ReturnType<PublicProfiles['posts']>> = await reader.posts(tools, claimed, cursor)
    for (const post of read.posts) {
      if (post.publishedAt < since) continue
      posts.set(post.remoteId, post)
      if (posts.size >= mostPosts) return { posts: newestFirst(posts), whole: false }
    }
    const over = read.posts.length > 0 && read.posts.every(({ publishedAt }) => publishedAt < since)
    cursor = read.cursor
    if (cursor === null || over) return { posts: newestFirst(posts), whole: true }
  }
  return { posts: newestFirst(posts), whole: false }
}

const newestFirst = (posts: ReadonlyMap<string, PublicPost>): PublicPost[] =>
  [...posts.values()].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())

/**
 * How they answer those who speak beneath their posts. Only how many and how soon is kept, never who or what. A thread that
 * cannot be read is counted and told, and takes nothing of the profile with it; where several in a row cannot, the server is
 * left alone, and one that asks for a pause gets it.
 */
async function hear(ctx: Context, { reader, tools, claimed }: Look, now: Date): Promise<void> {
  const young = new Date(now.getTime() - youngFor)
  const heard: due.Heard[] = []
  const unheard: string[] = []
  let limit: unknown = null
  let inARow = 0
  for (const remoteId of await due.postsToHear(ctx.db, claimed, { young, most: mostHeard })) {
    try {
      const { comments, whole } = await reader.comments(tools, claimed, remoteId)
      const answerSeconds = comments.flatMap(({ at, answeredAt }) =>
        answeredAt ? Math.max(0, Math.round((answeredAt.getTime() - at.getTime()) / 1000)) : [],
      )
      heard.push({ remoteId, comments: comments.length, answerSeconds, whole })
      inARow = 0
    } catch (error) {
      if (error instanceof NetworkFailure && error.status === 429) limit = error
      else unheard.push(remoteId)
      ctx.log.info({ profileId: claimed.id, post: remoteId, error }, 'A thread could not be read')
      if (limit || ++inARow >= mostInARow) break
    }
  }
  await due.keepComments(ctx.db, claimed, heard, now)
  await due.noteUnheard(ctx.db, claimed, unheard)
  if (heard.length + unheard.length > 0)
    await ctx.events.emit(ctx.db, {
      workspaceId: claimed.workspaceId,
      topic: 'competitors',
      id: claimed.competitorId,
    })
  if (limit) throw limit
}

/** Spread over some hours, so that what was added at once is not asked for at once for ever. */
const nextRead = (now: Date): Date => new Date(now.getTime() + every + (Math.random() - 0.5) * 2 * hour)

export const figuresOf = ({ measured }: PublicProfile) => ({
  followers: toldOf(measured, 'followers'),
  following: toldOf(measured, 'following'),
  posts: toldOf(measured, 'posts'),
})

/** Only what it tells: that something is not told takes nothing away. */
const toldIn = (profile: PublicProfile): DayBody =>
  Object.fromEntries(Object.entries(figuresOf(profile)).filter(([, value]) => value !== null))

const toldOf = (measured: readonly Measured[], metric: RawMetric): number | null =>
  measured.find((one) => one.metric === metric)?.value ?? null

export const faceOf = ({ handle, name, profileUrl, avatarUrl, movedTo }: PublicProfile) => ({
  ...{ handle: clip(handle, 200), name: clip(name, 200), movedTo },
  url: /^https?:\/\//i.test(profileUrl) ? clean(profileUrl) : '',
  avatarUrl: avatarUrl?.startsWith('https://') ? avatarUrl : null,
})

const keptOf = (post: PublicPost): due.Kept => ({
  remoteId: clean(post.remoteId),
  publishedAt: post.publishedAt,
  timed: true,
  kind: post.kind,
  format: post.format,
  answers: post.answers,
  // Of what they passed on nothing is kept but that they did: it is somebody else's.
  words: post.kind === 'repost' ? '' : excerptOf(post.text),
  url: post.kind !== 'repost' && post.url && /^https?:\/\//.test(post.url) ? post.url : null,
  likes: toldOf(post.measured, 'likes'),
  reposts: toldOf(post.measured, 'reposts'),
  replies: toldOf(post.measured, 'replies'),
  quotes: toldOf(post.measured, 'quotes'),
  saves: toldOf(post.measured, 'saves'),
})

/** Somebody wants it read now. */
export async function collectNow(ctx: Context, actor: Actor, id: string): Promise<Profile> {
  const { workspaceId } = actor
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const profile = await queries.lockProfile(tx, workspaceId, id)
    if (!profile) throw competitorError('no_profile')
    const { network, server, competitorId, askedAt } = profile
    if (!profile.isRead || server === null) throw competitorError('no_reading')
    const [competitor] = await queries.findCompetitors(tx, workspaceId, [competitorId])
    if (!competitor || competitor.archivedAt) throw competitorError('archived')
    const paused = await due.pausedUntil(tx, { network, server }, now)
    if (paused) throw tooSoon(paused, now)
    if (!(await due.hasten(tx, workspaceId, id, now, new Date(now.getTime() - freshMs)))) {
      const at = new Date((askedAt ?? now).getTime() + freshMs)
      throw tooSoon(at, now)
    }
    await ctx.jobs.add(collectProfile, { profileId: id }, { tx, key: `${collectProfile.name}:${id}` })
    await audit(tx, actor, {
      action: 'competitor.asked_for',
      subject: { kind: 'competitor', id: competitorId },
      after: { name: competitor.name, handle: profile.handle },
    })
  })
  const found = await queries.findProfile(ctx.db, workspaceId, id)
  if (!found) throw competitorError('no_profile')
  const [latest] = await dayQueries.latestDays(ctx.db, workspaceId, [id])
  return presentProfile(found, latest)
}

const tooSoon = (at: Date, now: Date) =>
  competitorError('too_soon', {
    at: at.toISOString(),
    minutes: Math.max(1, Math.ceil((at.getTime() - now.getTime()) / minute)),
  })

export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock.now().getTime()
  await due.dropOld(
    ctx.db,
    new Date(now - (windowDays + 1) * day),
    new Date(now - keepDays).toISOString().slice(0, 10),
  )
  await noteQueries.purgeNotes(ctx.db, new Date(now - keepNotes))
}
