import { type Route, route } from '../../../app/route.ts'
import { MixGauges, MixQuery } from './contract.ts'
import { mixError } from './errors.ts'
import { countMix } from './queries.ts'

const longest = 400 * 86_400_000

export const mixRoutes: Route[] = [
  route(
    'GET /mix',
    {
      may: 'workspace.read',
      tag: 'content plan',
      summary: 'How many posts of each category and pillar are planned, scheduled and published',
      query: MixQuery,
      answer: MixGauges,
    },
    ({ ctx, actor, query }) => {
      const length = Date.parse(query.to) - Date.parse(query.from)
      if (length <= 0 || length > longest) throw mixError('window')
      return countMix(ctx.db, actor, query)
    },
  ),
]
