import { Compass } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const strategyPage = definePage({
  path: '/strategy',
  load: () => import('./strategy-page.tsx'),
  texts: ['strategy', 'metrics'],
  search: z.object({
    view: z.enum(['write', 'page', 'history']).optional().catch(undefined),
    // One of the parts; the contract, which knows them, is fetched with the page.
    part: z.string().optional().catch(undefined),
    revision: z.coerce.number().int().min(1).optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'strategy.nav', icon: Compass, order: 10, key: 'y' },
})

export const pages = [strategyPage] satisfies Pages

export const verbs = [
  {
    id: 'strategy.open',
    words: 'strategy.verbs.open',
    icon: Compass,
    run: (go) => go('/strategy'),
  },
] satisfies Verbs
