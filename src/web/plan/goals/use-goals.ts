import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { PostNumbersPage } from '../../../modules/measure/numbers/contract.ts'
import { Goal, GoalList, GoalTree, Trend } from '../../../modules/plan/goals/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useRenew } from './use-renew.ts'

/** How a goal stands hangs on numbers, channels and what is scheduled too. */
const also = ['numbers', 'channels', 'deliveries'] as const

export const useGoals = (archived: boolean) =>
  useInfiniteQuery(askPages({ topic: 'goals', also, path: '/goals', query: { archived }, schema: GoalList }))

export const useTree = () => useQuery(ask({ topic: 'goals', also, path: '/goals/tree', schema: GoalTree }))

export const useGoal = (id: string) =>
  useQuery(ask({ topic: 'goals', also, path: path`/goals/${id}`, schema: Goal }))

export const useTrend = (id: string) =>
  useQuery(ask({ topic: 'goals', also, path: path`/goals/${id}/trend`, schema: Trend }))

/** What was published since the goal began by posts that are said to serve it. */
export const useServingPosts = (goal: Goal) =>
  useQuery(
    ask({
      topic: 'numbers',
      path: '/numbers/publications',
      query: { goal: goal.id, from: goal.startsOn, sort: 'engagements', limit: 5 },
      schema: PostNumbersPage,
    }),
  )

/** Puts a goal away; it can be taken back, also after its page is left. */
export function useArchive(goal: Goal, then: () => void) {
  const t = useWords('goals')
  const renew = useRenew()
  return useWrite(() => api.post(path`/goals/${goal.id}/archive`), {
    touches: ['goals'],
    onSuccess: () => {
      const undo = () => api.post(path`/goals/${goal.id}/restore`).then(renew)
      toast(t('archivedNow', { name: goal.name }), { undo })
      then()
    },
  })
}

export function useRestore(goal: Goal) {
  const t = useWords('goals')
  return useWrite(() => api.post(path`/goals/${goal.id}/restore`), {
    touches: ['goals'],
    onSuccess: () => toast(t('restoredNow', { name: goal.name })),
  })
}

export function useRemove(goal: Goal, then: () => void) {
  const t = useWords('goals')
  return useWrite(() => api.delete(path`/goals/${goal.id}`), {
    touches: ['goals'],
    onSuccess: () => {
      toast(t('removedNow', { name: goal.name }))
      then()
    },
  })
}
