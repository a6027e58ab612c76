import { type Route, route } from '../../../app/route.ts'
import {
  PilotBody,
  PilotId,
  PilotList,
  PilotName,
  PilotReading,
  PilotsQuery,
  VerdictBody,
} from './contract.ts'
import {
  listPilots,
  pausePilot,
  readPilot,
  removePilot,
  renamePilot,
  resumePilot,
  startPilot,
  stopPilot,
  withdrawVerdict,
  writeVerdict,
} from './service.ts'

const see = { may: 'team.read', tag: 'channel choice' } as const
const manage = { may: 'plan.manage', of: 'channels', tag: 'channel choice' } as const
/** A verdict is written into the strategy, which belongs to all channels. */
const decide = { may: 'strategy.manage', tag: 'channel choice' } as const
const one = { params: PilotId, answer: PilotReading } as const

export const pilotRoutes: Route[] = [
  route(
    'GET /pilots',
    { ...see, summary: 'Trials of channels, newest first', query: PilotsQuery, answer: PilotList },
    ({ ctx, actor, query }) => listPilots(ctx, actor, query),
  ),
  route(
    'POST /pilots',
    {
      ...manage,
      summary: 'Try some channels with the same effort',
      body: PilotBody,
      answer: PilotReading,
      status: 201,
    },
    ({ ctx, actor, body }) => startPilot(ctx, actor, body),
  ),
  route(
    'GET /pilots/:id',
    { ...see, ...one, summary: 'How a trial stands, and whether one may stop' },
    ({ ctx, actor, params }) => readPilot(ctx, actor, params.id),
  ),
  route(
    'PATCH /pilots/:id',
    { ...manage, ...one, summary: 'Call a trial otherwise', body: PilotName },
    ({ ctx, actor, params, body }) => renamePilot(ctx, actor, params.id, body),
  ),
  route(
    'POST /pilots/:id/pause',
    { ...manage, ...one, summary: 'Let the days not count for a while' },
    ({ ctx, actor, params }) => pausePilot(ctx, actor, params.id),
  ),
  route(
    'POST /pilots/:id/resume',
    { ...manage, ...one, summary: 'Let a paused or stopped trial go on; its end moves' },
    ({ ctx, actor, params }) => resumePilot(ctx, actor, params.id),
  ),
  route(
    'POST /pilots/:id/stop',
    { ...manage, ...one, summary: 'End a trial now' },
    ({ ctx, actor, params }) => stopPilot(ctx, actor, params.id),
  ),
  route(
    'PUT /pilots/:id/verdict',
    { ...decide, ...one, summary: 'Write what a trial has shown into the strategy', body: VerdictBody },
    ({ ctx, actor, params, body }) => writeVerdict(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /pilots/:id/verdict',
    { ...decide, ...one, summary: 'Take the verdict out of the strategy again' },
    ({ ctx, actor, params }) => withdrawVerdict(ctx, actor, params.id),
  ),
  route(
    'DELETE /pilots/:id',
    { ...manage, summary: 'Remove a trial for good', params: PilotId },
    ({ ctx, actor, params }) => removePilot(ctx, actor, params.id),
  ),
]
