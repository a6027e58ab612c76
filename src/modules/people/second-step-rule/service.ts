import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { mostGraceDays, type SecondStepRule, type SecondStepRuleBody } from './contract.ts'
import { ruleError } from './errors.ts'
import * as queries from './queries.ts'

const mostNamed = 100

export async function readRule(ctx: Context, { workspaceId, kind, id }: Actor): Promise<SecondStepRule> {
  const { db, config, clock } = ctx
  const [rule, without, own] = await Promise.all([
    queries.findRule(db, workspaceId),
    queries.listWithout(db, config, workspaceId, clock.now()),
    kind === 'person' && id ? queries.isPersonGuarded(db, config, id) : false,
  ])
  return {
    from: rule.secondStepFrom?.toISOString() ?? null,
    without: without.slice(0, mostNamed).map((one) => ({ id: one.id, name: one.name })),
    withoutCount: without.length,
    keys: without.reduce((sum, { keys }) => sum + keys, 0),
    own,
  }
}

/** Asks a second step of everybody, from a day on; whoever asks has one. */
export async function askOfAll(
  ctx: Context,
  actor: Actor,
  body: SecondStepRuleBody,
): Promise<SecondStepRule> {
  const now = ctx.clock.now()
  const from = new Date(Math.max(Date.parse(body.from), now.getTime()))
  // A little more than the days, so that whoever chooses the last one at noon is not told that it is too late.
  if (from.getTime() - now.getTime() > (mostGraceDays + 1) * 86_400_000)
    throw ruleError('too_late', { days: mostGraceDays }, [
      { path: 'from', code: 'too_late', detail: `Choose a day within the next ${mostGraceDays}.` },
    ])
  const isOwn = actor.kind === 'person' && actor.id
  if (!isOwn || !(await queries.isPersonGuarded(ctx.db, ctx.config, isOwn))) throw ruleError('own_first')
  return change(ctx, actor, from)
}

export const askNoMore = (ctx: Context, actor: Actor): Promise<SecondStepRule> => change(ctx, actor, null)

async function change(ctx: Context, actor: Actor, from: Date | null): Promise<SecondStepRule> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = (await queries.findRule(tx, workspaceId)).secondStepFrom
    if (before?.getTime() === from?.getTime()) return
    await queries.setRule(tx, workspaceId, from)
    await audit(tx, actor, {
      action: from ? 'second_step.asked_of_all' : 'second_step.asked_no_more',
      subject: { kind: 'workspace', id: workspaceId },
      before: { secondStepFrom: before?.toISOString() ?? null },
      after: { secondStepFrom: from?.toISOString() ?? null },
    })
    await ctx.events.emit(
      tx,
      { workspaceId, topic: 'workspace', id: workspaceId },
      { workspaceId, topic: 'members', id: null },
      { workspaceId, topic: 'sessions', id: null },
    )
  })
  return readRule(ctx, actor)
}
