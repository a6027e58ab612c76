import { KeyRound } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const keysPage = definePage({
  path: '/settings/keys',
  load: () => import('./keys-page.tsx'),
  nav: { station: 'settings', section: 'workspace', words: 'people.keys.title', icon: KeyRound, order: 40 },
  needs: 'key.manage',
})

export const pages = [keysPage] satisfies Pages
