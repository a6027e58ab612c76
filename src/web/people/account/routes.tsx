import { UserRound } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const accountPage = definePage({
  path: '/account',
  load: () => import('./account-page.tsx'),
  nav: { station: 'settings', section: 'mine', words: 'people.account.title', icon: UserRound, order: 0 },
})

export const pages = [accountPage] satisfies Pages
