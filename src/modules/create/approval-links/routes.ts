import { type Route, route } from '../../../app/route.ts'
import type { ScheduleApproved } from '../approval/index.ts'
import {
  LinkBody,
  LinkId,
  LinkList,
  MadeLink,
  PageBody,
  SharedApproval,
  SharedApprove,
  SharedComments,
  SharedKey,
  SharedPicture,
} from './contract.ts'
import { listApprovalLinks, makeLink, readPage, revokeLink, savePage } from './links.ts'
import { approveShared, commentShared, openPage, sendPicture } from './shared.ts'

const manage = { may: 'post.publish', tag: 'approval' } as const
const outside = { may: 'anyone', tag: 'approval' } as const

export const approvalLinkRoutes = (scheduleApproved: ScheduleApproved): Route[] => [
  route(
    'GET /approval/links',
    { ...manage, summary: 'Links by which people outside approve', answer: LinkList },
    ({ ctx, actor }) => listApprovalLinks(ctx, actor),
  ),
  route(
    'POST /approval/links',
    {
      ...manage,
      of: 'channels',
      summary: 'Let somebody without an account see posts and answer, until a day',
      body: LinkBody,
      answer: MadeLink,
      status: 201,
      agents: false,
    },
    ({ ctx, actor, body }) => makeLink(ctx, actor, body),
  ),
  route(
    'DELETE /approval/links/:id',
    { ...manage, of: 'channels', summary: 'Revoke a link', params: LinkId },
    ({ ctx, actor, params }) => revokeLink(ctx, actor, params.id),
  ),
  route(
    'GET /approval/page',
    { ...manage, summary: 'How the page for people outside looks', answer: PageBody },
    ({ ctx, actor }) => readPage(ctx, actor),
  ),
  route(
    'PUT /approval/page',
    {
      may: 'workspace.manage',
      tag: 'approval',
      summary: 'Change how the page for people outside looks',
      body: PageBody,
      answer: PageBody,
    },
    ({ ctx, actor, body }) => savePage(ctx, actor, body),
  ),
  route(
    'POST /shared-approval',
    { ...outside, summary: 'What a link shows', body: SharedKey, answer: SharedApproval },
    ({ ctx, body, request }) => openPage(ctx, body, request.ip),
  ),
  route(
    'POST /shared-approval/approve',
    { ...outside, summary: 'Say yes with a link', body: SharedApprove, answer: SharedApproval },
    ({ ctx, body, request }) =>
      approveShared(ctx, body, { ip: request.ip, requestId: request.id }, scheduleApproved),
  ),
  route(
    'POST /shared-approval/comments',
    {
      ...outside,
      summary: 'Say something, or ask for a change, with a link',
      body: SharedComments,
      answer: SharedApproval,
    },
    ({ ctx, body, request }) => commentShared(ctx, body, { ip: request.ip, requestId: request.id }),
  ),
  route(
    'POST /shared-approval/picture',
    {
      ...outside,
      summary: 'A picture that a link shows',
      body: SharedPicture,
      answer: { raw: 'image/webp' },
    },
    ({ ctx, body, request, reply }) => sendPicture(ctx, body, request.ip, reply),
  ),
]
