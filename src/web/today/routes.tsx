import { Sun } from 'lucide-react'
import { definePage, type Pages } from '../kit/route.ts'

export const todayPage = definePage({
  path: '/',
  load: () => import('./today-page.tsx'),
  texts: ['today'],
  nav: { station: 'today', words: 'today.nav', icon: Sun, order: 0, key: 't', phone: true },
})

export const pages = [todayPage] satisfies Pages
