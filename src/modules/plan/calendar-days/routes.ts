import { type Route, route } from '../../../app/route.ts'
import { Gaps, GapsQuery, Holidays, HolidaysQuery } from './contract.ts'
import { readGaps, readHolidays } from './service.ts'

const see = { may: 'workspace.read', tag: 'calendar' } as const

export const calendarDayRoutes: Route[] = [
  route(
    'GET /calendar/gaps',
    { ...see, summary: 'Where channels have less than their cadence', query: GapsQuery, answer: Gaps },
    ({ ctx, actor, query }) => readGaps(ctx, actor, query),
  ),
  route(
    'GET /calendar/holidays',
    {
      ...see,
      summary: 'Holidays of the countries that the plan names, in a language',
      query: HolidaysQuery,
      answer: Holidays,
    },
    ({ ctx, actor, query }) => readHolidays(ctx, actor, query),
  ),
]
