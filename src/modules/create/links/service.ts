import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { type LinkRule, type LinkRuleBody, proposedRule } from './contract.ts'
import { linkError } from './errors.ts'
import type { Tagging } from './plain/tag.ts'
import { findPurposeNames, findRule, keepRule } from './queries.ts'

export const readRule = async (db: Db, workspaceId: string): Promise<LinkRule> =>
  (await findRule(db, workspaceId)) ?? proposedRule

/** The rule holds for what is frozen from now on; what is on its way keeps the links that it has. */
export async function setRule(ctx: Context, actor: Actor, body: LinkRuleBody): Promise<LinkRule> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  const rule = { ...body, excluded: [...new Set(body.excluded)] }
  return ctx.db.transaction().execute(async (tx) => {
    const before = await readRule(tx, workspaceId)
    if (!(await keepRule(tx, workspaceId, rule, ctx.clock.now()))) throw linkError('changed')
    const { version: _, ...after } = rule
    await audit(tx, actor, {
      action: 'link_rule.set',
      subject: { kind: 'workspace', id: workspaceId },
      before,
      after,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'composer', id: null })
    return readRule(tx, workspaceId)
  })
}

type Purpose = { campaignId: string | null; pillarId: string | null; category: string | null }

/** The rule where it is in force. */
export async function activeRule(db: Db, workspaceId: string): Promise<LinkRule | null> {
  const rule = await findRule(db, workspaceId)
  return rule?.enabled ? rule : null
}

/** By what the links of one post are named; null where they stay as they are. */
export async function taggingFor(db: Db, workspaceId: string, post: Purpose): Promise<Tagging | null> {
  const rule = await activeRule(db, workspaceId)
  if (!rule) return null
  return { rule, ...(await findPurposeNames(db, workspaceId, post)), category: post.category ?? '' }
}
