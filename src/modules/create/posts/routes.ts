import { route } from '../../../app/route.ts'
import {
  ApproveBody,
  Check,
  DeclineBody,
  DuplicateBody,
  PostAnswer,
  PostBody,
  PostChange,
  PostId,
  PostList,
  PostQuery,
  ProposeBody,
  ScheduleBody,
} from './contract.ts'
import { approvePost, declinePost, proposePost, withdrawPost } from './decide.ts'
import { createPost } from './make.ts'
import { checkPost, pagePosts, readPost } from './read.ts'
import { deletePost, duplicatePost, restorePost } from './remove.ts'
import { schedulePost, unschedulePost } from './schedule.ts'
import { changePost } from './write.ts'

export const postRoutes = [
  route(
    'GET /posts',
    {
      may: 'workspace.read',
      tag: 'posts',
      summary: 'Posts, newest first',
      query: PostQuery,
      answer: PostList,
    },
    ({ ctx, actor, query }) => pagePosts(ctx, actor, query),
  ),
  route(
    'POST /posts',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Write a post, and schedule it at once if you like',
      body: PostBody,
      answer: PostAnswer,
      status: 201,
    },
    ({ ctx, actor, body }) => createPost(ctx, actor, body),
  ),
  route(
    'GET /posts/:id',
    {
      may: 'workspace.read',
      tag: 'posts',
      summary: 'One post with its variants and how its deliveries stand',
      params: PostId,
      answer: PostAnswer,
    },
    ({ ctx, actor, params }) => readPost(ctx, actor, params.id),
  ),
  route(
    'PATCH /posts/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Change a post; deliveries that have not left take the new words',
      params: PostId,
      body: PostChange,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => changePost(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /posts/:id',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Delete a post; 30 days to bring it back',
      params: PostId,
    },
    ({ ctx, actor, params }) => deletePost(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/restore',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Bring a deleted post back',
      params: PostId,
      answer: PostAnswer,
    },
    ({ ctx, actor, params }) => restorePost(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/duplicate',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'A new draft that says the same, for the same channels or for others',
      params: PostId,
      body: DuplicateBody,
      answer: PostAnswer,
      status: 201,
    },
    ({ ctx, actor, params, body }) => duplicatePost(ctx, actor, params.id, body),
  ),
  route(
    'GET /posts/:id/check',
    {
      may: 'workspace.read',
      tag: 'posts',
      summary: 'What its networks would refuse, and posts that say nearly the same',
      params: PostId,
      answer: Check,
    },
    ({ ctx, actor, params }) => checkPost(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/schedule',
    {
      may: 'post.publish',
      of: 'channels',
      tag: 'posts',
      summary: 'Schedule it at a time, at the next free slots, or now',
      params: PostId,
      body: ScheduleBody,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => schedulePost(ctx, actor, params.id, body),
  ),
  route(
    'POST /posts/:id/unschedule',
    {
      may: 'post.publish',
      of: 'channels',
      tag: 'posts',
      summary: 'Call back what has not left; it is a draft again',
      params: PostId,
      answer: PostAnswer,
    },
    ({ ctx, actor, params }) => unschedulePost(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/propose',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Ask for a draft to be scheduled',
      params: PostId,
      body: ProposeBody,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => proposePost(ctx, actor, params.id, body),
  ),
  route(
    'POST /posts/:id/withdraw',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Take a proposal back to work on it',
      params: PostId,
      answer: PostAnswer,
    },
    ({ ctx, actor, params }) => withdrawPost(ctx, actor, params.id),
  ),
  route(
    'POST /posts/:id/approve',
    {
      may: 'post.approve',
      of: 'channels',
      tag: 'posts',
      summary: 'Say yes to a proposal: it is scheduled',
      params: PostId,
      body: ApproveBody,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => approvePost(ctx, actor, params.id, body),
  ),
  route(
    'POST /posts/:id/decline',
    {
      may: 'post.approve',
      of: 'channels',
      tag: 'posts',
      summary: 'Say no to a proposal, and why',
      params: PostId,
      body: DeclineBody,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => declinePost(ctx, actor, params.id, body),
  ),
]
