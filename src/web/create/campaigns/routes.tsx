import { Flag } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'
import { views } from './times.ts'

export const campaignsPage = definePage({
  path: '/campaigns',
  load: () => import('./campaigns-page.tsx'),
  texts: ['posts', 'compliance'],
  search: z.object({ view: z.enum(views).default('running').catch('running') }),
  nav: { station: 'create', words: 'posts.campaigns.nav', icon: Flag, order: 50, key: 'f' },
  needs: 'workspace.read',
})

export const campaignPage = definePage({
  path: '/campaigns/$id',
  load: () => import('./campaign-page.tsx'),
  texts: ['posts', 'metrics', 'compliance'],
  needs: 'workspace.read',
})

export const pages = [campaignsPage, campaignPage] satisfies Pages
