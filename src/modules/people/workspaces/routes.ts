import { type Route, route } from '../../../app/route.ts'
import { Workspace, WorkspaceBody, WorkspacePatch } from './contract.ts'
import { changeWorkspace, makeWorkspace, readWorkspace } from './service.ts'

const tag = 'Workspace'

export const workspaceRoutes: Route[] = [
  route(
    'GET /workspace',
    { may: 'workspace.read', summary: 'The workspace and what one may do in it', tag, answer: Workspace },
    ({ ctx, actor }) => readWorkspace(ctx, actor),
  ),
  route(
    'PATCH /workspace',
    {
      may: 'workspace.manage',
      summary: 'Change name, zone and habits of the workspace',
      tag,
      body: WorkspacePatch,
      answer: Workspace,
    },
    ({ ctx, actor, body }) => changeWorkspace(ctx, actor, body),
  ),
  route(
    'POST /workspaces',
    {
      may: 'signed-in',
      summary: 'Make another workspace',
      tag,
      body: WorkspaceBody,
      answer: Workspace,
      status: 201,
    },
    ({ ctx, actor, body }) => makeWorkspace(ctx, actor, body),
  ),
]
