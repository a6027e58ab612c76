import { type Route, type RouteSpec, route } from '../../../app/route.ts'
import { DeliveryDetail } from '../deliveries/contract.ts'
import { HandOverBody, HandRuleAnswer, HandRuleBody, OneChannel, OneDelivery, SkipBody } from './contract.ts'
import { changeRule, handOver, readRule, skipDelivery, takeInHand } from './service.ts'

const act = {
  may: 'post.publish',
  of: 'channels',
  tag: 'deliveries',
  params: OneDelivery,
  answer: DeliveryDetail,
} as const satisfies Partial<RouteSpec>

export const handoverRoutes: Route[] = [
  route(
    'POST /deliveries/:id/hand-over',
    {
      ...act,
      summary: 'Take a delivery into one’s own hands, to put it there without the network’s API',
      body: HandOverBody,
    },
    ({ ctx, actor, params, body }) => handOver(ctx, actor, params.id, body.checked),
  ),
  route(
    'POST /deliveries/:id/take',
    { ...act, summary: 'Say that one does a delivery by hand, also instead of somebody else' },
    ({ ctx, actor, params }) => takeInHand(ctx, actor, params.id),
  ),
  route(
    'POST /deliveries/:id/skip',
    { ...act, summary: 'Leave a delivery out that is in somebody’s hands, and say why', body: SkipBody },
    ({ ctx, actor, params, body }) => skipDelivery(ctx, actor, params.id, body.reason),
  ),
  route(
    'GET /channels/:channelId/hands',
    {
      may: 'channel.manage',
      of: 'channels',
      tag: 'channels',
      summary: 'Who puts things on a channel by hand, and when they are told',
      params: OneChannel,
      answer: HandRuleAnswer,
    },
    ({ ctx, actor, params }) => readRule(ctx, actor, params.channelId),
  ),
  route(
    'PATCH /channels/:channelId/hands',
    {
      may: 'channel.manage',
      of: 'channels',
      tag: 'channels',
      summary: 'Change who puts things on a channel by hand, and when they are told',
      params: OneChannel,
      body: HandRuleBody,
      answer: HandRuleAnswer,
    },
    ({ ctx, actor, params, body }) => changeRule(ctx, actor, params.channelId, body),
  ),
]
