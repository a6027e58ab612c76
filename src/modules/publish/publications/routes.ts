import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Route, route } from '../../../app/route.ts'
import { editPublication, withdrawChange } from './changes.ts'
import { Publication, PublicationEdit, PublicationList, PublicationQuery } from './contract.ts'
import { listPublications, readPublication, removePublication } from './service.ts'

const params = z.object({ id: Id })

export const publicationRoutes: Route[] = [
  route(
    'GET /publications',
    {
      may: 'workspace.read',
      tag: 'publications',
      summary: 'What is published, newest first',
      query: PublicationQuery,
      answer: PublicationList,
    },
    ({ ctx, actor, query }) => listPublications(ctx, actor, query),
  ),
  route(
    'GET /publications/:id',
    { may: 'workspace.read', tag: 'publications', summary: 'One publication', params, answer: Publication },
    ({ ctx, actor, params }) => readPublication(ctx, actor, params.id),
  ),
  route(
    'PATCH /publications/:id',
    {
      may: 'post.publish',
      of: 'channels',
      tag: 'publications',
      summary: 'Change the words of what is published, where the network can',
      params,
      body: PublicationEdit,
      answer: Publication,
    },
    ({ ctx, actor, params, body }) => editPublication(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /publications/:id/change',
    {
      may: 'post.publish',
      of: 'channels',
      tag: 'publications',
      summary: 'Give up a change of what is published that waits for a yes',
      params,
      answer: Publication,
    },
    ({ ctx, actor, params }) => withdrawChange(ctx, actor, params.id),
  ),
  route(
    'DELETE /publications/:id',
    {
      may: 'post.publish',
      of: 'channels',
      tag: 'publications',
      summary: 'Remove it at the network',
      params,
    },
    ({ ctx, actor, params }) => removePublication(ctx, actor, params.id),
  ),
]
