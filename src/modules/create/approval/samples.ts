/** People, rules and posts for the tests of this folder. Only tests import this file. */
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Role } from '../../../app/rights.ts'
import { scheduleApproved } from '../posts/index.ts'
import { RuleBody } from './contract.ts'
import { addRule } from './rules.ts'
import { readStanding } from './standing.ts'
import { approve } from './votes.ts'

/** A member with an account, as who is asked by name must be. */
export async function member(w: World, role: Role, name: string): Promise<Actor & { id: string }> {
  const id = crypto.randomUUID()
  const email = `${id}@example.com`
  await w.ctx.db.insertInto('users').values({ id, name, email, emailVerified: true }).execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return { ...w.actor(role), kind: 'person', id, name }
}

type Over = Omit<Partial<Record<keyof RuleBody, unknown>>, 'steps'> & { steps?: readonly object[] }

export const ruleBody = ({ steps = [{}], ...over }: Over = {}): RuleBody =>
  RuleBody.parse({
    name: 'All posts',
    steps: steps.map((step) => ({ name: 'Look', how: 'any', roles: ['manager'], ...step })),
    ...over,
  })

export const ruled = (w: World, over: Over = {}) => addRule(w.ctx, w.actor('owner'), ruleBody(over))

/** Says yes to what it says now. */
export async function yes(w: World, actor: Actor, postId: string) {
  const { seen } = await readStanding(w.ctx, actor, postId)
  return approve(w.ctx, actor, postId, seen, scheduleApproved)
}
