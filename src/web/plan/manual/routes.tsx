import { NotebookPen } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const byHandPage = definePage({
  path: '/by-hand',
  load: () => import('./by-hand-page.tsx'),
  search: z.object({
    view: z.enum(['living', 'archived']).default('living').catch('living'),
    /** The Monday of the newest week that is shown. */
    until: z.iso.date().optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'manual.nav', icon: NotebookPen, order: 30 },
  needs: 'numbers.read',
})

export const pages = [byHandPage] satisfies Pages
