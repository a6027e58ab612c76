import { type Route, route } from '../../../app/route.ts'
import {
  AudienceBody,
  AudienceList,
  AudienceRead,
  FilterBody,
  Segment,
  SegmentBody,
  SegmentChange,
  SegmentId,
  SegmentList,
  SegmentPeople,
  SegmentsQuery,
} from './contract.ts'
import {
  addSegment,
  archiveSegment,
  changeSegment,
  countFilter,
  countSegment,
  listSegments,
  readSegment,
  removeSegment,
  restoreSegment,
} from './service.ts'
import { addTable, listTables, removeTable } from './tables.ts'

const see = { may: 'team.read', tag: 'personas' } as const
const manage = { may: 'strategy.manage', tag: 'personas' } as const

export const segmentRoutes: Route[] = [
  route(
    'GET /segments',
    { ...see, summary: 'Parts of the audience, kept as filters', query: SegmentsQuery, answer: SegmentList },
    async ({ ctx, actor, query }) => ({ items: await listSegments(ctx, actor, query.archived) }),
  ),
  route(
    'POST /segments',
    { ...manage, summary: 'Keep a filter as a segment', body: SegmentBody, answer: Segment, status: 201 },
    ({ ctx, actor, body }) => addSegment(ctx, actor, body),
  ),
  route(
    'POST /segments/count',
    {
      ...see,
      summary: 'How many people a filter holds, source by source, in bounds that are certain',
      body: FilterBody,
      answer: SegmentPeople,
    },
    ({ ctx, actor, body }) => countFilter(ctx, actor, body.filter),
  ),
  route(
    'GET /segments/:id',
    { ...see, summary: 'One segment', params: SegmentId, answer: Segment },
    ({ ctx, actor, params }) => readSegment(ctx, actor, params.id),
  ),
  route(
    'GET /segments/:id/people',
    {
      ...see,
      summary: 'How many people a segment holds now, source by source, in bounds that are certain',
      params: SegmentId,
      answer: SegmentPeople,
    },
    ({ ctx, actor, params }) => countSegment(ctx, actor, params.id),
  ),
  route(
    'PUT /segments/:id',
    {
      ...manage,
      summary: 'Change a segment, whole',
      params: SegmentId,
      body: SegmentChange,
      answer: Segment,
    },
    ({ ctx, actor, params, body }) => changeSegment(ctx, actor, params.id, body),
  ),
  route(
    'POST /segments/:id/archive',
    { ...manage, summary: 'Put a segment away', params: SegmentId, answer: Segment },
    ({ ctx, actor, params }) => archiveSegment(ctx, actor, params.id),
  ),
  route(
    'POST /segments/:id/restore',
    { ...manage, summary: 'Take a segment out of the archive', params: SegmentId, answer: Segment },
    ({ ctx, actor, params }) => restoreSegment(ctx, actor, params.id),
  ),
  route(
    'DELETE /segments/:id',
    { ...manage, summary: 'Remove a segment; not while goals are about it', params: SegmentId },
    ({ ctx, actor, params }) => removeSegment(ctx, actor, params.id),
  ),
  route(
    'GET /audience-tables',
    {
      ...see,
      summary: 'Tables of audiences that segments are counted in, the newest first',
      answer: AudienceList,
    },
    ({ ctx, actor }) => listTables(ctx, actor),
  ),
  route(
    'POST /audience-tables',
    {
      ...manage,
      summary: 'Bring in a table of an audience: all of it, or nothing and what is wrong line by line',
      body: AudienceBody,
      answer: AudienceRead,
    },
    ({ ctx, actor, body }) => addTable(ctx, actor, body),
  ),
  route(
    'DELETE /audience-tables/:id',
    { ...manage, summary: 'Remove a table of an audience', params: SegmentId },
    ({ ctx, actor, params }) => removeTable(ctx, actor, params.id),
  ),
]
