import { WholeWord } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const wordTabs = ['hashtags', 'snippets', 'links'] as const

export const wordsPage = definePage({
  path: '/words',
  load: () => import('./words-page.tsx'),
  texts: ['writing'],
  search: z.object({ tab: z.enum(wordTabs).default('hashtags').catch('hashtags') }),
  nav: { station: 'create', words: 'writing.nav', icon: WholeWord, order: 65 },
  needs: 'post.write',
})

export const pages = [wordsPage] satisfies Pages

export const verbs = [
  {
    id: 'writing.links',
    words: 'writing.verbs.links',
    icon: WholeWord,
    needs: 'plan.manage',
    run: (go) => go('/words?tab=links'),
  },
] satisfies Verbs
