import { route } from '../../../app/route.ts'
import { LinkRule, LinkRuleBody } from './contract.ts'
import { readRule, setRule } from './service.ts'

export const linkRoutes = [
  route(
    'GET /link-rule',
    {
      may: 'workspace.read',
      tag: 'posts',
      summary: 'By what links say where their readers came from',
      answer: LinkRule,
    },
    ({ ctx, actor }) => readRule(ctx.db, actor.workspaceId),
  ),
  route(
    'PUT /link-rule',
    {
      may: 'plan.manage',
      tag: 'posts',
      summary: 'Set by what links say where their readers came from',
      body: LinkRuleBody,
      answer: LinkRule,
    },
    ({ ctx, actor, body }) => setRule(ctx, actor, body),
  ),
]
