import { route } from '../../../app/route.ts'
import { StatusList, StatusQuery } from './contract.ts'
import { pageStatus } from './service.ts'

export const statusRoutes = [
  route(
    'GET /channel-status',
    {
      may: 'team.read',
      tag: 'channels',
      summary:
        'How the networks stand: limits left, lateness, last failure and age of the sign-in of each channel',
      query: StatusQuery,
      answer: StatusList,
    },
    ({ ctx, actor, query }) => pageStatus(ctx, actor, query),
  ),
]
