import { Building2 } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const settingsPage = definePage({
  path: '/settings',
  load: () => import('./settings-page.tsx'),
  nav: {
    station: 'settings',
    section: 'workspace',
    words: 'settings.workspace.title',
    icon: Building2,
    order: 10,
  },
})

export const pages = [settingsPage] satisfies Pages
