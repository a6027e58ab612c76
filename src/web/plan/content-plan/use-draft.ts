import { ContentPlan, ContentPlanBody } from '../../../modules/plan/content-plan/contract.ts'
import { askPlan } from './use-plan.ts'
import { useWhole } from './use-whole.ts'

/** The plan as a person works on it. */
export function usePlanDraft(saved: ContentPlan) {
  const { now, ...desk } = useWhole<ContentPlan>({
    saved,
    what: 'plan',
    body: ContentPlanBody,
    answer: ContentPlan,
    path: '/content-plan',
    queryKey: askPlan().queryKey,
    changed: 'content_plan.changed',
  })
  return { ...desk, plan: now }
}
export type PlanDesk = ReturnType<typeof usePlanDraft>
