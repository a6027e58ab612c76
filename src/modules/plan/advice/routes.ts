import { type Route, route } from '../../../app/route.ts'
import {
  AdviceCounts,
  AdviceList,
  AdviceQuery,
  AdvisedPost,
  CountsQuery,
  OverruleBody,
  PostAdvice,
  PostRules,
} from './contract.ts'
import { adviseOn, adviseOnCalendar, countAdvice, keepRules, overrule, readRules } from './service.ts'

const see = { may: 'workspace.read', tag: 'advice' } as const

export const adviceRoutes: Route[] = [
  route(
    'GET /posts/:id/advice',
    {
      ...see,
      summary: 'What the strategy says to a post before it goes out; none of it keeps it from going',
      params: AdvisedPost,
      answer: PostAdvice,
    },
    ({ ctx, actor, params }) => adviseOn(ctx, actor, params.id),
  ),
  route(
    'PUT /posts/:id/advice',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'advice',
      summary: 'Say that something is meant as it is, or take that back',
      params: AdvisedPost,
      body: OverruleBody,
      answer: PostAdvice,
    },
    ({ ctx, actor, params, body }) => overrule(ctx, actor, params.id, body),
  ),
  route(
    'GET /advice',
    {
      ...see,
      summary: 'Of posts in the calendar that have not left, what is said and not overruled',
      query: AdviceQuery,
      answer: AdviceList,
    },
    ({ ctx, actor, query }) => adviseOnCalendar(ctx, actor, query),
  ),
  route(
    'GET /advice/counts',
    {
      ...see,
      summary: 'How often posts went out against what was advised, and how often that was meant',
      query: CountsQuery,
      answer: AdviceCounts,
    },
    ({ ctx, actor, query }) => countAdvice(ctx, actor, query.days),
  ),
  route(
    'GET /post-rules',
    { ...see, summary: 'How the brand speaks, as far as it can be checked', answer: PostRules },
    ({ ctx, actor }) => readRules(ctx, actor),
  ),
  route(
    'PUT /post-rules',
    {
      may: 'plan.manage',
      tag: 'advice',
      summary: 'Save these rules, all at once',
      body: PostRules,
      answer: PostRules,
    },
    ({ ctx, actor, body }) => keepRules(ctx, actor, body),
  ),
]
