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
  /** A key may be cut down to some of what its role may do. */
  only?: readonly Right[] | null
  requestId: string | null
  ip: string | null
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

export const rightsOfActor = (actor: Standing): Right[] =>
  rightsOf(actor.role).filter((right) => actorMay(actor, right))

/** Nobody may give, or take from, somebody who can do something that they cannot. */
export const mayGiveAs = (giver: Standing, taker: Standing): boolean =>
  rightsOfActor(taker).every((right) => actorMay(giver, right))
