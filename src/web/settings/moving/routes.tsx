import { PackageOpen } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const movingPage = definePage({
  path: '/settings/moving',
  load: () => import('./moving-page.tsx'),
  nav: {
    station: 'settings',
    section: 'workspace',
    words: 'settings.moving.title',
    icon: PackageOpen,
    order: 90,
  },
  needs: 'workspace.move',
})

export const pages = [movingPage] satisfies Pages
