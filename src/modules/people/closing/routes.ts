import { type Route, route } from '../../../app/route.ts'
import { Deletion, DeletionBody } from './contract.ts'
import { askForDeletion, foretell, keepWorkspace } from './service.ts'

const own = { may: 'workspace.own', tag: 'Workspace', answer: Deletion, agents: false } as const

export const closingRoutes: Route[] = [
  route(
    'GET /workspace/deletion',
    { ...own, summary: 'What would go with the workspace, and whether it is being deleted' },
    ({ ctx, actor }) => foretell(ctx, actor),
  ),
  route(
    'POST /workspace/deletion',
    {
      ...own,
      summary: 'Delete the workspace: it stops at once, and is erased after some days',
      body: DeletionBody,
      standsStill: true,
    },
    ({ ctx, actor, body }) => askForDeletion(ctx, actor, body),
  ),
  route(
    'DELETE /workspace/deletion',
    { ...own, summary: 'Keep the workspace after all', standsStill: true },
    ({ ctx, actor }) => keepWorkspace(ctx, actor),
  ),
]
