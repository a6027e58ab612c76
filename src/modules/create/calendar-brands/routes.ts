import { type Route, route } from '../../../app/route.ts'
import { Brands, BrandsQuery } from './contract.ts'
import { readBrands } from './service.ts'

export const calendarBrandRoutes: Route[] = [
  route(
    'GET /calendars',
    {
      may: 'signed-in',
      tag: 'calendar',
      summary: 'The calendars of your workspaces side by side, each as you see it',
      query: BrandsQuery,
      answer: Brands,
    },
    ({ ctx, actor, query }) => readBrands(ctx, actor, query),
  ),
]
