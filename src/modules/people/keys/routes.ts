import { type Route, route } from '../../../app/route.ts'
import { ApiKeyBody, ApiKeyList, ApiKeyParams, ApiKeyQuery, ApiKeyRotation, NewApiKey } from './contract.ts'
import { createKey, listKeys, revokeKey, rotateKey } from './service.ts'

const tag = 'API keys'

export const keyRoutes: Route[] = [
  route(
    'GET /keys',
    {
      may: 'key.manage',
      summary: 'The API keys of the workspace',
      tag,
      query: ApiKeyQuery,
      answer: ApiKeyList,
    },
    ({ ctx, actor, query }) => listKeys(ctx, actor, query),
  ),
  route(
    'POST /keys',
    {
      may: 'key.manage',
      summary: 'Make an API key; its secret is shown this once',
      tag,
      body: ApiKeyBody,
      answer: NewApiKey,
      status: 201,
    },
    ({ ctx, actor, body }) => createKey(ctx, actor, body),
  ),
  route(
    'POST /keys/:id/rotate',
    {
      may: 'key.manage',
      summary: 'Give an API key a new secret; the old one opens for a while longer',
      tag,
      params: ApiKeyParams,
      body: ApiKeyRotation,
      answer: NewApiKey,
    },
    ({ ctx, actor, params, body }) => rotateKey(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /keys/:id',
    { may: 'key.manage', summary: 'Revoke an API key', tag, params: ApiKeyParams },
    ({ ctx, actor, params }) => revokeKey(ctx, actor, params.id),
  ),
]
