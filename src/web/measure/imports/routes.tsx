import { FileInput } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const broughtPage = definePage({
  path: '/numbers/imports',
  load: () => import('./imports-page.tsx'),
  texts: ['brought'],
  search: z.object({ channel: z.uuid().optional().catch(undefined) }),
  needs: 'plan.manage',
})

export const fileOfNumbersPage = definePage({
  path: '/numbers/imports/$id',
  load: () => import('./import-page.tsx'),
  texts: ['brought', 'metrics'],
  search: z.object({ rows: z.enum(['all', 'bad', 'warned', 'good', 'idle']).default('all').catch('all') }),
  needs: 'plan.manage',
})

export const pages = [broughtPage, fileOfNumbersPage] satisfies Pages

export const verbs = [
  {
    id: 'numbers.bring',
    words: 'brought.verbs.bring',
    icon: FileInput,
    needs: 'plan.manage',
    run: (go) => go('/numbers/imports'),
  },
] satisfies Verbs
