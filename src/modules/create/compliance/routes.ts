import { type Route, route } from '../../../app/route.ts'
import {
  CheckedPost,
  Compliance,
  ComplianceSettings,
  OverrideBody,
  OverrideCounts,
  OverrideCountsQuery,
  PostCompliance,
  ResultList,
  SwitchBody,
} from './contract.ts'
import {
  judgeSaved,
  keepSettings,
  overrideRule,
  readCompliance,
  readOverrideCounts,
  readResults,
  readSettings,
  setSwitch,
} from './service.ts'

const see = { may: 'workspace.read', tag: 'compliance' } as const

export const complianceRoutes: Route[] = [
  route(
    'GET /compliance',
    {
      ...see,
      summary: 'Whose rules are asked for, and the packs with their rules and sources',
      answer: Compliance,
    },
    ({ ctx, actor }) => readCompliance(ctx, actor),
  ),
  route(
    'GET /compliance/settings',
    { ...see, summary: 'Where the people are for whom is published', answer: ComplianceSettings },
    ({ ctx, actor }) => readSettings(ctx, actor),
  ),
  route(
    'PUT /compliance/settings',
    {
      may: 'workspace.manage',
      tag: 'compliance',
      summary: 'Say where the people are for whom is published, by workspace and channel',
      body: ComplianceSettings,
      answer: ComplianceSettings,
    },
    ({ ctx, actor, body }) => keepSettings(ctx, actor, body),
  ),
  route(
    'PUT /compliance/rules',
    {
      may: 'workspace.own',
      tag: 'compliance',
      summary: 'Switch a rule off with a reason, or on again',
      body: SwitchBody,
      answer: Compliance,
    },
    ({ ctx, actor, body }) => setSwitch(ctx, actor, body),
  ),
  route(
    'GET /compliance/overrides/counts',
    {
      may: 'team.read',
      tag: 'compliance',
      summary: 'How often each rule was let pass',
      query: OverrideCountsQuery,
      answer: OverrideCounts,
    },
    ({ ctx, actor, query }) => readOverrideCounts(ctx, actor, query.days),
  ),
  route(
    'GET /posts/:id/compliance',
    {
      ...see,
      summary: 'What the rules of where its readers are say to a post; errors keep it from going out',
      params: CheckedPost,
      answer: PostCompliance,
    },
    ({ ctx, actor, params }) => judgeSaved(ctx, actor, params.id),
  ),
  route(
    'PUT /posts/:id/compliance',
    {
      may: 'post.approve',
      of: 'channels',
      tag: 'compliance',
      summary: 'Let something pass with a reason, or take that back',
      params: CheckedPost,
      body: OverrideBody,
      answer: PostCompliance,
    },
    ({ ctx, actor, params, body }) => overrideRule(ctx, actor, params.id, body),
  ),
  route(
    'GET /posts/:id/compliance/results',
    {
      ...see,
      summary: 'What was found each time that its words were frozen: packs, versions, and what was let pass',
      params: CheckedPost,
      answer: ResultList,
    },
    ({ ctx, actor, params }) => readResults(ctx, actor, params.id),
  ),
]
