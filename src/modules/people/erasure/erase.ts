import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { type AuditEntry, audit, auditCommand, auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { forgetJobs } from '../../../platform/jobs/index.ts'
import {
  type Erased,
  eraseFromAudit,
  formerMember,
  holdSealing,
  knownInAudit,
  sealPending,
} from '../audit/index.ts'
import { tellClosing } from '../closing/index.ts'
import { endKeysAnywhereBy } from '../keys/index.ts'
import { endAllSessions } from '../sessions/index.ts'
import { forgetBrakes } from '../sign-in/index.ts'
import { erasureError } from './errors.ts'
import * as queries from './queries.ts'

type Person = { id: string; name: string; email: string }

/** Who does it: the person, an owner of all that they have a part in, or a command of whoever runs the house. */
export type By = { person: true } | { owner: Actor } | { command: string }

/** What is not sealed yet is, so that as little as possible is rewritten in a row that has no place. */
export const prepareErasure = (ctx: Context): Promise<number> => sealPending(ctx, { wait: true })

/**
 * Takes a person out of every table. What they made for a workspace stays with it, under “a former member”; what is only
 * theirs goes; what must stay, such as the audit log, stays without anything by which they are known. `map.ts` says of each
 * column which it is, and a test plants somebody and looks.
 */
export async function erasePerson(tx: Tx, ctx: Context, person: Person, by: By): Promise<void> {
  // In the order of the sealer, which holds workspaces once nobody else seals: either would wait for the other otherwise.
  await holdSealing(tx)
  await queries.lockWorkspaces(tx, person.id)
  const workspaces = await queries.findWorkspaces(tx, person.id)
  refuseOrphans(workspaces)
  const erased = await knownAs(tx, person)
  const { id: userId, email } = person
  await endAllSessions(tx, ctx, userId)
  await queries.deleteDrafts(tx, userId)
  await queries.leavePosts(tx, userId)
  await queries.forgetBringer(tx, userId)
  await queries.forgetCalls(tx, userId, { names: erased.names, fresh: formerMember })
  await endKeysAnywhereBy(tx, ctx, userId)
  await queries.passOnOrganisations(tx, userId)
  await queries.deleteInvitationsTo(tx, email)
  await queries.deleteVerifications(tx, [userId, email])
  await queries.renameIn(tx, { ...erased, fresh: formerMember })
  await forgetBrakes(tx, { userId, email, ips: erased.addresses })
  // The others still wait for that letter; who asked for it has no name in it then.
  await forgetJobs(tx, [userId, email], { [tellClosing.name]: 'by' })
  const auditRows = await eraseFromAudit(tx, ctx, erased)
  await queries.deleteUser(tx, userId)
  await writeDown(tx, ctx, erased, by, workspaces, auditRows)
}

/** Whoever asks is told by `foretell`; this is the last word. One that is being deleted goes on being deleted. */
function refuseOrphans(workspaces: Awaited<ReturnType<typeof queries.findWorkspaces>>): void {
  const orphans = workspaces.filter(({ alone, eraseAt }) => alone && !eraseAt)
  if (orphans.length > 0)
    throw erasureError('only_owner', { names: orphans.map(({ name }) => `“${name}”`).join(', ') })
}

type Traced = Erased & { addresses: string[] }

/** Everything by which the person can be recognised, gathered before any of it goes. */
async function knownAs(tx: Tx, { id, name, email }: Person): Promise<Traced> {
  const { names, workspaceIds, addresses } = await knownInAudit(tx, id)
  const sessions = await queries.findSessionAddresses(tx, id)
  const keys = await queries.findKeyIds(tx, id)
  const parts = await queries.findWorkspaces(tx, id)
  return {
    userId: id,
    email,
    names: [...new Set([name, ...names])],
    workspaceIds: [...new Set([...workspaceIds, ...parts.map((part) => part.id)])],
    keyIds: keys.map((key) => key.id),
    addresses: [...new Set([...addresses, ...sessions.map(({ ip }) => ip)])],
    pseudonym: `former:${randomUUID()}`,
  }
}

type Parts = Awaited<ReturnType<typeof queries.findWorkspaces>>

/** That it was done, by nobody's name: in the chain of accounts, and in each workspace that has a member less. */
async function writeDown(
  tx: Tx,
  ctx: Context,
  { pseudonym }: Traced,
  by: By,
  parts: Parts,
  auditRows: number,
): Promise<void> {
  const subject = { kind: 'user', id: pseudonym }
  const entry: AuditEntry = { action: 'person.erased', subject, after: { auditRows } }
  const former = { userId: pseudonym, name: formerMember, ip: null, requestId: null }
  if ('command' in by) await auditCommand(tx, by.command, entry)
  else await auditPerson(tx, 'owner' in by ? asPerson(by.owner) : former, entry)
  for (const { id: workspaceId, role } of parts) {
    const actor = actorIn(workspaceId, by, pseudonym)
    await audit(tx, actor, { action: 'member.removed', subject, before: { role: asRole(role) } })
    await ctx.events.emit(tx, { workspaceId, topic: 'members', id: null })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: null })
  }
}

const nobody = { organisationId: '', role: 'owner', requestId: null, ip: null } as const

function actorIn(workspaceId: string, by: By, pseudonym: string): Actor {
  if ('command' in by) return commandIn(workspaceId, by.command)
  return 'owner' in by ? { ...by.owner, workspaceId } : formerIn(workspaceId, pseudonym)
}

const asPerson = ({ id, name, ip, requestId }: Actor) => ({ userId: id ?? '', name, ip, requestId })

const formerIn = (workspaceId: string, pseudonym: string): Actor => ({
  ...nobody,
  kind: 'person',
  id: pseudonym,
  name: formerMember,
  workspaceId,
})

const commandIn = (workspaceId: string, command: string): Actor => ({
  ...nobody,
  kind: 'system',
  id: null,
  name: command,
  workspaceId,
})
