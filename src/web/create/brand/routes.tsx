import { Palette } from 'lucide-react'
import { definePage, type Pages } from '../../kit/route.ts'

export const brandPage = definePage({
  path: '/brand',
  load: () => import('./brand-page.tsx'),
  texts: ['pictures', 'media'],
  nav: { station: 'create', words: 'pictures.brand.nav', icon: Palette, order: 35, key: 'b' },
  needs: 'workspace.read',
})

export const pages = [brandPage] satisfies Pages
