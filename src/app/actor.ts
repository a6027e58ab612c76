import type { Role } from './rights.ts'

/** Who does it, in which workspace. Made at the edge; trusted inside. */
export type Actor = {
  kind: 'person' | 'key' | 'system'
  /** The user's or key's id; null for the program itself. */
  id: string | null
  name: string
  workspaceId: string
  organisationId: string
  role: Role
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
