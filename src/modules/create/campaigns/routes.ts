import { route } from '../../../app/route.ts'
import {
  Campaign,
  CampaignBody,
  CampaignChange,
  CampaignId,
  CampaignList,
  CampaignQuery,
  CampaignStanding,
} from './contract.ts'
import { campaignError } from './errors.ts'
import { findCampaign, findCampaigns } from './queries.ts'
import { addCampaign, archiveCampaign, changeCampaign, restoreCampaign } from './service.ts'
import { findStanding } from './standing.ts'

export const campaignRoutes = [
  route(
    'GET /campaigns',
    {
      may: 'workspace.read',
      tag: 'campaigns',
      summary: 'Campaigns by name',
      query: CampaignQuery,
      answer: CampaignList,
    },
    async ({ ctx, actor, query }) => ({
      items: await findCampaigns(ctx.db, actor, query.archived),
    }),
  ),
  route(
    'POST /campaigns',
    {
      may: 'plan.manage',
      tag: 'campaigns',
      summary: 'Begin a campaign',
      body: CampaignBody,
      answer: Campaign,
      status: 201,
    },
    ({ ctx, actor, body }) => addCampaign(ctx, actor, body),
  ),
  route(
    'GET /campaigns/:id',
    {
      may: 'workspace.read',
      tag: 'campaigns',
      summary: 'One campaign',
      params: CampaignId,
      answer: Campaign,
    },
    async ({ ctx, actor, params }) => {
      const campaign = await findCampaign(ctx.db, actor, params.id)
      if (!campaign) throw campaignError('not_found')
      return campaign
    },
  ),
  route(
    'GET /campaigns/:id/standing',
    {
      may: 'workspace.read',
      tag: 'campaigns',
      summary: 'How far a campaign is: what is planned, written, to come and out',
      params: CampaignId,
      answer: CampaignStanding,
    },
    async ({ ctx, actor, params }) => {
      if (!(await findCampaign(ctx.db, actor, params.id))) throw campaignError('not_found')
      return findStanding(ctx.db, actor, params.id)
    },
  ),
  route(
    'PATCH /campaigns/:id',
    {
      may: 'plan.manage',
      tag: 'campaigns',
      summary: 'Change a campaign',
      params: CampaignId,
      body: CampaignChange,
      answer: Campaign,
    },
    ({ ctx, actor, params, body }) => changeCampaign(ctx, actor, params.id, body),
  ),
  route(
    'POST /campaigns/:id/archive',
    {
      may: 'plan.manage',
      tag: 'campaigns',
      summary: 'Offer it no longer; posts and numbers stay',
      params: CampaignId,
      answer: Campaign,
    },
    ({ ctx, actor, params }) => archiveCampaign(ctx, actor, params.id),
  ),
  route(
    'POST /campaigns/:id/restore',
    {
      may: 'plan.manage',
      tag: 'campaigns',
      summary: 'Offer it again',
      params: CampaignId,
      answer: Campaign,
    },
    ({ ctx, actor, params }) => restoreCampaign(ctx, actor, params.id),
  ),
]
