import { Sparkles } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const assistantPage = definePage({
  path: '/settings/assistant',
  load: () => import('./settings-page.tsx'),
  nav: { station: 'settings', section: 'workspace', words: 'assistant.nav', icon: Sparkles, order: 55 },
  needs: 'workspace.manage',
})

export const pages = [assistantPage] satisfies Pages
