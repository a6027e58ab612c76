import { Shapes } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

export const contentPlanPage = definePage({
  path: '/content-plan',
  load: () => import('./content-plan-page.tsx'),
  texts: ['plan', 'advice'],
  search: z.object({
    view: z.enum(['posts', 'mix', 'channels', 'rules']).default('posts').catch('posts'),
    /** The first day that is shown; without one, tomorrow's week. */
    from: z.string().refine(isDay).optional().catch(undefined),
    /** Only what is planned for it, of all days. */
    campaign: z.string().optional().catch(undefined),
    /** The templates lie open over the mix. */
    templates: z.literal(true).optional().catch(undefined),
    weeks: z.coerce.number().int().min(1).max(26).default(4).catch(4),
  }),
  nav: { station: 'plan', words: 'plan.nav', icon: Shapes, order: 30, key: 'x' },
  needs: 'workspace.read',
})

export const pages = [contentPlanPage] satisfies Pages

export const verbs = [
  {
    id: 'plan.weeks',
    words: 'plan.verbs.weeks',
    icon: Shapes,
    needs: 'plan.manage',
    run: (go) => go('/content-plan'),
  },
] satisfies Verbs
