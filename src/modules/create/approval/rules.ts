import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { mostRules, type Rule, type RuleBody, type RuleChange, type RuleList } from './contract.ts'
import { approvalError } from './errors.ts'
import * as queries from './rule-queries.ts'
import { syncAsks } from './sync.ts'
import { findApprovers } from './who.ts'

export async function listRules(ctx: Context, actor: Actor): Promise<RuleList> {
  const [items, people, works] = await Promise.all([
    queries.findRules(ctx.db, actor.workspaceId),
    findApprovers(ctx.db, actor.workspaceId),
    queries.findWorks(ctx.db, actor.workspaceId),
  ])
  // A list of channels or campaigns may name some that somebody does not see: those rules are told to who sees all.
  const sight = sightOf(actor)
  const isTold = ({ channelIds, campaignIds }: Rule): boolean =>
    sight === null || (channelIds.every((id) => isWithin(sight, id)) && campaignIds.length === 0)
  return { items: items.filter(isTold), people, works }
}

export async function addRule(ctx: Context, actor: Actor, body: RuleBody): Promise<Rule> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await queries.lockRules(tx, workspaceId)
    if ((await queries.countRules(tx, workspaceId)) >= mostRules)
      throw approvalError('too_many_rules', { most: mostRules })
    await refuseNotApprovers(tx, workspaceId, body)
    await refuseStrangeWorks(tx, workspaceId, body)
    const made = await queries.insertRule(tx, workspaceId, body)
    await queries.saveSteps(tx, workspaceId, made, body.steps)
    await audit(tx, actor, { action: 'approval.rule_added', subject: subjectOf(made), after: body })
    await carry(tx, ctx, actor, made)
    return made
  })
  return find(ctx, actor, id)
}

export async function changeRule(ctx: Context, actor: Actor, id: string, body: RuleChange): Promise<Rule> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await queries.lockRules(tx, workspaceId)
    const before = (await queries.findRules(tx, workspaceId)).find((rule) => rule.id === id)
    if (!before) throw approvalError('no_rule')
    if (before.version !== body.version) throw approvalError('changed', { current: before.version })
    await refuseNotApprovers(tx, workspaceId, body)
    await refuseStrangeWorks(tx, workspaceId, body)
    await queries.updateRule(tx, workspaceId, id, body)
    await queries.saveSteps(tx, workspaceId, id, body.steps)
    await audit(tx, actor, {
      action: 'approval.rule_changed',
      subject: subjectOf(id),
      before: { name: before.name, enabled: before.enabled, steps: before.steps.map(({ name }) => name) },
      after: body,
    })
    await carry(tx, ctx, actor, id)
  })
  return find(ctx, actor, id)
}

/** With its approvals: what waited only for it may go out. */
export async function removeRule(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await queries.lockRules(tx, workspaceId)
    const posts = await queries.postsUnder(tx, workspaceId, id)
    const gone = await queries.deleteRule(tx, workspaceId, id)
    if (!gone) throw approvalError('no_rule')
    await audit(tx, actor, {
      action: 'approval.rule_removed',
      subject: subjectOf(id),
      before: { name: gone.name },
    })
    await syncMany(tx, ctx, actor, posts)
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: null })
  })
}

const subjectOf = (id: string) => ({ kind: 'approval_rule', id })

async function find(ctx: Context, actor: Actor, id: string): Promise<Rule> {
  const rule = (await queries.findRules(ctx.db, actor.workspaceId)).find((one) => one.id === id)
  if (!rule) throw approvalError('no_rule')
  return rule
}

/** Whoever is named has the right now. Whoever loses it later is not counted any more: the dispatcher asks anew. */
async function refuseNotApprovers(tx: Tx, workspaceId: string, body: RuleBody): Promise<void> {
  const named = body.steps.flatMap(({ people, escalateTo }) => [...people, ...escalateTo])
  if (named.length === 0) return
  const may = new Set((await findApprovers(tx, workspaceId)).map(({ id }) => id))
  if (!named.every((id) => may.has(id))) throw approvalError('not_approver')
}

async function refuseStrangeWorks(tx: Tx, workspaceId: string, { steps }: RuleBody): Promise<void> {
  const named = steps.flatMap(({ team }) => team.map(({ workId }) => workId))
  if (named.length === 0) return
  const there = new Set((await queries.findWorks(tx, workspaceId)).map(({ id }) => id))
  if (!named.every((id) => there.has(id))) throw approvalError('no_work')
}

/** The matrix of the team names others for some kinds of work: what waits is asked of them. */
export async function askAnewByTeam(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  workIds: readonly string[],
): Promise<void> {
  const posts = await queries.postsAskedBy(tx, actor.workspaceId, workIds)
  if (posts.length === 0) return
  await syncMany(tx, ctx, actor, posts)
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'approval', id: null })
}

/** What was scheduled or proposed before the rule is asked about as well. The rest is found by the keeper, minute by minute. */
async function carry(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await queries.adoptScheduled(tx, workspaceId, ctx.clock.now(), adoptMost)
  const [under, waiting] = await Promise.all([
    queries.postsUnder(tx, workspaceId, id),
    queries.postsWaiting(tx, workspaceId),
  ])
  await syncMany(tx, ctx, actor, [...new Set([...under, ...waiting])])
  await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: null })
}

const adoptMost = 2000

async function syncMany(tx: Tx, ctx: Context, actor: Actor, posts: readonly string[]): Promise<void> {
  for (let from = 0; from < posts.length; from += 500)
    await syncAsks(tx, ctx, actor, posts.slice(from, from + 500))
}
