import { Images } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const mediaPage = definePage({
  path: '/media',
  load: () => import('./media-page.tsx'),
  texts: ['media', 'composer', 'networks'],
  search: z.object({
    q: z.string().max(200).optional().catch(undefined),
    kind: z.enum(['image', 'video']).optional().catch(undefined),
    /** A folder, or `none` for what lies in none. */
    folder: z.string().max(50).optional().catch(undefined),
    /** With commas between them. */
    tags: z.string().max(500).optional().catch(undefined),
    sort: z.enum(['newest', 'oldest', 'name', 'largest']).optional().catch(undefined),
    /** Only those that nobody has described yet. */
    unnamed: z.boolean().optional().catch(undefined),
    /** Only those that no post shows. */
    unused: z.boolean().optional().catch(undefined),
    rights: z
      .enum(['ending', 'ended', 'withdrawn', 'asked', 'unclear', 'unknown'])
      .optional()
      .catch(undefined),
    /** The one that is looked at. */
    open: z.string().optional().catch(undefined),
    /** The one that is edited. */
    edit: z.string().optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'media.nav', icon: Images, order: 30, key: 'm' },
  needs: 'workspace.read',
})

export const pages = [mediaPage] satisfies Pages
