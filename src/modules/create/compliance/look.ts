import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notify } from '../../publish/notifications/index.ts'
import { blocking, type Gate } from './gate.ts'
import { holdPost, lookNow } from './jobs.ts'
import { findOutdated, findPlanners, type Outdated } from './look-queries.ts'
import { packs } from './plain/packs/index.ts'
import { findPosts, type StoredPost } from './post-queries.ts'
import { keepResults } from './result-queries.ts'
import { judgeStored } from './stored.ts'
import { endTrouble, waitingOf } from './told.ts'

const dayMs = 86_400_000
/** So far ahead scheduled posts are looked at again by themselves; further ones come nearer. */
const aheadMs = 30 * dayMs
/** Nothing is planned beyond. */
const endMs = 11 * 366 * dayMs
/** In one run; the soonest first. */
const most = 500

const versions = packs.map(({ id, version }) => ({ id, version }))
const inMs = (ctx: Context, ms: number): Date => new Date(ctx.clock.now().getTime() + ms)

/**
 * Judges scheduled posts anew that were judged by other packs, for another day, or before somebody said where the readers are,
 * switched a rule, or changed a campaign, an influencer or a persona. What is found is kept and told. Where people changed
 * by what it is judged, it is held too; where only the packs became others with the program, it goes out unless a person
 * calls it back.
 */
export async function lookAtScheduled(ctx: Context): Promise<void> {
  const asked = { versions, until: inMs(ctx, aheadMs), most, workspaceId: null, after: null }
  for (const one of await findOutdated(ctx.db, asked)) await lookAtOne(ctx, one)
}

/** All that is planned in one workspace, in pieces, so that other work has its turn in between. */
export async function lookAtWorkspace(
  ctx: Context,
  { workspaceId, after }: { workspaceId: string; after: { dueAt: string; postId: string } | null },
  piece = most,
): Promise<void> {
  const asked = { versions, until: inMs(ctx, endMs), most: piece, workspaceId, after }
  const found = await findOutdated(ctx.db, asked)
  for (const one of found) await lookAtOne(ctx, one)
  const last = found.length === piece ? found.at(-1) : undefined
  if (last) await ask(ctx, workspaceId, { dueAt: last.dueAt.toISOString(), postId: last.postId })
}

const ask = (
  ctx: Context,
  workspaceId: string,
  after: { dueAt: string; postId: string } | null,
  tx?: Tx,
): Promise<void> =>
  ctx.jobs.add(lookNow, { workspaceId, after }, { ...(tx && { tx }), key: keyOf(workspaceId, after) })

/**
 * Two that go on from different places are two, and so is one that begins anew: whichever took the other's place would leave
 * out what lies between.
 */
const keyOf = (workspaceId: string, after: { dueAt: string; postId: string } | null): string =>
  ['compliance', workspaceId, ...(after ? [after.dueAt, after.postId] : [])].join(' ')

/** Somebody changed by what posts are judged: what is planned is looked at in a moment. */
export const lookSoon = (tx: Tx, ctx: Context, workspaceId: string): Promise<void> =>
  ask(ctx, workspaceId, null, tx)

async function lookAtOne(ctx: Context, { workspaceId, postId, byPeople }: Outdated): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const [post] = await findPosts(tx, { workspaceId }, [postId])
    if (!post) return
    const { gate, waiting } = await judgeStored(ctx, tx, workspaceId, post)
    const going = waitingOf(gate, waiting)
    const rows = going.results.map((one) => ({ ...one, version: post.version }))
    await keepResults(tx, workspaceId, postId, rows)
    await tellIfBlocked(tx, ctx, workspaceId, post, going, byPeople)
  })
}

/** Tells whom it concerns that a post waits against the rules, and has it taken back when it is held. */
export async function tellIfBlocked(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  post: StoredPost,
  going: Gate,
  held: boolean,
): Promise<void> {
  const found = blocking(going)
  if (found.length === 0) return endTrouble(tx, ctx, workspaceId, post.id)
  const planners = await findPlanners(tx, workspaceId, post.id)
  await notify(tx, ctx, {
    ...{ workspaceId, kind: 'post.compliance', subject: { kind: 'post', id: post.id } },
    facts: {
      count: found.length,
      text: (post.content.parts[0]?.text ?? '').slice(0, 140),
      ...(held && { trouble: 'held' }),
    },
    // Who wrote and planned it; where neither is here any more, all who may publish.
    forPeople: planners.length > 0 ? planners : null,
  })
  if (held) await ctx.jobs.add(holdPost, { workspaceId, postId: post.id }, { tx, key: `hold ${post.id}` })
}
