import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { route } from '../../../app/route.ts'
import { comeBack } from './back.ts'
import { ChooseBody, JoinBody, Joining, NetworkList } from './contract.ts'
import { joinError } from './errors.ts'
import { listNetworks } from './networks.ts'
import { backUri, beginJoining, chooseAccounts, readJoining } from './service.ts'

const tag = 'channels'
const attempt = z.object({ attemptId: Id })

export const joinRoutes = [
  route(
    'GET /networks',
    {
      may: 'workspace.read',
      tag,
      summary: 'Every network, what it can do and how it is joined',
      answer: NetworkList,
    },
    async ({ ctx }) => ({ items: listNetworks(ctx) }),
  ),
  route(
    'POST /channels',
    {
      may: 'channel.manage',
      agents: false,
      tag,
      summary: 'Join an account, or join one again',
      body: JoinBody,
      answer: Joining,
    },
    ({ ctx, actor, body }) => beginJoining(ctx, actor, body),
  ),
  route(
    'GET /joinings/:attemptId',
    {
      may: 'channel.manage',
      agents: false,
      tag,
      summary: 'Where joining an account stands',
      params: attempt,
      answer: Joining,
    },
    ({ ctx, actor, params }) => readJoining(ctx, actor, params.attemptId),
  ),
  route(
    'POST /joinings/:attemptId/choose',
    {
      may: 'channel.manage',
      agents: false,
      tag,
      summary: 'Choose among the accounts that the network offered',
      params: attempt,
      body: ChooseBody,
      answer: Joining,
    },
    ({ ctx, actor, params, body }) => chooseAccounts(ctx, actor, params.attemptId, body),
  ),
  route(
    'GET /connect/callback',
    {
      may: 'anyone',
      outside: true,
      tag,
      summary: 'Where a person comes back to from a network',
      answer: { raw: 'text/html' },
    },
    ({ ctx, request, reply }) => comeBack(ctx, request, reply),
  ),
  route(
    'GET /connect/:network/:file',
    {
      may: 'anyone',
      outside: true,
      tag,
      summary: 'What the servers of a network read of us',
      params: z.object({ network: z.string(), file: z.string() }),
      answer: { raw: 'application/json' },
    },
    async ({ ctx, params, reply }) => {
      const documents = await ctx.networks
        .get(params.network)
        ?.connect.documents?.(ctx.toolsFor(params.network), backUri(ctx))
      const document = documents && Object.hasOwn(documents, params.file) ? documents[params.file] : undefined
      if (document === undefined) throw joinError('no_document')
      return reply
        .type('application/json')
        .header('cache-control', 'public, max-age=300')
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(JSON.stringify(document))
    },
  ),
]
