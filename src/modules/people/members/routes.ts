import { type Route, route } from '../../../app/route.ts'
import { setChannels } from './channels.ts'
import { ChannelRoles, Member, MemberList, MemberParams, MemberPatch, MemberQuery } from './contract.ts'
import { changeRole, leaveWorkspace, listMembers, removeMember } from './service.ts'

const tag = 'Workspace'

export const memberRoutes: Route[] = [
  route(
    'GET /members',
    { may: 'team.read', summary: 'Who takes part, and as what', tag, query: MemberQuery, answer: MemberList },
    ({ ctx, actor, query }) => listMembers(ctx, actor, query),
  ),
  route(
    'PATCH /members/:id',
    {
      may: 'people.manage',
      summary: 'Give a member another role',
      tag,
      params: MemberParams,
      body: MemberPatch,
      answer: Member,
    },
    ({ ctx, actor, params, body }) => changeRole(ctx, actor, params.id, body.role),
  ),
  route(
    'PUT /members/:id/channels',
    {
      may: 'people.manage',
      summary: 'Give a member other roles on single channels, or let them see only some',
      tag,
      params: MemberParams,
      body: ChannelRoles,
      answer: Member,
    },
    ({ ctx, actor, params, body }) => setChannels(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /members/:id',
    { may: 'people.manage', summary: 'Take a member out of the workspace', tag, params: MemberParams },
    ({ ctx, actor, params }) => removeMember(ctx, actor, params.id),
  ),
  route(
    'POST /workspace/leave',
    {
      may: 'workspace.read',
      summary: 'Leave the workspace oneself',
      tag,
      agents: false,
      standsStill: true,
      withoutSecondStep: true,
    },
    ({ ctx, actor }) => leaveWorkspace(ctx, actor),
  ),
]
