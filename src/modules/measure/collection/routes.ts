import { type Route, route } from '../../../app/route.ts'
import { CollectAnswer } from './contract.ts'
import { collectNow } from './service.ts'

export const collectionRoutes: Route[] = [
  route(
    'POST /numbers/collect',
    {
      may: 'team.read',
      tag: 'Numbers',
      summary: 'Ask the networks for new numbers now, unless they were asked within the last five minutes',
      answer: CollectAnswer,
      status: 202,
    },
    ({ ctx, actor }) => collectNow(ctx, actor),
  ),
]
