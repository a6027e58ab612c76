import type { FastifyRequest } from 'fastify'
import { isSecure } from '../../platform/server/index.ts'
import { type Actor, actorMay, actorMaySomewhere, type Person } from '../actor.ts'
import type { ChannelRoles } from '../channel-roles.ts'
import type { Context } from '../context.ts'
import type { Right, Role } from '../rights.ts'
import type { RouteSpec } from '../route.ts'
import { edgeError } from './errors.ts'
import { changes } from './origin.ts'

/** A part in a workspace. */
type Membership = {
  workspaceId: string
  organisationId: string
  role: Role
  /** When the workspace is to be erased; null when it stays. */
  eraseAt: Date | null
  channels: ChannelRoles | null
  /** A second step is asked here of everybody, and they, or whoever made the key, have none. */
  secondStepDue: boolean
}

export type SessionCaller = {
  kind: 'session'
  sessionId: string
  userId: string
  name: string
  email: string
  /** Null when no workspace was named, or the person has no part in it. */
  membership: Membership | null
}

export type KeyCaller = {
  kind: 'key'
  keyId: string
  name: string
  membership: Membership
  /** What it may of what its role may; null: all of it. */
  only: readonly Right[] | null
  /** Given to a program that a person connected: it opens the door for agents and no other. */
  connected: boolean
}

export type Caller = SessionCaller | KeyCaller

/** What the edge asks of `modules/people`. Null: unknown, over or revoked. */
export type WhoIs = {
  session(
    ctx: Context,
    asked: { cookies: string; workspaceId: string | null; secure: boolean },
  ): Promise<SessionCaller | null>
  key(ctx: Context, secret: string): Promise<KeyCaller | null>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The workspace that a request names; undefined when it names none, null when it cannot be one. */
function namedWorkspace(request: FastifyRequest): string | null | undefined {
  const { workspace } = request.query as Record<string, unknown>
  const named = request.headers['carillon-workspace'] || workspace
  if (named === undefined || named === '') return undefined
  return typeof named === 'string' && uuid.test(named) ? named.toLowerCase() : null
}

/** Who asks. Null when the request brings nothing that names anybody. */
export async function identify(ctx: Context, whoIs: WhoIs, request: FastifyRequest): Promise<Caller | null> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return whoIs.key(ctx, bearer)
  if (request.headers.authorization) throw edgeError('bad_key')
  const cookies = request.headers.cookie
  if (!cookies) return null
  const workspaceId = namedWorkspace(request) ?? null
  return whoIs.session(ctx, { cookies, workspaceId, secure: isSecure(request) })
}

/** Whom a verb is given, once it is certain that they may: nobody, a person, or an actor in a workspace. */
export type Standing = { caller: Caller | null; actor: Actor | Person | null }

type Asked = Pick<RouteSpec, 'may' | 'of' | 'standsStill' | 'withoutSecondStep'>

/** Decides whether the caller may; says why not otherwise. Another tenant's workspace looks like none. */
export function admit(spec: Asked, caller: Caller | null, request: FastifyRequest): Standing {
  const { may, of } = spec
  if (may === 'anyone') return { caller, actor: null }
  if (!caller)
    throw edgeError(triedKey(request) ? 'bad_key' : triedCookie(request) ? 'session_over' : 'not_signed_in')
  if (may === 'signed-in') return { caller, actor: asPerson(caller, request) }
  const membership = membershipFor(caller, request)
  if (membership.secondStepDue && !spec.withoutSecondStep)
    throw edgeError(caller.kind === 'key' ? 'maker_unguarded' : 'second_step_needed')
  const actor = asActor(caller, membership, request)
  const { role, channels } = actor
  const asked = of === 'channels' ? actorMaySomewhere : actorMay
  // A role that may is let in to channels also where no exception leaves it any: the verb says on which.
  if (!actorMay({ role }, may) && !asked({ role, channels }, may))
    throw edgeError('not_allowed', { role, right: may })
  if (actor.only && !actor.only.includes(may)) throw edgeError('outside_scope', { right: may })
  if (membership.eraseAt && changes(request.method) && !spec.standsStill)
    throw edgeError('being_deleted', { until: membership.eraseAt.toISOString() })
  return { caller, actor }
}

const triedKey = (request: FastifyRequest): boolean => request.headers.authorization !== undefined
const triedCookie = (request: FastifyRequest): boolean => /carillon/.test(request.headers.cookie ?? '')

function asPerson(caller: Caller, request: FastifyRequest): Person {
  if (caller.kind === 'key') throw edgeError('person_only')
  const { userId, sessionId, name, email } = caller
  return { userId, sessionId, name, email, requestId: request.id, ip: request.ip }
}

function membershipFor(caller: Caller, request: FastifyRequest): Membership {
  const named = namedWorkspace(request)
  if (caller.kind === 'session') {
    if (named === undefined) throw edgeError('no_workspace')
    if (!caller.membership) throw edgeError('workspace_missing')
    return caller.membership
  }
  if (named !== undefined && named !== caller.membership.workspaceId) throw edgeError('workspace_missing')
  return caller.membership
}

const asActor = (
  caller: Caller,
  { workspaceId, organisationId, role, channels }: Membership,
  request: FastifyRequest,
): Actor => ({
  kind: caller.kind === 'key' ? 'key' : 'person',
  id: caller.kind === 'key' ? caller.keyId : caller.userId,
  name: caller.name,
  workspaceId,
  organisationId,
  role,
  channels,
  only: caller.kind === 'key' ? caller.only : null,
  sessionId: caller.kind === 'session' ? caller.sessionId : null,
  requestId: request.id,
  ip: request.ip,
})
