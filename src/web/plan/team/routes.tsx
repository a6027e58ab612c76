import { Network } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const teamPage = definePage({
  path: '/team',
  load: () => import('./team-page.tsx'),
  texts: ['team'],
  search: z.object({
    view: z.enum(['matrix', 'people']).default('matrix').catch('matrix'),
    /** The kind of work that is looked at. */
    work: z.string().optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'team.nav', icon: Network, order: 70 },
  needs: 'team.read',
})

export const pages = [teamPage] satisfies Pages
