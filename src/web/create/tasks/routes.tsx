import { ListChecks } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const shownWhose = ['everybody', 'mine', 'made', 'nobody'] as const
export const shownDues = ['any', 'overdue', 'today', 'week', 'none'] as const

export const tasksPage = definePage({
  path: '/tasks',
  load: () => import('./tasks-page.tsx'),
  texts: ['tasks'],
  search: z.object({
    state: z.enum(['open', 'done']).default('open').catch('open'),
    whose: z.enum(shownWhose).default('everybody').catch('everybody'),
    due: z.enum(shownDues).default('any').catch('any'),
    q: z.string().max(200).default('').catch(''),
    /** The one that is looked at, or `new`. */
    task: z.string().max(100).optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'tasks.nav', icon: ListChecks, order: 15 },
  needs: 'team.read',
})

/** The list with one of them open. */
export const taskPage = definePage({
  path: '/tasks/$id',
  load: () => import('./tasks-page.tsx'),
  texts: ['tasks'],
  search: tasksPage.search,
  needs: 'team.read',
})

export const pages = [tasksPage, taskPage] satisfies Pages

export const verbs = [
  {
    id: 'tasks.add',
    words: 'tasks.verbs.add',
    icon: ListChecks,
    needs: 'task.write',
    run: (go) => go('/tasks?task=new'),
  },
  {
    id: 'tasks.mine',
    words: 'tasks.verbs.mine',
    icon: ListChecks,
    needs: 'team.read',
    run: (go) => go('/tasks?whose=mine'),
  },
] satisfies Verbs
