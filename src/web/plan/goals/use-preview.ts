import { useQuery } from '@tanstack/react-query'
import { type GoalNumber, type GoalScope, Preview } from '../../../modules/plan/goals/contract.ts'
import { ask } from '../../api/query.ts'
import { useRested } from './use-rested.ts'

export type Wish = {
  metric: GoalNumber
  manualId?: string | null | undefined
  plan?: { from: string; to: string } | null | undefined
  scope: GoalScope
  startsOn?: string
  deadline?: string
  target?: number
}

/** Baseline and odds of what is being typed, asked when the typing rests. */
export function usePreview(wish: Wish) {
  const { metric, manualId, plan, scope, startsOn, deadline, target } = useRested(wish)
  const whole = scope.kind === 'workspace' || scope.id !== null
  return useQuery({
    ...ask({
      topic: 'goals',
      also: ['numbers'],
      path: '/goals/preview',
      query: {
        metric,
        manualId: manualId ?? undefined,
        planFrom: plan?.from,
        planTo: plan?.to,
        scopeKind: scope.kind,
        scopeId: scope.id,
        startsOn: startsOn || undefined,
        deadline: deadline || undefined,
        target,
      },
      schema: Preview,
    }),
    enabled: whole,
    placeholderData: (before) => before,
    retry: false,
  })
}
