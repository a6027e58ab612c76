import { type Route, route } from '../../../app/route.ts'
import { Capacity, ChannelOfPlan, ChannelPlan, ChannelPlanBody, ChannelPlanList } from './contract.ts'
import { listChannelPlans, setCapacity, setChannelPlan } from './service.ts'

const tag = 'content plan'

export const channelPlanRoutes: Route[] = [
  route(
    'GET /channel-plans',
    { may: 'workspace.read', tag, summary: 'Why and how each channel is kept', answer: ChannelPlanList },
    ({ ctx, actor }) => listChannelPlans(ctx, actor),
  ),
  route(
    'PUT /channels/:channelId/plan',
    {
      may: 'plan.manage',
      of: 'channels',
      tag,
      summary: 'Say why and how a channel is kept',
      params: ChannelOfPlan,
      body: ChannelPlanBody,
      answer: ChannelPlan,
    },
    ({ ctx, actor, params, body }) => setChannelPlan(ctx, actor, params.channelId, body),
  ),
  route(
    'PUT /content-plan/capacity',
    {
      may: 'plan.manage',
      tag,
      summary: 'Hours a week that the team can give, as long as its people have none of their own',
      body: Capacity,
      answer: Capacity,
    },
    ({ ctx, actor, body }) => setCapacity(ctx, actor, body),
  ),
]
