import { Gift } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const contestTabs = ['setting', 'people', 'draw'] as const

export const contestsPage = definePage({
  path: '/contests',
  load: () => import('./contests-page.tsx'),
  texts: ['contests'],
  nav: { station: 'create', words: 'contests.nav', icon: Gift, order: 55 },
  needs: 'team.read',
})

export const contestPage = definePage({
  path: '/contests/$id',
  load: () => import('./contest-page.tsx'),
  texts: ['contests', 'plan', 'compliance'],
  search: z.object({
    tab: z.enum(contestTabs).default('setting').catch('setting'),
    state: z.enum(['in', 'aside', 'kept', 'out']).optional().catch(undefined),
    q: z.string().max(200).default('').catch(''),
    signal: z.string().max(40).optional().catch(undefined),
  }),
  needs: 'team.read',
})

export const consentsPage = definePage({
  path: '/consents',
  load: () => import('./consents-page.tsx'),
  texts: ['contests'],
  search: z.object({ q: z.string().max(254).default('').catch('') }),
  needs: 'plan.manage',
})

export const pages = [contestsPage, contestPage, consentsPage] satisfies Pages
