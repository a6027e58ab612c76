import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  RevisionDetail,
  RevisionList,
  StrategyLinkList,
  StrategyState,
} from '../../../modules/plan/strategy/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const askStrategy = () =>
  ask({ topic: 'strategy', also: ['goals', 'personas'], path: '/strategy', schema: StrategyState })

export const useStrategy = () => useQuery(askStrategy())

export const useRevisions = () =>
  useInfiniteQuery(askPages({ topic: 'strategy', path: '/strategy/revisions', schema: RevisionList }))

export const useRevision = (number: number, against?: number) =>
  useQuery(
    ask({
      topic: 'strategy',
      path: path`/strategy/revisions/${number}`,
      query: { against },
      schema: RevisionDetail,
    }),
  )

export const useLinks = () =>
  useQuery(ask({ topic: 'strategy', path: '/strategy/links', schema: StrategyLinkList }))

type Restore = { number: number; current: number }

/** An earlier revision holds again; undo takes up what held before. */
export function useRestore() {
  const t = useWords('strategy')
  const restore = ({ number, current }: Restore) =>
    api.post(path`/strategy/revisions/${number}/restore`, {
      body: { revision: current, reason: t('history.restoreReason', { number }) },
      schema: StrategyState,
    })
  const undo = useWrite(restore, { touches: ['strategy'] })
  return useWrite(restore, {
    touches: ['strategy'],
    onSuccess: ({ revision }, { number, current }) =>
      toast(t('history.restoredNow', { number }), {
        undo: () => undo.mutate({ number: current, current: revision }),
      }),
  })
}
