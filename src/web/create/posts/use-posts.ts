import { useInfiniteQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { PostList } from '../../../modules/create/posts/contract.ts'
import { askPages } from '../../api/query.ts'
import type { postsPage, shelves } from './routes.tsx'

export type Shelf = (typeof shelves)[number]
type Search = z.output<NonNullable<typeof postsPage.search>>

/** What stands on a shelf, in the words of the API. */
export const asked = {
  all: {},
  drafts: { stage: 'draft' },
  proposed: { stage: 'proposed' },
  scheduled: { state: 'scheduled,claimed,waiting,sending,sent,handed' },
  published: { state: 'published' },
  trouble: { state: 'failed,in_doubt,missed' },
  deleted: { deleted: true },
} satisfies Record<Shelf, Record<string, string | boolean>>

export function usePosts({ shelf, q, channel, category, campaign, goal }: Search) {
  return useInfiniteQuery(
    askPages({
      topic: 'posts',
      path: '/posts',
      query: { ...asked[shelf], text: q, channel, category, campaign, goal, limit: 40 },
      schema: PostList,
    }),
  )
}
