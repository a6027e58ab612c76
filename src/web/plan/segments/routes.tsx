import { z } from 'zod'
import { definePage, type Pages } from '../../kit/route.ts'

export const segmentsPage = definePage({
  path: '/personas/segments',
  load: () => import('./segments-page.tsx'),
  texts: ['segments', 'choice'],
  search: z.object({ view: z.enum(['living', 'archived', 'tables']).default('living').catch('living') }),
  needs: 'team.read',
})

export const newSegmentPage = definePage({
  path: '/personas/segments/new',
  load: () => import('./new-segment-page.tsx'),
  texts: ['segments', 'choice'],
  needs: 'strategy.manage',
})

export const segmentPage = definePage({
  path: '/personas/segments/$id',
  load: () => import('./segment-page.tsx'),
  texts: ['segments', 'choice'],
  needs: 'team.read',
})

export const editSegmentPage = definePage({
  path: '/personas/segments/$id/edit',
  load: () => import('./edit-segment-page.tsx'),
  texts: ['segments', 'choice'],
  needs: 'strategy.manage',
})

export const pages = [segmentsPage, newSegmentPage, segmentPage, editSegmentPage] satisfies Pages
