import { type Route, route } from '../../../app/route.ts'
import { Drift } from '../waiting/contract.ts'
import { Applied, ApplyBody, ContentPlan, ContentPlanBody, Countries, PlanDraft, Span } from './contract.ts'
import { readDrift } from './drift.ts'
import { knownCountries } from './holidays.ts'
import { applyPlan, previewPlan } from './planning.ts'
import { readPlan, savePlan } from './service.ts'

const see = { may: 'workspace.read', tag: 'content plan' } as const
const manage = { may: 'plan.manage', tag: 'content plan' } as const

export const contentPlanRoutes: Route[] = [
  route(
    'GET /content-plan',
    { ...see, summary: 'Mix, pillars, rubrics, cadences and dates', answer: ContentPlan },
    ({ ctx, actor }) => readPlan(ctx.db, actor),
  ),
  route(
    'PUT /content-plan',
    { ...manage, summary: 'Save all of it at once', body: ContentPlanBody, answer: ContentPlan },
    ({ ctx, actor, body }) => savePlan(ctx, actor, body),
  ),
  route(
    'GET /content-plan/countries',
    { ...see, summary: 'Countries whose holidays are known', answer: Countries },
    async () => ({ items: await knownCountries() }),
  ),
  route(
    'GET /content-plan/drift',
    {
      ...see,
      summary: 'Whether the last and the next four weeks keep the mix, and what would mend it',
      answer: Drift,
    },
    ({ ctx, actor }) => readDrift(ctx, actor),
  ),
  route(
    'POST /content-plan/preview',
    {
      ...manage,
      summary: 'What planning some weeks would add, change and remove',
      body: Span,
      answer: PlanDraft,
    },
    ({ ctx, actor, body }) => previewPlan(ctx, actor, body),
  ),
  route(
    'POST /content-plan/apply',
    { ...manage, summary: 'Do what a preview showed', body: ApplyBody, answer: Applied },
    ({ ctx, actor, body }) => applyPlan(ctx, actor, body),
  ),
]
