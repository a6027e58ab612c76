import { type Route, route } from '../../../app/route.ts'
import { Member, MemberParams } from '../members/contract.ts'
import { HandOverBody } from './contract.ts'
import { handOver } from './service.ts'

export const ownershipRoutes: Route[] = [
  route(
    'POST /members/:id/ownership',
    {
      may: 'workspace.own',
      summary: 'Hand the workspace over to another member',
      tag: 'Workspace',
      params: MemberParams,
      body: HandOverBody,
      answer: Member,
      agents: false,
    },
    ({ ctx, actor, params, body }) => handOver(ctx, actor, params.id, body),
  ),
]
