import type { Context } from '../../../app/context.ts'
import type { Measured } from '../../../networks/kit/content.ts'
import type { Insights } from '../../../networks/kit/network.ts'
import type { OpenAccount } from '../../channels/accounts/index.ts'
import { type Point, writePoints } from '../facts/index.ts'
import { isSparing, lagOf, postsAtOnce } from './budget.ts'
import { claimPosts, type DueChannel, type DuePost, dropPosts, markGone, settle } from './queries.ts'
import { backoff, nextLook } from './timetable.ts'
import { meetTrouble } from './trouble.ts'

/** So often a post must be absent from the network's answer, with hours between, before it is taken for gone. */
const absences = 3
const leaseMs = 10 * 60_000

type Look = { ctx: Context; channel: DueChannel; account: OpenAccount; insights: Insights }
type Asked = DuePost & { remoteId: string; publishedAt: Date }

/** Asks for one batch of due posts. Answers false when there is no more to do now. */
export async function collectBatch(look: Look): Promise<boolean> {
  const { ctx, channel, account, insights } = look
  const most = postsAtOnce(insights, account.limits)
  const now = ctx.clock.now()
  const lease = new Date(now.getTime() + leaseMs)
  const claimed = await claimPosts(ctx.db, channel.id, most, now, lease)
  const live = claimed.filter(
    (post): post is Asked => post.remoteId !== null && post.publishedAt !== null && post.goneAt === null,
  )
  await dropPosts(
    ctx.db,
    claimed.filter((post) => !live.some(({ id }) => id === post.id)).map(({ id }) => id),
  )
  if (live.length > 0 && (await ask(look, live)) === 'stopped') return false
  return claimed.length === most
}

async function ask(look: Look, posts: readonly Asked[]): Promise<'answered' | 'stopped'> {
  const { ctx, channel, account, insights } = look
  const at = ctx.clock.now()
  try {
    const tools = ctx.toolsFor(channel.network, account)
    const told = await insights.posts(
      tools,
      account,
      posts.map((post) => post.remoteId),
    )
    await keep(look, posts, told, at)
    return 'answered'
  } catch (error) {
    const outcome = await meetTrouble(ctx, channel, account, error)
    if (outcome === 'stopped') return 'stopped'
    return refused(look, posts, at)
  }
}

/** One post that the network will not speak of must not silence its neighbours: each is asked by itself. */
async function refused(look: Look, posts: readonly Asked[], at: Date): Promise<'answered' | 'stopped'> {
  const [only] = posts
  if (posts.length === 1 && only) {
    const nextAt = new Date(at.getTime() + backoff(only.failures))
    await settle(look.ctx.db, [
      { kind: 'publication', id: only.id, nextAt, collectedAt: null, failures: only.failures + 1 },
    ])
    return 'answered'
  }
  for (const post of posts) if ((await ask(look, [post])) === 'stopped') return 'stopped'
  return 'answered'
}

/** Points and the next look in one transaction, so that a look is either kept or due again. */
async function keep(
  { ctx, channel, account }: Look,
  posts: readonly Asked[],
  told: ReadonlyMap<string, Measured[]>,
  at: Date,
): Promise<void> {
  const network = ctx.networks.get(channel.network)
  const lag = network ? lagOf(network.manifest) : 0
  const charged = network !== undefined && isSparing(network.manifest, account.limits)
  const answered = posts.filter((post) => told.has(post.remoteId))
  const absent = posts.filter((post) => !told.has(post.remoteId))
  const gone = absent.filter((post) => post.failures + 1 >= absences)
  const next = answered.map((post) => ({ post, nextAt: nextLook(post.publishedAt, at, lag, charged) }))
  await ctx.db.transaction().execute(async (tx) => {
    await writePoints(
      tx,
      answered.flatMap((post) => pointsOf(channel, post, told.get(post.remoteId) ?? [], at)),
    )
    await settle(
      tx,
      next.flatMap(({ post, nextAt }) =>
        nextAt ? [{ kind: 'publication' as const, id: post.id, nextAt, collectedAt: at, failures: 0 }] : [],
      ),
    )
    await settle(
      tx,
      absent.map((post) => ({
        kind: 'publication' as const,
        id: post.id,
        nextAt: new Date(at.getTime() + backoff(post.failures + 4)),
        collectedAt: null,
        failures: post.failures + 1,
      })),
    )
    await markGone(
      tx,
      channel.workspaceId,
      gone.filter((post) => !isAddress(post.remoteId)).map((post) => post.id),
      at,
    )
    const finished = next.filter(({ nextAt }) => nextAt === null).map(({ post }) => post.id)
    await dropPosts(tx, [...finished, ...gone.map((post) => post.id)])
    await ctx.events.emit(tx, { workspaceId: channel.workspaceId, topic: 'numbers', id: channel.id })
  })
}

/** What a person named by its address is not known to the network by that: it is asked about no more, and is not gone. */
const isAddress = (remoteId: string): boolean => /^https?:/.test(remoteId)

const pointsOf = (channel: DueChannel, post: Asked, measured: Measured[], at: Date): Point[] =>
  measured.map(({ metric, value }) => ({
    workspaceId: channel.workspaceId,
    subjectKind: 'publication',
    subjectId: post.id,
    metric,
    at,
    value,
    source: 'network',
  }))
