import { UsersRound } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const membersPage = definePage({
  path: '/settings/members',
  load: () => import('./members-page.tsx'),
  nav: {
    station: 'settings',
    section: 'workspace',
    words: 'people.members.title',
    icon: UsersRound,
    order: 20,
  },
  needs: 'team.read',
})

export const pages = [membersPage] satisfies Pages
