import { type Route, route } from '../../../app/route.ts'
import { EndedSessions, SessionList, SessionParams } from './contract.ts'
import { endOtherSessions, endSession, listSessions } from './service.ts'

const tag = 'People'

export const sessionRoutes: Route[] = [
  route(
    'GET /sessions',
    { may: 'signed-in', summary: 'Where one is signed in', tag, answer: SessionList },
    ({ ctx, actor }) => listSessions(ctx, actor),
  ),
  route(
    'DELETE /sessions',
    { may: 'signed-in', summary: 'End all other sessions', tag, answer: EndedSessions },
    async ({ ctx, actor }) => ({
      ended: await ctx.db.transaction().execute((tx) => endOtherSessions(tx, ctx, actor)),
    }),
  ),
  route(
    'DELETE /sessions/:id',
    { may: 'signed-in', summary: 'End one session', tag, params: SessionParams },
    ({ ctx, actor, params }) => endSession(ctx, { id: params.id, person: actor }),
  ),
]
