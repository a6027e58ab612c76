import { type Route, route } from '../../../app/route.ts'
import { Review } from './contract.ts'
import { findReview } from './queries.ts'

export const reviewRoutes: Route[] = [
  route(
    'GET /strategy/review',
    { may: 'team.read', tag: 'strategy', summary: 'When the strategy is looked at anew', answer: Review },
    ({ ctx, actor }) => findReview(ctx.db, actor.workspaceId, ctx.clock.now()),
  ),
]
