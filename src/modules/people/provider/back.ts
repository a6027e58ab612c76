import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { isSecure } from '../../../platform/server/index.ts'
import { enter, fromRequest, holdPerson, setCookies, visitCookie } from '../sign-in/index.ts'
import { identityOf } from './client.ts'
import { providerError } from './errors.ts'
import { joinAccount } from './join.ts'
import { signInAs } from './sign-in.ts'
import { endVisit } from './visit.ts'

type Back = { ctx: Context; request: FastifyRequest; reply: FastifyReply }
type Visit = NonNullable<Awaited<ReturnType<typeof endVisit>>>

/**
 * A browser is back from the provider. It is led to the screen, with one word behind the #: what follows, or what went
 * wrong. The screen has sentences for the words that it knows and shows no others, so nobody can put theirs there.
 */
export async function comeBack({ ctx, request, reply }: Back): Promise<FastifyReply> {
  const secure = isSecure(request)
  setCookies(reply, [visitCookie('', secure, 0)])
  const visit = await endVisit(ctx, { cookies: request.headers.cookie ?? '', secure })
  const word = visit ? await finish({ ctx, request, reply }, visit).catch(asWord) : 'over'
  const url = `${ctx.config.appUrl}${visit?.returnTo ?? '/'}${word ? `#sign-in=${word}` : ''}`
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(url, 303)
}

/** The name of one of our errors; what is none goes on to where the unforeseen is reported. */
function asWord(error: unknown): string {
  if (error instanceof AppError) return error.code.split('.')[1] ?? ''
  throw error
}

async function finish(back: Back, visit: Visit): Promise<string> {
  const { ctx, request, reply } = back
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  const identity = await identityOf(ctx, query, visit.checks)
  if (visit.userId !== null) return joinOwn(back, visit.userId, identity)
  const came = await signInAs(ctx, identity, fromRequest(request))
  if ('proof' in came) {
    setCookies(reply, [came.proof])
    return 'second-step'
  }
  await enter(back, came, came.isNew ? 'new' : 'known')
  return ''
}

/** Only for who has begun it and is signed in still. */
async function joinOwn({ ctx, request }: Back, userId: string, identity: Parameters<typeof joinAccount>[2]) {
  const caller = request.standing?.caller
  if (caller?.kind !== 'session' || caller.userId !== userId) throw providerError('over')
  const who = { id: userId, name: caller.name, requestId: request.id, ip: request.ip }
  await ctx.db.transaction().execute(async (tx) => {
    await holdPerson(tx, caller)
    await joinAccount(tx, ctx, identity, who, 'own')
  })
  return 'joined'
}
