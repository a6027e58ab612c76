import { Target } from 'lucide-react'
import { z } from 'zod'
import { GoalStatus } from '../../../modules/plan/goals/plain/number.ts'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const goalsPage = definePage({
  path: '/goals',
  load: () => import('./goals-page.tsx'),
  texts: ['goals', 'metrics'],
  search: z.object({
    view: z.enum(['living', 'tree', 'archived']).default('living').catch('living'),
    status: GoalStatus.optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'goals.nav', icon: Target, order: 20, key: 'o' },
  needs: 'numbers.read',
})

export const newGoalPage = definePage({
  path: '/goals/new',
  load: () => import('./new-goal-page.tsx'),
  // The goal that the new one is to stand beneath.
  search: z.object({ parent: z.string().max(60).optional().catch(undefined) }),
  texts: ['goals', 'metrics', 'smart', 'manual'],
  needs: 'plan.manage',
})

export const goalPage = definePage({
  path: '/goals/$id',
  load: () => import('./goal-page.tsx'),
  texts: ['goals', 'metrics'],
  needs: 'numbers.read',
})

export const editGoalPage = definePage({
  path: '/goals/$id/edit',
  load: () => import('./edit-goal-page.tsx'),
  texts: ['goals', 'metrics', 'smart', 'manual'],
  needs: 'plan.manage',
})

export const pages = [goalsPage, newGoalPage, goalPage, editGoalPage] satisfies Pages

export const verbs = [
  {
    id: 'goals.set',
    words: 'goals.verbs.set',
    icon: Target,
    needs: 'plan.manage',
    run: (go) => go('/goals/new'),
  },
] satisfies Verbs
