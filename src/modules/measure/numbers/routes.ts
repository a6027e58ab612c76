import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Route, route } from '../../../app/route.ts'
import {
  DaySeries,
  ExportQuery,
  Overview,
  OverviewQuery,
  PostLife,
  PostNumbersPage,
  PostsQuery,
  PostTotals,
  SeriesQuery,
} from './contract.ts'
import { exportNumbers } from './export.ts'
import { readLife, readPosts, readPostTotals } from './posts.ts'
import { readOverview, readSeries } from './service.ts'

const may = 'numbers.read'
const tag = 'numbers'
const params = z.object({ id: Id })

export const numberRoutes: Route[] = [
  route(
    'GET /numbers',
    {
      may,
      tag,
      summary: 'All numbers of a period over all channels and for each, beside another period',
      query: OverviewQuery,
      answer: Overview,
    },
    ({ ctx, actor, query }) => readOverview(ctx, actor, query),
  ),
  route(
    'GET /numbers/series',
    { may, tag, summary: 'One number day by day', query: SeriesQuery, answer: DaySeries },
    ({ ctx, actor, query }) => readSeries(ctx, actor, query),
  ),
  route(
    'GET /numbers/publications',
    {
      may,
      tag,
      summary: 'What was published in a period with its numbers, by any of them',
      query: PostsQuery,
      answer: PostNumbersPage,
    },
    ({ ctx, actor, query }) => readPosts(ctx, actor, query),
  ),
  route(
    'GET /numbers/publications/:id',
    { may, tag, summary: 'One publication with every value it ever had', params, answer: PostLife },
    ({ ctx, actor, params: { id } }) => readLife(ctx, actor, id),
  ),
  route(
    'GET /numbers/posts/:id',
    { may, tag, summary: 'What one post brought on all its channels', params, answer: PostTotals },
    ({ ctx, actor, params: { id } }) => readPostTotals(ctx, actor, id),
  ),
  route(
    'GET /numbers/export',
    {
      may,
      tag,
      summary: 'Numbers as CSV: a row for each channel and day, or for each post',
      query: ExportQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, stream } = await exportNumbers(ctx, actor, query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(stream)
    },
  ),
]
