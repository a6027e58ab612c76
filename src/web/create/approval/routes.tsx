import { Stamp } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const approvalTabs = ['queue', 'rules', 'links', 'away'] as const

export const approvalsPage = definePage({
  path: '/approvals',
  load: () => import('./approvals-page.tsx'),
  texts: ['approval'],
  search: z.object({
    tab: z.enum(approvalTabs).default('queue').catch('queue'),
    whose: z.enum(['mine', 'all']).default('mine').catch('mine'),
    order: z.enum(['deadline', 'asked']).default('deadline').catch('deadline'),
    channel: z.string().optional().catch(undefined),
    overdue: z.boolean().optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'approval.nav', icon: Stamp, order: 15, key: 'a' },
  needs: 'workspace.read',
})

export const pages = [approvalsPage] satisfies Pages
