import { route } from '../../../app/route.ts'
import { HashtagList, HashtagSet, HashtagSetBody, HashtagSetChange, HashtagSetId } from './contract.ts'
import { addSet, changeSet, readHashtags, removeSet } from './service.ts'

const writes = { may: 'post.write', tag: 'posts' } as const

export const hashtagRoutes = [
  route(
    'GET /hashtags',
    {
      ...writes,
      of: 'channels',
      summary: 'Sets of hashtags, and how hashtags did in what was published',
      answer: HashtagList,
    },
    ({ ctx, actor }) => readHashtags(ctx, actor),
  ),
  route(
    'POST /hashtag-sets',
    { ...writes, summary: 'Keep a set of hashtags', body: HashtagSetBody, answer: HashtagSet, status: 201 },
    ({ ctx, actor, body }) => addSet(ctx, actor, body),
  ),
  route(
    'PUT /hashtag-sets/:id',
    {
      ...writes,
      summary: 'Change a set of hashtags',
      params: HashtagSetId,
      body: HashtagSetChange,
      answer: HashtagSet,
    },
    ({ ctx, actor, params, body }) => changeSet(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /hashtag-sets/:id',
    { ...writes, summary: 'Remove a set of hashtags', params: HashtagSetId },
    ({ ctx, actor, params }) => removeSet(ctx, actor, params.id),
  ),
]
