import { definePage, type Pages } from '../kit/route.ts'

/** One webhook; the list of them stands among the settings. */
export const hookPage = definePage({
  path: '/settings/webhooks/$hook',
  load: () => import('./hook-page.tsx'),
  texts: ['hooks', 'settings'],
  needs: 'workspace.manage',
})

export const pages = [hookPage] satisfies Pages
