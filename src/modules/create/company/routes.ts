import { type Route, route } from '../../../app/route.ts'
import { listColleagues } from './colleagues.ts'
import { ColleagueList, ColleagueQuery, Company, PostId, PresenceBody, TabOf } from './contract.ts'
import { joinCompany, leaveCompany, readCompany } from './service.ts'

/** Where a person is with their browser is no affair of tools. */
const here = { may: 'team.read', tag: 'posts', agents: false } as const

export const companyRoutes: Route[] = [
  route(
    'GET /posts/:id/company',
    { ...here, summary: 'Who else has a post open now', params: PostId, answer: Company },
    async ({ ctx, actor, params }) => ({ items: await readCompany(ctx, actor, params.id) }),
  ),
  route(
    'PUT /posts/:id/company/:tab',
    {
      ...here,
      summary: 'Say that one has a post open, and where in it one is; again every quarter of a minute',
      params: TabOf,
      body: PresenceBody,
      answer: Company,
    },
    async ({ ctx, actor, params, body }) => ({
      items: await joinCompany(ctx, actor, params.id, params.tab, body),
    }),
  ),
  route(
    'DELETE /posts/:id/company/:tab',
    { ...here, summary: 'Say that one has closed it', params: TabOf },
    ({ ctx, actor, params }) => leaveCompany(ctx, actor, params.id, params.tab),
  ),
  route(
    'GET /colleagues',
    {
      may: 'team.read',
      tag: 'posts',
      summary: 'Whom one can call upon, and whether they see a post',
      query: ColleagueQuery,
      answer: ColleagueList,
    },
    async ({ ctx, actor, query }) => ({ items: await listColleagues(ctx.db, actor, query.post) }),
  ),
]
