import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { NotificationList } from '../../modules/publish/notifications/contract.ts'
import { useMay } from '../api/me.ts'
import { ask, askPages } from '../api/query.ts'

const question = { topic: 'notifications', path: '/notifications', schema: NotificationList } as const

/** How many open ones the person has not read; 0 for who is not told of any. */
export function useUnread(): number {
  const may = useMay()
  const first = useQuery({ ...ask({ ...question, query: { limit: 1 } }), enabled: may('team.read') })
  return first.data?.unread ?? 0
}

export const useNotices = () => useInfiniteQuery(askPages(question))
