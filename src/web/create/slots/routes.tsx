import { CalendarRange } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const slotsPage = definePage({
  path: '/slots',
  load: () => import('./slots-page.tsx'),
  search: z.object({
    /** Whose week is shown; the first channel's without it. */
    channel: z.string().optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'slots.nav', icon: CalendarRange, order: 40, key: 'w' },
  needs: 'workspace.read',
})

export const pages = [slotsPage] satisfies Pages
