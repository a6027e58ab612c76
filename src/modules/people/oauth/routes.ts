import { type Route, route } from '../../../app/route.ts'
import { giveBack } from '../keys/index.ts'
import { registerClient } from './clients.ts'
import { consent, lookAtRequest } from './consent.ts'
import {
  Asked,
  AuthorizationRequest,
  Client,
  ClientBody,
  ConsentBody,
  Consented,
  ResourceDescription,
  RevokeBody,
  Revoked,
  ServerDescription,
  TokenBody,
  Tokens,
} from './contract.ts'
import { describeResource, describeServer, endpoints } from './description.ts'
import { giveTokens } from './token.ts'

const tag = 'Agents'
/** For strangers' programs, outside of the API. */
const open = { may: 'anyone', tag, outside: true } as const

/** Programs ask at the root and below the path of what they want to use, some only here and some only there. */
const places = ['', '/mcp'] as const

const descriptions: Route[] = places.flatMap((place) => [
  route(
    `GET /.well-known/oauth-protected-resource${place}`,
    {
      ...open,
      forPages: true,
      summary: 'What tokens are given for, and by whom',
      answer: ResourceDescription,
    },
    async ({ ctx }) => describeResource(ctx),
  ),
  route(
    `GET /.well-known/oauth-authorization-server${place}`,
    { ...open, forPages: true, summary: 'Where and how tokens are given', answer: ServerDescription },
    async ({ ctx }) => describeServer(ctx),
  ),
])

const forPrograms: Route[] = [
  route(
    `POST ${endpoints.register}`,
    {
      ...open,
      summary: 'Introduce a program that people may connect',
      body: ClientBody,
      answer: Client,
      status: 201,
      oauth: { perMinute: 10 },
    },
    ({ ctx, body }) => registerClient(ctx, body),
  ),
  route(
    `POST ${endpoints.token}`,
    { ...open, summary: 'Fetch or renew tokens', body: TokenBody, answer: Tokens, oauth: { perMinute: 60 } },
    ({ ctx, body }) => giveTokens(ctx, body),
  ),
  route(
    `POST ${endpoints.revoke}`,
    {
      ...open,
      summary: 'Give tokens back: the program is connected no more',
      body: RevokeBody,
      answer: Revoked,
      oauth: { perMinute: 60 },
    },
    async ({ ctx, body, request }) => {
      await giveBack(ctx, body.client_id, body.token, request.ip)
      return {}
    },
  ),
]

const forPeople: Route[] = [
  route(
    `GET ${endpoints.authorize}`,
    { ...open, summary: 'Where a program sends the browser of a person', answer: { raw: 'text/html' } },
    // The page finds what was asked behind the #, which no log and no other server gets to see.
    async ({ request, reply }) => {
      const asked = request.url.split('?').slice(1).join('?')
      return reply.redirect(`/connect-program#${Buffer.from(asked).toString('base64url')}`, 303)
    },
  ),
  route(
    'GET /consent',
    {
      may: 'signed-in',
      summary: 'Which program asks to be connected',
      tag,
      query: AuthorizationRequest,
      answer: Asked,
    },
    ({ ctx, query }) => lookAtRequest(ctx, query),
  ),
  route(
    'POST /consent',
    {
      may: 'key.manage',
      summary: 'Connect a program to the workspace, as far as is said here',
      tag,
      body: ConsentBody,
      answer: Consented,
    },
    ({ ctx, actor, body }) => consent(ctx, actor, body),
  ),
]

export const oauthRoutes: Route[] = [...descriptions, ...forPrograms, ...forPeople]
