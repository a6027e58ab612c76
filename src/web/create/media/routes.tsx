import { Images } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const mediaPage = definePage({
  path: '/media',
  load: () => import('./media-page.tsx'),
  search: z.object({
    q: z.string().max(200).optional().catch(undefined),
    kind: z.enum(['image', 'video']).optional().catch(undefined),
    /** Only those that nobody has described yet. */
    unnamed: z.boolean().optional().catch(undefined),
    /** The one that is looked at. */
    open: z.string().optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'media.nav', icon: Images, order: 30, key: 'm' },
  needs: 'workspace.read',
})

export const pages = [mediaPage] satisfies Pages
