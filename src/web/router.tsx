import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { addressOf, enterWorkspace, splitAddress } from './api/workspace.ts'
import type { AnyPage } from './kit/route.ts'
import { needWords } from './messages/store.ts'
import { PageBroken, PageLoading, PageMissing } from './shell/fallbacks.tsx'
import { pages } from './shell/registry.ts'
import { Root } from './shell/root.tsx'

const root = createRootRoute({ component: Root, notFoundComponent: PageMissing })

/** The page and its texts at the same time. */
async function loadWithTexts({ load, nav, texts }: AnyPage) {
  const names = texts ?? (nav ? [nav.words.split('.')[0] ?? ''] : [])
  const [page] = await Promise.all([load(), ...names.map(needWords)])
  return page
}

const routeOf = (page: AnyPage) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: lazyRouteComponent(() => loadWithTexts(page), 'Page'),
    ...(page.search && {
      validateSearch: (given: Record<string, unknown>) =>
        page.search?.parse(given) as Record<string, unknown>,
    }),
  })

/** Addresses name the workspace, `/w/<id>/calendar`; the routes inside do not. */
export const router = createRouter({
  routeTree: root.addChildren(pages.map(routeOf)),
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageBroken,
  scrollRestoration: true,
  rewrite: {
    input: ({ url }) => {
      const { workspace, inner } = splitAddress(url.pathname)
      if (workspace) enterWorkspace(workspace)
      url.pathname = inner
      return url
    },
    output: ({ url }) => {
      url.pathname = addressOf(url.pathname)
      return url
    },
  },
})
