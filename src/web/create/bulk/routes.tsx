import { Layers, Repeat, Table2 } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const bulkTabs = ['imports', 'recurring', 'evergreen', 'feeds', 'templates'] as const

export const bulkPage = definePage({
  path: '/bulk',
  load: () => import('./bulk-page.tsx'),
  texts: ['bulk'],
  search: z.object({
    tab: z.enum(bulkTabs).default('imports').catch('imports'),
    q: z.string().max(200).optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'bulk.nav', icon: Layers, order: 60, key: 'k' },
  needs: 'post.write',
})

export const importPage = definePage({
  path: '/bulk/tables/$id',
  load: () => import('./import-page.tsx'),
  texts: ['bulk', 'composer'],
  search: z.object({ rows: z.enum(['all', 'bad', 'warned', 'good', 'out']).default('all').catch('all') }),
  needs: 'post.write',
})

/** `/bulk/series/new` too. */
export const seriesPage = definePage({
  path: '/bulk/series/$id',
  load: () => import('./series-page.tsx'),
  texts: ['bulk'],
  search: z.object({
    kind: z.enum(['recurring', 'evergreen']).default('recurring').catch('recurring'),
    /** The post that is to come again. */
    post: z.string().max(100).optional().catch(undefined),
  }),
  needs: 'post.write',
})

export const pages = [bulkPage, importPage, seriesPage] satisfies Pages

export const verbs = [
  {
    id: 'bulk.import',
    words: 'bulk.verbs.import',
    icon: Table2,
    needs: 'post.write',
    run: (go) => go('/bulk?tab=imports'),
  },
  {
    id: 'bulk.series',
    words: 'bulk.verbs.series',
    icon: Repeat,
    needs: 'post.write',
    run: (go) => go('/bulk/series/new?kind=recurring'),
  },
] satisfies Verbs
