import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import {
  ArchivedLines,
  BudgetYear,
  CurrencyBody,
  Entry,
  type EntryBody,
  EntryList,
  KeptRate,
  type LineOnly,
  LineOnly as LineSchema,
  type MonthsBody,
  type RateBody,
  RateList,
} from '../../../modules/plan/budget/contract.ts'
import { GoalList } from '../../../modules/plan/goals/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const touches = ['budget'] as const

export const useBudget = (year: number | undefined, campaign: string | undefined) =>
  useQuery(ask({ topic: 'budget', path: '/budget', query: { year, campaign }, schema: BudgetYear }))

/** Campaigns that a line can be for. */
export const useCampaignChoices = () =>
  useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList, fresh: 60_000 })).data
    ?.items ?? []

export const useArchived = () =>
  useQuery(ask({ topic: 'budget', path: '/budget/lines/archived', schema: ArchivedLines }))

export const useEntries = (query: { line?: string; campaign?: string; from: string; to: string }) =>
  useInfiniteQuery(askPages({ topic: 'budget', path: '/budget/entries', query, schema: EntryList }))

export const useRates = () =>
  useInfiniteQuery(askPages({ topic: 'budget', path: '/budget/rates', schema: RateList }))

/** Goals that a line can serve, for those who see goals. */
export function useGoalChoices() {
  const may = useMay()
  const question = ask({ topic: 'goals', path: '/goals', query: { limit: 50 }, schema: GoalList })
  return useQuery({ ...question, enabled: may('numbers.read') }).data?.items ?? []
}

type Cells = MonthsBody['items']

/** The same back again. */
const turned = (items: Cells): Cells =>
  items.map(({ lineId, month, minor, minutes, was }) => ({ lineId, month, ...was, was: { minor, minutes } }))

/** Plans months; what was there before comes back by undo. */
export function usePlanMonths() {
  const put = useWrite((items: Cells) => api.put('/budget/months', { body: { items } }), { touches })
  return {
    ...put,
    async plan(items: Cells, words: string): Promise<void> {
      await put.mutateAsync(items)
      toast(words, { undo: () => put.mutateAsync(turned(items)).then(() => {}) })
    },
  }
}

export function useSetCurrency() {
  const t = useWords('budget')
  return useWrite(
    (currency: string) => api.put('/budget/currency', { body: { currency }, schema: CurrencyBody }),
    { touches, onSuccess: ({ currency }) => toast(t('currency.set', { currency })) },
  )
}

/** Puts a line away and brings it back. */
export function useArchive() {
  const t = useWords('budget')
  const restore = useRestore()
  return useWrite(({ id }: LineOnly) => api.post(path`/budget/lines/${id}/archive`, { schema: LineSchema }), {
    touches,
    onSuccess: (line) =>
      toast(t('line.archivedNow', { name: line.name }), {
        undo: () => restore.mutateAsync(line).then(() => {}),
      }),
  })
}

export const useRestore = () =>
  useWrite(
    ({ id }: Pick<LineOnly, 'id'>) => api.post(path`/budget/lines/${id}/restore`, { schema: LineSchema }),
    {
      touches,
    },
  )

export function useRemoveLine() {
  const t = useWords('budget')
  return useWrite(({ id }: LineOnly) => api.delete(path`/budget/lines/${id}`), {
    touches,
    onSuccess: (_, { name }) => toast(t('line.removedNow', { name })),
  })
}

export const bodyOf = ({ lineId, day, minor, currency, minutes, note }: Entry): EntryBody => ({
  ...{ lineId, day, minor, currency, minutes, note },
})

/** Taken out it can be put back. */
export function useRemoveEntry() {
  const t = useWords('budget')
  const again = useWrite((body: EntryBody) => api.post('/budget/entries', { body, schema: Entry }), {
    touches,
  })
  return useWrite(({ id }: Entry) => api.delete(path`/budget/entries/${id}`), {
    touches,
    onSuccess: (_, entry) =>
      toast(t('entry.removedNow'), { undo: () => again.mutateAsync(bodyOf(entry)).then(() => {}) }),
  })
}

export function useEnterRate() {
  return useWrite((body: RateBody) => api.put('/budget/rates', { body, schema: KeptRate }), { touches })
}

export function useRemoveRate() {
  const t = useWords('budget')
  const enter = useEnterRate()
  return useWrite(
    ({ from, to, day }: KeptRate) => api.delete('/budget/rates', { query: { from, to, day } }),
    {
      touches,
      onSuccess: (_, { from, to, day, rate }) =>
        toast(t('rate.removedNow'), {
          undo: () => enter.mutateAsync({ from, to, day, rate }).then(() => {}),
        }),
    },
  )
}
