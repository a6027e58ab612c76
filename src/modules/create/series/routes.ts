import { route } from '../../../app/route.ts'
import {
  PreviewAnswer,
  PreviewBody,
  Series,
  SeriesBody,
  SeriesChange,
  SeriesId,
  SeriesList,
  SeriesQuery,
  SkipBody,
  TurnList,
  TurnQuery,
} from './contract.ts'
import {
  addSeries,
  changeSeries,
  endSeries,
  pageSeries,
  pauseSeries,
  previewTimes,
  readSeries,
  removeSeries,
  resumeSeries,
} from './service.ts'
import { skipTime, timesToCome, turnsOfSeries } from './to-come.ts'

const tag = 'bulk'
const writes = { may: 'post.write', of: 'channels', tag } as const

export const seriesRoutes = [
  route(
    'GET /series',
    { ...writes, summary: 'Posts that come again, newest first', query: SeriesQuery, answer: SeriesList },
    ({ ctx, actor, query }) => pageSeries(ctx, actor, query),
  ),
  route(
    'POST /series',
    {
      ...writes,
      summary: 'A recurring post, or a queue of posts that take turns',
      body: SeriesBody,
      answer: Series,
      status: 201,
    },
    ({ ctx, actor, body }) => addSeries(ctx, actor, body),
  ),
  route(
    'GET /series/coming',
    {
      may: 'workspace.read',
      tag,
      summary: 'Times of running series that are still to be made, between two instants',
      query: TurnQuery,
      answer: TurnList,
    },
    async ({ ctx, actor, query }) => ({ items: await timesToCome(ctx, actor, query) }),
  ),
  route(
    'POST /series/preview',
    {
      ...writes,
      summary: 'The first times of a rule, before it is saved',
      body: PreviewBody,
      answer: PreviewAnswer,
    },
    ({ ctx, body }) => previewTimes(ctx, body),
  ),
  route(
    'GET /series/:id',
    { ...writes, summary: 'One series with its posts', params: SeriesId, answer: Series },
    ({ ctx, actor, params }) => readSeries(ctx, actor, params.id),
  ),
  route(
    'PUT /series/:id',
    {
      ...writes,
      summary: 'Change all that is to come of a series, or one time and what follows',
      params: SeriesId,
      body: SeriesChange,
      answer: Series,
    },
    ({ ctx, actor, params, body }) => changeSeries(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /series/:id',
    { ...writes, summary: 'Remove a series; its posts stay', params: SeriesId },
    ({ ctx, actor, params }) => removeSeries(ctx, actor, params.id),
  ),
  route(
    'GET /series/:id/turns',
    {
      ...writes,
      summary: 'The times of a series, made and to come',
      params: SeriesId,
      query: TurnQuery,
      answer: TurnList,
    },
    async ({ ctx, actor, params, query }) => ({ items: await turnsOfSeries(ctx, actor, params.id, query) }),
  ),
  route(
    'POST /series/:id/skip',
    { ...writes, summary: 'Leave one time out, or take it back in', params: SeriesId, body: SkipBody },
    ({ ctx, actor, params, body }) => skipTime(ctx, actor, params.id, body),
  ),
  route(
    'POST /series/:id/pause',
    { ...writes, summary: 'Make no more posts for now', params: SeriesId, answer: Series },
    ({ ctx, actor, params }) => pauseSeries(ctx, actor, params.id),
  ),
  route(
    'POST /series/:id/resume',
    { ...writes, summary: 'Go on making posts', params: SeriesId, answer: Series },
    ({ ctx, actor, params }) => resumeSeries(ctx, actor, params.id),
  ),
  route(
    'POST /series/:id/end',
    {
      ...writes,
      summary: 'End it, and take back what nobody has touched',
      params: SeriesId,
      answer: Series,
    },
    ({ ctx, actor, params }) => endSeries(ctx, actor, params.id),
  ),
]
