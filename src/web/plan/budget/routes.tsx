import { Wallet } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const budgetPage = definePage({
  path: '/budget',
  load: () => import('./budget-page.tsx'),
  texts: ['budget'],
  search: z.object({
    view: z.enum(['plan', 'entries', 'rates', 'archived']).default('plan').catch('plan'),
    side: z.enum(['cost', 'income']).default('cost').catch('cost'),
    year: z.coerce.number().int().min(2000).max(2199).optional().catch(undefined),
    /** Only what is for this campaign. */
    campaign: z.uuid().optional().catch(undefined),
    /** Entries of one line only. */
    line: z.string().optional().catch(undefined),
  }),
  nav: { station: 'plan', words: 'budget.nav', icon: Wallet, order: 60 },
  needs: 'budget.read',
})

export const pages = [budgetPage] satisfies Pages

export const verbs = [
  {
    id: 'budget.enter',
    words: 'budget.verbs.enter',
    icon: Wallet,
    needs: 'plan.manage',
    run: (go) => go('/budget?view=entries'),
  },
] satisfies Verbs
