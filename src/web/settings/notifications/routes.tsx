import { Mail } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const notificationsPage = definePage({
  path: '/settings/notifications',
  load: () => import('./notifications-page.tsx'),
  nav: { station: 'settings', section: 'mine', words: 'settings.mail.title', icon: Mail, order: 1 },
  needs: 'team.read',
})

export const pages = [notificationsPage] satisfies Pages
