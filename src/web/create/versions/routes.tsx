import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const versionsPage = definePage({
  path: '/posts/$id/versions',
  load: () => import('./versions-page.tsx'),
  texts: ['together'],
  search: z.object({
    version: z.string().max(100).optional().catch(undefined),
    with: z.enum(['now', 'before']).default('now').catch('now'),
  }),
  needs: 'team.read',
})

export const pages = [versionsPage] satisfies Pages
