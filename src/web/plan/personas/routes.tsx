import { UsersRound } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const personasPage = definePage({
  path: '/personas',
  load: () => import('./personas-page.tsx'),
  texts: ['personas'],
  search: z.object({ view: z.enum(['living', 'archived']).default('living').catch('living') }),
  nav: { station: 'plan', words: 'personas.nav', icon: UsersRound, order: 15, key: 'u' },
  needs: 'team.read',
})

export const newPersonaPage = definePage({
  path: '/personas/new',
  load: () => import('./new-persona-page.tsx'),
  texts: ['personas'],
  search: z.object({ example: z.enum(['b2c', 'b2b']).optional().catch(undefined) }),
  needs: 'strategy.manage',
})

export const comparePage = definePage({
  path: '/personas/compare',
  load: () => import('./compare-page.tsx'),
  texts: ['personas'],
  search: z.object({ a: z.string().optional().catch(undefined), b: z.string().optional().catch(undefined) }),
  needs: 'team.read',
})

export const personaPage = definePage({
  path: '/personas/$id',
  load: () => import('./persona-page.tsx'),
  texts: ['personas'],
  needs: 'team.read',
})

export const editPersonaPage = definePage({
  path: '/personas/$id/edit',
  load: () => import('./edit-persona-page.tsx'),
  texts: ['personas'],
  needs: 'strategy.manage',
})

export const pages = [personasPage, newPersonaPage, comparePage, personaPage, editPersonaPage] satisfies Pages

export const verbs = [
  {
    id: 'personas.describe',
    words: 'personas.verbs.describe',
    icon: UsersRound,
    needs: 'strategy.manage',
    run: (go) => go('/personas/new'),
  },
] satisfies Verbs
