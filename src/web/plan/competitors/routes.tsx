import { Binoculars } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'
import { sorts } from './sorts.ts'

const windows = {
  days: z
    .union([z.literal(7), z.literal(28), z.literal(90)])
    .default(28)
    .catch(28),
  network: z.string().optional().catch(undefined),
}

export const competitorsPage = definePage({
  path: '/competitors',
  load: () => import('./competitors-page.tsx'),
  texts: ['competitors'],
  search: z.object({
    ...windows,
    view: z.enum(['living', 'archived']).default('living').catch('living'),
    q: z.string().default('').catch(''),
    sort: z.enum(sorts).default('name').catch('name'),
    add: z.boolean().optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'competitors.nav', icon: Binoculars, order: 17 },
  needs: 'team.read',
})

export const comparePage = definePage({
  path: '/competitors/compare',
  load: () => import('./compare-page.tsx'),
  texts: ['competitors'],
  search: z.object({ ...windows, ids: z.string().optional().catch(undefined) }),
  needs: 'team.read',
})

export const competitorPage = definePage({
  path: '/competitors/$id',
  load: () => import('./competitor-page.tsx'),
  texts: ['competitors'],
  search: z.object(windows),
  needs: 'team.read',
})

export const pages = [competitorsPage, comparePage, competitorPage] satisfies Pages

export const verbs = [
  {
    id: 'competitors.add',
    words: 'competitors.verbs.add',
    icon: Binoculars,
    needs: 'strategy.manage',
    run: (go) => go('/competitors?add=true'),
  },
] satisfies Verbs
