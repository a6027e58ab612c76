import { type Route, route } from '../../../app/route.ts'
import { isSecure } from '../../../platform/server/index.ts'
import { MemberParams } from '../members/contract.ts'
import { goneCookie } from '../sign-in/index.ts'
import { Erased, Farewell, FarewellBody, OtherFarewellBody } from './contract.ts'
import { exportOneself } from './export.ts'
import { eraseOther, exportOther, foretellOther } from './other.ts'
import { eraseOneself, foretell } from './service.ts'

const tag = 'People'
const owner = { may: 'workspace.own', tag, params: MemberParams, agents: false } as const

const asFile = { 'content-type': 'application/json; charset=utf-8' }

export const erasureRoutes: Route[] = [
  route(
    'GET /me/deletion',
    {
      may: 'signed-in',
      summary: 'What would happen if one deleted one’s own account',
      tag,
      answer: Farewell,
    },
    ({ ctx, actor }) => foretell(ctx, actor.userId),
  ),
  route(
    'GET /me/export',
    {
      may: 'signed-in',
      summary: 'Everything that is kept of oneself, as JSON',
      tag,
      answer: { raw: 'application/json' },
    },
    async ({ ctx, actor, reply }) =>
      reply
        .headers(asFile)
        .header('content-disposition', 'attachment; filename="carillon-my-data.json"')
        .send(await exportOneself(ctx, actor)),
  ),
  route(
    'GET /members/:id/deletion',
    { ...owner, summary: 'What would happen if a member were erased from the whole house', answer: Farewell },
    ({ ctx, actor, params }) => foretellOther(ctx, actor, params.id),
  ),
  route(
    'POST /members/:id/deletion',
    {
      ...owner,
      summary: 'Erase a member from the whole house, and say what was found afterwards',
      body: OtherFarewellBody,
      answer: Erased,
    },
    ({ ctx, actor, params, body }) => eraseOther(ctx, actor, params.id, body),
  ),
  route(
    'GET /members/:id/export',
    {
      ...owner,
      summary: 'Everything that is kept of a member, as JSON',
      answer: { raw: 'application/json' },
    },
    async ({ ctx, actor, params, reply }) =>
      reply
        .headers(asFile)
        .header('content-disposition', 'attachment; filename="carillon-member.json"')
        .send(await exportOther(ctx, actor, params.id)),
  ),
  route(
    'POST /me/deletion',
    { may: 'signed-in', summary: 'Delete one’s own account', tag, body: FarewellBody },
    async ({ ctx, actor, body, request, reply }) => {
      await eraseOneself(ctx, actor, body)
      reply.header('set-cookie', [goneCookie(isSecure(request))])
    },
  ),
]
