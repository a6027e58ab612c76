import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { type Route, route } from '../../../app/route.ts'
import { isSecure } from '../../../platform/server/index.ts'
import { endSession } from '../sessions/index.ts'
import { Me, MePatch, PasswordBody, SignInAnswer, SignInBody } from './contract.ts'
import { goneCookie, goneProofCookie, readToken } from './cookie.ts'
import { meetBrowser } from './known.ts'
import { changeMe, changePassword, readMe, signIn } from './service.ts'
import type { From, SignedIn } from './session.ts'
import { alert } from './tell.ts'
import { forgiveVisit } from './visits.ts'

const tag = 'People'

export const fromRequest = (request: FastifyRequest): From => ({
  ip: request.ip,
  agent: request.headers['user-agent'] ?? '',
  requestId: request.id,
  secure: isSecure(request),
})

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  reply.header('set-cookie', cookies)
}

type Visit = { ctx: Context; request: FastifyRequest; reply: FastifyReply }

/**
 * The browser takes its new session. Whoever signs in anew leaves the one that it had, and no proof stays behind. The
 * person is written to when it is a browser that is new to them; not when they are new themselves.
 */
export async function enter(
  { ctx, request, reply }: Visit,
  { userId, cookies }: SignedIn,
  person: 'known' | 'new' = 'known',
): Promise<Me> {
  const held = { cookies: request.headers.cookie ?? '', secure: isSecure(request) }
  const old = readToken(ctx, held.cookies, held.secure)
  if (old) await endSession(ctx, { token: old })
  const browser = meetBrowser(ctx, held, userId)
  await forgiveVisit(ctx, request.ip)
  setCookies(reply, [...cookies, ...browser.cookies, goneProofCookie(held.secure)])
  if (person === 'known' && !browser.known) await alert(ctx, userId, fromRequest(request))
  return readMe(ctx, userId)
}

export const signInRoutes: Route[] = [
  route(
    'POST /sign-in',
    { may: 'anyone', summary: 'Sign in with mail and password', tag, body: SignInBody, answer: SignInAnswer },
    async (call) => {
      const answer = await signIn(call.ctx, call.body, fromRequest(call.request))
      if ('userId' in answer) return enter(call, answer)
      setCookies(call.reply, [answer.proof])
      return { secondStepUntil: answer.until.toISOString() }
    },
  ),
  route(
    'POST /sign-out',
    { may: 'signed-in', summary: 'End this session', tag },
    async ({ ctx, actor, request, reply }) => {
      await endSession(ctx, { id: actor.sessionId, person: actor })
      setCookies(reply, [goneCookie(isSecure(request))])
    },
  ),
  route(
    'GET /me',
    { may: 'signed-in', summary: 'Who is signed in, and where they take part', tag, answer: Me },
    ({ ctx, actor }) => readMe(ctx, actor.userId),
  ),
  route(
    'PATCH /me',
    { may: 'signed-in', summary: 'Change one’s own name or language', tag, body: MePatch, answer: Me },
    ({ ctx, actor, body }) => changeMe(ctx, actor, body),
  ),
  route(
    'POST /me/password',
    { may: 'signed-in', summary: 'Change the password and end all other sessions', tag, body: PasswordBody },
    ({ ctx, actor, body }) => changePassword(ctx, actor, body),
  ),
]
