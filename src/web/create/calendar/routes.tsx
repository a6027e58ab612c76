import { CalendarDays } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'
import { isDay } from './days.ts'

export const views = ['month', 'week', 'list', 'board'] as const
export type View = (typeof views)[number]

const names = z.string().max(4000).optional().catch(undefined)

export const calendarPage = definePage({
  path: '/calendar',
  load: () => import('./calendar-page.tsx'),
  texts: ['calendar', 'advice'],
  search: z.object({
    view: z.enum(views).default('month').catch('month'),
    /** Any day of the window that is shown; today without it. */
    date: z.string().refine(isDay).optional().catch(undefined),
    /** Ids or words, with commas. */
    channels: names,
    states: names,
    categories: names,
    campaign: z.string().optional().catch(undefined),
    q: z.string().max(200).optional().catch(undefined),
    /** Of what lies over the days, what is not shown. */
    hide: names,
    /** The drafts without a time stand beside. */
    shelf: z.literal(1).optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'calendar.nav', icon: CalendarDays, order: 20, key: 'c', phone: true },
  needs: 'workspace.read',
})

export const brandsPage = definePage({
  path: '/calendar/brands',
  load: () => import('./brands-page.tsx'),
  texts: ['calendars'],
  search: z.object({
    view: z.enum(['week', 'month']).default('week').catch('week'),
    date: z.string().refine(isDay).optional().catch(undefined),
    brands: names,
  }),
  needs: 'workspace.read',
})

export const pages = [calendarPage, brandsPage] satisfies Pages

export const verbs = [
  {
    id: 'calendar.open',
    words: 'calendar.verbs.open',
    icon: CalendarDays,
    needs: 'workspace.read',
    run: (go) => go('/calendar'),
  },
] satisfies Verbs
