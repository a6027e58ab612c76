import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Route, route } from '../../../app/route.ts'
import { Hook, HookBody, HookCallList, HookList, HookPatch, NewHook } from './contract.ts'
import { findHooks } from './queries.ts'
import { addHook, changeHook, listCalls, removeHook, testHook } from './service.ts'

const spec = { may: 'workspace.manage', tag: 'hooks' } as const
const one = { ...spec, params: z.object({ id: Id }) } as const

export const hookRoutes: Route[] = [
  route(
    'GET /hooks',
    { ...spec, summary: 'The signed webhooks of the workspace', answer: HookList },
    async ({ ctx, actor }) => ({ items: await findHooks(ctx.db, actor.workspaceId) }),
  ),
  route(
    'POST /hooks',
    {
      ...spec,
      summary: 'Add a webhook; its secret is shown this once',
      body: HookBody,
      answer: NewHook,
      status: 201,
    },
    ({ ctx, actor, body }) => addHook(ctx, actor, body),
  ),
  route(
    'PATCH /hooks/:id',
    { ...one, summary: 'Change or pause a webhook', body: HookPatch, answer: Hook },
    ({ ctx, actor, params, body }) => changeHook(ctx, actor, params.id, body),
  ),
  route('DELETE /hooks/:id', { ...one, summary: 'Remove a webhook' }, ({ ctx, actor, params }) =>
    removeHook(ctx, actor, params.id),
  ),
  route(
    'POST /hooks/:id/test',
    { ...one, summary: 'Call a webhook with a test', answer: HookCallList, status: 202 },
    async ({ ctx, actor, params }) => ({ items: await testHook(ctx, actor, params.id) }),
  ),
  route(
    'GET /hooks/:id/calls',
    { ...one, summary: 'The latest calls of a webhook and what came of them', answer: HookCallList },
    async ({ ctx, actor, params }) => ({ items: await listCalls(ctx, actor, params.id) }),
  ),
]
