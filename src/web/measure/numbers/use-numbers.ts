import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import {
  DaySeries,
  Overview,
  type Period,
  PostLife,
  PostNumbersPage,
} from '../../../modules/measure/numbers/contract.ts'
import { path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask, askPages } from '../../api/query.ts'
import { addDays, type Day, sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toCivil } from '../../kit/zone.ts'
import { useNumbersSearch } from './use-search.ts'

/** The day that it is in the workspace's zone. */
export function useToday(): Day {
  const { timeZone } = useWorkspace()
  return toCivil(new Date(), timeZone).slice(0, 10)
}

/** What the URL asks for, as the API wants it. */
export function useAsked() {
  const { period, from, to, compare, channel } = useNumbersSearch()
  const today = useToday()
  const last = period === 'own' ? (to ?? today) : today
  const first = period === 'own' ? (from ?? addDays(last, -27)) : addDays(last, 1 - Number(period))
  return { from: first, to: last, compare, channels: channel }
}

export const useOverview = () =>
  useQuery({
    ...ask({
      topic: 'numbers',
      also: ['channels'],
      path: '/numbers',
      query: useAsked(),
      schema: Overview,
    }),
    placeholderData: (before) => before,
  })

export const useDaySeries = (metric: MetricId) =>
  useQuery({
    ...ask({
      topic: 'numbers',
      path: '/numbers/series',
      query: { ...useAsked(), metric },
      schema: DaySeries,
    }),
    placeholderData: (before) => before,
  })

export function usePosts() {
  const { sort, order } = useNumbersSearch()
  const { compare: _, ...asked } = useAsked()
  return useInfiniteQuery(
    askPages({
      topic: 'numbers',
      path: '/numbers/publications',
      query: { ...asked, sort, order },
      schema: PostNumbersPage,
    }),
  )
}

export const useLife = (id: string) =>
  useQuery(ask({ topic: 'numbers', path: path`/numbers/publications/${id}`, schema: PostLife }))

/** `1 – 28 May 2026`, as the language writes it. */
export function useSayPeriod(): (period: Pick<Period, 'from' | 'to'>) => string {
  const { locale } = useFormats()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
    return ({ from, to }) => format.formatRange(new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`))
  }, [locale])
}

/** `24 May`. */
export function useSayDay(): (day: Day) => string {
  const { locale } = useFormats()
  return useMemo(() => (day: Day) => sayDay(day, locale, { day: 'numeric', month: 'short' }), [locale])
}
