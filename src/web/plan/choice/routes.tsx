import { Radar } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

const id = z.string().max(60).optional().catch(undefined)

export const choicePage = definePage({
  path: '/choice',
  load: () => import('./choice-page.tsx'),
  texts: ['choice'],
  search: z.object({
    view: z.enum(['fit', 'trial', 'figures']).default('fit').catch('fit'),
    persona: id,
    /** Networks that are chosen, with commas between. */
    take: z.string().max(1000).default('').catch(''),
    /** Whose figures are shown; without one, all. */
    network: id,
  }),
  nav: { station: 'plan', words: 'choice.nav', icon: Radar, order: 17 },
  needs: 'team.read',
})

export const newPilotPage = definePage({
  path: '/choice/pilots/new',
  load: () => import('./new-pilot-page.tsx'),
  texts: ['choice', 'metrics'],
  needs: 'plan.manage',
})

export const pilotPage = definePage({
  path: '/choice/pilots/$id',
  load: () => import('./pilot-page.tsx'),
  texts: ['choice', 'metrics'],
  needs: 'team.read',
})

export const pages = [choicePage, newPilotPage, pilotPage] satisfies Pages

export const verbs = [
  {
    id: 'choice.pilot',
    words: 'choice.verbs.pilot',
    icon: Radar,
    needs: 'plan.manage',
    run: (go) => go('/choice/pilots/new'),
  },
] satisfies Verbs
