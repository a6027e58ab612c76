import { type Route, route } from '../../../app/route.ts'
import { ConfirmBody } from '../second-step/contract.ts'
import { fromRequest, passkeysFit, setCookies } from '../sign-in/index.ts'
import { comeBack } from './back.ts'
import { settingsOf } from './client.ts'
import { MyWays, Visit, VisitBody, Ways } from './contract.ts'
import { beginJoin, leave, readWays } from './own.ts'
import { beginVisit } from './visit.ts'

const tag = 'People'

export const providerRoutes: Route[] = [
  route(
    'GET /sign-in/ways',
    { may: 'anyone', summary: 'By which ways one can sign in here', tag, answer: Ways },
    async ({ ctx }) => {
      const settings = settingsOf(ctx)
      const others = !ctx.config.oidcOnly
      const passkeys = others && passkeysFit(ctx.config)
      return { password: others, passkeys, provider: settings && { label: settings.label } }
    },
  ),
  route(
    'POST /sign-in/provider',
    {
      may: 'anyone',
      summary: 'Begin to sign in with an account of the provider',
      tag,
      body: VisitBody,
      answer: Visit,
    },
    async ({ ctx, body, request, reply }) => {
      const wish = { userId: null, returnTo: body.returnTo }
      const { url, cookie } = await beginVisit(ctx, wish, fromRequest(request))
      setCookies(reply, [cookie])
      return { url }
    },
  ),
  route(
    'GET /sign-in/back',
    {
      may: 'anyone',
      outside: true,
      summary: 'Where a person comes back to from the provider',
      tag,
      answer: { raw: 'text/html' },
    },
    comeBack,
  ),
  route(
    'GET /me/ways-in',
    { may: 'signed-in', summary: 'By which ways one comes in oneself', tag, answer: MyWays },
    ({ ctx, actor }) => readWays(ctx, actor),
  ),
  route(
    'POST /me/provider',
    {
      may: 'signed-in',
      summary: 'Begin to join an account of the provider to oneself',
      tag,
      body: ConfirmBody,
      answer: Visit,
    },
    async ({ ctx, actor, body, request, reply }) => {
      const { url, cookie } = await beginJoin(ctx, actor, body, fromRequest(request))
      setCookies(reply, [cookie])
      return { url }
    },
  ),
  route(
    'DELETE /me/provider',
    { may: 'signed-in', summary: 'Take the account of the provider away from oneself', tag },
    ({ ctx, actor }) => leave(ctx, actor),
  ),
]
