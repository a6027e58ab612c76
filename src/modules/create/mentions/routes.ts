import { route } from '../../../app/route.ts'
import { MentionAnswer, MentionQuery } from './contract.ts'
import { findMentionable } from './service.ts'

export const mentionRoutes = [
  route(
    'GET /mentionable',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Accounts that can be mentioned, as the networks of some channels find them',
      query: MentionQuery,
      answer: MentionAnswer,
    },
    ({ ctx, actor, query }) => findMentionable(ctx, actor, query),
  ),
]
