import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Route, route } from '../../../app/route.ts'
import { isSecure } from '../../../platform/server/index.ts'
import { endSession } from '../sessions/index.ts'
import { Me, MePatch, PasswordBody, SignInBody } from './contract.ts'
import { goneCookie, readToken } from './cookie.ts'
import { changeMe, changePassword, type From, readMe, signIn } from './service.ts'

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

export const signInRoutes: Route[] = [
  route(
    'POST /sign-in',
    { may: 'anyone', summary: 'Sign in with mail and password', tag, body: SignInBody, answer: Me },
    async ({ ctx, body, request, reply }) => {
      const from = fromRequest(request)
      const { userId, cookies } = await signIn(ctx, body, from)
      // Whoever signs in anew leaves the session that this browser had.
      const old = readToken(ctx, request.headers.cookie ?? '', from.secure)
      if (old) await endSession(ctx, { token: old })
      setCookies(reply, cookies)
      return readMe(ctx, userId)
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
