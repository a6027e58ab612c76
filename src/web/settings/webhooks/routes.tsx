import { Webhook } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const webhooksPage = definePage({
  path: '/settings/webhooks',
  load: () => import('./webhooks-page.tsx'),
  nav: { station: 'settings', section: 'workspace', words: 'settings.hooks.title', icon: Webhook, order: 50 },
  needs: 'workspace.manage',
})

export const pages = [webhooksPage] satisfies Pages
