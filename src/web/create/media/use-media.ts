import { useInfiniteQuery } from '@tanstack/react-query'
import { MediaList } from '../../../modules/create/media/contract.ts'
import { askPages } from '../../api/query.ts'

type Search = { q?: string; kind?: 'image' | 'video'; unnamed?: boolean }

export const useMedia = ({ q, kind, unnamed }: Search) =>
  useInfiniteQuery(
    askPages({
      topic: 'media',
      path: '/media',
      query: { text: q, kind, unnamed, limit: 48 },
      schema: MediaList,
    }),
  )
