import { CircleAlert, Send } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

const names = z.string().max(4000).optional().catch(undefined)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)

export const deliveriesPage = definePage({
  path: '/deliveries',
  texts: ['deliveries', 'failures'],
  load: () => import('./deliveries-page.tsx'),
  search: z.object({
    /** What stands below those that need somebody. */
    view: z.enum(['coming', 'over']).default('coming').catch('coming'),
    /** States and channel ids, with commas. */
    state: names,
    channel: names,
    /** First and last day on which they are due, in the workspace's zone. */
    from: day,
    to: day,
    /** The one that is shown beside the list. */
    open: z.string().optional().catch(undefined),
  }),
  nav: { station: 'publish', words: 'deliveries.nav', icon: Send, order: 20, key: 'd' },
  needs: 'workspace.read',
})

/** Links in mails and notifications name a delivery alone. */
export const deliveryPage = definePage({
  path: '/deliveries/$id',
  load: () => import('./delivery-page.tsx'),
  needs: 'workspace.read',
})

export const pages = [deliveriesPage, deliveryPage] satisfies Pages

export const verbs = [
  {
    id: 'deliveries.needs',
    words: 'deliveries.verbs.needs',
    icon: CircleAlert,
    needs: 'workspace.read',
    run: (go) => go('/deliveries?state=failed,in_doubt,missed'),
  },
] satisfies Verbs
