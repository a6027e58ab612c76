import { type Route, route } from '../../../app/route.ts'
import { Me } from '../sign-in/contract.ts'
import { beginSession, enter, fromRequest } from '../sign-in/index.ts'
import { SetupBody, SetupState } from './contract.ts'
import { refuseStrangeHost, strangeHost } from './host.ts'
import { foundHouse, isOpen } from './service.ts'

const tag = 'People'

export const setupRoutes: Route[] = [
  route(
    'GET /setup',
    { may: 'anyone', summary: 'Whether the first person is still awaited', tag, answer: SetupState },
    async ({ ctx, request }) => {
      const open = await isOpen(ctx)
      return { open, strangeHost: open ? strangeHost(request.hostname, ctx.config.appUrl) : null }
    },
  ),
  route(
    'POST /setup',
    { may: 'anyone', summary: 'Become the owner, once', tag, body: SetupBody, answer: Me, status: 201 },
    async (call) => {
      const { ctx, body, request } = call
      refuseStrangeHost(request.hostname, ctx.config.appUrl)
      const from = fromRequest(request)
      const { user } = await foundHouse(ctx, body, from, null)
      return enter(call, await beginSession(ctx, user, from), 'new')
    },
  ),
]
