import { type Route, route } from '../../../app/route.ts'
import { enter, fromRequest } from '../sign-in/index.ts'
import { accept, join, lookAtOffer } from './accept.ts'
import {
  AcceptBody,
  InvitationBody,
  InvitationList,
  InvitationParams,
  InvitationToken,
  InviteAgainBody,
  Joined,
  MadeInvitation,
  Offer,
} from './contract.ts'
import { invite, inviteAgain, listInvitations, withdrawInvitation } from './service.ts'

const tag = 'Workspace'

export const invitationRoutes: Route[] = [
  route(
    'GET /invitations',
    {
      may: 'people.manage',
      summary: 'Who was invited and has not answered yet, newest first',
      tag,
      answer: InvitationList,
    },
    ({ ctx, actor }) => listInvitations(ctx, actor),
  ),
  route(
    'POST /invitations',
    {
      may: 'people.manage',
      summary: 'Invite somebody by letter, or make a link to hand over',
      tag,
      body: InvitationBody,
      answer: MadeInvitation,
      status: 201,
    },
    ({ ctx, actor, body }) => invite(ctx, actor, body),
  ),
  route(
    'POST /invitations/:id/again',
    {
      may: 'people.manage',
      summary: 'Invite the same person anew; the older link ends',
      tag,
      params: InvitationParams,
      body: InviteAgainBody,
      answer: MadeInvitation,
    },
    ({ ctx, actor, params, body }) => inviteAgain(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /invitations/:id',
    { may: 'people.manage', summary: 'Withdraw an invitation', tag, params: InvitationParams },
    ({ ctx, actor, params }) => withdrawInvitation(ctx, actor, params.id),
  ),
  route(
    'POST /invitation',
    { may: 'anyone', summary: 'What a link invites to', tag: 'People', body: InvitationToken, answer: Offer },
    ({ ctx, body }) => lookAtOffer(ctx, body.token),
  ),
  route(
    'POST /invitation/accept',
    {
      may: 'anyone',
      summary: 'Accept as somebody new, with a name and a password, and sign in',
      tag: 'People',
      body: AcceptBody,
      answer: Joined,
    },
    async (call) => {
      const { workspaceId, session } = await accept(call.ctx, call.body, fromRequest(call.request))
      await enter(call, session, 'new')
      return { workspaceId }
    },
  ),
  route(
    'POST /invitation/join',
    {
      may: 'signed-in',
      summary: 'Accept as the person who is signed in',
      tag: 'People',
      body: InvitationToken,
      answer: Joined,
    },
    ({ ctx, actor, body }) => join(ctx, body.token, actor),
  ),
]
