import { useQuery } from '@tanstack/react-query'
import type { GoalBody } from '../../../modules/plan/goals/contract.ts'
import { Letters, SmartAnswer } from '../../../modules/plan/smart/contract.ts'
import { api } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useRested } from './use-rested.ts'

/** Takes a sentence apart when it is asked to, not with each letter. */
export const useTakeApart = (onTaken: (answer: SmartAnswer) => void) =>
  useWrite((text: string) => api.get('/goals/smart', { query: { text }, schema: SmartAnswer }), {
    touches: [],
    onSuccess: onTaken,
  })

export type Fields = Partial<
  Pick<
    GoalBody,
    | 'metric'
    | 'manualId'
    | 'plan'
    | 'baseline'
    | 'target'
    | 'startsOn'
    | 'deadline'
    | 'objective'
    | 'people'
    | 'money'
  >
> &
  Pick<GoalBody, 'scope'>

/** The five letters of what the form holds, asked when the typing rests. */
export function useLetters(fields: Fields) {
  const { scope, startsOn, deadline, objective, manualId, plan, ...rest } = useRested(fields)
  return useQuery({
    ...ask({
      topic: 'goals',
      also: ['numbers'],
      path: '/goals/letters',
      query: {
        ...rest,
        scopeKind: scope.kind,
        scopeId: scope.id,
        startsOn: startsOn || undefined,
        deadline: deadline || undefined,
        objective: objective ?? undefined,
        manualId: manualId ?? undefined,
        planFrom: plan?.from,
        planTo: plan?.to,
      },
      schema: Letters,
    }),
    enabled: scope.kind === 'workspace' || scope.id !== null,
    placeholderData: (before) => before,
    retry: false,
  })
}
