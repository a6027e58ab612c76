import { actorMay } from '../../../app/actor.ts'
import { type Route, route } from '../../../app/route.ts'
import { WaitingCount } from '../approval-waiting/contract.ts'
import { addComment, changeComment, readComments, resolveComment } from './comments.ts'
import {
  ApproveBody,
  Approved,
  ApprovedMany,
  ApproveManyBody,
  CommentBody,
  CommentChange,
  CommentId,
  CommentList,
  Queue,
  QueueQuery,
  ResolveBody,
  Rule,
  RuleBody,
  RuleChange,
  RuleId,
  RuleList,
  StandInBody,
  StandInId,
  StandInList,
  Standing,
  VoteId,
} from './contract.ts'
import { countMine, pageQueue } from './queue.ts'
import { addRule, changeRule, listRules, removeRule } from './rules.ts'
import { addStandIn, endStandIn, listStandIns } from './stand-ins.ts'
import { readStanding } from './standing.ts'
import { approve, approveMany, type ScheduleApproved, takeBack } from './votes.ts'

const look = { may: 'workspace.read', tag: 'approval' } as const
const speak = { may: 'post.comment', of: 'channels', tag: 'approval' } as const
const manage = { may: 'workspace.manage', tag: 'approval' } as const
/** A yes is a person's word: no tool for agents gives it, and no key. */
const decide = { may: 'post.approve', of: 'channels', tag: 'approval', agents: false } as const

/** `scheduleApproved`: what happens to a proposal when everybody has said yes. */
export const approvalRoutes = (scheduleApproved: ScheduleApproved): Route[] => [
  route(
    'GET /approval/rules',
    {
      may: 'team.read',
      tag: 'approval',
      summary: 'Which posts need a yes, and whose',
      answer: RuleList,
    },
    ({ ctx, actor }) => listRules(ctx, actor),
  ),
  route(
    'POST /approval/rules',
    { ...manage, summary: 'Ask for a yes to some posts', body: RuleBody, answer: Rule, status: 201 },
    ({ ctx, actor, body }) => addRule(ctx, actor, body),
  ),
  route(
    'PUT /approval/rules/:id',
    {
      ...manage,
      summary: 'Change a rule; posts that wait are judged by it anew',
      params: RuleId,
      body: RuleChange,
      answer: Rule,
    },
    ({ ctx, actor, params, body }) => changeRule(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /approval/rules/:id',
    { ...manage, summary: 'Remove a rule; what waited only for it may go out', params: RuleId },
    ({ ctx, actor, params }) => removeRule(ctx, actor, params.id),
  ),
  route(
    'GET /approval/queue',
    {
      ...look,
      summary: 'What waits for a yes, the nearest deadline first',
      query: QueueQuery,
      answer: Queue,
    },
    ({ ctx, actor, query }) => pageQueue(ctx, actor, query),
  ),
  route(
    'GET /approval/waiting',
    { ...look, summary: 'How much waits for me, at most a hundred', answer: WaitingCount },
    ({ ctx, actor }) => countMine(ctx, actor),
  ),
  route(
    'POST /approval/approve',
    {
      ...decide,
      summary: 'Say yes to several posts; each has its own result',
      body: ApproveManyBody,
      answer: ApprovedMany,
    },
    ({ ctx, actor, body }) => approveMany(ctx, actor, body, scheduleApproved),
  ),
  route(
    'GET /posts/:id/approval',
    {
      ...look,
      summary: 'Who is asked about a post, who said yes to what, and what was said',
      params: RuleId,
      answer: Standing,
    },
    ({ ctx, actor, params }) => readStanding(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/approval',
    {
      ...decide,
      summary: 'Say yes to exactly what was seen, in all steps that ask me',
      params: RuleId,
      body: ApproveBody,
      answer: Approved,
    },
    ({ ctx, actor, params, body }) => approve(ctx, actor, params.id, body.seen, scheduleApproved),
  ),
  route(
    'DELETE /posts/:id/approval/:voteId',
    { ...decide, summary: 'Take a yes back, as long as nothing has left', params: VoteId },
    ({ ctx, actor, params }) =>
      takeBack(ctx, actor, params.id, params.voteId, actorMay(actor, 'workspace.manage')),
  ),
  route(
    'GET /posts/:id/comments',
    { ...look, summary: 'What was said to a post', params: RuleId, answer: CommentList },
    async ({ ctx, actor, params }) => ({ items: await readComments(ctx, actor, params.id) }),
  ),
  route(
    'POST /posts/:id/comments',
    {
      ...speak,
      summary: 'Say something to a post or to some words of it, or ask for a change that holds it',
      params: RuleId,
      body: CommentBody,
      answer: CommentList,
      status: 201,
    },
    async ({ ctx, actor, params, body }) => ({ items: await addComment(ctx, actor, params.id, body) }),
  ),
  route(
    'PATCH /posts/:id/comments/:commentId',
    {
      ...speak,
      summary: 'Change what one said, or take it back, for a while',
      params: CommentId,
      body: CommentChange,
      answer: CommentList,
    },
    async ({ ctx, actor, params, body }) => ({
      items: await changeComment(ctx, actor, params.id, params.commentId, body),
    }),
  ),
  route(
    'POST /posts/:id/comments/:commentId/resolve',
    {
      ...speak,
      summary: 'A request for change is met, or after all not',
      params: CommentId,
      body: ResolveBody,
      answer: CommentList,
    },
    async ({ ctx, actor, params, body }) => ({
      items: await resolveComment(ctx, actor, params.id, params.commentId, body.resolved),
    }),
  ),
  route(
    'GET /approval/stand-ins',
    {
      may: 'team.read',
      tag: 'approval',
      summary: 'Who is away, and who takes their place',
      answer: StandInList,
    },
    ({ ctx, actor }) => listStandIns(ctx, actor),
  ),
  route(
    'POST /approval/stand-ins',
    {
      ...decide,
      summary: 'Somebody takes my place while I am away',
      body: StandInBody,
      answer: StandInList,
      status: 201,
    },
    ({ ctx, actor, body }) => addStandIn(ctx, actor, body),
  ),
  route(
    'DELETE /approval/stand-ins/:id',
    { ...decide, summary: 'I am back', params: StandInId, answer: StandInList },
    ({ ctx, actor, params }) => endStandIn(ctx, actor, params.id, actorMay(actor, 'workspace.manage')),
  ),
]
