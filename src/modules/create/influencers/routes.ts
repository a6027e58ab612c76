import { route } from '../../../app/route.ts'
import {
  Influencer,
  InfluencerBody,
  InfluencerChange,
  InfluencerId,
  InfluencerList,
  InfluencerQuery,
} from './contract.ts'
import { findInfluencers } from './queries.ts'
import {
  addInfluencer,
  archiveInfluencer,
  changeInfluencer,
  removeInfluencer,
  restoreInfluencer,
} from './service.ts'

const tag = 'compliance'
const manages = { may: 'plan.manage', tag } as const

export const influencerRoutes = [
  route(
    'GET /influencers',
    {
      may: 'team.read',
      tag,
      summary: 'Who outside speaks for the brand, and what ties them to it',
      query: InfluencerQuery,
      answer: InfluencerList,
    },
    async ({ ctx, actor, query }) => ({ items: await findInfluencers(ctx.db, actor, query.archived) }),
  ),
  route(
    'POST /influencers',
    {
      ...manages,
      summary: 'Add somebody who speaks for the brand, with what ties them to it',
      body: InfluencerBody,
      answer: Influencer,
      status: 201,
    },
    ({ ctx, actor, body }) => addInfluencer(ctx, actor, body),
  ),
  route(
    'PUT /influencers/:id',
    {
      ...manages,
      summary: 'Change it; what is planned with them is judged anew',
      params: InfluencerId,
      body: InfluencerChange,
      answer: Influencer,
    },
    ({ ctx, actor, params, body }) => changeInfluencer(ctx, actor, params.id, body),
  ),
  route(
    'POST /influencers/:id/archive',
    {
      ...manages,
      summary: 'Offer them no longer; posts with them stay',
      params: InfluencerId,
      answer: Influencer,
    },
    ({ ctx, actor, params }) => archiveInfluencer(ctx, actor, params.id),
  ),
  route(
    'POST /influencers/:id/restore',
    { ...manages, summary: 'Offer them again', params: InfluencerId, answer: Influencer },
    ({ ctx, actor, params }) => restoreInfluencer(ctx, actor, params.id),
  ),
  route(
    'DELETE /influencers/:id',
    { ...manages, summary: 'Forget who it is; what tied them stays at the posts', params: InfluencerId },
    ({ ctx, actor, params }) => removeInfluencer(ctx, actor, params.id),
  ),
]
