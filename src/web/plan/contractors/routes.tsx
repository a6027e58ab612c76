import { Handshake } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const contractorsPage = definePage({
  path: '/contractors',
  load: () => import('./contractors-page.tsx'),
  texts: ['contractors'],
  search: z.object({
    show: z.enum(['open', 'closed']).default('open').catch('open'),
    q: z.string().max(200).default('').catch(''),
  }),
  nav: { station: 'plan', words: 'contractors.nav', icon: Handshake, order: 65 },
  needs: 'team.read',
})

export const newJobPage = definePage({
  path: '/contractors/new',
  load: () => import('./new-job-page.tsx'),
  texts: ['contractors'],
  needs: 'plan.manage',
})

export const jobPage = definePage({
  path: '/contractors/$id',
  load: () => import('./job-page.tsx'),
  texts: ['contractors'],
  needs: 'team.read',
})

export const editJobPage = definePage({
  path: '/contractors/$id/edit',
  load: () => import('./edit-job-page.tsx'),
  texts: ['contractors'],
  needs: 'plan.manage',
})

export const pages = [contractorsPage, newJobPage, jobPage, editJobPage] satisfies Pages

export const verbs = [
  {
    id: 'contractors.brief',
    words: 'contractors.verbs.brief',
    icon: Handshake,
    needs: 'plan.manage',
    run: (go) => go('/contractors/new'),
  },
] satisfies Verbs
