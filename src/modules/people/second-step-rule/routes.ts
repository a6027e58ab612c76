import { type Route, route } from '../../../app/route.ts'
import { SecondStepRule, SecondStepRuleBody } from './contract.ts'
import { askNoMore, askOfAll, readRule } from './service.ts'

const own = { may: 'workspace.own', tag: 'Workspace', answer: SecondStepRule, agents: false } as const

export const secondStepRuleRoutes: Route[] = [
  route(
    'GET /workspace/second-step',
    { ...own, summary: 'Whether a second step is asked of everybody here, and who has none' },
    ({ ctx, actor }) => readRule(ctx, actor),
  ),
  route(
    'PUT /workspace/second-step',
    { ...own, summary: 'Ask a second step of everybody here, from a day on', body: SecondStepRuleBody },
    ({ ctx, actor, body }) => askOfAll(ctx, actor, body),
  ),
  route(
    'DELETE /workspace/second-step',
    { ...own, summary: 'Ask a second step of nobody any more' },
    ({ ctx, actor }) => askNoMore(ctx, actor),
  ),
]
