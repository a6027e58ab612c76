import { type Route, route } from '../../../app/route.ts'
import {
  EnterBody,
  ImportedWeeks,
  ImportWeeks,
  ManualBody,
  ManualChange,
  ManualId,
  ManualList,
  ManualMetric,
  ManualQuery,
  TakenBack,
  UndoWeeks,
  WeeksQuery,
  WeekValues,
} from './contract.ts'
import { importWeeks, undoImport } from './import.ts'
import {
  addManual,
  archiveManual,
  changeManual,
  enterWeeks,
  listManuals,
  listWeeks,
  removeManual,
  restoreManual,
} from './service.ts'

const see = { may: 'numbers.read', tag: 'goals' } as const
const manage = { may: 'plan.manage', tag: 'goals' } as const

export const manualRoutes: Route[] = [
  route(
    'GET /manual-metrics',
    {
      ...see,
      summary: 'Numbers that people enter by hand, once a week',
      query: ManualQuery,
      answer: ManualList,
    },
    async ({ ctx, actor, query }) => ({ items: await listManuals(ctx, actor, query.archived) }),
  ),
  route(
    'GET /manual-metrics/weeks',
    {
      ...see,
      summary: 'What was entered by hand, week by week; a week that is not there is not known',
      query: WeeksQuery,
      answer: WeekValues,
    },
    ({ ctx, actor, query }) => listWeeks(ctx, actor, query),
  ),
  route(
    'POST /manual-metrics',
    {
      ...manage,
      summary: 'Add a number that is entered by hand',
      body: ManualBody,
      answer: ManualMetric,
      status: 201,
    },
    ({ ctx, actor, body }) => addManual(ctx, actor, body),
  ),
  route(
    'POST /manual-metrics/import',
    {
      ...manage,
      summary: 'Enter weeks from a table: all of it, or nothing and what is wrong line by line',
      body: ImportWeeks,
      answer: ImportedWeeks,
    },
    ({ ctx, actor, body }) => importWeeks(ctx, actor, body),
  ),
  route(
    'POST /manual-metrics/import/undo',
    {
      ...manage,
      summary: 'Take an import back, but for what somebody has changed since',
      body: UndoWeeks,
      answer: TakenBack,
    },
    ({ ctx, actor, body }) => undoImport(ctx, actor, body),
  ),
  route(
    'PATCH /manual-metrics/:id',
    {
      ...manage,
      summary: 'Change its name or unit',
      params: ManualId,
      body: ManualChange,
      answer: ManualMetric,
    },
    ({ ctx, actor, params, body }) => changeManual(ctx, actor, params.id, body),
  ),
  route(
    'PUT /manual-metrics/:id/weeks',
    {
      ...manage,
      summary: 'Enter, correct or take back weeks',
      params: ManualId,
      body: EnterBody,
      answer: ManualMetric,
    },
    ({ ctx, actor, params, body }) => enterWeeks(ctx, actor, params.id, body),
  ),
  route(
    'POST /manual-metrics/:id/archive',
    { ...manage, summary: 'Put a number entered by hand away', params: ManualId, answer: ManualMetric },
    ({ ctx, actor, params }) => archiveManual(ctx, actor, params.id),
  ),
  route(
    'POST /manual-metrics/:id/restore',
    { ...manage, summary: 'Take it out of the archive', params: ManualId, answer: ManualMetric },
    ({ ctx, actor, params }) => restoreManual(ctx, actor, params.id),
  ),
  route(
    'DELETE /manual-metrics/:id',
    {
      ...manage,
      summary: 'Remove a number entered by hand with its values; not while goals are about it',
      params: ManualId,
    },
    ({ ctx, actor, params }) => removeManual(ctx, actor, params.id),
  ),
]
