import { type Route, route } from '../../../app/route.ts'
import {
  Goal,
  GoalBody,
  GoalChange,
  GoalId,
  GoalList,
  GoalsQuery,
  GoalTree,
  Preview,
  PreviewQuery,
  Trend,
} from './contract.ts'
import { listGoals, previewGoal, readGoal, readTree, readTrend } from './reads.ts'
import { addGoal, archiveGoal, changeGoal, removeGoal, restoreGoal } from './service.ts'

const see = { may: 'numbers.read', tag: 'goals' } as const
const manage = { may: 'plan.manage', of: 'channels', tag: 'goals' } as const

export const goalRoutes: Route[] = [
  route(
    'GET /goals',
    {
      ...see,
      summary: 'Goals by their deadline, each with how it stands',
      query: GoalsQuery,
      answer: GoalList,
    },
    ({ ctx, actor, query }) => listGoals(ctx, actor, query),
  ),
  route(
    'GET /goals/tree',
    {
      ...see,
      summary: 'All goals with their KPIs beneath them, how each stands and the last of its way',
      answer: GoalTree,
    },
    ({ ctx, actor }) => readTree(ctx, actor),
  ),
  route(
    'GET /goals/preview',
    { ...see, summary: 'Baseline and odds of a goal in the making', query: PreviewQuery, answer: Preview },
    ({ ctx, actor, query }) => previewGoal(ctx, actor, query),
  ),
  route(
    'POST /goals',
    { ...manage, summary: 'Set a goal', body: GoalBody, answer: Goal, status: 201 },
    ({ ctx, actor, body }) => addGoal(ctx, actor, body),
  ),
  route(
    'GET /goals/:id',
    { ...see, summary: 'One goal and how it stands', params: GoalId, answer: Goal },
    ({ ctx, actor, params }) => readGoal(ctx, actor, params.id),
  ),
  route(
    'GET /goals/:id/trend',
    { ...see, summary: 'The way so far, and the forecast to the deadline', params: GoalId, answer: Trend },
    ({ ctx, actor, params }) => readTrend(ctx, actor, params.id),
  ),
  route(
    'PATCH /goals/:id',
    { ...manage, summary: 'Change a goal', params: GoalId, body: GoalChange, answer: Goal },
    ({ ctx, actor, params, body }) => changeGoal(ctx, actor, params.id, body),
  ),
  route(
    'POST /goals/:id/archive',
    { ...manage, summary: 'Put a goal away', params: GoalId, answer: Goal },
    ({ ctx, actor, params }) => archiveGoal(ctx, actor, params.id),
  ),
  route(
    'POST /goals/:id/restore',
    { ...manage, summary: 'Take a goal out of the archive', params: GoalId, answer: Goal },
    ({ ctx, actor, params }) => restoreGoal(ctx, actor, params.id),
  ),
  route(
    'DELETE /goals/:id',
    { ...manage, summary: 'Remove a goal for good; posts that served it stay', params: GoalId },
    ({ ctx, actor, params }) => removeGoal(ctx, actor, params.id),
  ),
]
