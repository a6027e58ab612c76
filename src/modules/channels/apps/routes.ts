import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { AppBody, AppChange, AppList, NetworkApp } from './contract.ts'
import { addApp, changeApp, listApps, removeApp } from './service.ts'

// Secrets are typed here, so there is no tool for agents.
const spec = { may: 'channel.manage', tag: 'channels', agents: false } as const
const one = { ...spec, params: z.object({ id: Id }) } as const

export const appRoutes = [
  route(
    'GET /apps',
    { ...spec, summary: 'Apps that are registered at networks, for signing in there', answer: AppList },
    async ({ ctx, actor }) => ({
      items: await listApps(ctx, actor),
      backUri: `${ctx.config.appUrl}/connect/callback`,
    }),
  ),
  route(
    'POST /apps',
    {
      ...spec,
      summary: 'Add an app that was registered at a network',
      body: AppBody,
      answer: NetworkApp,
      status: 201,
    },
    ({ ctx, actor, body }) => addApp(ctx, actor, body),
  ),
  route(
    'PATCH /apps/:id',
    { ...one, summary: 'Change an app, or give it a new secret', body: AppChange, answer: NetworkApp },
    ({ ctx, actor, params, body }) => changeApp(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /apps/:id',
    { ...one, summary: 'Remove an app that no channel uses' },
    ({ ctx, actor, params }) => removeApp(ctx, actor, params.id),
  ),
]
