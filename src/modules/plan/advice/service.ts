import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import { lookSoon } from '../../create/compliance/index.ts'
import {
  type Advice,
  type AdviceCode,
  type AdviceCounts,
  type AdviceList,
  type AdviceQuery,
  adviceCodes,
  noPostRules,
  type OverruleBody,
  type PostAdvice,
  type PostRules,
} from './contract.ts'
import { adviceError } from './errors.ts'
import { judge } from './judge.ts'
import {
  channelsOfPost,
  countOverruled,
  findGone,
  findOverruled,
  findPosts,
  findRules,
  findWaiting,
  saveRules,
  setOverruled,
  takeTurn,
} from './queries.ts'
import { readSituation } from './situation.ts'

const dayMs = 86_400_000
const longest = 100 * dayMs
/** Posts that are looked at in one answer. */
const mostPosts = 500

/** What there is to say of a post as it is saved now. */
export async function adviseOn(ctx: Context, viewer: Viewer, postId: string): Promise<PostAdvice> {
  const { looked, situation } = await readSituation(ctx.db, viewer, [postId])
  const [post] = looked
  if (!post) throw adviceError('no_post')
  const overruled = await findOverruled(ctx.db, viewer.workspaceId, [postId])
  const items = judge(post, situation).map((found): Advice => {
    const left = overruled.find(({ code, about }) => code === found.code && about === found.about)
    return { ...found, overruled: left ? { at: left.at, by: left.by } : null }
  })
  return { items }
}

/** Says that something is meant as it is, or takes that back. */
export async function overrule(
  ctx: Context,
  actor: Actor,
  postId: string,
  body: OverruleBody,
): Promise<PostAdvice> {
  const { workspaceId } = actor
  if ((await findPosts(ctx.db, actor, [postId])).length === 0) throw adviceError('no_post')
  await refuseBeyond(ctx.db, actor, 'post.write', await channelsOfPost(ctx.db, workspaceId, postId))
  const by = { userId: actor.kind === 'person' ? actor.id : null, at: ctx.clock.now() }
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await setOverruled(tx, workspaceId, postId, body, by))) return
    const { code, about } = body
    await audit(tx, actor, {
      action: body.overruled ? 'post.advice_overruled' : 'post.advice_taken_up',
      subject: { kind: 'post', id: postId },
      after: { code, about },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: postId })
  })
  return adviseOn(ctx, actor, postId)
}

/** For the calendar: of posts that have not left, what is said and not overruled. Posts of which nothing is said are not there. */
export async function adviseOnCalendar(
  ctx: Context,
  viewer: Viewer,
  query: AdviceQuery,
): Promise<AdviceList> {
  const length = Date.parse(query.to) - Date.parse(query.from)
  if (length <= 0 || length > longest) throw adviceError('window')
  const ids = await findWaiting(ctx.db, viewer, query, mostPosts + 1)
  const { looked, situation } = await readSituation(ctx.db, viewer, ids.slice(0, mostPosts))
  const overruled = await findOverruled(ctx.db, viewer.workspaceId, ids)
  const left = new Set(overruled.map(({ postId, code, about }) => `${postId} ${code} ${about}`))
  const items = looked.flatMap((post) => {
    const open = judge(post, situation).filter(({ code, about }) => !left.has(`${post.id} ${code} ${about}`))
    const codes = [...new Set(open.map(({ code }) => code))]
    return codes.length > 0 ? [{ postId: post.id, codes }] : []
  })
  return { items, more: ids.length > mostPosts }
}

/** How far the strategy is obeyed: posts that went out against what it says, and what people said they mean. */
export async function countAdvice(ctx: Context, viewer: Viewer, days: number): Promise<AdviceCounts> {
  const now = ctx.clock.now()
  const from = new Date(now.getTime() - days * dayMs)
  const ids = await findGone(ctx.db, viewer, from, now, mostPosts)
  const { looked, situation } = await readSituation(ctx.db, viewer, ids)
  const overruled = await countOverruled(ctx.db, viewer, from)
  const against = new Map<AdviceCode, number>()
  for (const post of looked)
    for (const code of new Set(judge(post, situation).map((found) => found.code)))
      against.set(code, (against.get(code) ?? 0) + 1)
  const items = adviceCodes
    .map((code) => ({ code, against: against.get(code) ?? 0, overruled: overruled.get(code) ?? 0 }))
    .filter((one) => one.against + one.overruled > 0)
  return { posts: looked.length, items }
}

export const readRules = async (ctx: Context, { workspaceId }: Viewer): Promise<PostRules> =>
  (await findRules(ctx.db, workspaceId)) ?? noPostRules

export async function keepRules(ctx: Context, actor: Actor, body: PostRules): Promise<PostRules> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await takeTurn(tx, workspaceId)
    const before = (await findRules(tx, workspaceId)) ?? noPostRules
    if (before.version !== body.version)
      throw adviceError('changed', { yours: body.version, current: before.version, rules: before })
    const after = { ...body, version: before.version + 1 }
    await saveRules(tx, workspaceId, after, ctx.clock.now())
    await audit(tx, actor, {
      action: 'post_rules.saved',
      subject: { kind: 'post_rules', id: workspaceId },
      before,
      after,
    })
    if (JSON.stringify(blockingOf(before)) !== JSON.stringify(blockingOf(after)))
      await lookSoon(tx, ctx, workspaceId)
    // What is said of every post may be another thing now.
    await ctx.events.emit(
      tx,
      { workspaceId, topic: 'plan', id: null },
      { workspaceId, topic: 'posts', id: null },
    )
    return after
  })
}

/** Words that keep a post from going out: what is planned is judged anew when they change. */
const blockingOf = ({ banned }: PostRules) => banned.filter(({ blocks }) => blocks)
