import { type Route, route } from '../../../app/route.ts'
import { PostAnswer } from '../posts/contract.ts'
import { PostId, PostVersion, RestoreBody, VersionList, VersionOf, VersionQuery } from './contract.ts'
import { type ChangePost, pageVersions, readVersion, restoreVersion } from './service.ts'

/** `change`: how a post is changed; its own room knows. */
export const versionRoutes = (change: ChangePost): Route[] => [
  route(
    'GET /posts/:id/versions',
    {
      may: 'team.read',
      tag: 'posts',
      summary: 'What a post said before: who changed it and when, the newest first',
      params: PostId,
      query: VersionQuery,
      answer: VersionList,
    },
    ({ ctx, actor, params, query }) => pageVersions(ctx, actor, params.id, query),
  ),
  route(
    'GET /posts/:id/versions/:versionId',
    {
      may: 'team.read',
      tag: 'posts',
      summary: 'What a post said in one version',
      params: VersionOf,
      answer: PostVersion,
    },
    ({ ctx, actor, params }) => readVersion(ctx, actor, params.id, params.versionId),
  ),
  route(
    'POST /posts/:id/versions/:versionId/restore',
    {
      may: 'post.write',
      of: 'channels',
      tag: 'posts',
      summary: 'Bring the words of a version back, as a new version',
      params: VersionOf,
      body: RestoreBody,
      answer: PostAnswer,
    },
    ({ ctx, actor, params, body }) => restoreVersion(ctx, actor, params.id, params.versionId, body, change),
  ),
]
