import { route } from '../../../app/route.ts'
import {
  PreviewAnswer,
  PreviewBody,
  Source,
  SourceBody,
  SourceChange,
  SourceId,
  SourceItemList,
  SourceItemQuery,
  SourceList,
} from './contract.ts'
import {
  addSource,
  changeSource,
  fetchNow,
  listSources,
  pageItems,
  pauseSource,
  previewFeed,
  readSource,
  removeSource,
  resumeSource,
} from './service.ts'

const writes = { may: 'post.write', of: 'channels', tag: 'bulk' } as const

export const sourceRoutes = [
  route(
    'GET /post-sources',
    { ...writes, summary: 'Feeds whose entries become posts', answer: SourceList },
    async ({ ctx, actor }) => ({ items: await listSources(ctx, actor) }),
  ),
  route(
    'POST /post-sources',
    {
      ...writes,
      summary: 'Let entries of a feed become posts',
      body: SourceBody,
      answer: Source,
      status: 201,
    },
    ({ ctx, actor, body }) => addSource(ctx, actor, body),
  ),
  route(
    'POST /post-sources/preview',
    {
      ...writes,
      summary: 'Look at a feed and at what would become of it',
      body: PreviewBody,
      answer: PreviewAnswer,
    },
    ({ ctx, body }) => previewFeed(ctx, body),
  ),
  route(
    'GET /post-sources/:id',
    { ...writes, summary: 'One feed, and how it stands', params: SourceId, answer: Source },
    ({ ctx, actor, params }) => readSource(ctx, actor, params.id),
  ),
  route(
    'PUT /post-sources/:id',
    { ...writes, summary: 'Change a feed', params: SourceId, body: SourceChange, answer: Source },
    ({ ctx, actor, params, body }) => changeSource(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /post-sources/:id',
    { ...writes, summary: 'Remove a feed; its posts stay', params: SourceId },
    ({ ctx, actor, params }) => removeSource(ctx, actor, params.id),
  ),
  route(
    'GET /post-sources/:id/items',
    {
      ...writes,
      summary: 'What was seen in a feed, and what became of it',
      params: SourceId,
      query: SourceItemQuery,
      answer: SourceItemList,
    },
    ({ ctx, actor, params, query }) => pageItems(ctx, actor, params.id, query),
  ),
  route(
    'POST /post-sources/:id/fetch',
    { ...writes, summary: 'Fetch a feed now', params: SourceId },
    ({ ctx, actor, params }) => fetchNow(ctx, actor, params.id),
  ),
  route(
    'POST /post-sources/:id/pause',
    { ...writes, summary: 'Leave a feed alone for now', params: SourceId, answer: Source },
    ({ ctx, actor, params }) => pauseSource(ctx, actor, params.id),
  ),
  route(
    'POST /post-sources/:id/resume',
    { ...writes, summary: 'Read a feed again', params: SourceId, answer: Source },
    ({ ctx, actor, params }) => resumeSource(ctx, actor, params.id),
  ),
]
