import { type Route, route } from '../../../app/route.ts'
import { PostId } from '../../create/posts/contract.ts'
import {
  DraftOf,
  ExportQuery,
  ImportBody,
  Imported,
  PlacedPost,
  PlannedBody,
  PlannedChange,
  PlannedId,
  PlannedList,
  PlannedOfPost,
  PlannedQuery,
} from './contract.ts'
import { exportPlanned } from './export.ts'
import { importPlanned } from './import.ts'
import {
  addPlanned,
  changePlanned,
  pagePlanned,
  plannedOfPost,
  removePlanned,
  writePlanned,
} from './service.ts'

const see = { may: 'workspace.read', tag: 'content plan' } as const
const manage = { may: 'plan.manage', of: 'channels', tag: 'content plan' } as const

export const plannedRoutes: Route[] = [
  route(
    'GET /planned-posts',
    {
      ...see,
      summary: 'Planned posts between two instants, by time',
      query: PlannedQuery,
      answer: PlannedList,
    },
    ({ ctx, actor, query }) => pagePlanned(ctx, actor, query),
  ),
  route(
    'POST /planned-posts',
    { ...manage, summary: 'Plan a post by hand', body: PlannedBody, answer: PlacedPost, status: 201 },
    ({ ctx, actor, body }) => addPlanned(ctx, actor, body),
  ),
  route(
    'GET /planned-posts/export',
    {
      ...see,
      summary: 'The same as a table (CSV, XLSX) or a calendar (iCalendar)',
      query: ExportQuery,
      answer: { raw: 'text/csv' },
    },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, mime, body } = await exportPlanned(ctx, actor, query)
      return reply
        .header('content-type', mime)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(body)
    },
  ),
  route(
    'POST /planned-posts/import',
    {
      ...manage,
      summary: 'Bring planned posts in from a table; all of it, or nothing and what is wrong line by line',
      body: ImportBody,
      answer: Imported,
    },
    ({ ctx, actor, body }) => importPlanned(ctx, actor, body),
  ),
  route(
    'PATCH /planned-posts/:id',
    {
      ...manage,
      summary: 'Change a planned post; planning anew leaves it alone from then on',
      params: PlannedId,
      body: PlannedChange,
      answer: PlacedPost,
    },
    ({ ctx, actor, params, body }) => changePlanned(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /planned-posts/:id',
    { ...manage, summary: 'Take a post out of the plan', params: PlannedId },
    ({ ctx, actor, params }) => removePlanned(ctx, actor, params.id),
  ),
  route(
    'POST /planned-posts/:id/draft',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'content plan',
      summary:
        'Write it: a draft with its channel, time, category, pillar and goal; the same one when asked again',
      params: PlannedId,
      answer: DraftOf,
    },
    ({ ctx, actor, params }) => writePlanned(ctx, actor, params.id),
  ),
  route(
    'GET /posts/:id/planned',
    {
      ...see,
      summary: 'For which place in the plan a post was written',
      params: PostId,
      answer: PlannedOfPost,
    },
    async ({ ctx, actor, params }) => ({ item: await plannedOfPost(ctx, actor, params.id) }),
  ),
]
