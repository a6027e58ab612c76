import { type Route, route } from '../../../app/route.ts'
import { Catalogue } from './contract.ts'
import { describeMetrics } from './service.ts'

export const metricRoutes: Route[] = [
  route(
    'GET /metrics',
    {
      may: 'numbers.read',
      tag: 'Numbers',
      summary: 'Every number with its formula, and what each network means by the counts below it',
      answer: Catalogue,
    },
    async ({ ctx }) => describeMetrics(ctx),
  ),
]
