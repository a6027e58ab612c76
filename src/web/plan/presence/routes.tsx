import { Drama } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

const show = z.enum(['open', 'impostor', 'not_one', 'ours', 'all']).default('open').catch('open')

export const presencePage = definePage({
  path: '/presence',
  load: () => import('./presence-page.tsx'),
  texts: ['presence'],
  nav: { station: 'plan', words: 'presence.nav', icon: Drama, order: 16 },
  needs: 'team.read',
})

export const suspectsPage = definePage({
  path: '/presence/suspects',
  load: () => import('./suspects-page.tsx'),
  texts: ['presence', 'networks'],
  search: z.object({ show }),
  needs: 'team.read',
})

export const suspectPage = definePage({
  path: '/presence/suspects/$id',
  load: () => import('./suspects-page.tsx'),
  texts: ['presence', 'networks'],
  search: z.object({ show }),
  needs: 'team.read',
})

export const runsPage = definePage({
  path: '/presence/runs',
  load: () => import('./runs-page.tsx'),
  texts: ['presence'],
  needs: 'team.read',
})

export const runPage = definePage({
  path: '/presence/runs/$number',
  load: () => import('./run-page.tsx'),
  texts: ['presence'],
  needs: 'team.read',
})

export const pages = [presencePage, suspectsPage, suspectPage, runsPage, runPage] satisfies Pages
