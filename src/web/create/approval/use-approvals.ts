import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  Approved,
  ApprovedMany,
  CommentList,
  Queue,
  type QueueItem,
  RuleList,
  StandInList,
  Standing,
} from '../../../modules/create/approval/contract.ts'
import { LinkList, PageBody } from '../../../modules/create/approval-links/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const touches = ['approval', 'posts', 'deliveries', 'notifications'] as const
/** What changes who waits for whom. */
const also = ['posts', 'deliveries', 'members', 'team'] as const

export type QueueFilter = {
  whose: 'mine' | 'all'
  order: 'deadline' | 'asked'
  channel?: string
  overdue?: boolean
}

export const useQueue = (query: QueueFilter) =>
  useInfiniteQuery(askPages({ topic: 'approval', also, path: '/approval/queue', query, schema: Queue }))

export const useRules = (enabled = true) =>
  useQuery({ ...ask({ topic: 'approval', also, path: '/approval/rules', schema: RuleList }), enabled })

export const useStanding = (postId: string) =>
  useQuery(ask({ topic: 'approval', also, path: path`/posts/${postId}/approval`, schema: Standing }))

export const useStandIns = () =>
  useQuery(ask({ topic: 'approval', also, path: '/approval/stand-ins', schema: StandInList }))

export const useLinks = () => useQuery(ask({ topic: 'approval', path: '/approval/links', schema: LinkList }))

export const usePageLook = () =>
  useQuery(ask({ topic: 'approval', path: '/approval/page', schema: PageBody }))

/** Says yes to exactly what is on the screen. */
export function useApprove() {
  const t = useWords('approval')
  return useWrite(
    ({ postId, seen }: { postId: string; seen: string }) =>
      api.post(path`/posts/${postId}/approval`, { body: { seen }, schema: Approved }),
    {
      touches,
      onSuccess: ({ scheduled, problem }) => {
        if (problem) toast(problem, { tone: 'bad' })
        else toast(t(scheduled ? 'approvedScheduled' : 'approved'))
      },
    },
  )
}

export function useApproveMany(onFailed: (failed: ApprovedMany['items']) => void) {
  const t = useWords('approval')
  return useWrite(
    (items: readonly QueueItem[]) =>
      api.post('/approval/approve', {
        body: { items: items.map(({ postId, seen }) => ({ postId, seen })) },
        schema: ApprovedMany,
      }),
    {
      touches,
      onSuccess: ({ items }) => {
        const failed = items.filter(({ error }) => error !== null)
        onFailed(failed)
        toast(t('approvedMany', { done: items.length - failed.length, failed: failed.length }), {
          tone: failed.length > 0 ? 'bad' : 'good',
        })
      },
    },
  )
}

export const useSay = (postId: string) =>
  useWrite((body: object) => api.post(path`/posts/${postId}/comments`, { body, schema: CommentList }), {
    touches,
  })
