import { Scale } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const compliancePage = definePage({
  path: '/compliance',
  load: () => import('./compliance-page.tsx'),
  texts: ['compliance', 'plan'],
  nav: { station: 'create', words: 'compliance.nav', icon: Scale, order: 60 },
  needs: 'workspace.read',
})

export const pages = [compliancePage] satisfies Pages
