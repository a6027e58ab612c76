import { type Route, route } from '../../../app/route.ts'
import {
  AgainstQuery,
  ExamplesQuery,
  MadeStrategyLink,
  RestoreBody,
  RevisionDetail,
  RevisionList,
  RevisionNumber,
  RevisionsQuery,
  SharedStrategy,
  SharedToken,
  StrategyBody,
  StrategyExamples,
  StrategyLinkBody,
  StrategyLinkId,
  StrategyLinkList,
  StrategyState,
} from './contract.ts'
import { strategyExamples } from './examples/index.ts'
import { listRevisions, readRevision, readStrategy, restoreRevision, saveStrategy } from './service.ts'
import { endLink, listLinks, openShared, shareStrategy } from './sharing.ts'

const manage = { may: 'strategy.manage', tag: 'strategy' } as const
const history = { may: 'team.read', tag: 'strategy' } as const

export const strategyRoutes: Route[] = [
  route(
    'GET /strategy',
    {
      may: 'workspace.read',
      tag: 'strategy',
      summary: 'The strategy as it holds; a client is not shown team and listening',
      answer: StrategyState,
    },
    ({ ctx, actor }) => readStrategy(ctx, actor),
  ),
  route(
    'PUT /strategy',
    {
      ...manage,
      summary: 'Save parts of the strategy as a revision',
      body: StrategyBody,
      answer: StrategyState,
    },
    ({ ctx, actor, body }) => saveStrategy(ctx, actor, body),
  ),
  route(
    'GET /strategy/examples',
    {
      ...history,
      summary:
        'Strategies to begin from: a bakery, a machine builder, a language school, a museum, an online shop',
      query: ExamplesQuery,
      answer: StrategyExamples,
    },
    async ({ query }) => ({ items: strategyExamples(query.language) }),
  ),
  route(
    'GET /strategy/revisions',
    {
      ...history,
      summary: 'Who changed what and why, newest first',
      query: RevisionsQuery,
      answer: RevisionList,
    },
    ({ ctx, actor, query }) => listRevisions(ctx, actor, query),
  ),
  route(
    'GET /strategy/revisions/:number',
    {
      ...history,
      summary: 'One revision, and what it says otherwise than another',
      params: RevisionNumber,
      query: AgainstQuery,
      answer: RevisionDetail,
    },
    ({ ctx, actor, params, query }) => readRevision(ctx, actor, params.number, query.against),
  ),
  route(
    'POST /strategy/revisions/:number/restore',
    {
      ...manage,
      summary: 'What an earlier revision said holds again, as a new one',
      params: RevisionNumber,
      body: RestoreBody,
      answer: StrategyState,
    },
    ({ ctx, actor, params, body }) => restoreRevision(ctx, actor, params.number, body),
  ),
  route(
    'GET /strategy/links',
    { ...manage, summary: 'Links by which the strategy is shared', answer: StrategyLinkList },
    ({ ctx, actor }) => listLinks(ctx, actor),
  ),
  route(
    'POST /strategy/links',
    {
      ...manage,
      summary: 'Share parts of the strategy, to be read without an account',
      body: StrategyLinkBody,
      answer: MadeStrategyLink,
      status: 201,
      agents: false,
    },
    ({ ctx, actor, body }) => shareStrategy(ctx, actor, body),
  ),
  route(
    'DELETE /strategy/links/:id',
    { ...manage, summary: 'End a link', params: StrategyLinkId },
    ({ ctx, actor, params }) => endLink(ctx, actor, params.id),
  ),
  route(
    'POST /shared-strategy',
    {
      may: 'anyone',
      tag: 'strategy',
      summary: 'What a link shows of a strategy',
      body: SharedToken,
      answer: SharedStrategy,
    },
    ({ ctx, body, request }) => openShared(ctx, body.token, request.ip),
  ),
]
