import { definePage, type Pages } from '../../kit/route.ts'

/** What somebody puts there by hand: mail and push lead here, to a page for a phone. */
export const handPage = definePage({
  path: '/hand/$id',
  load: () => import('./hand-page.tsx'),
  texts: ['hand', 'deliveries'],
  needs: 'workspace.read',
})

export const pages = [handPage] satisfies Pages
