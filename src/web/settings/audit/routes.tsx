import { ScrollText } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

const text = z.string().max(100).optional().catch(undefined)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)

export const auditPage = definePage({
  path: '/settings/audit',
  load: () => import('./audit-page.tsx'),
  texts: ['audit', 'people'],
  search: z.object({
    /** Part of a name. */
    q: text,
    /** With what the actions begin: `post`. */
    about: text,
    /** First and last day, in the workspace's zone. */
    from: day,
    to: day,
    /** Ids of who did it and of what it was done to, and the address it came from. */
    actor: text,
    subject: text,
    address: text,
  }),
  nav: { station: 'settings', section: 'workspace', words: 'audit.title', icon: ScrollText, order: 60 },
  needs: 'team.read',
})

export const pages = [auditPage] satisfies Pages
