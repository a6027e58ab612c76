import { type Route, route } from '../../../app/route.ts'
import { isSecure } from '../../../platform/server/index.ts'
import { goneCookie } from '../sign-in/index.ts'
import { Farewell, FarewellBody } from './contract.ts'
import { exportOneself } from './export.ts'
import { eraseOneself, foretell } from './service.ts'

const tag = 'People'

export const erasureRoutes: Route[] = [
  route(
    'GET /me/deletion',
    {
      may: 'signed-in',
      summary: 'What would happen if one deleted one’s own account',
      tag,
      answer: Farewell,
    },
    ({ ctx, actor }) => foretell(ctx, actor.userId),
  ),
  route(
    'GET /me/export',
    {
      may: 'signed-in',
      summary: 'Everything that is kept of oneself, as JSON',
      tag,
      answer: { raw: 'application/json' },
    },
    async ({ ctx, actor, reply }) =>
      reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="carillon-my-data.json"')
        .send(await exportOneself(ctx, actor)),
  ),
  route(
    'POST /me/deletion',
    { may: 'signed-in', summary: 'Delete one’s own account', tag, body: FarewellBody },
    async ({ ctx, actor, body, request, reply }) => {
      await eraseOneself(ctx, actor, body)
      reply.header('set-cookie', [goneCookie(isSecure(request))])
    },
  ),
]
