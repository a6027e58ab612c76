import type { Actor, Person } from '../../../app/actor.ts'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import { letIn } from '../members/index.ts'
import {
  addPerson,
  beginSession,
  type From,
  findPerson,
  preparePerson,
  refuseClosed,
  type SignedIn,
} from '../sign-in/index.ts'
import { proveAddress } from '../ways/index.ts'
import type { AcceptBody, Joined, Offer } from './contract.ts'
import { invitationError } from './errors.ts'
import * as queries from './queries.ts'
import { stateOf } from './service.ts'

/** What the holder of a link is offered. */
export async function lookAtOffer(ctx: Context, token: string): Promise<Offer> {
  const open = await findOpen(ctx, token)
  return {
    workspace: open.workspaceName,
    invitedBy: open.makerName,
    role: asRole(open.role),
    email: open.email,
    known: (await findPerson(ctx.db, open.email)) !== undefined,
    expiresAt: open.expiresAt.toISOString(),
  }
}

/** A link that went by mail, and that nobody was shown, is in the hands of who reads what is sent to the address. */
const isProof = ({ mailedAt }: Open): boolean => mailedAt !== null

type Open = NonNullable<Awaited<ReturnType<typeof queries.findByDigest>>>

async function findOpen(ctx: Context, token: string, db = ctx.db): Promise<Open> {
  const open = await queries.findByDigest(db, digestOf(token))
  if (!open || stateOf(open, ctx.clock.now()) !== 'waiting') throw invitationError('over')
  if (open.eraseAt) throw invitationError('being_deleted', { workspace: open.workspaceName })
  return open
}

/** Somebody new: they are made with the name and password that they choose, take part from now on, and are signed in. */
export async function accept(
  ctx: Context,
  { token, name, password }: AcceptBody,
  from: From,
): Promise<Joined & { session: SignedIn }> {
  const { email } = await findOpen(ctx, token)
  await refuseClosed(ctx)
  if (await findPerson(ctx.db, email)) throw invitationError('known', { email })
  const fresh = await preparePerson({ email, name, password })
  const { user, joined } = await ctx.db.transaction().execute(async (tx) => {
    const open = await take(tx, ctx, token)
    const user = await addPerson(tx, { ...fresh, proven: isProof(open) })
    const guest = { ...user, requestId: from.requestId, ip: from.ip }
    return { user, joined: await takePart(tx, ctx, open, guest) }
  })
  return { ...joined, session: await beginSession(ctx, user, from) }
}

/** Somebody who signs in here already, with the address that was invited. */
export async function join(ctx: Context, token: string, person: Person): Promise<Joined> {
  return ctx.db.transaction().execute(async (tx) => {
    const open = await take(tx, ctx, token)
    if (open.email !== person.email) throw invitationError('other_person', { email: open.email })
    if (isProof(open)) await proveAddress(tx, person)
    return takePart(tx, ctx, open, { ...person, id: person.userId })
  })
}

/**
 * Somebody new whose address the house's provider has verified: they take part wherever they are invited, except where all
 * of it is about to go. Answers how many workspaces that are.
 */
export async function acceptAll(tx: Tx, ctx: Context, guest: Guest): Promise<number> {
  let taken = 0
  for (const open of await queries.lockInvitationsOf(tx, guest.email)) {
    if (open.eraseAt || stateOf(open, ctx.clock.now()) !== 'waiting') continue
    if (!(await queries.takeInvitationById(tx, open.id))) continue
    await takePart(tx, ctx, open, guest)
    taken++
  }
  return taken
}

/** Takes the link out of use; what follows in the transaction may still put it back. */
async function take(tx: Tx, ctx: Context, token: string): Promise<Open> {
  const open = await findOpen(ctx, token, tx)
  if (!(await queries.takeInvitation(tx, digestOf(token)))) throw invitationError('over')
  return open
}

type Guest = Pick<Actor, 'requestId' | 'ip'> & { id: string; name: string; email: string }

async function takePart(tx: Tx, ctx: Context, open: Open, guest: Guest): Promise<Joined> {
  const { workspaceId, organisationId, makerName } = open
  const role = asRole(open.role)
  const channels = asChannelRoles(open.channelRoles)
  const { id, name, email, requestId, ip } = guest
  const actor: Actor = { kind: 'person', id, name, workspaceId, organisationId, role, requestId, ip }
  await letIn(tx, ctx, actor, { id, email }, { role, channels, invitedBy: makerName })
  return { workspaceId }
}
