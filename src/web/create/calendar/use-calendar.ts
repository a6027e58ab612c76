import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Calendar } from '../../../modules/create/calendar/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { addDays, addMonths, type Day, startOfWeek } from '../../kit/days.ts'
import { toCivil, toInstant } from '../../kit/zone.ts'
import { startOfMonth, weeksOfMonth } from './days.ts'
import { useGhosts } from './ghosts.ts'
import { place } from './placed.ts'
import { calendarPage, type View } from './routes.tsx'

/** First day shown, and the first day no longer shown. */
export type Window = { first: Day; end: Day }

/** What a view shows around a day. The list and the board look a month ahead. */
export function windowOf(view: View, date: Day, firstWeekday: number): Window {
  if (view === 'week') {
    const first = startOfWeek(date, firstWeekday)
    return { first, end: addDays(first, 7) }
  }
  if (view === 'month') {
    const weeks = weeksOfMonth(date, firstWeekday)
    const first = weeks[0]?.[0] ?? date
    return { first, end: addDays(first, weeks.length * 7) }
  }
  const first = startOfMonth(date)
  return { first, end: addMonths(first, 1) }
}

export function useCalendar() {
  const search = calendarPage.useSearch()
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const date = search.date ?? today
  const window = windowOf(search.view, date, weekStartsOn)
  const at = (day: Day) => toInstant(`${day}T00:00`, timeZone).at.toISOString()
  const query = useQuery({
    ...ask({
      topic: 'posts',
      path: '/calendar',
      query: {
        from: at(window.first),
        to: at(window.end),
        channels: search.channels,
        states: search.states,
        categories: search.categories,
        campaign: search.campaign,
        text: search.q,
      },
      schema: Calendar,
    }),
    placeholderData: keepPreviousData,
  })
  const entries = useMemo(
    () => (query.data?.items ?? []).map((entry) => place(entry, timeZone)),
    [query.data, timeZone],
  )
  const ghosts = useGhosts(at(window.first), at(window.end), search)
  const shown = { from: at(window.first), to: at(window.end) }
  return {
    ...{ query, entries, ghosts, window, shown, date, today, search },
    zone: timeZone,
    firstWeekday: weekStartsOn,
  }
}
