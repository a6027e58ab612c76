import { type ChannelRoles, mayDoSomewhere, rightsOn, rightsSomewhere } from './channel-roles.ts'
import { mayDo, type Right, type Role, rightsOf } from './rights.ts'

/** Who does it, in which workspace. Made at the edge; trusted inside. */
export type Actor = {
  kind: 'person' | 'key' | 'system'
  /** The user's or key's id; null for the program itself. */
  id: string | null
  name: string
  workspaceId: string
  organisationId: string
  role: Role
  /** Exceptions from the role on some channels. */
  channels?: ChannelRoles | null
  /** A key may be cut down to some of what its role may do. */
  only?: readonly Right[] | null
  requestId: string | null
  ip: string | null
  /** Of a person who is signed in: whoever has no password proves by it that they came a moment ago. */
  sessionId?: string | null
}

/** Someone signed in who has not chosen a workspace. */
export type Person = {
  userId: string
  sessionId: string
  name: string
  email: string
  requestId: string
  ip: string
}

/** The program acting on its own in a workspace, for the audit log. */
export const systemActor = (workspaceId: string, organisationId = ''): Actor => ({
  kind: 'system',
  id: null,
  name: 'Carillon',
  workspaceId,
  organisationId,
  role: 'owner',
  requestId: null,
  ip: null,
})

type Standing = Pick<Actor, 'role' | 'only'>

/** Asks for what the role may, as far as the key goes. Never ask the role alone: a key could then do what it was not given. */
export const actorMay = ({ role, only }: Standing, right: Right): boolean =>
  mayDo(role, right) && (!only || only.includes(right))

/** The same for what is asked of channels: an exception on one of them is enough here, and the verb asks for each. */
export const actorMaySomewhere = (actor: Standing & Pick<Actor, 'channels'>, right: Right): boolean =>
  mayDoSomewhere(actor, right) && (!actor.only || actor.only.includes(right))

/** What an actor may do in the workspace, or at least on some channel. */
export const rightsOfActorSomewhere = (actor: Standing & Pick<Actor, 'channels'>): Right[] =>
  rightsSomewhere(actor).filter((right) => !actor.only || actor.only.includes(right))

/** What an actor may do on one channel. */
export const rightsOfActorOn = (actor: Standing & Pick<Actor, 'channels'>, channelId: string): Right[] =>
  rightsOn(actor, channelId).filter((right) => !actor.only || actor.only.includes(right))

export const rightsOfActor = (actor: Standing): Right[] =>
  rightsOf(actor.role).filter((right) => actorMay(actor, right))

/** Nobody may give, or take from, somebody who can do something that they cannot, be it on one channel only. */
export const mayGiveAs = (giver: Standing, taker: Standing & Pick<Actor, 'channels'>): boolean =>
  [...rightsOfActor(taker), ...rightsOfActorSomewhere(taker)].every((right) => actorMay(giver, right))
